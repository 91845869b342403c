import { isForLookback, type LookbackType } from '../events.ts';
import { percentWords } from '../text/wording.ts';
import { forecastOf, type Measure } from './pace.ts';
import { type LookbackEvent, type LookbackFacts, projectDay } from './past.ts';

/** A unit of work: in the scope from a day until it is dropped, done or open since each mark. Days are YYYY-MM-DD. */
export type Piece = {
  weight: number;
  added: string;
  dropped: string | null;
  /** In the order of the history. */
  marks: { day: string; done: boolean }[];
};

/** Done work and scope at the end of a day. */
export type Point = { day: string; done: number; scope: number };

/** Work done over time against the scope. */
export type BurnUp = {
  measure: Measure;
  /** The first day, each day with a change, and today; `done` is never above `scope`. */
  points: Point[];
  done: number;
  scope: number;
  /** The expected last day at the mean pace, YYYY-MM-DD; null without a pace and once all is done. */
  readyOn: string | null;
};

/** Returns an amount of work as people read it: "30 %", or a number of milestones and items. */
export const workWords = (work: number, measure: Measure): string =>
  measure === 'shares' ? percentWords(work) : String(work);

/** Returns the burn-up of a project on a day, YYYY-MM-DD in its zone. */
export function burnUpOf(past: LookbackFacts, today: string): BurnUp {
  const began = projectDay(past, past.began);
  const { measure, pieces } = piecesOf(past);
  const points = pointsOf(pieces, began < today ? began : today, today);
  const { done, scope } = points.at(-1) ?? { done: 0, scope: 0 };
  return { measure, points, done, scope, readyOn: forecastOf({ done, scope }, began, today) };
}

/** Returns scope and done work at the end of each day on which they changed. */
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
    for (const { day, by } of completionChanges(piece)) change(day, 'done', by * weight);
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

/** Returns when it became done (1) or open again (-1); never before it was added or after it was dropped. */
function completionChanges({ added, dropped, marks }: Piece): { day: string; by: 1 | -1 }[] {
  const changes: { day: string; by: 1 | -1 }[] = [];
  let is = false;
  let last = added;
  for (const { day, done } of marks) {
    last = day > last ? day : last;
    if (dropped !== null && last >= dropped) break;
    if (done === is) continue;
    is = done;
    changes.push({ day: last, by: done ? 1 : -1 });
  }
  if (is && dropped !== null) changes.push({ day: dropped, by: -1 });
  return changes;
}

/**
 * Derives the units of work from the history: the top-level milestones by their current shares if any have
 * one, else each milestone and item. What is in a finished milestone is done.
 */
function piecesOf(past: LookbackFacts): { measure: Measure; pieces: Piece[] } {
  const byMilestone = Map.groupBy(past.events, ({ milestoneId }) => milestoneId);
  const stories = past.milestones.map((milestone) =>
    storyOf(past, milestone, byMilestone.get(milestone.id) ?? []),
  );
  const shared = stories.filter(
    ({ milestone: { parentId, share, droppedAt } }) =>
      parentId === null && share !== null && droppedAt === null,
  );
  return shared.length > 0
    ? {
        measure: 'shares',
        pieces: shared.map(({ milestone, piece }) => ({ ...piece, weight: milestone.share ?? 0 })),
      }
    : { measure: 'pieces', pieces: stories.flatMap(({ piece, items }) => [piece, ...items]) };
}

type Story = { milestone: LookbackFacts['milestones'][number]; piece: Piece; items: Piece[] };

/** The effect of a record on a piece: it joins the scope, is done or is open again; null: none. */
const workEffects: Record<LookbackType, 'added' | 'done' | 'open' | null> = {
  created: 'added',
  done: 'done',
  approved: 'done',
  silently_accepted: 'done',
  reopened: 'open',
  stage_achieved: 'done',
  stage_unachieved: 'open',
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
  const effects = events.flatMap((event) => {
    const what = isForLookback(event) ? workEffects[event.type] : null;
    return what === null ? [] : [{ what, of: itemOf(event), day: day(event) }];
  });
  const marksOf = (piece: ItemNumber) =>
    effects.flatMap(({ what, of, day }) =>
      of === piece && what !== 'added' ? [{ day, done: what === 'done' }] : [],
    );
  const addedOn = (piece: ItemNumber) =>
    effects.find(({ what, of }) => of === piece && what === 'added')?.day;
  const added = addedOn('itself') ?? day({ at: past.began });
  const dropped = milestone.droppedAt && projectDay(past, milestone.droppedAt);
  const marks = withCurrentState(marksOf('itself'), milestone, past);
  const piece: Piece = { weight: 1, added, dropped, marks };
  const items = milestone.items.map((item): Piece => {
    const ticks = marksOf(item.number);
    const last = ticks.at(-1);
    const start = addedOn(item.number) ?? added;
    if (item.done && !last?.done) ticks.push({ day: start, done: true });
    return { weight: 1, added: start, dropped, marks: anyDone(ticks, piece.marks) };
  });
  return { milestone, piece, items };
}

/** Adds a mark for a milestone that was done before the history began: on the day it was done, else the first day. */
function withCurrentState(
  marks: Piece['marks'],
  { status, doneAt }: Story['milestone'],
  past: LookbackFacts,
): Piece['marks'] {
  if (status !== 'done' || marks.at(-1)?.done) return marks;
  return [...marks, { day: projectDay(past, doneAt ?? past.began), done: true }];
}

/** Merges marks: done while either the item or its milestone is. */
function anyDone(own: Piece['marks'], whole: Piece['marks']): Piece['marks'] {
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

/** The number of an item, or the milestone itself. */
type ItemNumber = number | 'itself';

/** Returns which piece a record is about; undefined if its item cannot be parsed. "3.2 Call them" and "3.2" name item 2. */
function itemOf(event: LookbackEvent): ItemNumber | undefined {
  if (!('item' in event.after)) return isOfItem(event) ? undefined : 'itself';
  const [, number] = /^\d+\.(\d+)/.exec(event.after.item ?? '') ?? [];
  return number === undefined ? undefined : Number(number);
}

const isOfItem = ({ type }: LookbackEvent) =>
  type === 'item_added' || type === 'item_checked' || type === 'item_unchecked';
