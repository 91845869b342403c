import type { InputBlock, InputBlockElement } from '@slack/types';
import type { Field } from '../../model.ts';
import { option, plainText } from './actions.ts';
import type { SlackContext } from './spans.ts';

/** Action id of every input; the block id already names the field. */
export const fieldActionId = 'value';

/** Renders a field as an input block. Its block id is the field's name, so that errors can be shown beside it. */
export function inputBlock(field: Field, context: SlackContext): InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plainText(field.label),
    optional: field.optional,
    ...(field.hint ? { hint: plainText(field.hint) } : {}),
    element: element(field, context),
  };
}

function element(field: Field, context: SlackContext): InputBlockElement {
  switch (field.is) {
    case 'text':
      return {
        type: 'plain_text_input',
        action_id: fieldActionId,
        multiline: field.lines === 'many',
        ...(field.minLength === undefined ? {} : { min_length: field.minLength }),
        ...(field.maxLength === undefined ? {} : { max_length: field.maxLength }),
        ...(field.value ? { initial_value: field.value } : {}),
      };
    case 'number':
      return {
        type: 'number_input',
        action_id: fieldActionId,
        is_decimal_allowed: true,
        ...(field.min === undefined ? {} : { min_value: String(field.min) }),
        ...(field.max === undefined ? {} : { max_value: String(field.max) }),
        ...(field.value ? { initial_value: field.value } : {}),
      };
    case 'date':
      return {
        type: 'datepicker',
        action_id: fieldActionId,
        ...(isDate(field.value) ? { initial_date: field.value } : {}),
      };
    case 'choice':
      return choice(field);
    case 'person':
      return field.several ? people(field.value, context) : person(field.value, context);
    case 'file':
      return { type: 'file_input', action_id: fieldActionId, filetypes: field.types, max_files: 1 };
    default:
      return field satisfies never;
  }
}

function isDate(value: string | undefined): value is string {
  return value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value);
}

function choice(field: Field & { is: 'choice' }): InputBlockElement {
  const options = field.choices.map(({ label, value }) => option(label, value));
  const initial = options.find(({ value }) => value === field.value);
  const chosen = initial ? { initial_option: initial } : {};
  // Slack asks for the choices when the menu opens and while somebody types
  if (field.hasMore)
    return { type: 'external_select', action_id: fieldActionId, min_query_length: 0, ...chosen };
  return { type: 'static_select', action_id: fieldActionId, options, ...chosen };
}

function person(value: string | undefined, context: SlackContext): InputBlockElement {
  const user = userIn(value ?? '', context);
  return { type: 'users_select', action_id: fieldActionId, ...(user ? { initial_user: user } : {}) };
}

function people(value: string | undefined, context: SlackContext): InputBlockElement {
  const users = (value ?? '').split(/,(?![^<]*>)/).flatMap((one) => userIn(one.trim(), context) ?? []);
  return {
    type: 'multi_users_select',
    action_id: fieldActionId,
    ...(users.length > 0 ? { initial_users: users } : {}),
  };
}

/** Returns the user id of a mention token of the workspace; undefined for any other. */
function userIn(token: string, context: SlackContext): string | undefined {
  const [, tenant, user] = /^<@slack:([^/|>]+)\/([UW][A-Z0-9]+)(?:\||>)/.exec(token) ?? [];
  return tenant === context.tenant ? user : undefined;
}
