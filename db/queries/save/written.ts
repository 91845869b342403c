import type { Change } from '../../../src/domain/change.ts';
import type { EventType } from '../../../src/domain/events.ts';
import type { Room } from '../../../src/domain/project/room.ts';
import type { Permitted } from '../../../src/domain/project/undoing.ts';
import type { FanOut } from '../delivery/plan.ts';
import type { SoughtCards } from '../delivery/posted-cards.ts';
import type { Request } from '../delivery/request.ts';

/** The writes of one command. */
export type Save = {
  workspaceId: string;
  changes: Change[];
  /** Activity records. */
  activity: {
    id: string;
    type: EventType;
    projectId: string | null;
    milestoneId?: string | undefined;
    /** The changed fields as stored. */
    before?: object;
    after?: object;
    note?: string | undefined;
    personId: string;
    /** Null for scheduled events. */
    platform: Room['platform'] | null;
    roomId: string | null;
    at: string;
  }[];
  /** Who may run the command; its writes are recorded so that they can be taken back. */
  permitted?: Permitted;
  /** The answer to store for a second arrival of the same delivery. */
  arrival?: { delivery: string; answer: unknown };
  /** Messages and edits to rooms; absent when none show the change. */
  fanOut?: FanOut;
  /** A message on request. */
  request?: Request;
  /** The posted cards to return with it, which saves a round trip. */
  sought?: SoughtCards;
};
