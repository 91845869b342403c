import { isForLookback, type LookbackType } from '../events.ts';
import { calendarDays, dateOf, dayNumber } from '../time/dates.ts';
import { type LookbackEvent, type LookbackFacts, projectDay } from './past.ts';

/** A piece of work: in the scope from a day until it is dropped, and done or not since each mark. Days are YYYY-MM-DD. */
export type Piece = {
  weight: number;
  added: string;
  dropped: string | null;
  /** In the order in which they were said. */
  marks: { day: string; done: boolean }[];
};

/** How far the work was at the end of a day. */
export type Point = { day: string; done: number; scope: number };

/** What a project's work is counted in: per cent of its value, or milestones and their items, one each. */
export type Measure = 'shares' | 'pieces';

/** Work done over time against the scope. */
export type BurnUp = {
  measure: Measure;
  /** From the first day to this one, each day on which something changed; `done` is never above `scope`. */
  points: Point[];
  done: number;
  scope: number;
  /** When all is done at the pace so far, YYYY-MM-DD; null while there is no pace, and once all is done. */
  readyOn: string | null;
};

/** A pace that needs longer is none. */
const longestDays = 3650;

/** Days after which there is a pace to speak of. */
export const minDaysForPace = 2;

/** The burn-up of a project on a day, YYYY-MM-DD in its zone. */
export function burnUpOf(past: LookbackFacts, today: string): BurnUp {
  const began = projectDay(past, past.began);
  const { measure, pieces } = piecesOf(past);
  const points = pointsOf(pieces, began < today ? began : today, today);
  const { done, scope } = points.at(-1) ?? { done: 0, scope: 0 };
  return { measure, points, done, scope, readyOn: readyOn({ done, scope }, began, today) };
}

/** At the mean pace since the beginning. */
function readyOn({ done, scope }: Omit<Point, 'day'>, began: string, today: string): string | null {
  if (done === 0 || done === scope) return null;
  const days = calendarDays(began, today);
  if (days < minDaysForPace) return null;
  const left = Math.ceil(((scope - done) * days) / done);
  return left > longestDays ? null : dateOf(dayNumber(today) + left);
}

/** What was in the scope and what was done at the end of each day on which that changed. */
export function pointsOf(pieces: readonly Piece[], first: string, today: string): Point[] {
  const changes = new Map<string, { done: number; scope: number }>();
  const change = (day: string, what: 'done' | 'scope', by: number) => {
    const at = day < first ? first : day;
    const sum = changes.get(at) ?? { done: 0, scope: 0 };
    sum[what] += by;
    changes.set(at, sum);
  };
  for (const piece of pieces) {
    const { weight, added, dropped } = piece;
    if (dropped !== null && dropped <= added) continue;
    change(added, 'scope', weight);
    for (const { day, by } of turnsOf(piece)) change(day, 'done', by * weight);
    if (dropped !== null) change(dropped, 'scope', -weight);
  }
  const days = [...new Set([first, ...changes.keys(), today])].filter((day) => day <= today).sort();
  let [done, scope] = [0, 0];
  return days.map((day) => {
    const by = changes.get(day);
    done += by?.done ?? 0;
    scope += by?.scope ?? 0;
    return { day, done, scope };
  });
}

/** When it became done, 1, and when it was no longer, -1; never before it was there, and not once it is dropped. */
function turnsOf({ added, dropped, marks }: Piece): { day: string; by: 1 | -1 }[] {
  const turns: { day: string; by: 1 | -1 }[] = [];
  let is = false;
  let last = added;
  for (const { day, done } of marks) {
    last = day > last ? day : last;
    if (dropped !== null && last >= dropped) break;
    if (done === is) continue;
    is = done;
    turns.push({ day: last, by: done ? 1 : -1 });
  }
  if (is && dropped !== null) turns.push({ day: dropped, by: -1 });
  return turns;
}

/**
 * The pieces of a project's work, from its history: its top milestones with their shares as they are
 * now, where there are any, else each milestone and each item. What is in a finished milestone is done.
 */
function piecesOf(past: LookbackFacts): { measure: Measure; pieces: Piece[] } {
  const byMilestone = Map.groupBy(past.events, ({ milestoneId }) => milestoneId);
  const told = past.milestones.map((milestone) =>
    storyOf(past, milestone, byMilestone.get(milestone.id) ?? []),
  );
  const shared = told.filter(
    ({ milestone: { parentId, share, droppedAt } }) =>
      parentId === null && share !== null && droppedAt === null,
  );
  return shared.length > 0
    ? {
        measure: 'shares',
        pieces: shared.map(({ milestone, piece }) => ({ ...piece, weight: milestone.share ?? 0 })),
      }
    : { measure: 'pieces', pieces: told.flatMap(({ piece, items }) => [piece, ...items]) };
}

type Story = { milestone: LookbackFacts['milestones'][number]; piece: Piece; items: Piece[] };

/** What a record says of a piece of work: that it joined the scope, is done or is open again; null: nothing. */
const says: Record<LookbackType, 'added' | 'done' | 'open' | null> = {
  created: 'added',
  done: 'done',
  approved: 'done',
  reopened: 'open',
  item_added: 'added',
  item_checked: 'done',
  item_unchecked: 'open',
  shifted: null,
};

function storyOf(
  past: LookbackFacts,
  milestone: Story['milestone'],
  events: readonly LookbackEvent[],
): Story {
  const day = ({ at }: Pick<LookbackEvent, 'at'>) => projectDay(past, at);
  const told = events.flatMap((event) => {
    const what = isForLookback(event) ? says[event.type] : null;
    return what === null ? [] : [{ what, of: itemOf(event), day: day(event) }];
  });
  const marksOf = (piece: ItemNumber) =>
    told.flatMap(({ what, of, day }) =>
      of === piece && what !== 'added' ? [{ day, done: what === 'done' }] : [],
    );
  const addedOn = (piece: ItemNumber) => told.find(({ what, of }) => of === piece && what === 'added')?.day;
  const added = addedOn('itself') ?? day({ at: past.began });
  const dropped = milestone.droppedAt && projectDay(past, milestone.droppedAt);
  const piece: Piece = { weight: 1, added, dropped, marks: asItIs(marksOf('itself'), milestone, past) };
  const items = milestone.items.map((item): Piece => {
    const ticks = marksOf(item.number);
    const last = ticks.at(-1);
    const start = addedOn(item.number) ?? added;
    if (item.done && !last?.done) ticks.push({ day: start, done: true });
    return { weight: 1, added: start, dropped, marks: either(ticks, piece.marks) };
  });
  return { milestone, piece, items };
}

/** What was done before the history knew of it was so from the day it was done, else from the first. */
function asItIs(
  marks: Piece['marks'],
  { status, doneAt }: Story['milestone'],
  past: LookbackFacts,
): Piece['marks'] {
  if (status !== 'done' || marks.at(-1)?.done) return marks;
  return [...marks, { day: projectDay(past, doneAt ?? past.began), done: true }];
}

/** Done while either is. */
function either(own: Piece['marks'], whole: Piece['marks']): Piece['marks'] {
  const all = [
    ...own.map((mark) => ({ ...mark, of: 'own' as const })),
    ...whole.map((mark) => ({ ...mark, of: 'whole' as const })),
  ].sort((a, b) => a.day.localeCompare(b.day));
  const is = { own: false, whole: false };
  return all.map(({ day, done, of }) => {
    is[of] = done;
    return { day, done: is.own || is.whole };
  });
}

/** The number of an item in its milestone, or the milestone itself. */
type ItemNumber = number | 'itself';

/** Which piece of the milestone a record is about; undefined where its item is not readable. "3.2 Call them" and "3.2" name the second item. */
function itemOf(event: LookbackEvent): ItemNumber | undefined {
  if (!('item' in event.after)) return isOfItem(event) ? undefined : 'itself';
  const [, number] = /^\d+\.(\d+)/.exec(event.after.item ?? '') ?? [];
  return number === undefined ? undefined : Number(number);
}

const isOfItem = ({ type }: LookbackEvent) =>
  type === 'item_added' || type === 'item_checked' || type === 'item_unchecked';
