import type { Medium } from '../platform.ts';
import type { Cadence } from '../time/schedule.ts';
import type { Role } from './roles.ts';

/** How a room wants the project's digest. `digestAt` null: the schedule plans the next one anew. */
export type RoomDigest = { digest: Cadence | null; digestAt: string | null; digestIn: 'channel' | 'thread' };

/** What a role is held in. */
export type Member = {
  id: string;
  projectId: string;
  personId: string;
  role: Role;
  /** Nobody gave it: it follows from the room and the standing. Absent: false. */
  byRoom?: boolean;
};

/** A one-time code: only its hash is kept. */
export type LinkCode = {
  id: string;
  hash: string;
  /** `merge` leads from the buttons of a request to its workspace, and to nothing else; its id is the request's. */
  purpose: 'team' | 'customer' | 'person' | 'email' | 'merge';
  projectId: string | null;
  personId: string;
  /** The mailbox that it was sent to, and of which it is the proof. */
  address: string | null;
  expiresAt: string;
  usedAt: string | null;
};

/** A room of a project, as the rules see it. */
export type Room = {
  id: string;
  projectId: string | null;
  platform: Medium;
  tenant: string;
  channel: string;
  kind: 'channel' | 'direct';
  name: string | null;
  audience: 'team' | 'customer';
  reach: Record<string, string> | null;
};
