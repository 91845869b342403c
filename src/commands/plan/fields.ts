import type { Tx } from '../../../db/database.ts';
import { definedFieldsOf } from '../../domain/event-fields.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import type { LinkedMilestone } from '../../domain/plan/dependencies.ts';
import {
  type Milestone,
  milestoneTypes,
  type Party,
  parties,
  priorities,
} from '../../domain/plan/milestone.ts';
import type { InProject } from '../../domain/project/access.ts';
import { explained } from '../../grammar/explained.ts';
import {
  choiceSlot,
  dateSlot,
  numberSlot,
  personSlot,
  referenceSlot,
  textSlot,
  yesNoSlot,
} from '../../grammar/slot.ts';
import { referencesSlot, splitReferences } from '../../grammar/slot-references.ts';
import { findMilestone, findPerson } from '../../runner/references/find.ts';

/** The fields of MODEL-2 for `new` and `edit`, all optional. */
export const milestoneFields = {
  due: explained(dateSlot('Due date').optional(), 'The day it should be done.', 'due:"next friday"'),
  start: explained(dateSlot('Start date').optional(), 'The day its work starts.', 'start:"14 dec"'),
  share: explained(
    numberSlot('key', 'Share of the price', { min: 0, max: 100 }, '30').optional(),
    'Its part of the project’s price, in percent. The shares of all milestones at the top sum to 100.',
    'share:30',
  ),
  owner: explained(
    personSlot('Assignee', 'key').optional(),
    'Who does it: a person, or a side (expert, team or customer).',
    'owner:@ana',
  ),
  type: explained(
    choiceSlot('key', 'Type', milestoneTypes).optional(),
    'What completes it: its date (time), or its work (event).',
    'type:event',
  ),
  outcome: explained(
    textSlot('key', 'Outcome for the customer', { max: 200 }).optional(),
    'What the customer gets. Customers read it instead of the name.',
    'outcome:"Customers can pay by card"',
  ),
  priority: explained(
    choiceSlot('key', 'Priority', priorities).optional(),
    'How urgent it is: p0 first, p3 last. Without one it is p2.',
    'priority:p1',
  ),
  parent: explained(
    referenceSlot('Parent', 'key', 'parent').optional(),
    'The milestone that it is a part of, by number or name.',
    'parent:3',
  ),
  requires: explained(
    referencesSlot('Requires').optional(),
    'What must be done before it can start.',
    'requires:2,3',
  ),
  enables: explained(referencesSlot('Enables').optional(), 'What must wait until it is done.', 'enables:5'),
  blocksGoLive: explained(
    yesNoSlot('Blocks go-live').optional(),
    'Whether the launch has to wait for it.',
    'blocks-go-live:yes',
  ),
  description: explained(
    textSlot('key', 'Description', { max: 1000 }).optional(),
    'What else people should know about it.',
    'description:"Up to 500 testers"',
  ),
  riskAfter: explained(
    numberSlot('key', 'Risk left after it is done (percent)', { min: 0, max: 100 }, '30').optional(),
    'The risk that is left after it is done, from 0 (none) to 100 (all).',
    'risk-after:30',
  ),
};

/** The links of a milestone. */
export const linkFields = { requires: milestoneFields.requires, enables: milestoneFields.enables };

/** The parsed fields. */
export type GivenFields = {
  due?: string | null | undefined;
  start?: string | null | undefined;
  share?: number | undefined;
  owner?: string | undefined;
  type?: Milestone['type'] | undefined;
  outcome?: string | undefined;
  priority?: Milestone['priority'] | undefined;
  parent?: string | undefined;
  requires?: string | undefined;
  enables?: string | undefined;
  blocksGoLive?: boolean | undefined;
  description?: string | undefined;
  riskAfter?: number | undefined;
};

/** The fields that were looked up in the database. */
export type LookedUp = {
  owner?: { party: Party } | { assigneeId: string | null; name: string | null };
  parentId?: string | null;
  requires?: LinkedMilestone[];
  enables?: LinkedMilestone[];
};

/** Looks up the named owner (a person or a side), parent, and milestones that it requires and enables. */
export async function lookUpFields(tx: Tx, who: InProject, given: GivenFields): Promise<Outcome<LookedUp>> {
  const referred: LookedUp = {};
  if (given.owner) {
    const owner = await ownerOf(tx, who, given.owner);
    if (!owner.ok) return owner;
    referred.owner = owner.value;
  }
  if (given.parent?.toLowerCase() === 'none') referred.parentId = null;
  else if (given.parent) {
    const parent = await findMilestone(tx, who, given.parent, 'reading');
    if (!parent.ok) return parent;
    referred.parentId = parent.value.id;
  }
  for (const field of ['requires', 'enables'] as const) {
    const linked = await linkedBy(tx, who, given[field]);
    if (!linked.ok) return linked;
    if (linked.value) referred[field] = linked.value;
  }
  return ok(referred);
}

/** Finds the milestones that a text names, by number; the whole text may be one name. Undefined without a text. */
async function linkedBy(
  tx: Tx,
  who: InProject,
  typed: string | undefined,
): Promise<Outcome<LinkedMilestone[] | undefined>> {
  if (typed === undefined) return ok(undefined);
  if (typed.toLowerCase() === 'none') return ok([]);
  const parts = splitReferences(typed);
  const whole = parts.length > 1 ? await findMilestone(tx, who, typed, 'reading') : undefined;
  const found: LinkedMilestone[] = [];
  for (const one of whole?.ok ? [typed] : parts) {
    const milestone = await findMilestone(tx, who, one, 'reading');
    if (!milestone.ok) return milestone;
    if (!found.some(({ id }) => id === milestone.value.id)) found.push(milestone.value);
  }
  return ok(found.sort((a, b) => a.number - b.number));
}

async function ownerOf(
  tx: Tx,
  who: InProject,
  typed: string,
): Promise<Outcome<NonNullable<LookedUp['owner']>>> {
  const word = typed.trim().toLowerCase();
  // "your team" and "the customer", as cards say it
  const party = parties.find((one) => one === word.replace(/^(?:the|your|our) /, ''));
  if (party) return ok({ party });
  if (word === 'none') return ok({ assigneeId: null, name: null });
  const person = await findPerson(tx, who, typed);
  return person.ok ? ok({ assigneeId: person.value.id, name: person.value.name }) : person;
}

const cleared = (text: string) => (text.toLowerCase() === 'none' ? null : text);

/** Returns the given fields as stored. */
export function storedFields(given: GivenFields, referred: LookedUp): Partial<Milestone> {
  const { owner, parentId } = referred;
  const { due: dueDate, start: startDate, share, type, priority, blocksGoLive, riskAfter } = given;
  return {
    ...definedFieldsOf({ dueDate, startDate, share, type, priority, blocksGoLive, riskAfter, parentId }),
    ...(given.outcome === undefined ? {} : { outcome: cleared(given.outcome) }),
    ...(given.description === undefined ? {} : { description: cleared(given.description) }),
    ...(owner === undefined
      ? {}
      : 'party' in owner
        ? { ownerParty: owner.party }
        : { assigneeId: owner.assigneeId }),
  };
}
