import type { Evidence } from '../plan/milestone.ts';
import type { Medium } from '../platform.ts';
import { type StageKey, stageKeys } from './stage.ts';

/** A piece of evidence as it was when a coach decided; the row itself may be removed later. */
export type CountedEvidence = Pick<
  Evidence,
  'id' | 'itemId' | 'kind' | 'title' | 'url' | 'value' | 'target' | 'addedById'
>;

/** A decision of a coach about a stage (STG-2): that it is achieved, or that it no longer is. */
export type Achievement = {
  id: string;
  projectId: string;
  milestoneId: string;
  stage: StageKey;
  /** Whether it was achieved, or taken back. */
  achieved: boolean;
  reason: string | null;
  /** What spoke for it at that moment. */
  evidence: CountedEvidence[];
  byId: string;
  platform: Medium;
  /** The room where it was decided; null elsewhere. */
  roomId: string | null;
  /** An ISO instant. */
  at: string;
};

/** What the path of a company is computed from. */
export type Step = Pick<Achievement, 'stage' | 'achieved' | 'at'>;

/** A time in which a stage was the current one; `to` null: it still is. ISO instants. */
export type Spell = { stage: StageKey; from: string; to: string | null };

/** How a stage stands. `since`: when it was achieved, or became the current one; null for one that comes next. */
export type StageState = { stage: StageKey; is: 'achieved' | 'current' | 'next'; since: string | null };

/** Returns the current stage: the first that is not achieved; undefined once all are. */
const currentOf = (achieved: ReadonlySet<StageKey>): StageKey | undefined =>
  stageKeys.find((key) => !achieved.has(key));

/**
 * Returns the times in which each stage was the current one, oldest first (STG-3). `began` is the start of the
 * project, `steps` are oldest first.
 */
export function spellsOf(steps: readonly Step[], began: string): Spell[] {
  const achieved = new Set<StageKey>();
  const spells: Spell[] = [{ stage: stageKeys[0], from: began, to: null }];
  for (const { stage, achieved: isAchieved, at } of steps) {
    if (isAchieved) achieved.add(stage);
    else achieved.delete(stage);
    const current = currentOf(achieved);
    const open = spells.at(-1);
    if (open?.to === null && open.stage === current) continue;
    if (open?.to === null) open.to = at;
    if (current) spells.push({ stage: current, from: at, to: null });
  }
  return spells;
}

/** Returns how each stage stands after the steps, which are oldest first. */
export function stageStates(steps: readonly Step[], began: string): StageState[] {
  const open = spellsOf(steps, began).find(({ to }) => to === null);
  return stageKeys.map((stage) => {
    const last = steps.findLast((step) => step.stage === stage);
    if (last?.achieved) return { stage, is: 'achieved', since: last.at };
    return open?.stage === stage
      ? { stage, is: 'current', since: open.from }
      : { stage, is: 'next', since: null };
  });
}
