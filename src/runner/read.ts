import type { About } from '../../cards/model.ts';
import type { Problem } from '../domain/outcome.ts';
import type { Command } from './define.ts';
import type { Opened } from './forms/opened.ts';

/** A line of commands to try, taken apart. */
export type TriedLine = { line: string; read: Read | Unknown };

/** A request taken apart: which command, and the text of each input. Nothing is checked yet. */
export type Read = {
  is: 'read';
  command: Command;
  raw: Record<string, string>;
  /** The project that the line names. */
  project?: string;
  /** A button or a form: what it was drawn for. A typed line has none. */
  drawn?: { about?: About };
  /** A button that carries a typed line out: it may put cards into the room, as the line would. */
  typed?: true;
  problems: Problem[];
  /** The commands that its text names, where it tries commands. */
  tried?: TriedLine[];
  /** A form: when it was opened, and for what. */
  opened?: Opened;
  /** A form with the fields behind More. */
  isWhole?: true;
  /** Only the form is wanted. */
  isFormOnly?: true;
};

/** A request that names no command. */
export type Unknown = { is: 'unknown'; typed: string; nearest?: string };
