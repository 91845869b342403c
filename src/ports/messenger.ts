import type { Card } from '../../cards/model.ts';
import type { CanPost, RoomAddress } from './intent.ts';

/** The result of one call to a platform. A messenger returns failures and never throws. */
export type SendResult =
  | { is: 'sent'; messageId: string }
  /** Rate limited: no calls for this installation until then. */
  | { is: 'limited'; retryAfterMs: number }
  /** The message to edit is gone; the room works. */
  | { is: 'message_gone'; why: string }
  /** The room accepts no messages: archived, left, blocked, not installed. Unlinked after several. */
  | { is: 'room_lost'; why: string }
  /** The installation's credentials are refused. Retried automatically. */
  | { is: 'cut_off'; why: string }
  /** The platform or its sign-in service is unreachable; certainly not delivered. */
  | { is: 'unreachable'; why: string }
  /** Certainly not delivered, or safe to repeat (a 5xx on an edit): retry later. */
  | { is: 'retry'; why: string }
  /** Unknown outcome of a post (timeout): never repeat it blindly. `hidden`: it cannot be searched for. */
  | { is: 'unknown'; why: string; hidden?: true }
  /** The platform will never accept it (too large, malformed): a defect of ours. */
  | { is: 'rejected'; why: string };

/** What is sent to a room: a card, or a short notice with at most one button. */
export type Message = {
  card: Card;
  /** Idempotency key of this delivery, for platforms that can carry one. */
  key: string;
};

/** The result of searching for a post. */
export type FindResult =
  | { is: 'found'; messageId: string }
  /** It certainly did not arrive. */
  | { is: 'absent' }
  /** Not known yet; search again later. */
  | { is: 'later'; why: string }
  /** It can never be known: the permission is missing, or there are too many messages. */
  | { is: 'hidden'; why: string };

/** Sends to one platform. One attempt per call, with a timeout; the outbox retries. */
export type Messenger = {
  /** `threadId`: the message whose thread it belongs to, where the platform has threads (RMD-4). */
  post(room: RoomAddress, message: Message, threadId?: string): Promise<SendResult>;
  edit(room: RoomAddress, messageId: string, message: Message): Promise<SendResult>;
  /** Opens the direct chat with a person. `knownRoom` is shared with them, where `reach` is needed. */
  openDirect(
    person: { tenant: string; user: string; name?: string },
    knownRoom: RoomAddress | undefined,
  ): Promise<{ is: 'opened'; room: RoomAddress } | Exclude<SendResult, { is: 'sent' }>>;
  /** Searches for a post by its key since an ISO instant. Undefined where unsupported. Never throws. */
  find?(room: RoomAddress, key: string, since: string, threadId?: string): Promise<FindResult>;
  /** Whether a room accepts posts; `yes` where the platform does not answer in time. Never throws. */
  canPost?(room: RoomAddress): Promise<CanPost>;
};
