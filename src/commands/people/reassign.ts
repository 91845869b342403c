import * as z from 'zod';
import type { Card } from '../../../cards/model.ts';
import { heldWords, reassignedCard } from '../../../cards/views/people/leavers.ts';
import { type GivenRole, roleGivenCard } from '../../../cards/views/people/role-given.ts';
import type { Tx } from '../../../db/database.ts';
import type { DirectMessage } from '../../../db/queries/delivery/direct-messages.ts';
import { loadHoldings } from '../../../db/queries/people/leavers.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import type { Change } from '../../domain/change.ts';
import { type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import { canAct, type Duties, hasDuties, inheritedRole } from '../../domain/people/leaver.ts';
import { plainName } from '../../domain/people/person-name.ts';
import { governors, headOf, needs, type Who } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { chooseOne, parseReference } from '../../domain/reference.ts';
import { personSlot, referenceSlot } from '../../grammar/slot.ts';
import { reassignedResource } from '../../presenters/people.ts';
import { defineCommand } from '../../runner/define.ts';
import { findPerson } from '../../runner/references/find.ts';

type Facts = {
  project: Project;
  /** The duties that move, with the name of the previous person. */
  from: Duties;
  /** The duties of the person who takes over. */
  to: Duties;
  /** Whether only one milestone was named. */
  one: boolean;
  /** What the person who takes over is told of a role that moved to them. */
  tells?: { messages: DirectMessage<Card>[]; at: string };
};

/** Moves all open work of a person to another one at once (MODEL-9, ADM-2). */
export const reassign = defineCommand({
  name: 'reassign',
  summary: 'Give the open work of one person to another.',
  title: 'Reassign',
  submit: 'Reassign',
  examples: ['reassign @mo @ana', 'reassign @mo @ana only:3'],
  input: z.object({
    // a form has resolved them already, perhaps on the other platform
    from: personSlot('From', 'place', { hidden: true }),
    to: personSlot('Who takes over', 'place'),
    only: referenceSlot('Only this milestone', 'key', 'assigned').optional(),
  }),
  async load(tx, input, who) {
    await lockProject(tx, who.project.id);
    const from = await holdingOf(tx, who, who.project, input.from);
    if (!from.ok) return from;
    const to = await holdingOf(tx, who, who.project, input.to);
    if (!to.ok) return to;
    const facts: Facts = {
      project: who.project,
      from: from.value,
      to: to.value,
      one: input.only !== undefined,
    };
    return input.only === undefined ? ok(facts) : onlyOne(facts, input.only);
  },
  permit: (who, { project }) => (who.person.admin ? undefined : needs(who, governors(project))),
  decide(facts, _input, who, at) {
    const { from, to, one } = facts;
    const [left, takes] = [plainName(from.name), plainName(to.name)];
    if (from.personId === to.personId) return rule(`Nothing changed: ${left} has it already.`);
    if (to.gone) return rule(`${takes} has left too.`, 'Choose somebody who is active.');
    const role = one ? undefined : roleMoved(facts, who);
    if (!hasDuties(from) && !role) return rule(`Nothing changed: ${left} has no open work here.`);
    const moved = { ...from, role: role ?? null };
    const what = heldWords(moved);
    return ok({
      changes: [...moves(from, to), ...(role ? [given(facts, role, at.newId())] : [])],
      events: [
        {
          type: 'reassigned',
          ...(one && from.milestones[0] ? { milestoneId: from.milestones[0].id } : {}),
          before: { person: left },
          after: { person: takes, what },
        },
      ],
      next: {
        ...facts,
        from: moved,
        ...(role && role !== 'none' && to.personId !== who.person.id
          ? tellsOf(facts, role, who, at.now)
          : {}),
      },
    });
  },
  view: ({ project, from, to }) => reassignedCard(project, plainName(to.name), from),
  resource: reassignedResource,
  requests: ({ tells }) => tells && { is: 'direct', ...tells },
  done: ({ from, to }) => `${plainName(to.name)} takes over from ${plainName(from.name)}.`,
});

async function holdingOf(tx: Tx, who: Who, project: Project, typed: string): Promise<Outcome<Duties>> {
  const person = await findPerson(tx, who, typed);
  if (!person.ok) return person;
  const [holding] = await loadHoldings(tx, project.id, { personId: person.value.id });
  return holding ? ok(holding) : refuse({ is: 'not_found', what: 'person', typed });
}

/** Keeps only one milestone of the duties. */
function onlyOne(facts: Facts, typed: string): Outcome<Facts> {
  const by = parseReference(typed);
  const fits = facts.from.milestones.filter((one) =>
    'number' in by ? one.number === by.number : one.name.toLowerCase().includes(typed.toLowerCase()),
  );
  const found = chooseOne('milestone', typed, fits, ({ number, name }) => `${number} · ${name}`);
  if (!found.ok) return found;
  const none = { votes: [], risks: [], cadences: [], role: null };
  return ok({ ...facts, from: { ...facts.from, ...none, milestones: [found.value] } });
}

/**
 * Returns the role to take over from a person who left; people who are still active keep theirs. In `stages`
 * only a coach makes a coach.
 */
function roleMoved({ project, from, to }: Facts, who: Who) {
  if (!from.gone || !canAct(from.role)) return undefined;
  if (who.role !== headOf(project) && !who.person.admin) return undefined;
  const role = inheritedRole(to.role, from.role);
  return role === null || role === to.role ? undefined : role;
}

const tellsOf = ({ project, to }: Facts, role: GivenRole, who: Who, at: string) => ({
  tells: { messages: [{ personId: to.personId, card: roleGivenCard(project, role, who.person.name) }], at },
});

function given({ project, to }: Facts, role: NonNullable<Duties['role']>, id: string): Change {
  // they have worked for the company until now (STG-2)
  const isOfCompany = role === 'coach' && (to.role === 'contributor' || to.role === 'owner');
  if (to.memberId)
    return { alter: 'member', id: to.memberId, set: { role, byRoom: false, ofCompany: isOfCompany } };
  return { add: 'member', row: { id, projectId: project.id, personId: to.personId, role } };
}

/** Writes all rows of a kind at once. Skips votes in decisions in which the new person votes already. */
function moves(from: Duties, { personId: to, votesOn }: Pick<Duties, 'personId' | 'votesOn'>): Change[] {
  const votes = from.votes.filter(({ decisionId }) => !votesOn.includes(decisionId));
  const spare = from.votes.filter((vote) => !votes.includes(vote));
  const ids = (things: readonly { id: string }[]) => things.map(({ id }) => id);
  return [
    ...many(from.milestones, (rows) => ({
      alterMany: 'milestone',
      rows: rows.map(({ id, version }) => ({ id, assigneeId: to, version: version + 1 })),
    })),
    ...many(ids(from.risks), (rows) => ({
      alterMany: 'risk',
      rows: rows.map((id) => ({ id, ownerId: to })),
    })),
    ...many(ids(from.cadences), (rows) => ({
      alterMany: 'cadence',
      rows: rows.map((id) => ({ id, ownerId: to })),
    })),
    ...many(ids(votes), (rows) => ({ alterMany: 'vote', rows: rows.map((id) => ({ id, personId: to })) })),
    ...spare.map(({ id }): Change => ({ remove: 'vote', id })),
  ];
}

const many = <Row>(rows: readonly Row[], change: (rows: readonly Row[]) => Change): Change[] =>
  rows.length === 0 ? [] : [change(rows)];
