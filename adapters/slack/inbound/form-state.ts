import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { escapeMentions, personToken } from './line.ts';

type State = ViewOutput['state']['values'][string][string];

/** Returns the filled-in values of a modal by field; empty fields are omitted. */
export function valuesOf(view: ViewOutput, tenant: string): Record<string, string> {
  const filled = Object.entries(view.state.values).flatMap(([field, states]) => {
    const state = Object.values(states)[0];
    const value = state && fieldValue(state, tenant);
    return value ? [[field, value] as const] : [];
  });
  return Object.fromEntries(filled);
}

function fieldValue(state: State, tenant: string): string | undefined {
  switch (state.type) {
    case 'datepicker':
      return state.selected_date ?? undefined;
    case 'static_select':
    case 'external_select':
      return state.selected_option?.value;
    case 'users_select':
      return state.selected_user ? personToken(tenant, state.selected_user) : undefined;
    case 'multi_users_select':
      return (state.selected_users ?? []).map((user) => personToken(tenant, user)).join(', ');
    default:
      return state.value ? escapeMentions(state.value) : undefined;
  }
}

/** Returns the files that were uploaded in a modal. */
export const filesIn = (view: ViewOutput) =>
  Object.values(view.state.values).flatMap((states) =>
    Object.values(states).flatMap(({ files }) => files ?? []),
  );

/**
 * Returns the inputs of a modal, and its More button, with what was filled in as their initial values. Slack keeps
 * what was typed as long as the block ids stay; the values are for clients that draw the modal anew.
 */
export function filledInputs(view: ViewOutput): KnownBlock[] {
  return (view.blocks as KnownBlock[]).flatMap((block): KnownBlock[] => {
    if (block.type === 'actions') return [block];
    if (block.type !== 'input') return [];
    const states = view.state.values[block.block_id ?? ''];
    const state = states && Object.values(states)[0];
    return [state ? ({ ...block, element: withState(block.element, state) } as KnownBlock) : block];
  });
}

function withState(element: object | undefined, state: State): object {
  const bare = Object.fromEntries(
    Object.entries(element ?? {}).filter(([key]) => !key.startsWith('initial_')),
  );
  const initial = initialOf(state);
  return initial === undefined ? bare : { ...bare, ...initial };
}

function initialOf(state: State): object | undefined {
  switch (state.type) {
    case 'datepicker':
      return state.selected_date ? { initial_date: state.selected_date } : undefined;
    case 'static_select':
    case 'external_select':
      return state.selected_option ? { initial_option: state.selected_option } : undefined;
    case 'users_select':
      return state.selected_user ? { initial_user: state.selected_user } : undefined;
    case 'multi_users_select':
      return state.selected_users?.length ? { initial_users: state.selected_users } : undefined;
    case 'plain_text_input':
    case 'number_input':
      return state.value ? { initial_value: state.value } : undefined;
    default:
      return undefined;
  }
}
