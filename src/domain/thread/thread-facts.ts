import type { Project } from '../project/project.ts';
import type { Role } from '../project/roles.ts';
import type { Room } from '../project/room.ts';
import type { NamedMessage, Side } from './message.ts';

/** What the card of a project's thread shows (CUS-4). */
export type ThreadFacts = {
  project: Project;
  /** The shown messages, oldest first, without deleted ones. */
  messages: NamedMessage[];
  /** All messages, without deleted ones. */
  total: number;
  /** The side that an answer is expected of; undefined without messages. */
  waitingOn: Side | undefined;
  /** When the last message was written, an ISO instant. */
  since: string | null;
};

/** What a copy of a message shows. */
export type MessageFacts = { project: Project; message: NamedMessage };

/** A channel of the project, and whether the card of the thread is posted there. `isPage`: one customer alone reads it. */
export type MirrorRoom = Pick<Room, 'id' | 'audience'> & { hasCard: boolean; isPage: boolean };

/** Somebody of a side; `hasPage`: they read the thread on a page of their own. */
export type Correspondent = { personId: string; role: Role; hasPage: boolean };
