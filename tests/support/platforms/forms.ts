import type { Json } from '../../../src/preview/teams/rooms.ts';

/** Returns the card of a dialog. Throws where the answer closes it. */
export function cardIn({ body }: { body: unknown }): Json {
  const { task } = body as { task: { type: string; value: { card: { content: Json } } | string } };
  if (typeof task.value === 'string') throw new Error(`The dialog is closed: ${task.value}`);
  return task.value.card.content;
}

const partsOf = ({ body = [] }: Json): Json[] => body as Json[];

/** Returns the inputs of a form card. */
export const inputsOf = (card: Json): Json[] =>
  partsOf(card).filter(({ type }) => String(type).startsWith('Input.'));

/** Returns the data of a button of a form card. */
export function buttonOf(card: Json, title: string): Json {
  const buttons = partsOf(card).flatMap(({ actions = [] }) => actions as Json[]);
  const found = buttons.find((one) => one.title === title);
  if (!found) throw new Error(`No button ${title}, only ${buttons.map((one) => one.title).join(', ')}`);
  return found.data as Json;
}
