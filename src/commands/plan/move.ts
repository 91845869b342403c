import * as z from 'zod';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import { loadTree, lockProject } from '../../../db/queries/plan/milestones.ts';
import { alterMilestone, type MilestoneFacts } from '../../domain/facts.ts';
import { invalid, ok, rule } from '../../domain/outcome.ts';
import type { Milestone } from '../../domain/plan/milestone.ts';
import { type Node, reorder, siblings } from '../../domain/plan/plan.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs, planners } from '../../domain/project/access.ts';
import { referenceSlot } from '../../grammar/slot.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';
import { findMilestone, loadFacts } from '../../runner/references/find.ts';

type Facts = MilestoneFacts & { tree: Node[]; target: Pick<Milestone, 'id' | 'number' | 'name' | 'outcome'> };

/** Moves a milestone among its siblings; numbers stay, because people know them (MODEL-2). */
export const move = defineCommand({
  name: 'move',
  summary: 'Move a milestone before or after another.',
  examples: ['move 3 before:1', 'move 3 after:5'],
  offersUndo: true,
  input: z.object({
    milestone: referenceSlot(),
    before: referenceSlot('Before', 'key', 'sibling').optional(),
    after: referenceSlot('After', 'key', 'sibling').optional(),
  }),
  async load(tx, { milestone, before, after }, who) {
    const next = before ?? after;
    if (!next || (before && after))
      return invalid('move', 'before', 'Say before:1 or after:1, but not both.');
    await lockProject(tx, who.project.id);
    const facts = await loadFacts(tx, who, milestone, 'changing');
    if (!facts.ok) return facts;
    const target = await findMilestone(tx, who, next, 'reading');
    if (!target.ok) return target;
    const { tree } = await loadTree(tx, who.project.id);
    return ok<Facts>({ ...facts.value, tree, target: target.value });
  },
  permit: (who, { project }) => needs(who, planners(project)),
  version: (facts) => facts.milestone.version,
  subject: ({ milestone }) => milestoneName(milestone),
  decide(facts, { before }) {
    const { milestone, tree, target } = facts;
    const row = siblings(tree, milestone.parentId);
    if (target.id === milestone.id) return rule('Choose another milestone to move it next to.');
    if (!row.some((node) => node.id === target.id)) {
      return rule(
        'Only milestones with the same parent can be put in order.',
        'Change the parent with “edit 3 parent:1”.',
      );
    }
    const moved = reorder(row, milestone.id, target.id, before ? 'before' : 'after');
    const order = moved.find(({ id }) => id === milestone.id)?.order ?? milestone.order;
    const others = moved
      .filter(({ id }) => id !== milestone.id)
      .map(({ id, order: position }) => ({ alter: 'milestone' as const, id, set: { order: position } }));
    const decision = alterMilestone(facts, { type: 'moved' }, { order }, {}, others);
    return ok({ ...decision, next: { ...facts, ...decision.next } });
  },
  view: (facts, _who, at) => milestoneCard(facts, at),
  resource: milestoneResource,
  done: ({ milestone, target }, { before }) =>
    `${milestoneName(milestone)} moved ${before ? 'before' : 'after'} ${milestoneName(target)}.`,
  says: ({ target }) => ({ before: milestoneName(target), after: milestoneName(target) }),
});
