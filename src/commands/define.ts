import type * as z from 'zod';
import type { Card, Subject } from '../../cards/model.ts';
import type { Tx } from '../../db/tenant.ts';
import type { Role, Who } from '../domain/access.ts';
import type { Decision } from '../domain/change.ts';
import type { Outcome } from '../domain/outcome.ts';

/** The moment of a command, handed to pure code that may neither look at a clock nor make ids. */
export type Moment = {
  /** ISO instant. */
  now: string;
  /** Today in the project's zone, YYYY-MM-DD. */
  today: string;
  newId: () => string;
};

/**
 * One use case, whole. The runner calls the parts in this order and nothing else does:
 * `load` (one or two queries; locks what will change), `permit`, `decide`, `view`.
 */
export type Command<Input = unknown, Facts = unknown> = {
  name: string;
  /** One line for help. */
  summary: string;
  /** Lines that work as they stand; the first is shown in refusals. */
  examples: readonly [string, ...string[]];
  input: z.ZodObject;
  /** Whether a project must be known; `code` commands enter the workspace of a one-time code. */
  scope: 'project' | 'workspace' | 'code';
  load(tx: Tx, input: Input, who: Who, at: Moment): Promise<Outcome<Facts>>;
  /** Roles that may; undefined when anybody may. Pure. */
  permit(who: Who, facts: Facts, input: Input): Permission;
  /** Absent for reads. Pure. */
  decide?(facts: Facts, input: Input, who: Who, at: Moment): Outcome<Decision<Facts>>;
  /** What to show of the facts; after a decision, of its `next`. Pure. */
  view(facts: Facts, who: Who, at: Moment): Card;
  /** One short line that says what was done. */
  done?(facts: Facts, input: Input): string;
  /** A typed line or a form puts this live card into the room. */
  posts?(facts: Facts, input: Input): Subject | undefined;
  /** The form that asks for what is missing, with what is known filled in. */
  form?(facts: Facts, who: Who): Partial<Record<string, string>>;
};

/** May they, and if not, which roles may and who holds them. */
export type Permission = { may: true } | { may: false; needs: Role[]; holders: string[] };

/** Keeps the types of one command together and forgets them for the registry. */
export function defineCommand<S extends z.ZodObject, Facts>(
  command: Omit<Command<z.output<S>, Facts>, 'input'> & { input: S },
): Command {
  return command as unknown as Command;
}
