import type { Actor, FindProfile, Profile } from '../../src/commands/intent.ts';
import type { FindMember, Member } from './roster.ts';
import type { Log } from './settings.ts';

function standingOf(member: Member, tenant: string): Profile['standing'] {
  const guest = member.userRole?.toLowerCase() === 'guest' || /#ext#/i.test(member.userPrincipalName ?? '');
  if (guest) return 'guest';
  return member.tenantId !== undefined && member.tenantId !== tenant ? 'external' : 'member';
}

const known = <K extends string>(key: K, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };

function profileOf(member: Member, actor: Actor): Profile {
  const standing = standingOf(member, actor.tenant);
  return {
    standing,
    ...known('name', member.name ?? actor.name),
    ...known('zone', actor.zone),
    // Only the room's own organisation vouches for an address; a guest's is whatever they signed up with.
    ...known('email', standing === 'member' ? member.email : undefined),
    ...known('directoryId', member.aadObjectId ?? member.objectId ?? actor.directoryId),
  };
}

/**
 * Says who somebody is by the roster of the room they act in; by what the activity says, where the
 * connector keeps none.
 */
export function createFindProfile(findMember: FindMember, log: Log): FindProfile {
  let warned = false;
  return async (actor, room) => {
    if (room === undefined) return undefined;
    const listed = await findMember(actor.user, room);
    if (listed.is === 'no_answer') return undefined;
    if (listed.is === 'found') return profileOf(listed.member, actor);
    if (!warned) {
      log.warn({ status: listed.status }, 'teams: the connector has no roster; people count as members');
    }
    warned = true;
    const { name, zone, directoryId } = actor;
    return {
      standing: 'member',
      ...known('name', name),
      ...known('zone', zone),
      ...known('directoryId', directoryId),
    };
  };
}
