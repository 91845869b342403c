import type { Change } from '../../../src/domain/change.ts';
import type { EventType } from '../../../src/domain/events.ts';
import type { Room } from '../../../src/domain/project/room.ts';
import type { FanOut } from '../delivery/plan.ts';
import type { Request } from '../delivery/request.ts';

/** Everything that one command writes. */
export type Save = {
  workspaceId: string;
  changes: Change[];
  /** One activity record each. */
  activity: {
    id: string;
    type: EventType;
    projectId: string | null;
    milestoneId?: string | undefined;
    /** The fields that changed, as they are stored. */
    before?: object;
    after?: object;
    note?: string | undefined;
    personId: string;
    platform: Room['platform'];
    roomId: string | null;
    at: string;
  }[];
  /** The answer to keep for a second arrival of the same request. */
  arrival?: { delivery: string; answer: unknown };
  /** Whom to tell; absent when no room needs to know. */
  fanOut?: FanOut;
  /** A message that was asked for besides. */
  request?: Request;
};
