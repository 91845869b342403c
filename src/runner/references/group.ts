import { knownMembers } from '../../../db/queries/people/known-identities.ts';
import type { UnlistedReason } from '../../domain/outcome.ts';
import type { FindMembers, GroupAddress, Intent, Members } from '../../ports/intent.ts';
import {
  type LookedUpPerson,
  type LookupPorts,
  type LookupRequest,
  lookUpPerson,
  peopleTexts,
  recordProfiles,
} from '../mentioned.ts';
import { groupIn, type NamedGroup } from './find.ts';

/** A member of a group who can be chosen, with the token that a line names them by. */
export type Choice = { user: string; name: string; token: string };

/** What was learned of the group that a request names in the place of a person. */
export type GroupLookup = { typed: string; name: string } & (
  | {
      is: 'listed';
      /** In the order of their names. */
      choices: Choice[];
      /** How many members there are besides; undefined: nobody knows. */
      others: number | undefined;
      isOpen: boolean;
      hasAsker: boolean;
    }
  | { is: 'unlisted'; why: UnlistedReason }
);

type Ports = LookupPorts & { findMembers?: Partial<Record<Intent['actor']['platform'], FindMembers>> };

/** Buttons for so many members are offered; the others are mentioned by whoever means them. */
const maxChoices = 5;

/** Some of those who are asked about turn out to be apps or to have left. */
const maxLookups = 8;

/**
 * Looks up who is in the first group that a request names where it takes a person, so that its members
 * can be offered, and who they are, so that names show (LIVE-4). Outside any transaction of the request;
 * undefined where no group is named or its platform cannot be asked.
 */
export async function lookUpGroup(ports: Ports, asked: LookupRequest): Promise<GroupLookup | undefined> {
  const { intent, read } = asked;
  const named = peopleTexts(read).flatMap(groupsIn)[0];
  const address = named && addressOf(named, intent);
  const ask = ports.findMembers?.[intent.actor.platform];
  if (!named || !address || !ask) return undefined;
  const members = await ask(address, intent.room);
  const { typed } = named;
  const told = members.is === 'listed' && address.name === undefined ? members.name : undefined;
  const name = told === undefined ? named.name : withSign(told);
  if (members.is === 'unlisted') return { ...members, typed, name };
  const found = await choose(ports, asked, members);
  const hasAsker = members.members.some(({ user }) => user === intent.actor.user);
  return { is: 'listed', typed, name, ...found, isOpen: members.isOpen, hasAsker };
}

/** A group stands alone, or as one of several people. */
const groupsIn = (text: string): NamedGroup[] =>
  [text.trim(), ...(text.match(/<@group:[^<>]*>|@(?:here|channel|everyone)\b/gi) ?? [])].flatMap(
    (one) => groupIn(one) ?? [],
  );

const withSign = (name: string) => (/^[@#]/.test(name) ? name : `@${name}`);

/** `@channel` is everybody in the room. A group of another organisation is not asked about. */
function addressOf(
  { typed, name, tenant, id }: NamedGroup,
  { actor, room }: Intent,
): GroupAddress | undefined {
  const { platform } = actor;
  if (id !== undefined && tenant !== undefined) {
    if (tenant !== actor.tenant) return undefined;
    const said = name.replace(/^[@#]/, '');
    return { platform, tenant, id, ...(said === id ? {} : { name: said }) };
  }
  if (typed.startsWith('#') || room?.kind !== 'channel' || room.tenant !== actor.tenant) return undefined;
  return { platform, tenant: actor.tenant, id: room.channel, name: typed };
}

type Listed = Extract<Members, { is: 'listed' }>;

/** Those who take part in the room's project come before the others; shown are they by name. */
async function choose(ports: Ports, asked: LookupRequest, { members, isWhole }: Listed) {
  const { platform, tenant } = asked.intent.actor;
  const users = members.map(({ user }) => user);
  const known = await knownMembers(ports.db, { platform, tenant, users }, asked.intent.room?.channel);
  const present = members.filter(({ user, profile }) => !known.get(user)?.gone && !profile?.bot);
  const rank = (user: string) => (known.get(user)?.here ? 0 : known.get(user)?.name ? 1 : 2);
  const likely = present.toSorted((one, other) => rank(one.user) - rank(other.user));
  const candidates = likely.slice(0, maxLookups);
  const told = await Promise.all(
    candidates.map(async ({ user, profile }): Promise<(LookedUpPerson & { isNew: boolean }) | undefined> => {
      const who = { platform, tenant, user };
      const name = known.get(user)?.name;
      if (name) return { who, name, profile: { standing: 'guest' }, isNew: false };
      if (profile) return { who, name: profile.name, profile, isNew: true };
      const met = await lookUpPerson(ports, { ...who, name: undefined }, asked.intent);
      return met && { ...met, isNew: true };
    }),
  );
  const found = told
    .filter((one) => one !== undefined)
    .filter(({ profile }) => !profile.bot && !profile.gone);
  const offered = found.slice(0, maxChoices);
  await recordProfiles(
    ports,
    offered.filter(({ isNew }) => isNew),
    asked,
  );
  const choices = offered.flatMap(({ who: { user }, name, profile }) => {
    const called = name ?? profile.name;
    return called ? [{ user, name: called, token: tokenOf(platform, tenant, user, called) }] : [];
  });
  const apps = told.filter((one) => one?.profile.bot || one?.profile.gone).length;
  return {
    choices: choices.toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
    others: isWhole ? present.length - apps - choices.length : undefined,
  };
}

const tokenOf = (platform: string, tenant: string, user: string, name: string) =>
  `<@${platform}:${tenant}/${user}|${name.replaceAll(/[<>|\n]/g, ' ').trim()}>`;
