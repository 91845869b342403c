import type { Snapshot } from '../snapshot.ts';

/** Somebody of the sample, on both platforms. */
export type Person = Snapshot['people'][number];

/** One of the two clients on the page. */
export type Side = 'slack' | 'teams';

/** What every part of the page needs to know: how things stand, who looks, and in which light. */
export type View = { snapshot: Snapshot; me: Person; theme: 'light' | 'dark' };

/** The colours of the page; `teams-dark`: Teams in its dark theme beside Slack in the light one. */
export type Theme = 'light' | 'dark' | 'teams-dark';

/** Returns the colours of one client, or of the page around them. */
export const lightOf = (theme: Theme, side: Side | 'page'): View['theme'] =>
  theme === 'teams-dark' ? (side === 'teams' ? 'dark' : 'light') : theme;

/** The room that is open in a client: its id, or a person's own chat with Milepost. */
export type OpenRoom = string | 'own';

/** What each client gets from the page around it. */
export type PaneParts = {
  view: View;
  /** The open room; undefined: the first. */
  open: OpenRoom | undefined;
  choose(room: OpenRoom): void;
  /** How many messages of a room this person has not read. */
  unread(room: string): number;
  /** Marks a room as read. */
  read(room: string): void;
  /** A line for the composer; a new `turn` types it anew. */
  draft: { text: string; turn: number } | undefined;
  /** Puts a line there. */
  suggest(text: string): void;
  setTrouble(words: string): void;
};
