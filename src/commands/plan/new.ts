import * as z from 'zod';
import { lengthWarning } from '../../../cards/views/plan/definition.ts';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import { loadTree, lockProject } from '../../../db/queries/plan/milestones.ts';
import { type MilestoneFacts, newFacts } from '../../domain/facts.ts';
import { invalid, ok } from '../../domain/outcome.ts';
import { relink } from '../../domain/plan/definition.ts';
import { type Dependency, linkedNames } from '../../domain/plan/dependencies.ts';
import { newMilestone } from '../../domain/plan/milestone.ts';
import { checkParent, type Node, nextOrder } from '../../domain/plan/plan.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs, planners } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { explained } from '../../grammar/explained.ts';
import { textSlot } from '../../grammar/slot.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';
import { type LookedUp, lookUpFields, milestoneFields, storedFields } from './fields.ts';

type Facts = { project: Project; tree: Node[]; highest: number; links: Dependency[]; referred: LookedUp };

/** Adds a milestone; in `stages` only the coach can (MODEL-2). */
export const newCommand = defineCommand({
  name: 'new',
  synonyms: [{ words: 'create' }, { words: 'add milestone' }],
  summary: 'Add a milestone to the plan.',
  onMessage: 'Add as task',
  title: 'New milestone',
  submit: 'Create',
  asks: ['due', 'owner'],
  examples: [
    'new "Beta launch" due:"next friday" owner:@ana share:30 type:event',
    'new "Load test" parent:3 priority:p1',
  ],
  input: z.object({
    name: explained(
      textSlot('rest', 'Name', { min: 3, max: 100, quotes: 'words' }, 'Beta launch'),
      'What is done by then, in a few words.',
      '"Beta launch"',
    ),
    ...milestoneFields,
  }),
  async load(tx, input, who) {
    await lockProject(tx, who.project.id);
    const referred = await lookUpFields(tx, who, input);
    if (!referred.ok) return referred;
    return ok<Facts>({
      project: who.project,
      ...(await loadTree(tx, who.project.id)),
      referred: referred.value,
    });
  },
  permit: (who, { project }) => needs(who, planners(project)),
  decide(facts, input, _who, at) {
    const { project, tree, highest, referred } = facts;
    const hangs = checkParent(tree, null, referred.parentId ?? null);
    if (!hangs.ok) return hangs;
    const milestone = newMilestone({
      id: at.newId(),
      projectId: project.id,
      number: highest + 1,
      order: nextOrder(tree, referred.parentId ?? null),
      name: input.name,
      ...storedFields(input, referred),
    });
    if (milestone.startDate && milestone.dueDate && milestone.startDate > milestone.dueDate) {
      return invalid('new', 'start', 'The start date must not be after the due date.');
    }
    const relinked = relink({ ...facts, milestone }, at.newId);
    const { changes, linked, linkedIds } = relinked;
    const assignee = referred.owner && 'name' in referred.owner ? referred.owner.name : null;
    const made: MilestoneFacts = { ...newFacts({ project, milestone, assignee }), ...linked };
    const { number, name, dueDate, parentId } = milestone;
    const fields = { is: { number, name, dueDate, parentId } };
    return ok({
      changes: [{ add: 'milestone', row: milestone }, ...changes],
      events: [{ type: 'created', milestoneId: milestone.id, fields, linkedIds }],
      next: { ...facts, made },
    });
  },
  view: ({ made }, _who, at) => milestoneCard(made, at),
  resource: ({ made }) => milestoneResource(made),
  done: ({ made }) => `Planned ${milestoneName(made.milestone)}.${lengthWarning(made)}`,
  says: ({ made }) => ({
    ...(made.assignee ? { owner: made.assignee } : {}),
    requires: linkedNames(made.requires) ?? 'none',
    enables: linkedNames(made.enables) ?? 'none',
  }),
  posts: ({ made }) => ({ kind: 'milestone', id: made.milestone.id }),
});
