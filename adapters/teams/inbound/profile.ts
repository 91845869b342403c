import type { Actor, FindProfile, Profile } from '../../../src/ports/intent.ts';
import type { Log } from '../../../src/ports/log.ts';
import type { FindMember, Member } from './roster.ts';

function standingOf(member: Member, tenant: string): Profile['standing'] {
  const guest =
    /^(guest|anonymous)$/i.test(member.userRole ?? '') || /#ext#/i.test(member.userPrincipalName ?? '');
  if (guest) return 'guest';
  return member.tenantId !== undefined && member.tenantId !== tenant ? 'external' : 'member';
}

const known = <K extends string>(key: K, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };

/**
 * Returns the address that the room's organisation gave its own account (ADM-10). A guest's (`#EXT#`) is
 * unverified, and other organisations' accounts are not its to vouch for.
 */
function addressOf({ email, userPrincipalName, tenantId }: Member, tenant: string): string | undefined {
  if (tenantId !== tenant) return undefined;
  return [email, userPrincipalName].find((name) => name?.includes('@') && !/#ext#/i.test(name));
}

/** Returns a roster member's profile. */
export function profileOf(member: Member, actor: Actor): Profile {
  const standing = standingOf(member, actor.tenant);
  return {
    standing,
    ...known('name', member.name ?? actor.name),
    ...known('zone', actor.zone),
    ...known('email', standing === 'member' ? addressOf(member, actor.tenant) : undefined),
    ...known('directoryId', member.aadObjectId ?? member.objectId ?? actor.directoryId),
  };
}

const absentProfile: Profile = { standing: 'guest', absent: true };

/** Looks a profile up in the room's roster; none for people not listed, who count as guests (ADM-2). */
export function createFindProfile(findMember: FindMember, log: Log): FindProfile {
  let warned = false;
  return async (actor, room) => {
    if (room === undefined) return undefined;
    const listed = await findMember(actor.user, room);
    if (listed.is === 'found') return profileOf(listed.member, actor);
    if (listed.is === 'not_listed' && !warned) {
      log.warn(
        { status: listed.status },
        'teams roster does not list a person, so they can only read: check that the app is installed in that team or chat',
      );
      warned = true;
    }
    return listed.is === 'not_listed' && listed.status === 404 ? absentProfile : undefined;
  };
}
