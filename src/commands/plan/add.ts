import * as z from 'zod';
import { alterMilestone } from '../../domain/facts.ts';
import { ok } from '../../domain/outcome.ts';
import { type Item, itemKinds } from '../../domain/plan/milestone.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { choiceSlot, referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from './milestone.ts';

/** Adds an item to a milestone's checklist (MODEL-1). */
export const add = defineMilestoneCommand({
  name: 'add',
  summary: 'Add a deliverable, criterion, task or demo step.',
  title: 'Add an item',
  submit: 'Add',
  examples: ['add 3 deliverable "Signed contract"', 'add 3 criterion "Five paying customers"'],
  input: z.object({
    milestone: referenceSlot(),
    kind: choiceSlot('place', 'Kind', itemKinds, { choiceWords: { demo_step: 'demo' } }),
    text: textSlot('rest', 'Text', { max: 300, rephrased: true }),
  }),
  permit: (who) => needs(who, contributors),
  decide(facts, { kind, text }, _who, at) {
    const { milestone, project, items } = facts;
    const row: Item = {
      id: at.newId(),
      projectId: project.id,
      milestoneId: milestone.id,
      number: milestone.nextItem,
      kind,
      text,
      done: false,
      skipReason: null,
    };
    const after = { item: `${milestone.number}.${row.number}`, kind: row.kind, text };
    const set = { nextItem: milestone.nextItem + 1 };
    return ok(
      alterMilestone(facts, { type: 'item_added', after }, set, { items: [...items, row] }, [
        { add: 'item', row },
      ]),
    );
  },
  done: ({ milestone, items }, { text }) =>
    `Added ${milestone.number}.${items.at(-1)?.number} “${excerpt(text, 80)}” to ${milestoneName(milestone)}.`,
});
