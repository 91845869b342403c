import type { Card } from '../../cards/model.ts';
import type { CanPost, RoomAddress } from '../ports/intent.ts';

/** How one call to a platform ended. Every failure is one of these; a messenger never throws. */
export type SendResult =
  | { is: 'sent'; messageId: string }
  /** The platform asks for patience: nothing for this installation before then. */
  | { is: 'limited'; retryAfterMs: number }
  /** The message to edit is gone; the room is fine. */
  | { is: 'message_gone'; why: string }
  /** This room takes no messages: archived, left, blocked, not installed. One answer does not unlink it. */
  | { is: 'room_lost'; why: string }
  /** The installation takes no messages: its credentials are refused. Tried again by itself. */
  | { is: 'cut_off'; why: string }
  /** The whole platform or its sign-in service is out of reach; surely not delivered. */
  | { is: 'unreachable'; why: string }
  /** Surely not delivered, or repeating does no harm (5xx on an edit): try again later. */
  | { is: 'retry'; why: string }
  /** A post whose outcome nobody knows (timeout, dropped connection): must not be repeated blindly. `hidden`: it cannot be looked for either. */
  | { is: 'unknown'; why: string; hidden?: true }
  /** The platform will never take it (too large, malformed): a defect of ours. */
  | { is: 'rejected'; why: string };

/** What goes into a room: a card, or a short line of news with at most one button. Renderers differ per platform. */
export type Message = {
  card: Card;
  /** Repeatable id of this delivery, for platforms that can carry one. */
  key: string;
};

/** What came of looking for a post. */
export type FindResult =
  | { is: 'found'; messageId: string }
  /** It surely did not arrive. */
  | { is: 'absent' }
  /** It cannot be told now; ask again. */
  | { is: 'later'; why: string }
  /** It can never be told: the permission is missing, or there is too much to look through. */
  | { is: 'hidden'; why: string };

/** The way out to one platform. One attempt a call, with a timeout; retries are the delivery's business. */
export type Messenger = {
  /** `threadId`: the message whose thread it belongs to, where the platform has threads (RMD-4). */
  post(room: RoomAddress, message: Message, threadId?: string): Promise<SendResult>;
  edit(room: RoomAddress, messageId: string, message: Message): Promise<SendResult>;
  /**
   * Opens the direct chat with a person and says where it is, so that messages to it are
   * ordinary posts. `room` is a room where the person was knownRoom, for platforms that need a reach.
   */
  openDirect(
    person: { tenant: string; user: string; name?: string },
    knownRoom: RoomAddress | undefined,
  ): Promise<{ is: 'opened'; room: RoomAddress } | Exclude<SendResult, { is: 'sent' }>>;
  /**
   * Looks for a post whose outcome is unknown, by its key, among the messages since an ISO instant.
   * Absent where the platform cannot be asked. Never throws.
   */
  find?(room: RoomAddress, key: string, since: string, threadId?: string): Promise<FindResult>;
  /** Whether a post into a room would be taken; `yes` where the platform does not say in time. Never throws. */
  canPost?(room: RoomAddress): Promise<CanPost>;
};
