import type { Change } from '../../change.ts';
import type { Project } from '../../project/project.ts';
import type { Link } from '../dependencies.ts';
import type { Milestone } from '../milestone.ts';
import type { Node } from '../plan.ts';

/** A project with its plan, as the rules see it that hold whatever command changes them. */
export type CheckedPlan = {
  project: Pick<Project, 'id' | 'name' | 'status' | 'kind' | 'currency' | 'policies'>;
  /** Dropped ones too. */
  milestones: readonly (Node & Pick<Milestone, 'droppedAt'>)[];
  links: readonly (Link & { id: string })[];
};

/** Returns a plan with the changes of a decision. */
export function alteredPlan(plan: CheckedPlan, changes: readonly Change[]): CheckedPlan {
  const milestones = new Map(plan.milestones.map((one) => [one.id, one]));
  const links = new Map(plan.links.map((one) => [one.id, one]));
  let { project } = plan;
  const alter = (id: string, set: Partial<Milestone>) => {
    const row = milestones.get(id);
    if (row) milestones.set(id, { ...row, ...set });
  };
  for (const change of changes) {
    if ('add' in change) {
      if (change.add === 'milestone') milestones.set(change.row.id, change.row);
      if (change.add === 'dependency') links.set(change.row.id, change.row);
    } else if ('addMany' in change) {
      if (change.addMany === 'milestone') for (const row of change.rows) milestones.set(row.id, row);
      if (change.addMany === 'dependency') for (const row of change.rows) links.set(row.id, row);
    } else if ('alter' in change) {
      if (change.alter === 'milestone') alter(change.id, change.set);
      if (change.alter === 'project' && change.id === project.id) project = { ...project, ...change.set };
    } else if ('alterMany' in change) {
      if (change.alterMany === 'milestone') for (const { id, ...set } of change.rows) alter(id, set);
    } else if ('remove' in change) {
      if (change.remove === 'milestone') milestones.delete(change.id);
      if (change.remove === 'dependency') links.delete(change.id);
    }
  }
  return { project, milestones: [...milestones.values()], links: [...links.values()] };
}
