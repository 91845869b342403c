import type { Tx } from '../../../db/database.ts';
import { definedFieldsOf } from '../../domain/event-fields.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import {
  type Milestone,
  milestoneTypes,
  type Party,
  parties,
  priorities,
} from '../../domain/plan/milestone.ts';
import type { InProject } from '../../domain/project/access.ts';
import {
  choiceSlot,
  dateSlot,
  numberSlot,
  personSlot,
  referenceSlot,
  textSlot,
  yesNoSlot,
} from '../../grammar/slot.ts';
import { findMilestone, findPerson } from '../../runner/references/find.ts';

/** The fields of MODEL-2 for `new` and `edit`, all optional. */
export const milestoneFields = {
  due: dateSlot('Due date').optional(),
  start: dateSlot('Start date').optional(),
  share: numberSlot('key', 'Share of the price', { min: 0, max: 100 }, '30').optional(),
  owner: personSlot('Owner', 'key').optional(),
  type: choiceSlot('key', 'Type', milestoneTypes).optional(),
  outcome: textSlot('key', 'Outcome for the customer', { max: 200 }).optional(),
  priority: choiceSlot('key', 'Priority', priorities).optional(),
  parent: referenceSlot('Parent', 'key').optional(),
  blocksGoLive: yesNoSlot('Blocks go-live').optional(),
  description: textSlot('key', 'Description', { max: 1000 }).optional(),
  riskAfter: numberSlot('key', 'Risk left once it is done', { min: 0, max: 100 }, '30').optional(),
};

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
  blocksGoLive?: boolean | undefined;
  description?: string | undefined;
  riskAfter?: number | undefined;
};

/** The fields that were looked up in the database. */
export type LookedUp = {
  owner?: { party: Party } | { assigneeId: string | null; name: string | null };
  parentId?: string | null;
};

/** Looks up the named owner (a person or a side) and parent. */
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
  return ok(referred);
}

async function ownerOf(
  tx: Tx,
  who: InProject,
  typed: string,
): Promise<Outcome<NonNullable<LookedUp['owner']>>> {
  const word = typed.toLowerCase();
  const party = parties.find((one) => one === word);
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
