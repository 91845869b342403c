import { z } from 'zod';
import type { RoomAddress } from '../../../src/ports/intent.ts';
import type { CallConnector } from '../outbound/connector.ts';

/** A person waits for the command that needs the answer. */
const timeoutMs = 1_200;

/** Some connectors have no roster, or list only some people. */
const notListedStatuses = [400, 404, 501];

const optionalText = z
  .string()
  .nullish()
  .transform((text) => (text === null || text === '' ? undefined : text));

/** The connector's record of a member. */
export const memberSchema = z.object({
  id: optionalText,
  name: optionalText,
  email: optionalText,
  userPrincipalName: optionalText,
  aadObjectId: optionalText,
  objectId: optionalText,
  tenantId: optionalText,
  userRole: optionalText,
});

/** A person in the roster of a room. */
export type Member = z.infer<typeof memberSchema>;

/** The result of a look-up in a roster. */
export type RosterEntry =
  | { is: 'found'; member: Member }
  | { is: 'not_listed'; status: number }
  | { is: 'no_answer' };

/**
 * Looks a person up by Teams user id or Entra object id: in the room's roster, then in its team's, which
 * lists more than a private channel's. Never rejects; 1.2 s at most for each.
 */
export type FindMember = (user: string, room: RoomAddress) => Promise<RosterEntry>;

/** Creates a look-up through the connector. */
export function createFindMember(call: CallConnector): FindMember {
  const listedIn = async (conversation: string, user: string, serviceUrl: string): Promise<RosterEntry> => {
    const path = `/v3/conversations/${encodeURIComponent(conversation)}/members/${encodeURIComponent(user)}`;
    const called = await call({ method: 'GET', serviceUrl, path, timeoutMs });
    if (called.is !== 'answered') return { is: 'no_answer' };
    const { status, body } = called;
    if (notListedStatuses.includes(status)) return { is: 'not_listed', status };
    const member = status === 200 ? memberSchema.safeParse(body).data : undefined;
    return member ? { is: 'found', member } : { is: 'no_answer' };
  };
  return async (user, { channel, reach = {} }) => {
    const { serviceUrl, team } = reach;
    if (serviceUrl === undefined) return { is: 'no_answer' };
    const here = await listedIn(channel, user, serviceUrl);
    if (here.is !== 'not_listed' || team === undefined || team === channel) return here;
    const inTeam = await listedIn(team, user, serviceUrl);
    return inTeam.is === 'found' ? inTeam : here;
  };
}
