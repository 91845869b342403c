import * as z from 'zod';
import { bulkQuestion, bulkResults, type QueueResult, tooMany } from '../../../cards/views/stages/queue.ts';
import type { Tx } from '../../../db/database.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadPlaces, loadSubmissions } from '../../../db/queries/stages/queue.ts';
import type { Decision } from '../../domain/change.ts';
import { invalid, type Outcome, ok, rule } from '../../domain/outcome.ts';
import {
  decisionOf,
  maxDecidedAtOnce,
  type OfferedEntry,
  type QueueVerb,
  readChosen,
  readOffered,
  type Submission,
  staleReason,
} from '../../domain/stages/queue.ts';
import { textSlot, yesNoSlot } from '../../grammar/slot.ts';
import { decidedResource } from '../../presenters/queue.ts';
import { type Command, defineCommand } from '../../runner/define.ts';
import type { ErrandResult } from '../../runner/errands/errands.ts';
import { readIn } from './read-in.ts';

type Facts = {
  verb: QueueVerb;
  /** In the order of their projects' ids, in which the projects are locked. */
  entries: Submission[];
  /** What was offered or typed, with the versions that were shown. */
  offered: readonly OfferedEntry[];
  reason: string | undefined;
  /** Typed places where the queue has nothing. */
  missing: number[];
  /** How each decision ended; absent in the question. */
  results?: QueueResult[];
};

/** What the commands differ in. */
type Part = Pick<Command, 'name' | 'summary' | 'title' | 'submit' | 'examples'> & {
  verb: QueueVerb;
  /** How the words after the numbers are called. */
  label: string;
};

/** Defines a command that decides about several entries of the queue, after one question that names each (STG-5, APR-6). */
export const defineQueueCommand = ({ verb, label, ...part }: Part): Command =>
  defineCommand({
    ...part,
    scope: 'workspace',
    input: z.object({
      entries: textSlot('rest', 'Numbers', { max: 1200, rephrased: true, lists: true }, '1 2 5').optional(),
      reason: textSlot('key', label, { max: 1000 }).optional(),
      these: textSlot('key', 'Entries', { max: 1000, hidden: true }).optional(),
      sure: yesNoSlot('Do it now', { typed: true }).optional(),
    }),
    lacks({ entries, reason, these }) {
      const needsReason = verb !== 'approve' && !reason && !readChosen(entries ?? '').words;
      return [...(entries || these ? [] : ['entries']), ...(needsReason ? ['reason'] : [])];
    },
    async load(tx, { entries, reason, these, sure }, { person }): Promise<Outcome<Facts>> {
      const chosen = readChosen(entries ?? '');
      const found = await (these === undefined
        ? atPlaces(tx, person.id, chosen.numbers, part.name)
        : ok({ offered: readOffered(these), missing: [] }));
      if (!found.ok) return found;
      const { offered, missing } = found.value;
      const ids = offered.map(({ id }) => id);
      if (sure) await lockProjectsOf(tx, person.id, ids);
      const submissions = await loadSubmissions(tx, person.id, ids);
      if (verb === 'ask' && submissions.some(({ kind }) => kind === 'update'))
        return rule(
          'Only submissions can be asked about. A report of progress is approved or returned.',
          'Leave its number out.',
        );
      return ok<Facts>({
        verb,
        entries: submissions.toSorted((a, b) => a.project.id.localeCompare(b.project.id)),
        offered,
        reason: reason ?? (chosen.words || undefined),
        missing,
      });
    },
    // each decision asks for the role that it needs in its own company
    permit: () => undefined,
    errands(facts, { sure }) {
      if (!sure || facts.entries.length === 0) return undefined;
      const open = facts.entries.filter((one) => whyStale(facts, one) === null);
      return {
        requests: open.map((one) => ({
          project: one.project.id,
          ...decisionOf(one, verb, facts.reason),
        })),
        ended: (results) => ({ ...facts, results: endedAs(facts, open, results) }),
      };
    },
    decide(facts): Outcome<Decision<Facts>> {
      if (facts.entries.length > 0) return ok({ changes: [], events: [], next: facts });
      return rule('Nothing of this waits for you any more.', 'See what does with “queue”.', {
        label: 'Queue',
        command: 'queue',
        input: {},
      });
    },
    view: (facts, who) =>
      facts.results
        ? bulkResults(verb, facts.results, facts.offered.length - facts.entries.length, readIn(who))
        : bulkQuestion(openOf(facts), leftOut(facts)),
    resource: ({ results = [] }) => decidedResource(results),
  });

/** Returns the entries at typed places, as they are offered now. */
async function atPlaces(
  tx: Tx,
  personId: string,
  numbers: readonly number[],
  command: string,
): Promise<Outcome<{ offered: OfferedEntry[]; missing: number[] }>> {
  if (numbers.length === 0)
    return invalid(command, 'entries', 'Numbers must be those of the queue, such as 1 2 5.');
  if (numbers.length > maxDecidedAtOnce) return rule(tooMany, 'Choose fewer, then go on with the next ones.');
  const found = await loadPlaces(tx, personId, numbers);
  const missing = numbers.filter((number) => !found.some(({ nth }) => nth === number));
  if (found.length === 0)
    return rule(`Your queue has no number ${numbers.join(', ')}.`, 'See it with “queue”.', {
      label: 'Queue',
      command: 'queue',
      input: {},
    });
  return ok({ offered: found.map(({ id, milestone }) => ({ id, version: milestone.version })), missing });
}

/** Locks the companies of submissions in one order, so that two coaches who decide at once wait for each other. */
async function lockProjectsOf(tx: Tx, personId: string, ids: readonly string[]): Promise<void> {
  const found = await loadSubmissions(tx, personId, ids);
  const projects = new Set(found.map(({ project }) => project.id).sort());
  for (const id of projects) await lockProject(tx, id);
}

const whyStale = ({ offered }: Facts, entry: Submission) => {
  const as = offered.find(({ id }) => id === entry.id);
  return as ? staleReason(entry, as) : 'changed';
};

function endedAs(facts: Facts, open: readonly Submission[], results: readonly ErrandResult[]): QueueResult[] {
  return facts.entries.map((entry): QueueResult => {
    const why = whyStale(facts, entry);
    if (why !== null) return { entry, is: 'stale', why };
    const result = results[open.indexOf(entry)];
    if (result?.is === 'done') return { entry, is: 'decided', line: result.line };
    return result ? { entry, is: 'refused', card: result.card } : { entry, is: 'stale', why: 'changed' };
  });
}

const openOf = (facts: Facts) => ({
  verb: facts.verb,
  reason: facts.reason,
  entries: facts.entries.filter(({ outcome }) => outcome === 'open'),
});

/** What the question leaves out: numbers that the queue does not have, and entries that were decided meanwhile. */
function leftOut({ missing, entries, offered }: Facts): string[] {
  const over = offered.length - entries.filter(({ outcome }) => outcome === 'open').length;
  return [
    ...(missing.length > 0 ? [`Your queue has no number ${missing.join(', ')}.`] : []),
    ...(over > 0 ? [`${over} ${over === 1 ? 'is' : 'are'} left out: decided or taken back meanwhile.`] : []),
  ];
}
