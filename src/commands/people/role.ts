import * as z from 'zod';
import type { Card } from '../../../cards/model.ts';
import { roleCard, roleGivenCard } from '../../../cards/views/people/role-given.ts';
import { aRole, roleWords } from '../../../cards/views/words.ts';
import type { DirectMessage } from '../../../db/queries/delivery/direct-messages.ts';
import { type Holder, membersOf } from '../../../db/queries/people/people.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { ok, rule } from '../../domain/outcome.ts';
import type { Person } from '../../domain/people/person.ts';
import { headOf, needs, worksForCompany } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { type Role, roles } from '../../domain/project/roles.ts';
import { choiceSlot, personSlot } from '../../grammar/slot.ts';
import { membersResource } from '../../presenters/people.ts';
import { defineCommand } from '../../runner/define.ts';
import { findPerson } from '../../runner/references/find.ts';

type Facts = {
  project: Project;
  person: Person;
  members: Holder[];
  given: Role;
  /** The role has its first holder, who could become the approver. */
  offers?: 'coach' | 'client';
  /** What the person is told, unless they gave it to themselves. */
  tells?: { messages: DirectMessage<Card>[]; at: string };
};

/** Gives a person a role; somebody who can give roles always remains (ADM-2). */
export const role = defineCommand({
  name: 'role',
  synonyms: [{ words: 'invite' }],
  summary: 'Give somebody a role.',
  title: 'Give a role',
  submit: 'Give',
  examples: ['role @ana coach', 'role @ana none'],
  input: z.object({
    person: personSlot('Person', 'place'),
    role: choiceSlot('place', 'Role', roles, { choiceWords: { client: roleWords.client } }),
  }),
  async load(tx, input, who) {
    await lockProject(tx, who.project.id);
    const person = await findPerson(tx, who, input.person);
    if (!person.ok) return person;
    const members = await membersOf(tx, who.project.id);
    return ok<Facts>({ project: who.project, person: person.value, members, given: input.role });
  },
  permit: (who, { project }) => (who.person.admin ? undefined : needs(who, [headOf(project)])),
  decide(facts, { role: given }, who, at) {
    const { project, person, members } = facts;
    const held = members.find((member) => member.personId === person.id);
    if (held?.role === given) return rule(`Nothing changed: ${sentenceOf(person, given, 'already')}`);
    const head = headOf(project);
    const others = members.filter(
      (member) => member.role === head && !member.gone && member.personId !== person.id,
    );
    if (held?.role === head && given !== head && others.length === 0) {
      return rule(
        `${person.name} is the only ${head} of ${project.name}.`,
        `Make somebody else ${aRole(head)} first.`,
      );
    }
    const ofCompany = given === 'coach' && held !== undefined && worksForCompany(held);
    const row = { id: at.newId(), projectId: project.id, personId: person.id, role: given };
    const next = [
      ...members.filter((member) => member.personId !== person.id),
      {
        memberId: held?.memberId ?? row.id,
        personId: person.id,
        name: person.name,
        role: given,
        on: held?.on ?? [],
        gone: held?.gone ?? false,
        byRoom: false,
        ofCompany,
        emails: held?.emails ?? [],
        handles: held?.handles ?? [],
      },
    ].sort((a, b) => a.name.localeCompare(b.name));
    return ok({
      changes: [
        held
          ? { alter: 'member', id: held.memberId, set: { role: given, byRoom: false, ofCompany } }
          : { add: 'member', row },
      ],
      events: [
        {
          type: 'role_changed',
          before: { person: person.name, role: held?.role ?? null },
          after: { person: person.name, role: given },
        },
      ],
      next: {
        ...facts,
        members: next,
        ...offerOf(facts),
        ...(given === 'none' || person.id === who.person.id
          ? {}
          : {
              tells: {
                messages: [{ personId: person.id, card: roleGivenCard(project, given, who.person.name) }],
                at: at.now,
              },
            }),
      },
    });
  },
  view: ({ project, members, person, offers }) =>
    roleCard(project, members, offers && { person, role: offers }),
  resource: membersResource,
  done: ({ person, given }) => sentenceOf(person, given, 'now'),
  requests: ({ tells }) => tells && { is: 'direct', ...tells },
});

/** The first coach or client of a project in which another role approves may be meant to approve. */
function offerOf({ project, members, given }: Facts): Pick<Facts, 'offers'> {
  if (given !== 'coach' && given !== 'client') return {};
  const isFirst = !members.some(({ role: held, gone }) => held === given && !gone);
  return isFirst && project.policies.approver !== given ? { offers: given } : {};
}

const sentenceOf = ({ name }: Person, role: Role, when: 'now' | 'already') =>
  role === 'none' ? `${name} has no role ${when}.` : `${name} is ${aRole(role)} ${when}.`;
