import * as z from 'zod';
import { listCard } from '../../cards/views/lists.ts';
import { statusWords } from '../../cards/views/words.ts';
import { loadPlan } from '../../db/queries/milestones.ts';
import { needs, viewers } from '../domain/access.ts';
import type { Person } from '../domain/change.ts';
import { type Party, parties, statuses } from '../domain/milestone.ts';
import { ok, refuse } from '../domain/outcome.ts';
import { defineCommand } from './define.ts';
import { findPerson } from './find.ts';
import { choiceSlot, personSlot } from './slot.ts';

/** MODEL-6: what there is, with the numbers that people type. */
export const list = defineCommand({
  name: 'list',
  summary: 'List milestones.',
  examples: ['list', 'list status:blocked', 'list owner:@ana'],
  input: z.object({
    status: choiceSlot('key', 'Status', statuses).optional(),
    owner: personSlot('Owner', 'key').optional(),
  }),
  scope: 'project',
  async load(tx, { status, owner }, who) {
    const facts = who.project && (await loadPlan(tx, who.project.id));
    if (!facts) return refuse({ is: 'no_project' });
    const party = parties.find((one) => one === owner?.toLowerCase());
    const person = owner && !party ? await findPerson(tx, who, owner) : undefined;
    if (person && !person.ok) return person;
    return ok({ facts, status, owner: person?.value ?? party });
  },
  permit: (who) => needs(who, viewers),
  view({ facts, status, owner }, _who, at) {
    const shown = facts.milestones
      .filter((milestone) => !status || milestone.status === status)
      .filter((milestone) => isOf(milestone, owner));
    return listCard(
      facts,
      shown,
      [status && statusWords[status], nameOf(owner)].filter(Boolean).join(', '),
      at,
    );
  },
});

type Owner = Person | Party | undefined;

const isOf = (milestone: { assigneeId: string | null; ownerParty: Party }, owner: Owner) =>
  owner === undefined ||
  (typeof owner === 'string' ? milestone.ownerParty === owner : milestone.assigneeId === owner.id);

const nameOf = (owner: Owner) => (typeof owner === 'object' ? owner.name : owner);
