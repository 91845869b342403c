import * as z from 'zod';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import { loadTree } from '../../../db/queries/plan/milestones.ts';
import { type MilestoneFacts, newFacts } from '../../domain/facts.ts';
import { ok } from '../../domain/outcome.ts';
import { newMilestone } from '../../domain/plan/milestone.ts';
import { checkParent, type Node, nextOrder } from '../../domain/plan/plan.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import type { Company } from '../../domain/stages/company.ts';
import { stageForTask } from '../../domain/stages/task.ts';
import { explained } from '../../grammar/explained.ts';
import { textSlot } from '../../grammar/slot.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';
import { type LookedUp, lookUpFields, milestoneFields, storedFields } from '../plan/fields.ts';
import { companyOf } from './company-facts.ts';
import { stageSlot } from './stage-slot.ts';

type Facts = { company: Company; tree: Node[]; highest: number; referred: LookedUp };
type Made = { made: MilestoneFacts; stage: string };

/** Adds a task to a stage of a company, as whoever works for it (APR-7). */
export const task = defineCommand({
  name: 'task',
  synonyms: [{ words: 'add task' }],
  summary: 'Add a task to a stage; it counts once a coach has approved it.',
  title: 'New task',
  submit: 'Add',
  examples: ['task "Call ten leads" stage:first-customer owner:@mo due:friday', 'task "Write the offer"'],
  offersUndo: true,
  input: z.object({
    name: explained(
      textSlot('rest', 'Task', { min: 3, max: 100, quotes: 'words' }, 'Call ten leads'),
      'What is done then, in a few words.',
      '"Call ten leads"',
    ),
    stage: explained(
      stageSlot('key').optional(),
      'The stage that it helps to achieve. Without one it is the current stage.',
      'stage:first-customer',
    ),
    owner: milestoneFields.owner,
    due: milestoneFields.due,
    description: milestoneFields.description,
  }),
  async load(tx, input, who) {
    const company = await companyOf(tx, who, 'changing');
    if (!company.ok) return company;
    const referred = await lookUpFields(tx, who, input);
    if (!referred.ok) return referred;
    const { tree, highest } = await loadTree(tx, who.project.id);
    return ok<Facts>({ company: company.value, tree, highest, referred: referred.value });
  },
  permit: (who) => needs(who, contributors),
  decide({ company, tree, highest, referred }, { name, stage: key, ...given }, _who, at) {
    const found = stageForTask(company, key);
    if (!found.ok) return found;
    const { stage } = found.value;
    const hangs = checkParent(tree, null, stage.id);
    if (!hangs.ok) return hangs;
    const { project } = company;
    const milestone = newMilestone({
      id: at.newId(),
      projectId: project.id,
      parentId: stage.id,
      number: highest + 1,
      order: nextOrder(tree, stage.id),
      name,
      ...storedFields(given, referred),
    });
    const assignee = referred.owner && 'name' in referred.owner ? referred.owner.name : null;
    const { number, dueDate, parentId } = milestone;
    return ok({
      changes: [{ add: 'milestone', row: milestone }],
      events: [
        { type: 'created', milestoneId: milestone.id, fields: { is: { number, name, dueDate, parentId } } },
      ],
      next: { made: newFacts({ project, milestone, assignee }), stage: milestoneName(stage) },
    });
  },
  view: ({ made }: Made, _who, at) => milestoneCard(made, at),
  resource: ({ made }) => milestoneResource(made),
  done: ({ made, stage }) => `Added the task ${milestoneName(made.milestone)} to ${stage}.`,
  says: ({ made }) => (made.assignee ? { owner: made.assignee } : {}),
  posts: ({ made }) => ({ kind: 'milestone', id: made.milestone.id }),
});
