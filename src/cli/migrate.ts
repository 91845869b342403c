import { pino } from 'pino';
import { open } from '../../db/connect.ts';
import { migrations } from '../../db/schema-version.ts';
import { type Config, locationOf } from '../config.ts';
import { done, type Ending } from './ending.ts';
import { inSession } from './session.ts';

/**
 * Brings the database and its queue to the present schema and says what was done.
 *
 * @throws StartError when the database cannot be used.
 */
export async function migrate(config: Config): Promise<Ending> {
  const before = await open(locationOf(config));
  const { applied: had } = await migrations(before.db).finally(() => before.close());
  const { applied: has } = await inSession(config, pino({ level: 'silent' }), ({ connection }) =>
    migrations(connection.db),
  );
  return done(
    has === had
      ? `The database is at the present schema already (${has} migrations).`
      : `The database is at the present schema now: ${has - had} of ${has} migrations were applied.`,
  );
}
