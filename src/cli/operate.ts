import { pino } from 'pino';
import { clockFrom } from '../clock.ts';
import { registry } from '../commands/registry.ts';
import { type Config, pagesAddress, previewSecret } from '../config.ts';
import { codesOf } from '../domain/project/code.ts';
import { readLine } from '../grammar/line.ts';
import { quoteTokens } from '../runner/quoted/token.ts';
import { createRunner } from '../runner/run.ts';
import type { Arguments } from './arguments.ts';
import { type Ending, endingOf } from './ending.ts';
import { lineOf } from './line.ts';
import { actAs, operator } from './person.ts';
import { inSession } from './session.ts';
import { chooseWorkspace } from './workspace.ts';

/** Prints one line to the operator, apart from the answer. */
export type Say = (line: string) => void;

/** A command with input that is not a line: the text of a file. */
export type Filled = { command: string; input: Record<string, string> };

/**
 * Runs a line as an operator, or as a person with their own role. Messages are planned in the same
 * transaction and sent by the running server.
 *
 * @throws StartError when the database cannot be used.
 */
export function operate(
  { words, options }: Arguments,
  config: Config,
  say: Say,
  filled?: Filled,
): Promise<Ending> {
  const log = causes(say);
  return inSession(config, log, async ({ connection: { db }, queue }) => {
    const workspace = await chooseWorkspace(db, options, createsProject(words));
    if ('exit' in workspace) return workspace;
    const { as } = options;
    const actor = as === undefined ? operator(workspace.id) : await actAs(db, workspace.id, as);
    if ('exit' in actor) return actor;
    const run = createRunner({
      db,
      commands: registry,
      enqueue: queue.enqueue,
      // the server polls twice a second
      nudge: () => {},
      findProfile: {},
      admins: config.admins,
      // a person whom an operator acts as does not become an administrator by address
      isConfigured: () => false,
      mails: config.email !== undefined,
      pages: pagesAddress(config) !== undefined,
      codes: codesOf(config.secret ?? previewSecret),
      quotes: quoteTokens(config.secret ?? previewSecret),
      now: clockFrom(config.movedNow).now,
      log,
    });
    const meant = options.project === undefined ? {} : { project: options.project };
    const by = { actor, ...(options.json ? { asResource: true as const } : {}) };
    if (!filled)
      return endingOf(await run({ ...by, surface: 'line', ask: { line: lineOf(words), ...meant } }));
    return endingOf(await run({ ...by, surface: 'form', ask: { ...filled, ...meant } }));
  });
}

/** Whether the line creates a project, in any words; any day will do to read it. */
function createsProject(words: Arguments['words']): boolean {
  const read = readLine(lineOf(words), registry, { today: '1970-01-01' });
  return read.is === 'read' && read.command.name === 'project';
}

/** Log that prints each entry as one line with its cause. */
function causes(say: Say) {
  const write = (entry: string) => {
    const { msg, cause } = JSON.parse(entry) as { msg: string; cause?: string };
    say(cause === undefined ? msg : `${msg}: ${cause}`);
  };
  return pino({ level: 'warn' }, { write });
}
