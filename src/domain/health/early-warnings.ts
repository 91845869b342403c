import type { HealthFacts } from '../facts.ts';
import { projectProgress } from '../plan/progress.ts';
import { milestoneName } from '../plan/transitions.ts';
import { isMet } from '../review/evidence.ts';
import { plural } from '../time/dates.ts';
import type { Usage } from './burn.ts';

/** What to do before it gets worse, and why, in plain words (HLT-4); `of` names what is meant, where that helps. */
export type Warning = { advice: string; why: string; names: string[] };

/** How far a project is. */
export type Stage = 'planning' | 'early' | 'middle' | 'late' | 'over';

/** Points, in per cent, by which time may run ahead of the work. */
const tolerance = 10;

/** HLT-4: the share of time used is at most the share of work done, in per cent, and a tolerance. */
export const isOnTrack = ({ used, total }: Usage, done: number): boolean =>
  used * 100 <= (done + tolerance) * total;

/** Planning until something has begun; then by the share of the work that is done. */
export function stageOf(milestones: HealthFacts['milestones']): Stage {
  const done = projectProgress(milestones);
  if (milestones.every(({ status }) => status === 'upcoming')) return 'planning';
  if (done < 25) return 'early';
  if (done < 75) return 'middle';
  return done < 100 ? 'late' : 'over';
}

/** HLT-4: what to do at this stage. `changeRequests` are those since the start. */
export function earlyWarnings(
  { milestones }: Pick<HealthFacts, 'milestones'>,
  time: Usage | null,
  changeRequests: number,
): Warning[] {
  const stage = stageOf(milestones);
  switch (stage) {
    case 'planning':
      return naming('Revisit the requirements', 'neither deliverables nor criteria', vague(milestones));
    case 'early':
      return time && !isOnTrack(time, projectProgress(milestones)) ? [behind(time, milestones)] : [];
    case 'middle':
      return changeRequests > 0 ? [changing(changeRequests)] : [];
    case 'late':
      return [
        ...naming('Add a review milestone', 'returned', milestones.filter(isReturned).map(milestoneName)),
        ...naming('Add a review milestone', 'criteria missed', milestones.flatMap(missed)),
      ];
    case 'over':
      return [];
    default:
      return stage satisfies never;
  }
}

const naming = (advice: string, why: string, of: string[]): Warning[] =>
  of.length > 0 ? [{ advice, why, names: of }] : [];

type Step = HealthFacts['milestones'][number];

/** Those that say neither what is delivered nor how one would know; milestones below one would say it. */
const vague = (milestones: readonly Step[]): string[] =>
  milestones
    .filter(({ items }) => !items.some(({ kind }) => kind === 'deliverable' || kind === 'criterion'))
    .filter(({ id }) => !milestones.some(({ parentId }) => parentId === id))
    .map(milestoneName);

const behind = ({ used, total }: Usage, milestones: readonly Step[]): Warning => ({
  advice: 'Reduce the scope',
  why: `${Math.floor((used * 100) / total)}% of the time is used, ${projectProgress(milestones)}% of the work is done`,
  names: [],
});

const changing = (requests: number): Warning => ({
  advice: 'Lock the scope and push the rest to the next phase',
  why: `${plural(requests, 'change request')} since the start`,
  names: [],
});

const isReturned = ({ status, lastReview }: Step) => status !== 'done' && lastReview === 'returned';

/** A criterion has failed while the newest figure for it misses its target. */
function missed({ number, items, evidence }: Step): string[] {
  const open = items.filter(({ kind, done }) => kind === 'criterion' && !done);
  const failed = open.filter(({ id }) => {
    const newest = evidence.findLast(({ itemId }) => itemId === id);
    return newest !== undefined && isMet(newest) === false;
  });
  return failed.map((item) => `${number}.${item.number} ${item.text}`);
}
