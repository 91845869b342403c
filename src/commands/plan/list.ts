import * as z from 'zod';
import { listCard } from '../../../cards/views/plan/lists.ts';
import { statusWords } from '../../../cards/views/words.ts';
import { loadLinesHere, loadPlan } from '../../../db/queries/project/project-facts.ts';
import type { PlanFacts, PlanLine } from '../../domain/facts.ts';
import { ok, refuse } from '../../domain/outcome.ts';
import type { Person } from '../../domain/people/person.ts';
import { type Party, parties, type Status, statuses } from '../../domain/plan/milestone.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { isOverdue, isSoon, isWaiting } from '../../domain/rhythm/digest.ts';
import { choiceSlot, personSlot } from '../../grammar/slot.ts';
import { milestonesResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';
import { findPerson } from '../../runner/references/find.ts';

/** Lists the milestones of a plan with their numbers (MODEL-6). */
export const list = defineCommand({
  name: 'list',
  summary: 'List milestones.',
  examples: ['list', 'list status:blocked', 'list owner:@ana', 'list due:overdue'],
  input: z.object({
    status: choiceSlot('key', 'Status', [...statuses, 'waiting']).optional(),
    owner: personSlot('Owner', 'key').optional(),
    due: choiceSlot('key', 'Due', ['soon', 'overdue']).optional(),
  }),
  prefetch: (tx, { owner }) => ({ facts: loadLinesHere(tx), isAll: owner === undefined }),
  async load(tx, { status, owner, due }, who, _at, lines) {
    const { project } = who;
    const facts = project && (lines ? { project, milestones: lines } : await loadPlan(tx, project.id));
    if (!facts) return refuse({ is: 'no_project' });
    const party = parties.find((one) => one === owner?.toLowerCase());
    const person = owner && !party ? await findPerson(tx, who, owner) : undefined;
    if (person && !person.ok) return person;
    return ok({ facts, status, due, owner: person?.value ?? party });
  },
  permit: (who) => needs(who, viewers),
  view(wanted, _who, at) {
    const { facts, status, owner, due } = wanted;
    const filter = [status && words[status], nameOf(owner), due && dueFilters[due]];
    return listCard(facts, shownOf(wanted, at.today), filter.filter(Boolean).join(', '), at);
  },
  resource: (wanted, _who, { today }) => milestonesResource(wanted.facts, shownOf(wanted, today)),
});

type Wanted = {
  facts: PlanFacts;
  status: Status | 'waiting' | undefined;
  owner: Owner;
  due: keyof typeof dates | undefined;
};

const shownOf = ({ facts, status, owner, due }: Wanted, today: string) =>
  facts.milestones
    .filter((milestone) => !status || stands(milestone, status))
    .filter((milestone) => isOf(milestone, owner))
    .filter((milestone) => !due || dates[due](milestone, today));

const words = { ...statusWords, waiting: 'waiting for approval' };
const dates = { soon: isSoon, overdue: isOverdue };
const dueFilters = { soon: 'due within a week', overdue: 'overdue' };

const stands = (milestone: PlanLine, status: Status | 'waiting') =>
  status === 'waiting' ? isWaiting(milestone) : milestone.status === status;

type Owner = Person | Party | undefined;

const isOf = (milestone: { assigneeId: string | null; ownerParty: Party }, owner: Owner) =>
  owner === undefined ||
  (typeof owner === 'string' ? milestone.ownerParty === owner : milestone.assigneeId === owner.id);

const nameOf = (owner: Owner) => (typeof owner === 'object' ? owner.name : owner);
