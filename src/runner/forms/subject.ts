import type { Tx } from '../../../db/database.ts';
import { fieldsOf } from '../../grammar/slot.ts';
import type { Command, Moment } from '../define.ts';
import type { IdentifiedRequest } from '../identified-request.ts';
import { openedInput } from './opened.ts';

/** What a form is about: its subject in words, its hidden input, and the current values. */
export type FormSubject = {
  subject?: string;
  given: Record<string, string>;
  preset: Partial<Record<string, string>>;
};

/** Nothing is known of what a form is about. */
export const noSubject: FormSubject = { given: {}, preset: {} };

/** Returns what the form of a command is about, by its facts. */
export function subjectOf(command: Command, facts: unknown, { now }: Pick<Moment, 'now'>): FormSubject {
  const subject = command.subject?.(facts);
  return {
    ...(subject === undefined ? {} : { subject }),
    given: openedInput(command, facts, now),
    preset: command.preset?.(facts) ?? {},
  };
}

/** Loads what a form is about, where that is given and the person may use the command on it. */
export async function loadSubject(
  tx: Tx,
  { read: { command }, who }: Pick<IdentifiedRequest, 'read' | 'who'>,
  given: Readonly<Record<string, string>>,
  moment: Moment,
): Promise<FormSubject> {
  if (!command.subject && !command.preset) return noSubject;
  const needed = fieldsOf(command.input).filter(
    ({ slot, optional }) => slot.hidden || (slot.names !== undefined && !optional),
  );
  if (needed.some(({ name }) => !given[name])) return noSubject;
  const named = Object.fromEntries(needed.map(({ name }) => [name, given[name]]));
  const input = command.input.partial().safeParse(named);
  if (!input.success) return noSubject;
  const loaded = await command.load(tx, input.data, who, moment, undefined);
  if (!loaded.ok || command.permit(who, loaded.value, input.data)) return noSubject;
  return subjectOf(command, loaded.value, moment);
}
