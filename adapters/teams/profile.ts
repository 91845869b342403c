import { z } from 'zod';
import type { Actor, FindProfile, Profile } from '../../src/commands/intent.ts';
import type { CallConnector } from './connector.ts';
import type { Log } from './settings.ts';

/** Somebody waits for the answer of the command meanwhile. */
const TIMEOUT_MS = 1_200;

const optionalText = z
  .string()
  .nullish()
  .transform((text) => (text === null || text === '' ? undefined : text));

const memberShape = z.object({
  name: optionalText,
  email: optionalText,
  userPrincipalName: optionalText,
  aadObjectId: optionalText,
  objectId: optionalText,
  tenantId: optionalText,
  userRole: optionalText,
});

function standingOf(member: z.infer<typeof memberShape>, tenant: string): Profile['standing'] {
  const guest = member.userRole?.toLowerCase() === 'guest' || /#ext#/i.test(member.userPrincipalName ?? '');
  if (guest) return 'guest';
  return member.tenantId !== undefined && member.tenantId !== tenant ? 'external' : 'member';
}

const known = <K extends string>(key: K, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };

function profileOf(member: z.infer<typeof memberShape>, actor: Actor): Profile {
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

/** Some connectors keep no roster at all; then what the activity says has to do. */
const KNOWS_NO_ROSTER = [400, 404, 501];

/** Looks a person up in the roster of the room they act in. */
export function createFindProfile(call: CallConnector, log: Log): FindProfile {
  let warned = false;
  return async (actor, room) => {
    const serviceUrl = room?.reach?.serviceUrl;
    if (room === undefined || serviceUrl === undefined) return undefined;
    const path = `/v3/conversations/${encodeURIComponent(room.channel)}/members/${encodeURIComponent(actor.user)}`;
    const called = await call({ method: 'GET', serviceUrl, path, timeoutMs: TIMEOUT_MS });
    if (called.is !== 'answered') return undefined;
    if (called.status === 200) {
      const member = memberShape.safeParse(called.body).data;
      return member && profileOf(member, actor);
    }
    if (!KNOWS_NO_ROSTER.includes(called.status)) return undefined;
    if (!warned)
      log.warn({ status: called.status }, 'teams: the connector has no roster; people count as members');
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
