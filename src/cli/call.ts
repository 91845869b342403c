import { StartError } from '../../db/start-error.ts';
import { registry } from '../commands/registry.ts';
import { type Config, ConfigError } from '../config.ts';
import { readLine } from '../grammar/line.ts';
import { refused } from '../runner/refused.ts';
import type { Arguments } from './arguments.ts';
import { doctor } from './doctor.ts';
import { type Ending, endingOf, failed, misused, verbatim } from './ending.ts';
import { help, operatorCommands } from './help.ts';
import { importFile } from './import.ts';
import { commandOf, lineOf } from './line.ts';
import { migrate } from './migrate.ts';
import { operate, type Say } from './operate.ts';

/**
 * Runs one call of the program. Never throws: an error becomes one line with its cause, because an
 * operator needs the cause and not the stack. `load` reads the settings when they are needed.
 */
export async function call(args: Arguments, load: () => Config, say: Say): Promise<Ending> {
  try {
    return await lead(args, load, say);
  } catch (error) {
    if (error instanceof ConfigError || error instanceof StartError) return failed(error.message);
    return failed(`Milepost could not finish this: ${error instanceof Error ? error.message : error}`);
  }
}

async function lead(args: Arguments, load: () => Config, say: Say): Promise<Ending> {
  const { words, options } = args;
  const name = commandOf(words).toLowerCase();
  if (name === '' || name === 'help') return help(words.join(' ').trim().split(/\s+/).slice(1).join(' '));
  if (options.help) return help(name);
  if (name === 'import') return importFile(args, load, say);
  if (options.dryRun && operatorCommands[name]) return misused('--dry-run is for commands of a project.');
  if (name === 'doctor') return doctor(load);
  if (name === 'migrate') return migrate(load());
  const ending = unknown(words) ?? operate(options.dryRun ? tried(args) : args, load(), say);
  return name === 'export' ? verbatim(await ending) : ending;
}

/** The same line, tried and not carried out. */
const tried = ({ words, options }: Arguments): Arguments => ({
  words: [`what-if ${lineOf(words)}`],
  options,
});

/** Refuses an unknown command without opening the database. */
function unknown(words: string[]): Ending | undefined {
  const names = [...registry.names, ...Object.keys(operatorCommands)];
  // any day will do: the name of a command contains no date
  const read = readLine(lineOf(words), { ...registry, names }, { today: '1970-01-01' });
  return read.is === 'unknown' ? endingOf(refused(registry, { ...read, is: 'unknown_command' })) : undefined;
}
