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

/** A member of a group who can be chosen, with the mention of them in a line. */
export type Choice = { user: string; name: string; token: string };

/** The members of a group that a request names in the place of a person. */
export type GroupLookup = { typed: string; name: string } & (
  | {
      is: 'listed';
      /** In the order of their names. */
      choices: Choice[];
      /** The number of other members; undefined: not known. */
      others: number | undefined;
      isOpen: boolean;
      hasAsker: boolean;
    }
  | { is: 'unlisted'; why: UnlistedReason }
);

type Ports = LookupPorts & { findMembers?: Partial<Record<Intent['actor']['platform'], FindMembers>> };

/** Members with a button; people mention the others. */
const maxChoices = 5;

/** More than `maxChoices`, since some members are apps or have left. */
const maxLookups = 8;

/**
 * Looks up the members of the first group that a request names in the place of a person, and their names (LIVE-4).
 * Runs outside any transaction; undefined where no group is named or its platform cannot be asked.
 */
export async function lookUpGroup(ports: Ports, asked: LookupRequest): Promise<GroupLookup | undefined> {
  const { intent, read } = asked;
  const named = peopleTexts(read).flatMap(groupsIn)[0];
  const address = named && addressOf(named, intent);
  const ask = ports.findMembers?.[intent.actor.platform];
  if (!named || !address || !ask) return undefined;
  const members = await ask(address, intent.room);
  const { typed } = named;
  const listedName = members.is === 'listed' && address.name === undefined ? members.name : undefined;
  const name = listedName === undefined ? named.name : withSign(listedName);
  if (members.is === 'unlisted') return { ...members, typed, name };
  const found = await choose(ports, asked, members);
  const hasAsker = members.members.some(({ user }) => user === intent.actor.user);
  return { is: 'listed', typed, name, ...found, isOpen: members.isOpen, hasAsker };
}

/** Finds the groups in a text, alone or among several people. */
const groupsIn = (text: string): NamedGroup[] =>
  [text.trim(), ...(text.match(/<@group:[^<>]*>|@(?:here|channel|everyone)\b/gi) ?? [])].flatMap(
    (one) => groupIn(one) ?? [],
  );

const withSign = (name: string) => (/^[@#]/.test(name) ? name : `@${name}`);

/** Returns the address of a group, for `@channel` that of the room; undefined for a group of another organisation. */
function addressOf(
  { typed, name, tenant, id }: NamedGroup,
  { actor, room }: Intent,
): GroupAddress | undefined {
  const { platform } = actor;
  if (id !== undefined && tenant !== undefined) {
    if (tenant !== actor.tenant) return undefined;
    const bareName = name.replace(/^[@#]/, '');
    return { platform, tenant, id, ...(bareName === id ? {} : { name: bareName }) };
  }
  if (typed.startsWith('#') || room?.kind !== 'channel' || room.tenant !== actor.tenant) return undefined;
  return { platform, tenant: actor.tenant, id: room.channel, name: typed };
}

type Listed = Extract<Members, { is: 'listed' }>;

/** Chooses the members to offer, those of the room's project first, and sorts them by name. */
async function choose(ports: Ports, asked: LookupRequest, { members, isWhole }: Listed) {
  const { platform, tenant } = asked.intent.actor;
  const users = members.map(({ user }) => user);
  const known = await knownMembers(ports.db, { platform, tenant, users }, asked.intent.room?.channel);
  const present = members.filter(({ user, profile }) => !known.get(user)?.gone && !profile?.bot);
  const rank = (user: string) => (known.get(user)?.here ? 0 : known.get(user)?.name ? 1 : 2);
  const likely = present.toSorted((one, other) => rank(one.user) - rank(other.user));
  const candidates = likely.slice(0, maxLookups);
  const profiles = await Promise.all(
    candidates.map(async ({ user, profile }): Promise<(LookedUpPerson & { isNew: boolean }) | undefined> => {
      const who = { platform, tenant, user };
      const name = known.get(user)?.name;
      if (name) return { who, name, profile: { standing: 'guest' }, isNew: false };
      if (profile) return { who, name: profile.name, profile, isNew: true };
      const lookedUp = await lookUpPerson(ports, { ...who, name: undefined }, asked.intent);
      return lookedUp && { ...lookedUp, isNew: true };
    }),
  );
  const found = profiles
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
  const apps = profiles.filter((one) => one?.profile.bot || one?.profile.gone).length;
  return {
    choices: choices.toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
    others: isWhole ? present.length - apps - choices.length : undefined,
  };
}

const tokenOf = (platform: string, tenant: string, user: string, name: string) =>
  `<@${platform}:${tenant}/${user}|${name.replaceAll(/[<>|\n]/g, ' ').trim()}>`;
