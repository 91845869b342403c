import type { Field, Form } from '../../model.ts';
import { escapedText } from '../html.ts';
import { formTitle } from '../text.ts';
import { carryingForm } from './card.ts';
import { type Buttons, type Carried, fieldPrefix, moreName } from './press.ts';

/** A message at a field of a refused form, or above all fields where `field` is empty. */
export type FieldProblem = { field: string; message: string };

/** Returns the name in a mention token `<@platform:tenant/user|Name>`; any other text unchanged. */
export const nameInToken = (token: string): string => token.replaceAll(/<@[^|<>]*\|([^<>]*)>/g, '$1');

/** Returns what a form carries: what it was opened for, and the names of its fields. */
function carriedBy({ command, given, about, fields }: Form): Carried {
  const people = fields.flatMap(({ is, name, value }) =>
    is === 'person' && value ? [[name, value] as const] : [],
  );
  return {
    is: 'form',
    command,
    given,
    ...(about ? { about } : {}),
    fields: fields.filter(({ is }) => is !== 'file').map(({ name }) => name),
    people: Object.fromEntries(people),
  };
}

/** Renders a form as the content of a page of its own, with the problems of a refused submission at their fields. */
export function renderPageForm(
  form: Form,
  { buttons, back, problems = [] }: { buttons: Buttons; back: string; problems?: readonly FieldProblem[] },
): string {
  const at = (name: string) => problems.filter(({ field }) => field === name).map(({ message }) => message);
  const known = new Set(form.fields.map(({ name }) => name));
  const above = problems.filter(({ field }) => !known.has(field)).map(({ message }) => message);
  const more = form.more
    ? `<button name="${moreName}" value="1" formnovalidate>${escapedText(form.more)}</button>`
    : '';
  const inside = [
    ...form.fields.map((field) => fieldHtml(field, at(field.name))),
    `<div class="actions"><button class="primary">${escapedText(form.submit)}</button>${more}<a class="button" href="${escapedText(back)}">Cancel</a></div>`,
  ].join('\n');
  return [
    `<section class="card form" aria-labelledby="form-title"><h2 id="form-title">${escapedText(formTitle(form))}</h2>`,
    ...(above.length > 0 ? [`<p class="alert" role="alert">${above.map(escapedText).join('<br>')}</p>`] : []),
    carryingForm(buttons, carriedBy(form), inside),
    '</section>',
  ].join('\n');
}

function fieldHtml(field: Field, problems: readonly string[]): string {
  const id = `field-${field.name}`;
  if (field.is === 'file') return `<p class="quiet">${escapedText(field.instead)}</p>`;
  const described = [
    ...(field.hint ? [`${id}-hint`] : []),
    ...(problems.length > 0 ? [`${id}-problem`] : []),
  ];
  const attributes = [
    `id="${escapedText(id)}"`,
    `name="${escapedText(fieldPrefix + field.name)}"`,
    ...(field.optional ? [] : ['required']),
    ...(described.length > 0 ? [`aria-describedby="${escapedText(described.join(' '))}"`] : []),
    ...(problems.length > 0 ? ['aria-invalid="true"'] : []),
  ].join(' ');
  return [
    '<div class="field">',
    `<label for="${escapedText(id)}">${escapedText(field.label)}${field.optional ? ' <span class="quiet">(optional)</span>' : ''}</label>`,
    inputHtml(field, attributes, id),
    ...(field.hint ? [`<p class="quiet" id="${escapedText(id)}-hint">${escapedText(field.hint)}</p>`] : []),
    ...(problems.length > 0
      ? [
          `<p class="alert" id="${escapedText(id)}-problem" role="alert">${problems.map(escapedText).join('<br>')}</p>`,
        ]
      : []),
    '</div>',
  ].join('');
}

function inputHtml(field: Exclude<Field, { is: 'file' }>, attributes: string, id: string): string {
  const { value = '' } = field;
  const input = (type: string, more = '') =>
    `<input type="${type}" ${attributes} value="${escapedText(value)}"${more}>`;
  switch (field.is) {
    case 'text':
      return field.lines === 'many'
        ? `<textarea rows="6" ${attributes}>\n${escapedText(value)}</textarea>`
        : input('text');
    case 'number':
      // a text, so that 2,500.50 can be typed as everywhere else
      return input('text', ' inputmode="decimal"');
    case 'date':
      return input('date');
    case 'choice':
      return field.hasMore ? searched(field, attributes, id) : selected(field, attributes);
    case 'person':
      return `<input type="text" ${attributes} value="${escapedText(nameInToken(value))}" autocomplete="off">`;
    default:
      return field satisfies never;
  }
}

type Choice = Field & { is: 'choice' };

function selected({ choices, value, optional }: Choice, attributes: string): string {
  const options = choices.map(
    (one) =>
      `<option value="${escapedText(one.value)}"${one.value === value ? ' selected' : ''}>${escapedText(one.label)}</option>`,
  );
  const none = optional || value === undefined ? '<option value="">–</option>' : '';
  return `<select ${attributes}>${none}${options.join('')}</select>`;
}

/** Where there are more choices than a list can show, a text names one. */
function searched({ choices, value = '' }: Choice, attributes: string, id: string): string {
  const list = `${id}-list`;
  const options = choices.map(
    (one) => `<option value="${escapedText(one.value)}" label="${escapedText(one.label)}">`,
  );
  return `<input type="text" ${attributes} value="${escapedText(value)}" list="${escapedText(list)}" autocomplete="off"><datalist id="${escapedText(list)}">${options.join('')}</datalist>`;
}
