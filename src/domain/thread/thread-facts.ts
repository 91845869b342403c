import type { Project } from '../project/project.ts';
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

/** A channel of the project, and whether the card of the thread is posted there. */
export type MirrorRoom = Pick<Room, 'id' | 'audience'> & { hasCard: boolean };
