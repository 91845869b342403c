import type { Evidence, Milestone, Review } from '../plan/milestone.ts';
import type { Project } from '../project/project.ts';
import type { StageKey } from './stage.ts';

/** The milestone of a submission, as the queue names and decides it; `stage` is null for a task. */
export type QueuedMilestone = Pick<Milestone, 'number' | 'name' | 'outcome' | 'version'> & {
  stage: StageKey | null;
};

/** A submission or a report of progress in a company that a coach follows, whatever became of it. */
export type Submission = {
  kind: 'submission' | 'update';
  /** The id of its review or update. */
  id: string;
  project: Pick<Project, 'id' | 'name'>;
  milestone: QueuedMilestone;
  outcome: Review['outcome'];
  /** Who decided; null while it is open. */
  decidedBy: string | null;
};

/** A submission or an update that waits for a coach (STG-5). */
export type QueueEntry = Omit<Submission, 'outcome' | 'decidedBy'> & {
  /** Its place in the whole queue, from 1: the oldest comes first. */
  nth: number;
  /** The name of the milestone that a task is part of; null for a stage. */
  partOf: string | null;
  by: string | null;
  /** An ISO instant. */
  since: string;
  /** What an update reports; null for a submission. */
  percent: number | null;
  note: string | null;
  /** The first pieces of its evidence, oldest first. */
  evidence: Pick<Evidence, 'kind' | 'title' | 'url' | 'value'>[];
  /** How many pieces it has. */
  pieces: number;
};

/** The most pieces of evidence that an entry of the queue shows. */
export const maxShownPieces = 3;

/** The most entries that are decided at once: one page of the queue. */
export const maxDecidedAtOnce = 15;

/** How a coach decides about entries of the queue. */
export type QueueVerb = 'approve' | 'return' | 'ask';

/** An entry that a card offered: the submission and the version of its milestone then. */
export type OfferedEntry = { id: string; version: number };

/** Returns entries as the hidden input of a button: `id:version`, with commas. */
export const writeOffered = (entries: readonly OfferedEntry[]): string =>
  entries.map(({ id, version }) => `${id}:${version}`).join(',');

/** Reads such an input; leaves out what it cannot read. */
export function readOffered(text: string): OfferedEntry[] {
  const seen = new Set<string>();
  return text.split(',').flatMap((one) => {
    const [, id, version] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,9})$/.exec(one) ?? [];
    if (id === undefined || seen.has(id)) return [];
    seen.add(id);
    return [{ id, version: Number(version) }];
  });
}

/** What a line names of the queue: places in it, and the words after them. */
export type Chosen = { numbers: number[]; words: string };

const listed = /^(?:#?(\d{1,6})(?:\s*[-–]\s*#?(\d{1,6}))?)\s*(?:[,;&+]\s*|and\s+|\s+|$)/i;

/** Reads "1, 2 and 5 great work" or "1-3": each number once, in order. */
export function readChosen(text: string): Chosen {
  const numbers = new Set<number>();
  let rest = text.trim();
  for (let found = listed.exec(rest); found; found = listed.exec(rest)) {
    const from = Number(found[1]);
    const to = Number(found[2] ?? from);
    // a longer range is refused as too many, so its end does not matter
    for (let n = from; n <= Math.min(to, from + maxDecidedAtOnce); n += 1) numbers.add(n);
    rest = rest.slice(found[0].length);
  }
  return { numbers: [...numbers].sort((a, b) => a - b), words: rest.trim() };
}

/** Why an entry that was offered is not decided any more: its outcome, or `changed`. */
export type StaleReason = Exclude<Review['outcome'], 'open'> | 'changed';

/** Returns why an entry cannot be decided as it was offered; null if it can. */
export function staleReason(
  { outcome, milestone }: Submission,
  { version }: OfferedEntry,
): StaleReason | null {
  if (outcome !== 'open') return outcome;
  return milestone.version === version ? null : 'changed';
}

/** A request that decides about one entry: the command that decides on its own card, with its input. */
export function decisionOf(
  { kind, milestone }: Pick<Submission, 'kind' | 'milestone'>,
  verb: QueueVerb,
  reason: string | undefined,
): { command: string; input: Record<string, string> } {
  const of = { milestone: String(milestone.number) };
  if (kind === 'update' && verb === 'approve')
    return { command: 'approve-update', input: { ...of, ...(reason ? { note: reason } : {}) } };
  if (kind === 'update' && verb === 'return')
    return { command: 'reject-update', input: { ...of, reason: reason ?? '' } };
  if (verb === 'approve' && milestone.stage !== null)
    return {
      command: 'achieve',
      input: { stage: milestone.stage, ...(reason ? { reason } : {}), sure: 'yes' },
    };
  const input = of;
  switch (verb) {
    case 'approve':
      return { command: 'approve', input: { ...input, ...(reason ? { note: reason } : {}) } };
    case 'return':
      return { command: 'return', input: { ...input, reason: reason ?? '' } };
    case 'ask':
      return { command: 'ask', input: { ...input, question: reason ?? '' } };
    default:
      return verb satisfies never;
  }
}
