import type { Change } from '../change.ts';
import type { Event } from '../events.ts';
import { clearanceChanges } from '../health/blocking.ts';
import { named } from '../plan/milestone.ts';
import {
  type DatedMilestone,
  droppableMilestones,
  isEmptyShift,
  type Shift,
  shiftPlan,
} from '../plan/shift.ts';
import { hashText } from '../text/hash.ts';
import type { LaunchFacts } from './launch.ts';
import type { Remedy } from './remedy.ts';

/** The effect of a remedy on the plan, with every date. */
export type Effect =
  | { is: 'shift'; days: number; shift: Shift }
  | { is: 'drop'; milestones: Pick<DatedMilestone, 'id' | 'number' | 'name' | 'outcome' | 'version'>[] }
  | { is: 'manual'; text: string };

/** Computes the effect of a remedy. `today` is YYYY-MM-DD in the project's zone: past dates stay. */
export function effectOf(remedy: Remedy, facts: LaunchFacts, today: string): Effect {
  switch (remedy.is) {
    case 'shift':
      return { is: 'shift', days: remedy.days, shift: shiftPlan(facts, remedy.days, today) };
    case 'drop':
      return {
        is: 'drop',
        milestones: droppableMilestones(facts.milestones, remedy.priorities).map(
          ({ id, version, ...one }) => ({ id, ...named(one), version }),
        ),
      };
    case 'manual':
      return { is: 'manual', text: remedy.text };
    default:
      return remedy satisfies never;
  }
}

/** Whether an effect leaves the plan unchanged. */
export function isEmptyEffect(effect: Effect): boolean {
  if (effect.is === 'shift') return isEmptyShift(effect.shift);
  return effect.is === 'manual' || effect.milestones.length === 0;
}

/** Returns a fingerprint of an effect, so that a button applies exactly what it showed. */
export const fingerprintOf = (effect: Effect): number => hashText(JSON.stringify(effect));

/** Who applies an effect, when and why. */
type EffectContext = {
  personId: string;
  /** An ISO instant. */
  now: string;
  /** The decision or contingency that caused it, "D2 Go for 19 Feb?"; null: none. */
  because: string | null;
};

/** Returns the changes and events that apply an effect. A shift is one event (LCH-5). */
export function applyEffect(
  effect: Effect,
  facts: LaunchFacts,
  context: EffectContext,
): { changes: Change[]; events: Event[] } {
  switch (effect.is) {
    case 'shift':
      return shift(effect, facts, context);
    case 'drop':
      return drop(effect, facts, context);
    case 'manual':
      return { changes: [], events: [] };
    default:
      return effect satisfies never;
  }
}

function shift(
  { days, shift: { target, milestones } }: Effect & { is: 'shift' },
  { project }: LaunchFacts,
  { because }: EffectContext,
) {
  const set = target ? { target: target.is, version: project.version + 1 } : {};
  const changes: Change[] = milestones.map(({ id, version, start, due }) => ({
    alter: 'milestone',
    id,
    set: {
      ...(start ? { startDate: start.is } : {}),
      ...(due ? { dueDate: due.is } : {}),
      version: version + 1,
    },
  }));
  const event: Event = {
    type: 'shifted',
    before: target ? { target: target.was } : {},
    after: {
      ...(target ? { target: target.is } : {}),
      days,
      milestones: milestones.map(({ number, start, due }) => ({ number, start, due })),
      ...(because ? { because } : {}),
    },
  };
  return {
    changes: [...(target ? [{ alter: 'project' as const, id: project.id, set }] : []), ...changes],
    events: [event],
  };
}

function drop(
  { milestones }: Effect & { is: 'drop' },
  facts: LaunchFacts,
  { personId, now, because }: EffectContext,
) {
  const note = because ?? 'dropped by priority';
  const set = { droppedAt: now, dropReason: note, submittedAt: null, submittedById: null };
  const changes = milestones.flatMap(({ id, version }): Change[] => {
    const reviews = facts.milestones.find((one) => one.id === id)?.reviews ?? [];
    const blockers = facts.blockers.filter(({ milestoneId }) => milestoneId === id);
    return [
      { alter: 'milestone', id, set: { ...set, version: version + 1 } },
      ...reviews.map((review): Change => {
        const over = { outcome: 'recalled', decidedById: personId, decidedAt: now } as const;
        return { alter: 'review', id: review.id, set: over };
      }),
      ...clearanceChanges(blockers, { clearedById: personId, clearedAt: now }),
    ];
  });
  return {
    changes,
    events: milestones.map(({ id }): Event => ({ type: 'dropped', milestoneId: id, note })),
  };
}
