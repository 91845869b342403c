import * as z from 'zod';
import { deputyCard } from '../../../cards/views/review/deputy.ts';
import { approverWords } from '../../../cards/views/words.ts';
import { type Holder, membersOf } from '../../../db/queries/people/people.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadDeputy, type NamedDeputy } from '../../../db/queries/review/deputies.ts';
import type { Change, Decision } from '../../domain/change.ts';
import { invalid, type Outcome, ok, rule } from '../../domain/outcome.ts';
import type { Person } from '../../domain/people/person.ts';
import { deciders, needs, viewers } from '../../domain/project/access.ts';
import { isCoached } from '../../domain/project/policies.ts';
import type { Project } from '../../domain/project/project.ts';
import { formatDate, todayIn } from '../../domain/time/dates.ts';
import { dateSlot, personSlot } from '../../grammar/slot.ts';
import { deputyResource } from '../../presenters/review.ts';
import { defineCommand } from '../../runner/define.ts';
import { findPerson } from '../../runner/references/find.ts';

const input = z.object({
  person: personSlot('Deputy, or none', 'place').optional(),
  until: dateSlot('Until').optional(),
});

type Facts = {
  project: Project;
  deputy: NamedDeputy | undefined;
  /** Whom to name; undefined: none. */
  named: Person | undefined;
  members: Holder[];
  /** Today in the zone of the person whose deputy it is, YYYY-MM-DD. */
  today: string;
};

const isWord = (typed: string | undefined, word: 'none' | 'me') => typed?.trim().toLowerCase() === word;
const isNone = (typed: string | undefined) => isWord(typed, 'none');

/** Names who decides on reviews in one's own name for a time (APR-8). */
export const deputy = defineCommand({
  name: 'deputy',
  summary: 'Let somebody approve in your name for a time.',
  title: 'Name a deputy',
  submit: 'Save',
  examples: ['deputy @bo until:"5 jan"', 'deputy none', 'deputy'],
  input,
  // oneself is refused, whatever the day
  lacks: ({ person, until }) =>
    person && !isNone(person) && !isWord(person, 'me') && !until ? ['until'] : [],
  async load(tx, given, who, at) {
    if (given.person) await lockProject(tx, who.project.id);
    const person =
      given.person && !isNone(given.person) ? await findPerson(tx, who, given.person) : undefined;
    if (person && !person.ok) return person;
    return ok<Facts>({
      project: who.project,
      deputy: await loadDeputy(tx, who.project.id, who.person.id),
      named: person?.value,
      members: person ? await membersOf(tx, who.project.id) : [],
      today: todayIn(at.now, who.person.zone ?? who.project.zone),
    });
  },
  permit: (who, { project }, { person }) =>
    needs(who, person && !isNone(person) ? deciders(project.policies) : viewers),
  decide(facts, { person, until }, who, at) {
    if (!person) return ok({ changes: [], events: [], next: facts });
    const { named, deputy: old, project } = facts;
    if (!named) return remove(facts);
    const wrong = problemOf(facts, named, until, who.person.id);
    if (wrong) return wrong;
    const set = { deputyId: named.id, until: until ?? facts.today };
    const row = { id: old?.id ?? at.newId(), projectId: project.id, personId: who.person.id, ...set };
    const change: Change = old ? { alter: 'deputy', id: old.id, set } : { add: 'deputy', row };
    const after = { deputy: named.name, until: set.until };
    return ok({
      changes: [change],
      events: [{ type: 'deputy_changed', before: before(facts), after }],
      next: { ...facts, deputy: { ...row, name: named.name } },
    });
  },
  view: ({ project, deputy: now, today }) => deputyCard(project, now, today),
  resource: ({ project, deputy: now, today }) => deputyResource(project, now, today),
  done: ({ deputy: now, today }, { person }) => {
    if (!person) return '';
    return now
      ? `${now.name} can decide in your name until ${formatDate(now.until, today)}.`
      : 'You have no deputy any more.';
  },
});

const before = ({ deputy: old, today }: Facts) =>
  old && old.until >= today ? { deputy: old.name, until: old.until } : { deputy: null, until: null };

function remove(facts: Facts): Outcome<Decision<Facts>> {
  const { deputy: old } = facts;
  if (!old) return rule('You have no deputy in this project.');
  return ok({
    changes: [{ remove: 'deputy', id: old.id }],
    events: [{ type: 'deputy_changed', before: before(facts), after: { deputy: null, until: null } }],
    next: { ...facts, deputy: undefined },
  });
}

function problemOf(
  { members, project, today, deputy: old }: Facts,
  named: Person,
  until: string | null | undefined,
  self: string,
): Outcome<never> | undefined {
  if (named.id === self) return rule('You decide in your own name already. Name somebody else.');
  if (!until) return invalid('deputy', 'until', 'Say the last day, such as until:"5 jan".');
  if (until < today) return invalid('deputy', 'until', `${formatDate(until, today)} is over.`);
  const member = members.find(({ personId }) => personId === named.id);
  if (!member || member.role === 'none' || member.gone)
    return rule(
      `${named.name} has no role in ${project.name}.`,
      `Ask ${approverWords('owner')} to give them one first.`,
    );
  if (isCoached(project.kind) && member.role !== 'coach')
    return rule(
      `${named.name} does not coach ${project.name}, and only its coaches decide.`,
      'Name another coach of this company.',
    );
  if (old?.deputyId === named.id && old.until === until)
    return rule(`Nothing changed: ${named.name} is your deputy until ${formatDate(until, today)} already.`);
  return undefined;
}
