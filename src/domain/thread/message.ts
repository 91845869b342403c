import type { Who } from '../project/access.ts';
import { contributors } from '../project/access.ts';
import type { Role } from '../project/roles.ts';
import { countCharacters } from '../text/characters.ts';

/** The sides of a project's thread (CUS-4). */
export const sides = ['team', 'customer'] as const;
/** A side of a project's thread. */
export type Side = (typeof sides)[number];

/** A file of a message, by reference: its platform keeps it. `url` opens it for those whom the platform lets. */
export type FileReference = { name: string; url?: string };

/** A message of a project's thread (CUS-4). Instants are ISO. */
export type Message = {
  id: string;
  projectId: string;
  number: number;
  authorId: string;
  /** The author's side when it was written. */
  side: Side;
  /** As it was typed, in the notation of `formatting.ts`; empty once deleted. */
  text: string;
  files: FileReference[];
  /** The blocker that it is about (CUS-5). */
  blocker: number | null;
  /** The room where it was written; null in a direct chat. */
  roomId: string | null;
  /** Its id on the platform, where it was written in a thread of that room. */
  messageId: string | null;
  at: string;
  editedAt: string | null;
  deletedAt: string | null;
};

/** A message with its author's name. */
export type NamedMessage = Message & { author: string };

/** The most characters of a message, as people count them. */
export const maxMessageCharacters = 4000;

/** The key of a message, "T3", as people type it. */
export const messageKey = ({ number }: Pick<Message, 'number'>): string => `T${number}`;

/** Roles that belong to a side of the thread. */
export const correspondents: readonly Role[] = [...contributors, 'client'];

/** Returns the side that a role speaks for. */
export const sideOf = ({ role }: Pick<Who, 'role'>): Side => (role === 'client' ? 'customer' : 'team');

/** Returns the other side. */
export const otherSide = (side: Side): Side => (side === 'team' ? 'customer' : 'team');

/** Returns the side that an answer is expected of: the other one than wrote last; undefined without messages. */
export function waitingOn(
  messages: readonly Pick<Message, 'number' | 'side' | 'deletedAt'>[],
): Side | undefined {
  const last = messages
    .filter(({ deletedAt }) => deletedAt === null)
    .reduce<Pick<Message, 'number' | 'side'> | undefined>(
      (latest, one) => (latest && latest.number > one.number ? latest : one),
      undefined,
    );
  return last && otherSide(last.side);
}

/** Says what is wrong with the length of a message; undefined if nothing is. */
export function lengthProblem(text: string): string | undefined {
  const count = countCharacters(text);
  return count <= maxMessageCharacters
    ? undefined
    : `must have at most ${maxMessageCharacters} characters, so send it in two messages`;
}

/** Splits "B4 we need the key" into the blocker that it is about and the rest. */
export function splitTag(text: string): { blocker: number; rest: string } | undefined {
  const found = /^b(\d{1,6})\b[:,.]?\s*/i.exec(text);
  return found ? { blocker: Number(found[1]), rest: text.slice(found[0].length) } : undefined;
}
