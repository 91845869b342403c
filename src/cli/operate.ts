import { pino } from 'pino';
import { clockFrom } from '../clock.ts';
import { registry } from '../commands/registry.ts';
import { type Config, previewSecret } from '../config.ts';
import { mailedCodes } from '../domain/project/code.ts';
import { createRunner } from '../runner/run.ts';
import type { Arguments } from './arguments.ts';
import { type Ending, endingOf } from './ending.ts';
import { commandOf, lineOf } from './line.ts';
import { actAs, operator } from './person.ts';
import { inSession } from './session.ts';
import { chooseWorkspace } from './workspace.ts';

/** Says something to the operator in one line, beside the answer. */
export type Say = (line: string) => void;

/** A command with its input, where that is no line: a file's text. */
export type Filled = { command: string; input: Record<string, string> };

/**
 * Carries out a command line as an operator, or as somebody with their own role. What must be told is
 * planned in the same transaction, and told by the running server.
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
    const workspace = await chooseWorkspace(db, options, commandOf(words) === 'project');
    if ('exit' in workspace) return workspace;
    const { as } = options;
    const actor = as === undefined ? operator(workspace.id) : await actAs(db, workspace.id, as);
    if ('exit' in actor) return actor;
    const run = createRunner({
      db,
      commands: registry,
      enqueue: queue.enqueue,
      // the server looks twice a second by itself
      nudge: () => {},
      findProfile: {},
      admins: config.admins,
      // nobody whom an operator acts as comes to administer by an address
      isConfigured: () => false,
      mails: config.email !== undefined,
      mailedCode: mailedCodes(config.secret ?? previewSecret),
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

/** A log for one who reads it as it happens: the cause in words. */
function causes(say: Say) {
  const write = (entry: string) => {
    const { msg, cause } = JSON.parse(entry) as { msg: string; cause?: string };
    say(cause === undefined ? msg : `${msg}: ${cause}`);
  };
  return pino({ level: 'warn' }, { write });
}
