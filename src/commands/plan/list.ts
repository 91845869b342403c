import * as z from 'zod';
import { listCard } from '../../../cards/views/plan/lists.ts';
import { statusWord } from '../../../cards/views/words.ts';
import { loadLinesHere, loadPlan } from '../../../db/queries/project/project-facts.ts';
import { definedFieldsOf } from '../../domain/event-fields.ts';
import type { PlanFacts } from '../../domain/facts.ts';
import { ok, refuse } from '../../domain/outcome.ts';
import { pageOf } from '../../domain/page.ts';
import type { Person } from '../../domain/people/person.ts';
import { filterPlan, type PlanFilter } from '../../domain/plan/filter.ts';
import { type Party, parties, priorities, statuses } from '../../domain/plan/milestone.ts';
import { outline } from '../../domain/plan/plan.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { quoted } from '../../domain/text/wording.ts';
import { choiceSlot, pageSlot, personSlot, textSlot } from '../../grammar/slot.ts';
import { milestonesResource, pageResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';
import { findPerson } from '../../runner/references/find.ts';

/** Lists the milestones of a plan with their numbers (MODEL-6). */
export const list = defineCommand({
  name: 'list',
  synonyms: [
    { words: 'mine', gives: { owner: 'me' } },
    { words: 'list mine', gives: { owner: 'me' } },
    { words: 'overdue', gives: { due: 'overdue' } },
  ],
  summary: 'List the milestones of this project; list mine shows your own.',
  title: 'List milestones',
  examples: [
    'list',
    'list overdue',
    'list status:blocked',
    'list owner:@ana priority:p0',
    'list landing page:2',
  ],
  input: z.object({
    text: textSlot('rest', 'Text', { max: 100, searches: true }, 'landing').optional(),
    status: choiceSlot('key', 'Status', [...statuses, 'waiting']).optional(),
    owner: personSlot('Assignee', 'key').optional(),
    priority: choiceSlot('key', 'Priority', priorities).optional(),
    due: choiceSlot('key', 'Due', ['soon', 'overdue']).optional(),
    page: pageSlot().optional(),
  }),
  prefetch: (tx, { owner }) => ({ facts: loadLinesHere(tx), isAll: owner === undefined }),
  async load(tx, { page, ...filter }, who, _at, lines) {
    const { project } = who;
    const facts = project && (lines ? { project, milestones: lines } : await loadPlan(tx, project.id));
    if (!facts) return refuse({ is: 'no_project' });
    const isMine = filter.owner === undefined && /^(?:mine|my|me)$/i.test(filter.text ?? '');
    const asked = isMine ? { ...filter, owner: 'me', text: undefined } : filter;
    const party = parties.find((one) => one === asked.owner?.toLowerCase());
    const person = asked.owner && !party ? await findPerson(tx, who, asked.owner) : undefined;
    if (person && !person.ok) return person;
    const owner: Owner = person?.value ?? party;
    return ok({ facts, filter: { ...asked, owner }, page, input: definedFieldsOf(asked) });
  },
  permit: (who) => needs(who, viewers),
  view: (wanted, _who, at) =>
    listCard(wanted.facts, shownOf(wanted, at.today), filterWords(wanted.filter), at, wanted),
  resource(wanted, _who, { today }) {
    const { facts, page: number } = wanted;
    const shown = shownOf(wanted, today);
    if (number === undefined) return { ...milestonesResource(facts, shown), page: null };
    const page = pageOf(outline(shown), number);
    const lines = page.lines.map(({ node }) => node);
    return { ...milestonesResource(facts, lines), page: pageResource(page) };
  },
});

type Owner = Person | Party | undefined;
type Filter = Omit<PlanFilter, 'owner'> & { owner?: Owner };
type Wanted = { facts: PlanFacts; filter: Filter };

const shownOf = ({ facts, filter }: Wanted, today: string) => filterPlan(facts.milestones, filter, today);

/** "blocked, Ana, overdue". */
const filterWords = ({ status, owner, priority, due, text }: Filter): string =>
  [
    status && statusWord(status),
    typeof owner === 'object' ? owner.name : owner,
    priority,
    due && { soon: 'due within a week', overdue: 'overdue' }[due],
    text && `with ${quoted(text)}`,
  ]
    .filter(Boolean)
    .join(', ');
