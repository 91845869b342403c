import type { Priority, Status } from '../plan/milestone.ts';
import { isLongEnough } from '../text/characters.ts';
import { cut } from '../text/cut.ts';
import type { DocumentItem, DocumentMilestone, PlanDocument } from './document.ts';

/** A milestone with its checklist, as the document wants it. */
export type Entry = {
  name: string;
  /** The index of its parent among the entries; null at the top. */
  parent: number | null;
  start: string | null;
  due: string | null;
  status: Status;
  /** Marked as cut in the document: it is dropped from the plan. */
  cut: boolean;
  priority: Priority | null;
  share: number | null;
  owner: string | null;
  description: string | null;
  steps: { text: string; done: boolean }[];
};

const maxDepth = 5;
const maxNameCharacters = 100;
const minNameCharacters = 3;
const maxDescriptionCharacters = 1000;
const maxStepCharacters = 300;

/** Whether a line has more than a checklist item can store and so becomes a milestone. */
const isMore = (
  { state, start, date, priority, owner }: DocumentItem,
  next: DocumentItem | undefined,
  depth: number,
) =>
  start !== null ||
  date !== null ||
  priority !== null ||
  owner !== null ||
  !(state === 'open' || state === 'done') ||
  (next?.depth ?? 0) > depth;

/**
 * Returns the milestones of a document, parents first. A checklist line with a date, a priority, an
 * owner, a state other than open or done, or nested lines becomes a milestone; below the fifth level
 * (MODEL-1) it stays a line with these details in its text.
 */
export function entriesOf({ milestones, title }: Pick<PlanDocument, 'milestones' | 'title'>): Entry[] {
  const entries: Entry[] = [];
  const placeOf: number[] = [];
  for (const milestone of milestones) {
    const parent = milestone.parent === null ? null : (placeOf[milestone.parent] ?? null);
    placeOf.push(entries.length);
    entries.push(entryOf(milestone, parent, nameAbove(entries, parent) ?? title));
    addItems(entries, entries.length - 1, milestone.items);
  }
  for (const entry of entries) entry.cut ||= entries[entry.parent ?? -1]?.cut ?? false;
  return entries;
}

const nameAbove = (entries: readonly Entry[], parent: number | null) =>
  parent === null ? undefined : entries[parent]?.name;

function entryOf(milestone: DocumentMilestone, parent: number | null, above: string | null): Entry {
  const { start, due, priority, share, owner, description } = milestone;
  const cut = milestone.status === 'dropped';
  const status = milestone.status === 'dropped' ? 'upcoming' : milestone.status;
  const { name, whole } = nameOf(milestone.name, above);
  const of = { start, due, status, priority, share, owner };
  return { name, parent, ...of, cut, description: textOf([whole, ...description]), steps: [] };
}

/** Returns a name of 3 to 100 characters (MODEL-2); `whole` is the text if it had to be cut. */
export function nameOf(text: string, above: string | null): { name: string; whole: string | null } {
  const long = !isLongEnough(text, minNameCharacters) ? `${above ?? 'Plan'}: ${text}` : text;
  if (long.length <= maxNameCharacters) return { name: long, whole: null };
  return { name: cut(long, maxNameCharacters), whole: text };
}

function textOf(lines: (string | null)[]): string | null {
  const text = lines.filter((line) => line !== null).join('\n');
  if (text === '') return null;
  return cut(text, maxDescriptionCharacters);
}

function addItems(entries: Entry[], at: number, items: readonly DocumentItem[]): void {
  const path: number[] = [];
  items.forEach((item, index) => {
    path.length = Math.min(path.length, item.depth);
    const above = path.findLast((place) => place >= 0) ?? at;
    const fits = depthOf(entries, above) < maxDepth;
    if (!fits || !isMore(item, items[index + 1], item.depth)) {
      entries[above]?.steps.push(stepOf(item));
      path[item.depth] = -1;
      return;
    }
    path[item.depth] = entries.length;
    entries.push(entryOfItem(item, above, entries[above]?.name ?? null));
  });
}

function depthOf(entries: readonly Entry[], at: number): number {
  const parent = entries[at]?.parent ?? null;
  return parent === null ? 1 : 1 + depthOf(entries, parent);
}

/** Returns a checklist step with details that have no field in parentheses. */
function stepOf({ text, state, start, date, priority, owner }: DocumentItem): Entry['steps'][number] {
  const more = [
    priority?.toUpperCase(),
    start && `start ${start}`,
    date && `due ${date}`,
    owner && `owner: ${owner}`,
    state === 'open' || state === 'done' ? null : state.replace('_', ' '),
  ].filter(Boolean);
  const whole = more.length === 0 ? text : `${text} (${more.join(', ')})`;
  return { text: cut(whole, maxStepCharacters), done: state === 'done' };
}

const statusOf: Record<DocumentItem['state'], Status> = {
  open: 'upcoming',
  done: 'done',
  in_progress: 'in_progress',
  waiting: 'upcoming',
  failed: 'upcoming',
};

function entryOfItem(
  { text, state, start, date, priority, owner }: DocumentItem,
  parent: number,
  above: string | null,
): Entry {
  const { name, whole } = nameOf(text, above);
  return {
    name,
    parent,
    start,
    due: date,
    status: statusOf[state],
    cut: state === 'failed',
    priority,
    share: null,
    owner,
    description: textOf([whole]),
    steps: [],
  };
}

/** Returns the path of each node by names, lower case; duplicates get a count. */
export function pathsOf(tree: readonly { name: string; parent: number | null }[]): string[] {
  const seen = new Map<string, number>();
  const paths: string[] = [];
  for (const { name, parent } of tree) {
    const path = `${parent === null ? '' : (paths[parent] ?? '')}\n${name.toLowerCase()}`;
    const count = (seen.get(path) ?? 0) + 1;
    seen.set(path, count);
    paths.push(count === 1 ? path : `${path}\t${count}`);
  }
  return paths;
}
