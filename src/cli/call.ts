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
 * Does what an operator asks for. Never throws: whatever goes wrong is said in one line, because an
 * operator wants the cause and not the stack. `load` reads the settings, when they are needed.
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
  if (name === '' || name === 'help') return help(words.join(' ').trim().split(/\s+/)[1]);
  if (options.help) return help(name);
  if (name === 'import') return importFile(args, load, say);
  if (options.dryRun) return misused('--dry-run is for import only.');
  if (name === 'doctor') return doctor(load);
  if (name === 'migrate') return migrate(load());
  const ending = unknown(words) ?? operate(args, load(), say);
  return name === 'export' ? verbatim(await ending) : ending;
}

/** A command that there is not needs no database to be refused. */
function unknown(words: string[]): Ending | undefined {
  const names = [...registry.names, ...Object.keys(operatorCommands)];
  // no date is read from a name
  const read = readLine(lineOf(words), { ...registry, names }, { today: '1970-01-01' });
  return read.is === 'unknown' ? endingOf(refused(registry, { ...read, is: 'unknown_command' })) : undefined;
}
