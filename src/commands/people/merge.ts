import * as z from 'zod';
import type { Card } from '../../../cards/model.ts';
import {
  type MergeStatus,
  mergeConsent,
  mergeStatusCard,
  partyName,
} from '../../../cards/views/people/merge.ts';
import type { Tx } from '../../../db/database.ts';
import type { DirectMessage } from '../../../db/queries/delivery/direct-messages.ts';
import { lockProjectsOf } from '../../../db/queries/delivery/redraw-people.ts';
import {
  adminsOf,
  findMerge,
  type Head,
  headsOf,
  type KnownParty,
  lockMerge,
  partiesOf,
} from '../../../db/queries/people/merges.ts';
import { lockCode } from '../../../db/queries/project/links.ts';
import type { Decision, Merge } from '../../domain/change.ts';
import type { Event } from '../../domain/events.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import {
  agreementsBy,
  grantableGains,
  type MergeAgreement,
  type MergeApprover,
  pendingGains,
  type RoleGain,
  roleGains,
} from '../../domain/people/merge.ts';
import type { Who } from '../../domain/project/access.ts';
import { isToken } from '../../domain/project/code.ts';
import { choiceSlot, textSlot } from '../../grammar/slot.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import {
  projectIdsOf,
  refuseSameOrganisation,
  sharedPlatform,
  shownGain,
  shownParty,
  shownPartyIn,
} from './merge-facts.ts';

type Facts = {
  request: string;
  merge: Merge;
  from: KnownParty;
  into: KnownParty;
  /** The person who answers, and what they can agree to. */
  approver: MergeApprover;
  gains: RoleGain[];
  heads: Head[];
  admins: { id: string; name: string }[];
  status?: MergeStatus;
  messages?: DirectMessage<Card>[];
  at?: string;
};

/** Answers a merge request, as one of the two people or as somebody who gives roles (LIVE-4). */
export const merge = defineCommand({
  name: 'merge',
  summary: 'Answer a request to link two accounts.',
  fromCard: true,
  examples: ['merge ABCDEFGHJKMNPQRSTVWXYZ0123 yes'],
  input: z.object({
    request: textSlot('place', 'Request', { max: 60 }),
    answer: choiceSlot('place', 'Answer', ['yes', 'no']),
  }),
  scope: 'workspace',
  code: ({ request }) => (request && isToken(request) ? request : undefined),
  load: (tx, { request }, who, at) => loadAnswered(tx, request, who, at),
  permit: () => undefined,
  decide(facts, { answer }, who, at) {
    const mine = grantableGains(facts.approver, pendingGains(facts.gains, facts.merge.agreements));
    const isParty = [facts.from.id, facts.into.id].includes(who.person.id);
    if (!isParty && mine.length === 0)
      return rule(
        'You cannot answer this request.',
        'Only the two people can, and then an owner of each project in which one of them would get a higher role.',
      );
    if (answer === 'no') return decline(facts, who, at);
    return agree(facts, who, at);
  },
  view: (facts, { person }) =>
    statusCardFor(facts, person.id, facts.status ?? { is: 'waiting', for: [] }, person.admin),
  done: ({ status }) =>
    status?.is === 'done' ? 'Linked.' : status?.is === 'declined' ? 'Declined.' : 'You agreed.',
  requests: ({ messages, at }) => (messages?.length && at ? { is: 'direct', messages, at } : undefined),
});

async function loadAnswered(
  tx: Tx,
  request: string,
  who: Who,
  { now, codes }: Moment,
): Promise<Outcome<Facts>> {
  const code = isToken(request) ? await lockCode(tx, codes.hash(request)) : undefined;
  const found = code?.purpose === 'merge' ? await findMerge(tx, code.id) : undefined;
  if (!found) return rule('Milepost does not know that request.', 'Type “link me” for a new code.');
  await lockProjectsOf(tx, found.fromId, found.intoId);
  const one = await lockMerge(tx, found.id);
  if (one.state !== 'asked') return rule(settled[one.state], 'Nothing changed.');
  if ((one.expiresAt ?? now) <= now)
    return rule('That request has expired.', 'Type “link me” for a new code.');
  const ids = [...new Set([one.fromId, one.intoId, who.person.id])];
  const [from, into, third] = await partiesOf(tx, ids);
  if (!from || !into) throw new Error('somebody of a merge is not there');
  if (from.identities.length === 0 || into.identities.length === 0)
    return rule(
      'One of these accounts was linked to another one meanwhile.',
      'Type “link me” for a new code.',
    );
  // one of them may have been merged since the request
  const shared = sharedPlatform(from, into);
  if (shared) return refuseSameOrganisation(shared, from.name, into.name);
  const gains = roleGains(from, into);
  const holdings = (third ?? [from, into].find(({ id }) => id === who.person.id))?.holdings ?? [];
  return ok({
    request,
    merge: one,
    from,
    into,
    approver: { id: who.person.id, admin: who.person.admin, holdings },
    gains,
    heads: await headsOf(tx, projectIdsOf(from, into)),
    admins: await adminsOf(tx),
  });
}

const settled = {
  done: 'These accounts are one person already.',
  declined: 'That request was declined.',
  undone: 'Somebody has separated these accounts again.',
} as const;

function decline(facts: Facts, who: Who, at: Moment): Outcome<Decision<Facts>> {
  const status: MergeStatus = { is: 'declined', by: who.person.name };
  const set = { state: 'declined' as const, settledById: who.person.id, settledAt: at.now };
  return ok({
    changes: [{ alter: 'merge', id: facts.merge.id, set }],
    events: [{ type: 'merge_declined', after: { merge: facts.merge.id } }],
    next: {
      ...facts,
      status,
      at: at.now,
      messages: toOthers(facts, who, [facts.from.id, facts.into.id], status),
    },
  });
}

function agree(facts: Facts, who: Who, at: Moment): Outcome<Decision<Facts>> {
  const { merge: one, gains, approver } = facts;
  const agreements = [...one.agreements, ...agreementsBy(approver, pendingGains(gains, one.agreements))];
  const agreed = {
    fromAgreedAt: who.person.id === one.fromId ? at.now : one.fromAgreedAt,
    intoAgreedAt: who.person.id === one.intoId ? at.now : one.intoAgreedAt,
  };
  const bothAgreed = agreed.fromAgreedAt !== null && agreed.intoAgreedAt !== null;
  const open = pendingGains(gains, agreements);
  if (bothAgreed && open.length === 0) return complete(facts, agreements, who, at);
  const status: MergeStatus = { is: 'waiting', for: waitsFor(facts, agreed, open) };
  const isNew = one.fromAgreedAt === null || one.intoAgreedAt === null;
  return ok({
    changes: [{ alter: 'merge', id: one.id, set: { ...agreed, agreements } }],
    events: [{ type: 'merge_agreed', after: { merge: one.id } }],
    next: { ...facts, status, at: at.now, messages: bothAgreed && isNew ? questions(facts, open) : [] },
  });
}

/** Returns the names of those whose agreement is missing. */
function waitsFor(
  { from, into, heads, admins }: Facts,
  agreed: Pick<Merge, 'fromAgreedAt' | 'intoAgreedAt'>,
  open: readonly RoleGain[],
): string[] {
  const parties = [
    ...(agreed.intoAgreedAt === null ? [partyName(shownParty(into))] : []),
    ...(agreed.fromAgreedAt === null ? [partyName(shownParty(from))] : []),
  ];
  if (parties.length > 0) return parties;
  return open.map(({ projectId, project }) => {
    if (projectId === null) return admins.length > 0 ? 'an administrator' : 'the operator of Milepost';
    const names = heads.filter((head) => head.projectId === projectId).map(({ name }) => name);
    return `${names.join(' or ') || 'an administrator'} (${project})`;
  });
}

/** Returns a card for each person who can agree to a gain, or for administrators if a project has nobody. */
function questions(facts: Facts, open: readonly RoleGain[]): DirectMessage<Card>[] {
  const asked = new Map<string, RoleGain[]>();
  for (const gain of open) {
    const heads = facts.heads.filter((head) => head.projectId === gain.projectId);
    for (const { id } of heads.length > 0 ? heads : facts.admins)
      asked.set(id, [...(asked.get(id) ?? []), gain]);
  }
  const parties = [facts.from, facts.into];
  return [...asked].map(([personId, gains]) => ({
    personId,
    card: mergeConsent(
      facts.request,
      parties.map(shownPartyIn(gains.flatMap(({ projectId }) => projectId ?? []))),
      gains.map((gain) => shownGain(gain, parties)),
    ),
  }));
}

function complete(
  facts: Facts,
  agreements: MergeAgreement[],
  who: Who,
  at: Moment,
): Outcome<Decision<Facts>> {
  const { merge: one, from, into, heads } = facts;
  const status: MergeStatus = { is: 'done' };
  const after = { merge: one.id, from: partyName(shownParty(from)), into: partyName(shownParty(into)) };
  const projects = projectIdsOf(from, into);
  const events: Event[] =
    projects.length > 0
      ? projects.map((projectId) => ({ type: 'person_linked', projectId, after }))
      : [{ type: 'person_linked', after }];
  const recipients = [...new Set([from.id, into.id, ...heads.map(({ id }) => id)])];
  return ok({
    changes: [
      {
        merge: 'person',
        id: one.id,
        from: one.fromId,
        into: one.intoId,
        agreements: JSON.stringify(agreements),
        settledById: who.person.id,
        settledAt: at.now,
      },
    ],
    events,
    next: { ...facts, status, at: at.now, messages: toOthers(facts, who, recipients, status) },
  });
}

/** Sends the status card to everybody but the acting person. */
const toOthers = (
  facts: Facts,
  who: Who,
  ids: readonly string[],
  status: MergeStatus,
): DirectMessage<Card>[] =>
  ids
    .filter((id) => id !== who.person.id)
    .map((personId) => ({ personId, card: statusCardFor(facts, personId, status) }));

/** Returns the status card for one of the two; others see only roles in their own projects. */
function statusCardFor(
  { from, into, heads }: Facts,
  personId: string,
  status: MergeStatus,
  seesAll = false,
): Card {
  const isParty = personId === from.id || personId === into.id;
  const theirs = heads.filter(({ id }) => id === personId).map(({ projectId }) => projectId);
  return mergeStatusCard([from, into].map(isParty || seesAll ? shownParty : shownPartyIn(theirs)), status);
}
