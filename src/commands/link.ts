import * as z from 'zod';
import { code as codeSpan, note, plain, text } from '../../cards/model.ts';
import { linkCodeCard } from '../../cards/views/link.ts';
import { lockCode, lockRoomAt } from '../../db/queries/links.ts';
import { lockProject } from '../../db/queries/milestones.ts';
import { loadProject } from '../../db/queries/project-facts.ts';
import { lockProjectsOf } from '../../db/queries/retell.ts';
import type { Tx } from '../../db/tenant.ts';
import { governors, needs, type Who } from '../domain/access.ts';
import type { Decision, LinkCode } from '../domain/change.ts';
import { hashOf, isCode } from '../domain/code.ts';
import { later } from '../domain/dates.ts';
import { type Outcome, ok, refuse, rule } from '../domain/outcome.ts';
import type { Project } from '../domain/project.ts';
import { linkRoom } from '../domain/rooms.ts';
import { defineCommand, type Moment } from './define.ts';
import { choiceSlot, textSlot } from './slot.ts';

const validMinutes = 15;

/** What a code that is shown here may be for. */
type Purpose = Exclude<LinkCode['purpose'], 'email'>;

type Facts = {
  /** The code that was typed here; undefined when one is asked for. */
  typed: LinkCode | undefined;
  /** The project that the room is or will be linked to. */
  project: Project | undefined;
  known: { id: string } | undefined;
  /** The code that was made, to be shown once. */
  made?: { code: string; purpose: Purpose };
};

/** Joins another room to the project, or the other platform's identity to a person, by a one-time code (LIVE-2, LIVE-4). */
export const link = defineCommand({
  name: 'link',
  summary: 'Join another room, or yourself on the other platform.',
  examples: ['link', 'link as:customer', 'link me'],
  input: z.object({
    code: textSlot('rest', 'Code', { max: 60 }).optional(),
    as: choiceSlot('key', 'As', ['team', 'customer']).optional(),
  }),
  scope: 'workspace',
  code(raw) {
    const { code } = readTyped(raw.code);
    return code && isCode(code) ? code : undefined;
  },
  async load(tx, input, who, at) {
    const { me, code } = readTyped(input.code);
    if (code) return loadTyped(tx, { me, code }, who, at.now);
    if (!me && !who.project) return refuse({ is: 'no_project' });
    const facts: Facts = { typed: undefined, project: who.project, known: undefined };
    return ok(facts);
  },
  permit: (who, { typed }, { code }) => (typed || code ? undefined : needs(who, governors(who.project))),
  decide(facts, { code, as }, who, at) {
    if (facts.typed?.purpose === 'person') return joinPerson(facts, facts.typed, who, at.now);
    if (facts.typed) return joinRoom(facts, facts.typed, who, at);
    const purpose: Purpose = code ? 'person' : (as ?? 'team');
    const secret = at.newCode();
    const row: LinkCode = {
      id: at.newId(),
      hash: hashOf(secret),
      purpose,
      projectId: purpose === 'person' ? null : (facts.project?.id ?? null),
      personId: who.person.id,
      address: null,
      expiresAt: later(at.now, validMinutes),
      usedAt: null,
    };
    return ok({
      changes: [{ add: 'linkCode', row }],
      events: [{ type: 'code_made', after: { purpose } }],
      next: { ...facts, made: { code: secret, purpose } },
    });
  },
  view({ made, project }) {
    if (made) return linkCodeCard({ purpose: made.purpose, project: project?.name ?? null }, made.code);
    if (!project) return note('You are one person on both platforms now.');
    return note(`This room shows ${project.name} now.`, [
      text([plain('Type '), codeSpan('status'), plain(' to put its card here.')]),
    ]);
  },
  done: ({ project }) => (project ? `Linked to ${project.name}.` : 'Linked.'),
});

/** `link CODE` joins a room, `link me CODE` a person; `link me` asks for such a code. */
function readTyped(typed: string | undefined): { me: boolean; code: string | undefined } {
  const [, me, code] = /^(me(?=\s|$))?\s*(.*)$/is.exec(typed?.trim() ?? '') ?? [];
  return { me: me !== undefined, code: code || undefined };
}

async function loadTyped(
  tx: Tx,
  typed: { me: boolean; code: string },
  who: Who,
  now: string,
): Promise<Outcome<Facts>> {
  const code = isCode(typed.code) ? await lockCode(tx, hashOf(typed.code)) : undefined;
  if (!code || code.purpose === 'email')
    return rule('That code is not known.', 'Ask an owner of the project to type “link” for a new one.');
  if (code.usedAt)
    return rule(
      'That code has been used already.',
      'Codes work once; type “link” in the first room for another.',
    );
  if (code.expiresAt < now)
    return rule(
      'That code has expired.',
      'Codes work for 15 minutes; type “link” in the first room for another.',
    );
  if (code.purpose === 'person') return loadPerson(tx, code, typed.me, who);
  if (!who.here) return rule('A code joins a room; type it in the room.');
  const known = await lockRoomAt(tx, who.here);
  if (who.linkedElsewhere || who.room || known?.projectId) {
    return rule('This room already belongs to a project.', 'Type “unlink” here first, or use another room.');
  }
  if (!code.projectId) return refuse({ is: 'no_project' });
  await lockProject(tx, code.projectId);
  const project = await loadProject(tx, code.projectId);
  return ok({ typed: code, project: project?.project, known });
}

/** It hands over the typer's roles, so nobody may be talked into it by a line that looks like a room's. */
async function loadPerson(tx: Tx, code: LinkCode, me: boolean, who: Who): Promise<Outcome<Facts>> {
  if (me) {
    await lockProjectsOf(tx, who.person.id);
    return ok({ typed: code, project: undefined, known: undefined });
  }
  return rule(
    'That code would make you and whoever made it one person, with the same roles.',
    'If you made it yourself, type “link me” and the code. Nothing was changed.',
  );
}

function joinRoom(facts: Facts, code: LinkCode, who: Who, at: Moment): Outcome<Decision<Facts>> {
  if (!who.here || !code.projectId) return refuse({ is: 'no_project' });
  const audience = code.purpose === 'customer' ? 'customer' : 'team';
  const { change, room } = linkRoom(who.here, facts.known, {
    id: at.newId(),
    projectId: code.projectId,
    audience,
  });
  return ok({
    changes: [change, { alter: 'linkCode' as const, id: code.id, set: { usedAt: at.now } }],
    events: [
      {
        type: 'room_linked' as const,
        after: { platform: room.platform, room: room.name ?? room.channel, audience },
      },
    ],
    next: facts,
  });
}

function joinPerson(facts: Facts, code: LinkCode, who: Who, now: string): Outcome<Decision<Facts>> {
  if (code.personId === who.person.id)
    return rule('You are that person already.', 'Type the code on the other platform.');
  return ok({
    changes: [
      { merge: 'person' as const, from: who.person.id, into: code.personId },
      { alter: 'linkCode' as const, id: code.id, set: { usedAt: now } },
    ],
    events: [{ type: 'person_linked' as const, after: { platform: who.platform } }],
    next: facts,
  });
}
