import type { LookupPurpose } from '../../db/queries/directory/who.ts';
import type { RequestOrigin } from '../../db/tenant.ts';
import type { Codes } from '../domain/project/code.ts';
import type { Intent } from '../ports/intent.ts';
import type { ConcurrencyKeys } from './limits/concurrency-limit.ts';
import type { Read } from './read.ts';

/** Whether a request changes nothing and posts nothing. */
export const isRead = ({ command, isFormOnly }: Read): boolean =>
  isFormOnly === true || (!command.decide && !command.posts);

/** The key that a request is stored by with its answer; undefined for a read, unless its answer is posted. */
export const deliveryKeyOf = (intent: Intent, read: Read): string | undefined =>
  isRead(read) && intent.answer !== 'posted' ? undefined : intent.delivery;

/** Returns the organisation and room whose concurrency limits apply; reads of a room do not wait for each other. */
export function concurrencyKeysOf({ actor, room }: Intent, read: Read): ConcurrencyKeys {
  const organisation = `${actor.platform}/${actor.tenant}`;
  return isRead(read) ? { organisation } : { organisation, room: room?.channel ?? actor.user };
}

/** What the sender is looked up for: a change also locks the project of the room. */
export function purposeOf(read: Read, isHere: boolean, delivery: string | undefined): LookupPurpose {
  if (isRead(read)) return delivery ? { is: 'request', delivery } : { is: 'read' };
  return { is: isHere && read.command.scope === 'project' ? 'change' : 'request', delivery };
}

/** The addresses by which the directory finds the workspace of a request. */
export function originOf({ actor, room }: Intent, codes: Codes, read?: Read): RequestOrigin {
  const code = read?.command.code?.(read.raw);
  return {
    platform: actor.platform,
    tenant: actor.tenant,
    ...(room ? { channel: room.channel } : {}),
    ...(room?.kind === 'channel' ? {} : { user: actor.user }),
    ...(code ? { codeHash: codes.hash(code) } : {}),
  };
}
