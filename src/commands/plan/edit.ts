import * as z from 'zod';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import { loadTree, lockProject } from '../../../db/queries/plan/milestones.ts';
import { changesBetween } from '../../domain/event-fields.ts';
import { alterMilestone, type MilestoneFacts } from '../../domain/facts.ts';
import { invalid, ok, rule } from '../../domain/outcome.ts';
import { relink } from '../../domain/plan/definition.ts';
import { type Dependency, linkedNames } from '../../domain/plan/dependencies.ts';
import type { Milestone } from '../../domain/plan/milestone.ts';
import { checkParent, type Node, nextOrder } from '../../domain/plan/plan.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs, planners } from '../../domain/project/access.ts';
import { editorsOf } from '../../domain/stages/task.ts';
import { personSlot, referenceSlot, type Slot, textSlot } from '../../grammar/slot.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadFacts } from '../../runner/references/find.ts';
import { type LookedUp, lookUpFields, milestoneFields, storedFields } from './fields.ts';
import { type PresentLinks, presentLinks } from './present-links.ts';

type Facts = MilestoneFacts & {
  tree: Node[];
  links: Dependency[];
  referred: LookedUp;
  present: PresentLinks;
};

const nameSlot = (at: Slot['at']) => textSlot(at, 'Name', { min: 3, max: 100 });

/** Changes the fields of a milestone (MODEL-2). */
export const edit = defineCommand({
  name: 'edit',
  synonyms: [
    { words: 'rename', input: z.object({ milestone: referenceSlot(), name: nameSlot('rest') }) },
    {
      words: 'assign',
      input: z.object({ milestone: referenceSlot(), owner: personSlot('Assignee', 'place') }),
    },
  ],
  summary: 'Change a milestone’s name, dates, assignee or other fields.',
  title: 'Edit',
  submit: 'Save',
  asks: ['name', 'due', 'owner'],
  examples: ['edit 3 due:"in 2 weeks" owner:@ana', 'edit 3 name:"Public beta" due:none'],
  input: z.object({
    milestone: referenceSlot(),
    name: nameSlot('key').optional(),
    ...milestoneFields,
  }),
  async load(tx, input, who) {
    const replans = Boolean(input.parent ?? input.requires ?? input.enables);
    if (replans) await lockProject(tx, who.project.id);
    const facts = await loadFacts(tx, who, input.milestone, 'changing');
    if (!facts.ok) return facts;
    const referred = await lookUpFields(tx, who, input);
    if (!referred.ok) return referred;
    const { tree, links } = replans ? await loadTree(tx, who.project.id) : { tree: [], links: [] };
    const { milestone: _named, ...given } = input;
    const asks = Object.values(given).every((value) => value === undefined);
    const present = asks ? await presentLinks(tx, who, facts.value) : {};
    return ok<Facts>({ ...facts.value, tree, links, referred: referred.value, present });
  },
  permit: (who, facts, { parent }) =>
    needs(who, parent === undefined ? editorsOf(facts) : planners(facts.project)),
  version: (facts) => facts.milestone.version,
  subject: ({ milestone }) => milestoneName(milestone),
  opened: ({ milestone, requires, enables }) => ({
    on: [...editedOf(milestone), numbersOf(requires), numbersOf(enables)],
    milestoneId: milestone.id,
  }),
  decide(facts, { milestone: _typed, name, ...given }, _who, at) {
    const { milestone, referred, tree } = facts;
    const set: Partial<Milestone> = { ...(name ? { name } : {}), ...storedFields(given, referred) };
    const relinked = relink(facts, at.newId);
    const { changes, linked, linkedIds } = relinked;
    if (Object.keys(set).length === 0 && !('requires' in referred || 'enables' in referred))
      return rule('Say what to change.', 'For example “edit 3 due:friday”.');
    if (!differs(milestone, set) && changes.length === 0)
      return rule(`Nothing changed: ${milestoneName(milestone)} already has these values.`);
    if (set.parentId !== undefined && set.parentId !== milestone.parentId) {
      const hangs = checkParent(tree, milestone.id, set.parentId);
      if (!hangs.ok) return hangs;
      set.order = nextOrder(tree, set.parentId);
    }
    const { startDate, dueDate } = { ...milestone, ...set };
    if (startDate && dueDate && startDate > dueDate) {
      return invalid(
        'edit',
        'start' in given ? 'start' : 'due',
        'The start date must not be after the due date.',
      );
    }
    const { owner } = referred;
    const assignee = owner && 'name' in owner ? owner.name : facts.assignee;
    const names = named(facts, assignee, set.parentId, linked);
    const decision = alterMilestone(
      facts,
      { type: 'edited', ...names, linkedIds },
      set,
      { assignee, ...linked },
      changes,
    );
    return ok({ ...decision, next: { ...facts, ...decision.next } });
  },
  view: (facts, _who, at) => milestoneCard(facts, at),
  resource: milestoneResource,
  done: ({ milestone }) => `${milestoneName(milestone)} changed.`,
  says: ({ assignee, requires, enables }) => ({
    ...(assignee ? { owner: assignee } : {}),
    requires: linkedNames(requires) ?? 'none',
    enables: linkedNames(enables) ?? 'none',
  }),
  preset: ({ milestone, present, requires, enables }) => ({
    ...present,
    ...(requires.length > 0 ? { requires: numbersOf(requires) } : {}),
    ...(enables.length > 0 ? { enables: numbersOf(enables) } : {}),
    name: milestone.name,
    ...(milestone.dueDate ? { due: milestone.dueDate } : {}),
    ...(milestone.startDate ? { start: milestone.startDate } : {}),
    ...(milestone.share === null ? {} : { share: String(milestone.share) }),
    ...(milestone.outcome ? { outcome: milestone.outcome } : {}),
    ...(milestone.description ? { description: milestone.description } : {}),
    ...(milestone.riskAfter === null ? {} : { riskAfter: String(milestone.riskAfter) }),
    type: milestone.type,
    priority: milestone.priority,
    blocksGoLive: milestone.blocksGoLive ? 'yes' : 'no',
  }),
});

const numbersOf = (linked: MilestoneFacts['requires']) => linked.map(({ number }) => number).join(', ');

/** The fields that the form shows. */
const editedOf = (milestone: Milestone) => [
  milestone.name,
  milestone.dueDate,
  milestone.startDate,
  milestone.share,
  milestone.outcome,
  milestone.description,
  milestone.riskAfter,
  milestone.type,
  milestone.priority,
  milestone.blocksGoLive,
  milestone.assigneeId,
  milestone.parentId,
];

const differs = (milestone: Milestone, set: Partial<Milestone>) =>
  (Object.keys(set) as (keyof Milestone)[]).some((field) => set[field] !== milestone[field]);

/** Returns people and other milestones by name for the history. */
function named(
  { assignee: was, milestone, tree, requires, enables }: Facts,
  assignee: string | null,
  parentId: string | null | undefined,
  linked: Partial<Pick<MilestoneFacts, 'requires' | 'enables'>>,
) {
  const parent = (id: string | null) => tree.find((node) => node.id === id)?.name ?? null;
  const before = {
    owner: was,
    parent: parent(milestone.parentId),
    requires: linkedNames(requires),
    enables: linkedNames(enables),
  };
  const after = {
    owner: assignee,
    parent: parent(parentId === undefined ? milestone.parentId : parentId),
    requires: linkedNames(linked.requires ?? requires),
    enables: linkedNames(linked.enables ?? enables),
  };
  return changesBetween(before, after);
}
