import type { MilestoneFacts } from '../facts.ts';
import { type Outcome, ok, rule } from '../outcome.ts';
import { contributors, planners } from '../project/access.ts';
import { isCoached } from '../project/policies.ts';
import type { Role } from '../project/roles.ts';
import { type Company, type StageStanding, standingsOf } from './company.ts';
import { findStage, requireStages } from './decide.ts';
import type { StageKey } from './stage.ts';

/** Whether a milestone is a task of a coached company: one below a stage (APR-7). */
export const isTask = ({ project, milestone }: Pick<MilestoneFacts, 'project' | 'milestone'>): boolean =>
  isCoached(project.kind) && milestone.stage === null && milestone.parentId !== null;

/** Returns the stage that a new task belongs to: the named one, otherwise the current one. */
export function stageForTask(company: Company, key: StageKey | undefined): Outcome<StageStanding> {
  if (key !== undefined) return findStage(company, key);
  const has = requireStages(company);
  if (!has.ok) return has;
  const current = standingsOf(company).find(({ state }) => state.is === 'current');
  return current
    ? ok(current)
    : rule(
        `${company.project.name} has achieved all stages, so none is the current one.`,
        'Name the stage of the task, such as “stage:first-customer”.',
      );
}

/** Returns the roles that edit a milestone: whoever works for the company edits a task that is still open. */
export const editorsOf = (facts: Pick<MilestoneFacts, 'project' | 'milestone'>): readonly Role[] => {
  const isOpen = facts.milestone.status !== 'done' && facts.milestone.submittedAt === null;
  return isTask(facts) && isOpen ? contributors : planners(facts.project);
};
