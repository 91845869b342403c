import * as z from 'zod';
import { recoveryCard } from '../../../cards/views/scope/recovery.ts';
import { loadScoped } from '../../../db/queries/scope/change-orders.ts';
import { loadSnapshot } from '../../../db/queries/scope/snapshots.ts';
import { foundProject, ok, rule } from '../../domain/outcome.ts';
import { progressOf } from '../../domain/plan/progress.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs, planners } from '../../domain/project/access.ts';
import { causes, paceOf, type RecoveryFacts, recoveryOptions } from '../../domain/scope/recovery.ts';
import { todayIn } from '../../domain/time/dates.ts';
import { choiceSlot, numberSlot, referenceSlot } from '../../grammar/slot.ts';
import { recoveryResource } from '../../presenters/scope.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadFacts } from '../../runner/references/find.ts';

/** Shows how late a milestone is and, for a cause, what could be agreed to recover (HLT-6). Saves nothing. */
export const recover = defineCommand({
  name: 'recover',
  summary: 'See how to get a late milestone back on track, with days, dates and cost.',
  examples: ['recover 2', 'recover 2 cause:scope', 'recover 2 cause:resources days:3'],
  input: z.object({
    milestone: referenceSlot('Milestone', 'place', 'open'),
    cause: choiceSlot('key', 'Cause', causes).optional(),
    days: numberSlot('key', 'Working days to win back', { min: 1, max: 365 }).optional(),
  }),
  async load(tx, { milestone, cause, days }, who, { today }) {
    const found = await loadFacts(tx, who, milestone, 'reading');
    if (!found.ok) return found;
    const scoped = foundProject(await loadScoped(tx, who.project.id));
    if (!scoped.ok) return scoped;
    const { milestone: of, items, children } = found.value;
    if (of.status === 'done') return rule(`${milestoneName(of)} is done: there is nothing to recover.`);
    const { project, plan } = scoped.value;
    const agreed = await loadSnapshot(tx, of.id);
    const began = agreed ? todayIn(agreed.at, project.zone) : null;
    const planned = { startDate: of.startDate ?? began, dueDate: of.dueDate };
    const percent = progressOf({ ...of, items }, children);
    const pace = paceOf(planned, { percent, began }, { today, holidays: plan.holidays });
    const priced = plan.milestones.find(({ id }) => id === of.id);
    const amount = priced === undefined || priced.base === null ? null : priced.base + priced.extra;
    const wanted = days ?? pace.late;
    const behind = { milestone: { id: of.id, ...planned }, items, amount };
    const options =
      cause && wanted !== null ? recoveryOptions(behind, plan, { cause, days: wanted, pace }) : [];
    return ok<RecoveryFacts>({
      project,
      milestone: of,
      pace,
      cause: cause ?? null,
      days: days ?? null,
      wanted,
      options,
    });
  },
  permit: (who, { project }) => needs(who, planners(project)),
  view: (facts, _who, at) => recoveryCard(facts, at),
  resource: recoveryResource,
});
