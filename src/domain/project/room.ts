import type { Medium } from '../platform.ts';
import type { Cadence } from '../time/schedule.ts';
import type { Role } from './roles.ts';

/** A room's digest settings. `digestAt` null: the schedule computes the next one again. */
export type RoomDigest = { digest: Cadence | null; digestAt: string | null; digestIn: 'channel' | 'thread' };

/** A person's membership in a project. */
export type Member = {
  id: string;
  projectId: string;
  personId: string;
  role: Role;
  /** Derived from the room and the affiliation, not given. Absent: false. */
  byRoom?: boolean;
  /** A coach who has worked on the project before: they belong to the company (STG-2). */
  ofCompany?: boolean;
};

/** A one-time code; only its hash is stored. */
export type LinkCode = {
  id: string;
  hash: string;
  /**
   * `merge` only resolves the buttons of a merge request to its workspace; its id is the request's. `page` signs a
   * customer in to their page.
   */
  purpose: 'team' | 'customer' | 'person' | 'email' | 'merge' | 'page';
  projectId: string | null;
  personId: string;
  /** The mailbox that received it, which it proves. */
  address: string | null;
  expiresAt: string;
  usedAt: string | null;
};

/** A room of a project. */
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
