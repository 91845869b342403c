import * as z from 'zod';
import { note } from '../../../cards/model.ts';
import { mergeQuestion } from '../../../cards/views/people/merge.ts';
import { linkCodeCard, linkedNews } from '../../../cards/views/project/link.ts';
import type { Tx } from '../../../db/database.ts';
import { type KnownParty, partiesOf } from '../../../db/queries/people/merges.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { type LinkedTo, linkedTo, roomAt } from '../../../db/queries/project/links.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import type { Decision } from '../../domain/change.ts';
import { type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import { mergeRequestDays } from '../../domain/people/merge.ts';
import { governors, needs, type Who } from '../../domain/project/access.ts';
import { isCode } from '../../domain/project/code.ts';
import type { Project } from '../../domain/project/project.ts';
import type { LinkCode, Room } from '../../domain/project/room.ts';
import { linkRoom } from '../../domain/project/rooms.ts';
import { addMinutes } from '../../domain/time/dates.ts';
import { choiceSlot, textSlot } from '../../grammar/slot.ts';
import { cardsForCustomer } from '../../live-cards/customer-cards.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { refuseSameOrganisation, sharedPlatform, shownParty } from '../people/merge-facts.ts';
import { loadTypedCode } from './typed-code.ts';

const validMinutes = 15;

/** The purpose of a code that is shown here. */
type Purpose = Exclude<LinkCode['purpose'], 'email' | 'merge' | 'page'>;

type Facts = Partial<LinkedTo> & {
  /** The typed code; undefined if a code was requested. */
  typed: LinkCode | undefined;
  /** The project that the room is or will be linked to. */
  project: Project | undefined;
  known: { id: string } | undefined;
  /** The room is linked to the named project without a code. */
  joins?: true;
  /** The new code, to be shown once. */
  made?: { code: string; purpose: Purpose };
  /** The person who typed the code, and the one who created it. */
  parties?: [KnownParty, KnownParty];
  /** The room that was linked. */
  linked?: Room;
  /** The merge request; its buttons carry `request`. */
  asked?: { request: string; at: string };
};

/** Links a room to the project, or an account on the other platform to a person, by a one-time code (LIVE-2, LIVE-4). */
export const link = defineCommand({
  name: 'link',
  summary: 'Link another channel, or your account on the other platform.',
  examples: ['link', 'link project:Apollo', 'link as:customer', 'link me'],
  input: z.object({
    code: textSlot('rest', 'Code', { max: 60, rephrased: true }).optional(),
    as: choiceSlot('key', 'Who the channel is for', ['team', 'customer']).optional(),
  }),
  scope: 'workspace',
  code(raw) {
    const { code } = readTyped(raw.code);
    return code && isCode(code) ? code : undefined;
  },
  linksRoom(raw, named) {
    const { me, code } = readTyped(raw.code);
    return !me && (code !== undefined || named);
  },
  async load(tx, input, who, at) {
    const { me, code } = readTyped(input.code);
    if (code) return loadTyped(tx, { me, code }, who, at);
    if (!me && !who.project) return refuse({ is: 'no_project' });
    if (!me && who.project && who.here?.kind === 'channel' && !who.room)
      return loadNamed(tx, who, who.project);
    return ok<Facts>({ typed: undefined, project: who.project, known: undefined });
  },
  permit: (who, { typed }, { code }) => (typed || code ? undefined : needs(who, governors(who.project))),
  decide(facts, { code, as }, who, at) {
    if (facts.typed?.purpose === 'person') return askBoth(facts, facts.typed, who, at);
    if (facts.typed) return joinByCode(facts, facts.typed, who, at);
    if (facts.joins && facts.project)
      return joinRoom(facts, { projectId: facts.project.id, audience: as ?? 'team' }, who, at);
    const purpose: Purpose = code ? 'person' : (as ?? 'team');
    const secret = at.newCode();
    const row: LinkCode = {
      id: at.newId(),
      hash: at.codes.hash(secret),
      purpose,
      projectId: purpose === 'person' ? null : (facts.project?.id ?? null),
      personId: who.person.id,
      address: null,
      expiresAt: addMinutes(at.now, validMinutes),
      usedAt: null,
    };
    return ok({
      changes: [{ add: 'linkCode', row }],
      events: [{ type: 'code_made', after: { purpose } }],
      next: { ...facts, made: { code: secret, purpose } },
    });
  },
  view({ made, project, parties, asked }) {
    if (parties && asked) return mergeQuestion(asked.request, parties.map(shownParty), mergeRequestDays);
    if (made) return linkCodeCard({ purpose: made.purpose, project: project?.name ?? null }, made.code);
    return note(`This channel shows ${project?.name ?? 'the project'} now.`);
  },
  done: ({ project, asked }) =>
    asked ? 'Not linked yet: both accounts must agree.' : `Linked to ${project?.name ?? 'the project'}.`,
  posts({ linked, project, open }) {
    if (!linked || !project) return undefined;
    return linked.audience === 'customer'
      ? cardsForCustomer(project.id, open)
      : { kind: 'project', id: project.id };
  },
  news: ({ linked }, { person }) => linked && linkedNews([linked], person.name),
  // customers do not read the names of the team's channels
  audience: ({ linked }) => (linked?.audience === 'team' ? 'team' : undefined),
  welcome({ linked, channels = [] }, { person }) {
    const shown = channels.filter(({ audience }) => linked?.audience === 'team' || audience === 'customer');
    return channels.length > 0 ? linkedNews(shown, person.name) : undefined;
  },
  requests: ({ parties, asked }) =>
    parties && asked
      ? {
          is: 'direct',
          messages: [
            {
              personId: parties[1].id,
              card: mergeQuestion(asked.request, parties.map(shownParty), mergeRequestDays),
            },
          ],
          at: asked.at,
        }
      : undefined,
});

const isTaken = rule(
  'This channel already belongs to a project.',
  'Type “unlink” here first, or use another channel.',
);

/** Parses `link CODE` for a room, `link me CODE` for a person, and `link me` for a new code. */
function readTyped(typed: string | undefined): { me: boolean; code: string | undefined } {
  const [, me, code] = /^(me(?=\s|$))?\s*(.*)$/is.exec(typed?.trim() ?? '') ?? [];
  return { me: me !== undefined, code: code || undefined };
}

const isForLinking = ({ purpose }: LinkCode): boolean => ['team', 'customer', 'person'].includes(purpose);

async function loadTyped(
  tx: Tx,
  typed: { me: boolean; code: string },
  who: Who,
  { now, codes }: Moment,
): Promise<Outcome<Facts>> {
  const found = await loadTypedCode(tx, typed.code, { who, now, codes, isMeant: isForLinking });
  if (!found.ok) return found;
  const code = found.value;
  if (!code)
    return isCode(typed.code)
      ? rule('Milepost does not know that code.', 'Ask an owner of the project to type “link” for a new one.')
      : rule(
          'That is not a code.',
          'A code looks like K7QM-3XPD. An owner of the project gets one by typing “link” in its channel.',
        );
  if (code.usedAt)
    return rule(
      'Somebody has used that code already.',
      'Codes work once; type “link” in the first channel for a new one.',
    );
  if (code.expiresAt < now)
    return rule(
      'That code has expired.',
      'Codes work for 15 minutes; type “link” in the first channel for a new one.',
    );
  if (code.purpose === 'person') return loadPerson(tx, code, typed.me, who);
  if (!who.here) return rule('That code links a channel. Type it in the channel.');
  const known = await roomAt(tx, who.here);
  if (who.linkedElsewhere || who.room || known?.projectId) {
    return isTaken;
  }
  if (!code.projectId) return refuse({ is: 'no_project' });
  await lockProject(tx, code.projectId);
  const project = await loadProject(tx, code.projectId);
  return ok({
    typed: code,
    project: project?.project,
    known,
    ...(await linkedTo(tx, code.projectId)),
  });
}

/** Refuses a person's code without `me`, so that nobody merges accounts while linking a channel (LIVE-4). */
async function loadPerson(tx: Tx, code: LinkCode, me: boolean, who: Who): Promise<Outcome<Facts>> {
  if (!me)
    return rule(
      'That code would make you and the person who made it one person, with the same roles.',
      'If you made it yourself, type “link me” and the code. Nothing changed.',
    );
  if (code.personId === who.person.id)
    return rule('You made that code with this account.', 'Type the code on the other platform.');
  const [typist, maker] = await partiesOf(tx, [who.person.id, code.personId]);
  if (!typist || !maker || maker.identities.length === 0)
    return rule(
      'The account that made that code now belongs to another person.',
      'Type “link me” for a new one.',
    );
  if ([typist, maker].some(({ identities }) => identities.some(({ platform }) => platform === 'cli')))
    return rule('An operator at a terminal cannot be linked.', 'Use “link me” in Slack and in Teams.');
  const shared = sharedPlatform(typist, maker);
  if (shared) return refuseSameOrganisation(shared, maker.name, 'you');
  return ok({ typed: code, project: undefined, known: undefined, parties: [typist, maker] });
}

/** Loads the named project: those who run it link their room without a code. */
async function loadNamed(tx: Tx, who: Who, project: Project): Promise<Outcome<Facts>> {
  const known = who.here && (await roomAt(tx, who.here));
  if (who.linkedElsewhere || known?.projectId) return isTaken;
  await lockProject(tx, project.id);
  return ok({
    typed: undefined,
    project,
    known,
    ...(await linkedTo(tx, project.id)),
    joins: true,
  });
}

function joinByCode(facts: Facts, code: LinkCode, who: Who, at: Moment): Outcome<Decision<Facts>> {
  if (!code.projectId) return refuse({ is: 'no_project' });
  const audience = code.purpose === 'customer' ? 'customer' : 'team';
  const joined = joinRoom(facts, { projectId: code.projectId, audience }, who, at);
  if (!joined.ok) return joined;
  const used = { alter: 'linkCode' as const, id: code.id, set: { usedAt: at.now } };
  return ok({ ...joined.value, changes: [...joined.value.changes, used] });
}

function joinRoom(
  facts: Facts,
  to: { projectId: string; audience: 'team' | 'customer' },
  who: Who,
  at: Moment,
): Outcome<Decision<Facts>> {
  if (!who.here) return refuse({ is: 'no_project' });
  const { change, room } = linkRoom(who.here, facts.known, { id: at.newId(), ...to });
  const { audience } = to;
  return ok({
    changes: [change],
    events: [
      {
        type: 'room_linked' as const,
        after: { platform: room.platform, room: room.name ?? room.channel, audience },
      },
    ],
    next: { ...facts, linked: room },
  });
}

/** Requests a merge, which both people must agree to (LIVE-4). */
function askBoth(facts: Facts, code: LinkCode, who: Who, at: Moment): Outcome<Decision<Facts>> {
  const [id, request] = [at.newId(), at.newToken()];
  const expiresAt = addMinutes(at.now, mergeRequestDays * 24 * 60);
  return ok({
    changes: [
      {
        add: 'merge',
        row: {
          id,
          fromId: who.person.id,
          intoId: code.personId,
          by: 'code',
          state: 'asked',
          askedAt: at.now,
          expiresAt,
          fromAgreedAt: null,
          intoAgreedAt: null,
          agreements: [],
          settledById: null,
          settledAt: null,
        },
      },
      {
        add: 'linkCode',
        row: {
          id,
          hash: at.codes.hash(request),
          purpose: 'merge',
          projectId: null,
          personId: code.personId,
          address: null,
          expiresAt,
          usedAt: null,
        },
      },
      { alter: 'linkCode', id: code.id, set: { usedAt: at.now } },
    ],
    events: [{ type: 'merge_asked', after: { merge: id, with: code.personId } }],
    next: { ...facts, asked: { request, at: at.now } },
  });
}
