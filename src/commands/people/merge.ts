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
import { lockProjectsOf } from '../../../db/queries/delivery/retell.ts';
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
import { hashOfCode, isCode } from '../../domain/project/code.ts';
import { choiceSlot, textSlot } from '../../grammar/slot.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { asRaise, asShown, asShownIn, oneAccount, projectIdsOf, sharedPlatform } from './merge-facts.ts';

type Facts = {
  request: string;
  merge: Merge;
  from: KnownParty;
  into: KnownParty;
  /** Whoever answers, with what they may agree to. */
  voice: MergeApprover;
  raises: RoleGain[];
  heads: Head[];
  admins: { id: string; name: string }[];
  stand?: MergeStatus;
  letters?: DirectMessage<Card>[];
  at?: string;
};

/** LIVE-4: the answer of one of two people, or of an owner, to a request to become one person. */
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
  code: ({ request }) => (request && isCode(request) ? request : undefined),
  load: (tx, { request }, who, at) => loadAnswered(tx, request, who, at),
  permit: () => undefined,
  decide(facts, { answer }, who, at) {
    const mine = grantableGains(facts.voice, pendingGains(facts.raises, facts.merge.agreements));
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
    standFor(facts, person.id, facts.stand ?? { is: 'waiting', for: [] }, person.admin),
  done: ({ stand }) =>
    stand?.is === 'done' ? 'Linked.' : stand?.is === 'declined' ? 'Declined.' : 'You agreed.',
  requests: ({ letters, at }) =>
    letters?.length && at ? { is: 'direct', messages: letters, at } : undefined,
});

async function loadAnswered(tx: Tx, request: string, who: Who, { now }: Moment): Promise<Outcome<Facts>> {
  const code = isCode(request) ? await lockCode(tx, hashOfCode(request)) : undefined;
  const found = code?.purpose === 'merge' ? await findMerge(tx, code.id) : undefined;
  if (!found) return rule('That request is not known.', 'Type “link me” for a new code.');
  await lockProjectsOf(tx, found.fromId, found.intoId);
  const one = await lockMerge(tx, found.id);
  if (one.state !== 'asked') return rule(settled[one.state], 'Nothing was changed by this press.');
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
  // one of them may have become one with somebody since it was asked
  const shared = sharedPlatform(from, into);
  if (shared) return oneAccount(shared, from.name, into.name);
  const raises = roleGains(from, into);
  const holdings = (third ?? [from, into].find(({ id }) => id === who.person.id))?.holdings ?? [];
  return ok({
    request,
    merge: one,
    from,
    into,
    voice: { id: who.person.id, admin: who.person.admin, holdings },
    raises,
    heads: await headsOf(tx, projectIdsOf(from, into)),
    admins: await adminsOf(tx),
  });
}

const settled = {
  done: 'These accounts are one person already.',
  declined: 'That request was declined.',
  undone: 'These accounts were taken apart again.',
} as const;

function decline(facts: Facts, who: Who, at: Moment): Outcome<Decision<Facts>> {
  const stand: MergeStatus = { is: 'declined', by: who.person.name };
  const set = { state: 'declined' as const, settledById: who.person.id, settledAt: at.now };
  return ok({
    changes: [{ alter: 'merge', id: facts.merge.id, set }],
    events: [{ type: 'merge_declined', after: { merge: facts.merge.id } }],
    next: {
      ...facts,
      stand,
      at: at.now,
      letters: toOthers(facts, who, [facts.from.id, facts.into.id], stand),
    },
  });
}

function agree(facts: Facts, who: Who, at: Moment): Outcome<Decision<Facts>> {
  const { merge: one, raises, voice } = facts;
  const agreements = [...one.agreements, ...agreementsBy(voice, pendingGains(raises, one.agreements))];
  const agreed = {
    fromAgreedAt: who.person.id === one.fromId ? at.now : one.fromAgreedAt,
    intoAgreedAt: who.person.id === one.intoId ? at.now : one.intoAgreedAt,
  };
  const bothAgreed = agreed.fromAgreedAt !== null && agreed.intoAgreedAt !== null;
  const open = pendingGains(raises, agreements);
  if (bothAgreed && open.length === 0) return carryOut(facts, agreements, who, at);
  const stand: MergeStatus = { is: 'waiting', for: waitsFor(facts, agreed, open) };
  const isNew = one.fromAgreedAt === null || one.intoAgreedAt === null;
  return ok({
    changes: [{ alter: 'merge', id: one.id, set: { ...agreed, agreements } }],
    events: [{ type: 'merge_agreed', after: { merge: one.id } }],
    next: { ...facts, stand, at: at.now, letters: bothAgreed && isNew ? questions(facts, open) : [] },
  });
}

/** Everybody whose yes is missing. */
function waitsFor(
  { from, into, heads, admins }: Facts,
  agreed: Pick<Merge, 'fromAgreedAt' | 'intoAgreedAt'>,
  open: readonly RoleGain[],
): string[] {
  const parties = [
    ...(agreed.intoAgreedAt === null ? [partyName(asShown(into))] : []),
    ...(agreed.fromAgreedAt === null ? [partyName(asShown(from))] : []),
  ];
  if (parties.length > 0) return parties;
  return open.map(({ projectId, project }) => {
    if (projectId === null) return admins.length > 0 ? 'an administrator' : 'whoever runs Milepost';
    const names = heads.filter((head) => head.projectId === projectId).map(({ name }) => name);
    return `${names.join(' or ') || 'an administrator'} (${project})`;
  });
}

/** A card to each who may agree to a raise, with all that are theirs; to administrators where a project has nobody. */
function questions(facts: Facts, open: readonly RoleGain[]): DirectMessage<Card>[] {
  const asked = new Map<string, RoleGain[]>();
  for (const raise of open) {
    const heads = facts.heads.filter((head) => head.projectId === raise.projectId);
    for (const { id } of heads.length > 0 ? heads : facts.admins)
      asked.set(id, [...(asked.get(id) ?? []), raise]);
  }
  const parties = [facts.from, facts.into];
  return [...asked].map(([personId, raises]) => ({
    personId,
    card: mergeConsent(
      facts.request,
      parties.map(asShownIn(raises.flatMap(({ projectId }) => projectId ?? []))),
      raises.map((raise) => asRaise(raise, parties)),
    ),
  }));
}

function carryOut(
  facts: Facts,
  agreements: MergeAgreement[],
  who: Who,
  at: Moment,
): Outcome<Decision<Facts>> {
  const { merge: one, from, into, heads } = facts;
  const stand: MergeStatus = { is: 'done' };
  const after = { merge: one.id, from: partyName(asShown(from)), into: partyName(asShown(into)) };
  const projects = projectIdsOf(from, into);
  const events: Event[] =
    projects.length > 0
      ? projects.map((projectId) => ({ type: 'person_linked', projectId, after }))
      : [{ type: 'person_linked', after }];
  const told = [...new Set([from.id, into.id, ...heads.map(({ id }) => id)])];
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
    next: { ...facts, stand, at: at.now, letters: toOthers(facts, who, told, stand) },
  });
}

/** The same card for everybody but the one who is answered. */
const toOthers = (
  facts: Facts,
  who: Who,
  ids: readonly string[],
  stand: MergeStatus,
): DirectMessage<Card>[] =>
  ids
    .filter((id) => id !== who.person.id)
    .map((personId) => ({ personId, card: standFor(facts, personId, stand) }));

/** How it stands, for one of the two; an owner sees no more than what is held in projects of theirs. */
function standFor({ from, into, heads }: Facts, personId: string, stand: MergeStatus, seesAll = false): Card {
  const isParty = personId === from.id || personId === into.id;
  const theirs = heads.filter(({ id }) => id === personId).map(({ projectId }) => projectId);
  return mergeStatusCard([from, into].map(isParty || seesAll ? asShown : asShownIn(theirs)), stand);
}
