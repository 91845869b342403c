import { readArguments } from '../../../src/cli/arguments.ts';
import { call } from '../../../src/cli/call.ts';
import type { Ending } from '../../../src/cli/ending.ts';
import { readConfig } from '../../../src/config.ts';
import type { TestDatabase } from '../database/database.ts';

/** Returns the settings of a test's database. */
export const settingsOf = ({ location }: TestDatabase): Record<string, string> =>
  'url' in location ? { DATABASE_URL: location.url } : { DATA_DIR: location.directory };

/** Runs the command line on a database, inside this process. */
export function terminal(database: TestDatabase, more: Record<string, string> = {}) {
  return async (...args: string[]): Promise<Ending> => {
    const read = readArguments(args);
    if ('problem' in read) throw new Error(read.problem);
    return call(read, () => readConfig({ ...settingsOf(database), ...more }), neverSaid);
  };
}

const neverSaid = (line: string) => {
  throw new Error(line);
};
