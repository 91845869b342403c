import { type KnownIdentity, knownIdentities, personIn } from '../../db/queries/people/known-identities.ts';
import type { ProfileUpdate } from '../../db/queries/people/profile.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import { isLookedUpByRoom } from '../domain/platform.ts';
import type { AccountAddress, PersonNews, PersonNewsHandler, Profile, RoomAddress } from '../ports/intent.ts';
import { transact } from '../runner/limits/transact.ts';
import { type ProfilePorts, profileUpdateOf, updateProfile } from './update.ts';

/** Handles news of people: an event with a profile, or a doubt that needs a look-up. */
export function createPersonNewsHandler(ports: ProfilePorts): PersonNewsHandler {
  return async (news) => {
    const who = news.is === 'unreachable' ? await ownerOf(ports, news.chat) : news.who;
    if (!who) return;
    const identities = await knownIdentities(ports.db, who);
    if (identities.length === 0) return;
    const update = await updateFrom(ports, who, news, identities);
    if (!update) return;
    const now = new Date(ports.now().epochMilliseconds).toISOString();
    for (const { workspaceId } of identities) {
      await transact(ports, async (tx, enqueue) => {
        await enterWorkspace(tx, workspaceId);
        await updateProfile({ ...ports, enqueue }, tx, workspaceId, { who, said: update, now });
      });
    }
  };
}

async function ownerOf({ db }: ProfilePorts, chat: RoomAddress): Promise<AccountAddress | undefined> {
  const { platform, tenant } = chat;
  if (platform === 'email') return undefined;
  const user = await personIn(db, chat);
  return user === undefined ? undefined : { platform, tenant, user };
}

async function updateFrom(
  ports: ProfilePorts,
  who: AccountAddress,
  news: PersonNews,
  identities: KnownIdentity[],
): Promise<ProfileUpdate | undefined> {
  if (news.is === 'told') return profileUpdateOf(news.profile);
  const here = news.is === 'doubtful' && news.room ? [news.room] : [];
  const profile = await lookUp(ports, who, [...here, ...identities.flatMap(({ rooms }) => rooms)]);
  if (profile && !profile.absent) return profileUpdateOf(profile);
  return profile?.absent || news.gone ? { gone: true } : undefined;
}

/** Looks a person up in the rooms that may list them: gone when none does, undecided without an answer. */
async function lookUp(
  { findProfile }: ProfilePorts,
  who: AccountAddress,
  rooms: readonly RoomAddress[],
): Promise<Profile | undefined> {
  const find = findProfile[who.platform];
  if (!find) return undefined;
  if (!isLookedUpByRoom(who.platform)) return find(who, rooms[0]);
  const answers: (Profile | undefined)[] = [];
  for (const room of distinct(rooms)) {
    const profile = await find(who, room);
    if (profile && !profile.absent) return profile;
    answers.push(profile);
  }
  return answers.every((answer) => answer?.absent) ? answers[0] : undefined;
}

const distinct = (rooms: readonly RoomAddress[]) => [
  ...new Map(rooms.map((room) => [room.channel, room])).values(),
];
