import type { Card } from '../../cards/model.ts';
import type { RoomAddress } from '../commands/intent.ts';

/** How one call to a platform ended. Every failure is one of these; a messenger never throws. */
export type Sent =
  | { is: 'sent'; messageId: string }
  /** The platform asks for patience: nothing for this installation before then. */
  | { is: 'limited'; retryAfterMs: number }
  /** The message to edit is gone; the room is fine. */
  | { is: 'message_gone'; why: string }
  /** Nobody can post to this room any more: archived, left, blocked, not installed. */
  | { is: 'room_lost'; why: string }
  /** The installation's credentials no longer work; an operator must act. */
  | { is: 'cut_off'; why: string }
  /** Surely not delivered (refused connection, 5xx on an edit): try again later. */
  | { is: 'retry'; why: string }
  /** A post whose outcome nobody knows (timeout, dropped connection): must not be repeated blindly. */
  | { is: 'unknown'; why: string }
  /** The platform will never take it (too large, malformed): a defect of ours. */
  | { is: 'rejected'; why: string };

/** What goes into a room: a card, or a short line of news with at most one button. Renderers differ per platform. */
export type Message = {
  card: Card;
  /** Repeatable id of this delivery, for platforms that can carry one. */
  key: string;
};

/** The way out to one platform. One attempt a call, with a timeout; retries are the delivery's business. */
export type Messenger = {
  /** `under`: the message whose thread it belongs to, where the platform has threads (RMD-4). */
  post(room: RoomAddress, message: Message, under?: string): Promise<Sent>;
  edit(room: RoomAddress, messageId: string, message: Message): Promise<Sent>;
  /**
   * Opens the direct chat with a person and says where it is, so that messages to it are
   * ordinary posts. `room` is a room where the person was met, for platforms that need a reach.
   */
  openDirect(
    person: { tenant: string; user: string; name?: string },
    met: RoomAddress | undefined,
  ): Promise<{ is: 'opened'; room: RoomAddress } | Exclude<Sent, { is: 'sent' }>>;
};
