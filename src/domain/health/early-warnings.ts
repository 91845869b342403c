import type { HealthFacts } from '../facts.ts';
import { lengthInDays } from '../plan/definition.ts';
import { projectProgress } from '../plan/progress.ts';
import { milestoneName } from '../plan/transitions.ts';
import { isMet } from '../review/evidence.ts';
import { percentWords } from '../text/wording.ts';
import { plural } from '../time/dates.ts';
import type { Usage } from './burn.ts';

/** Advice and its reason (HLT-4); `names` are the milestones or criteria concerned, if any. */
export type Warning = { advice: string; why: string; names: string[] };

/** The stage of a project by its progress. */
export type Stage = 'planning' | 'early' | 'middle' | 'late' | 'over';

/** Percentage points by which time may exceed work. */
const tolerance = 10;

/** Whether the share of time used is at most the share of work done plus a tolerance (HLT-4). `done` is percent. */
export const isOnTrack = ({ used, total }: Usage, done: number): boolean =>
  used * 100 <= (done + tolerance) * total;

/** Returns `planning` until a milestone starts, then the stage by the share of work done. */
export function stageOf(milestones: HealthFacts['milestones']): Stage {
  const done = projectProgress(milestones);
  if (milestones.every(({ status }) => status === 'upcoming')) return 'planning';
  if (done < 25) return 'early';
  if (done < 75) return 'middle';
  return done < 100 ? 'late' : 'over';
}

/** Returns the early warnings for the stage of a project (HLT-4). `changeRequests` are those since the start. */
export function earlyWarnings(
  { milestones, project }: Pick<HealthFacts, 'milestones' | 'project'>,
  time: Usage | null,
  changeRequests: number,
): Warning[] {
  const stage = stageOf(milestones);
  switch (stage) {
    case 'planning':
      return [
        ...warn('Revisit the requirements', 'neither deliverables nor criteria', unspecified(milestones)),
        ...tooLong(milestones, project.policies.maxDays),
      ];
    case 'early':
      return time && !isOnTrack(time, projectProgress(milestones)) ? [behindSchedule(time, milestones)] : [];
    case 'middle':
      return changeRequests > 0 ? [scopeChanging(changeRequests)] : [];
    case 'late':
      return [
        ...warn('Add a review milestone', 'returned', milestones.filter(isReturned).map(milestoneName)),
        ...warn('Add a review milestone', 'criteria missed', milestones.flatMap(missedCriteria)),
      ];
    case 'over':
      return [];
    default:
      return stage satisfies never;
  }
}

const warn = (advice: string, why: string, of: string[]): Warning[] =>
  of.length > 0 ? [{ advice, why, names: of }] : [];

type Step = HealthFacts['milestones'][number];

/** Returns leaf milestones without deliverables and criteria. */
const unspecified = (milestones: readonly Step[]): string[] =>
  milestones
    .filter(({ items }) => !items.some(({ kind }) => kind === 'deliverable' || kind === 'criterion'))
    .filter(({ id }) => !milestones.some(({ parentId }) => parentId === id))
    .map(milestoneName);

/** Advises to split milestones that are longer than the policy allows. */
const tooLong = (milestones: readonly Step[], max: number | null): Warning[] =>
  max === null
    ? []
    : warn(
        'Split the milestone',
        `longer than ${plural(max, 'day')}, the policy longest:${max}d`,
        milestones.filter((one) => (lengthInDays(one) ?? 0) > max).map(milestoneName),
      );

const behindSchedule = ({ used, total }: Usage, milestones: readonly Step[]): Warning => ({
  advice: 'Reduce the scope',
  why: `${percentWords(Math.floor((used * 100) / total))} of the time is used, ${percentWords(projectProgress(milestones))} of the work is done`,
  names: [],
});

const scopeChanging = (requests: number): Warning => ({
  advice: 'Lock the scope and push the rest to the next phase',
  why: `${plural(requests, 'change request')} since the start`,
  names: [],
});

const isReturned = ({ status, lastReview }: Step) => status !== 'done' && lastReview === 'returned';

/** Returns the open criteria whose newest metric misses its target. */
function missedCriteria({ number, items, evidence }: Step): string[] {
  const open = items.filter(({ kind, done }) => kind === 'criterion' && !done);
  const failed = open.filter(({ id }) => {
    const newest = evidence.findLast(({ itemId }) => itemId === id);
    return newest !== undefined && isMet(newest) === false;
  });
  return failed.map((item) => `${number}.${item.number} ${item.text}`);
}
