import type { Tx } from '../../../db/database.ts';
import { loadHappened } from '../../../db/queries/project/history.ts';
import type { Refusal } from '../../domain/outcome.ts';
import type { Who } from '../../domain/project/access.ts';
import { readerOf } from '../../domain/project/history-reader.ts';
import { hashText } from '../../domain/text/hash.ts';
import type { Command } from '../define.ts';

/** The hidden input of a form that says when it was opened, and what its subject was like then. */
export const openedKey = 'opened';

/** When a form was opened, an ISO instant, and a hash of what it acts on. */
export type Opened = { at: string; mark: string };

const markOf = (state: unknown) => hashText(JSON.stringify(state)).toString(36);

/** Returns the hidden input for a form that is opened now; empty for a command that acts on nothing that changes. */
export function openedInput(command: Command, facts: unknown, now: string): Record<string, string> {
  const acts = command.opened?.(facts);
  return acts ? { [openedKey]: `${now} ${markOf(acts.on)}` } : {};
}

/** Reads the hidden input; undefined when there is none, or when it is not ours. */
export function readOpened(text: string | undefined): Opened | undefined {
  const [, at, mark] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([a-z0-9]{1,14})$/.exec(text ?? '') ?? [];
  return at && mark ? { at, mark } : undefined;
}

/** Refuses a form whose subject is no longer what it was opened for, and says what has happened since. */
export async function whyChanged(
  tx: Tx,
  { command, opened }: { command: Command; opened?: Opened },
  { facts, who, today }: { facts: unknown; who: Who; today: string },
): Promise<Refusal | undefined> {
  const acts = command.opened?.(facts);
  if (!opened || !acts || markOf(acts.on) === opened.mark) return undefined;
  const { milestoneId } = acts;
  const happened =
    who.project && milestoneId
      ? await loadHappened(tx, { projectId: who.project.id, milestoneId, reader: readerOf(who) }, opened.at)
      : [];
  // the refusal names the milestone already
  const entries = happened.map((entry) => ({ ...entry, milestone: null }));
  return { is: 'changed_since', what: command.subject?.(facts) ?? '', happened: entries, today };
}
