import { z } from 'zod';
import type { FindMembers, Members } from '../../../src/ports/intent.ts';
import type { CallConnector } from '../outbound/connector.ts';
import { profileOf } from './profile.ts';
import { memberSchema } from './roster.ts';

/** A person waits for the command that needs the answer. */
const timeoutMs = 800;

/** Members on one page; larger rosters are listed only in part. */
const pageSize = 200;

/** The bot is not in the conversation, or there is none. */
const hiddenStatuses = [400, 403, 404];

const pageSchema = z.object({
  members: z.array(z.unknown()),
  continuationToken: z.string().nullish(),
});

/**
 * Lists the members of a channel, team or chat (`19:…`) within 0.8 seconds. Members of a tag are known to
 * Microsoft Graph only. Source: Teams "get team context", paged members.
 */
export function createFindMembers(call: CallConnector): FindMembers {
  return async ({ tenant, id }, room): Promise<Members> => {
    if (!id.startsWith('19:')) return { is: 'unlisted', why: 'tag' };
    const serviceUrl = room?.reach?.serviceUrl;
    if (serviceUrl === undefined) return { is: 'unlisted', why: 'hidden' };
    const path = `/v3/conversations/${encodeURIComponent(id)}/pagedmembers?pageSize=${pageSize}`;
    const called = await call({ method: 'GET', serviceUrl, path, timeoutMs });
    if (called.is !== 'answered') return { is: 'unlisted', why: 'no_answer' };
    if (hiddenStatuses.includes(called.status)) return { is: 'unlisted', why: 'hidden' };
    const page = called.status === 200 ? pageSchema.safeParse(called.body).data : undefined;
    if (!page) return { is: 'unlisted', why: 'no_answer' };
    const members = page.members.flatMap((one) => {
      const member = memberSchema.safeParse(one).data;
      if (!member?.id) return [];
      return [
        { user: member.id, profile: profileOf(member, { platform: 'teams', tenant, user: member.id }) },
      ];
    });
    return { is: 'listed', members, isWhole: !page.continuationToken, isOpen: false };
  };
}
