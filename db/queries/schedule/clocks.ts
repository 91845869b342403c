import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import { askClock } from './asks.ts';
import { cadenceClock } from './cadences.ts';
import { checkpointClock } from './checkpoints.ts';
import { digestClock } from './digests.ts';
import { contingencyClock, decisionClock } from './launch.ts';
import { personalClock } from './personal.ts';
import { quietIsOver } from './quiet.ts';
import { snoozeClock } from './snoozes.ts';

/** The clock of every kind of reminder; `src/schedule/registry.ts` has what is planned by each. */
const clocks = {
  digests: digestClock,
  personal: personalClock,
  asks: askClock,
  snoozes: snoozeClock,
  checkpoints: checkpointClock,
  cadences: cadenceClock,
  decisions: decisionClock,
  contingencies: contingencyClock,
};

/** What a tick may have to do. `quiet`: quiet hours have ended, so that what waited for that is sent. */
export type Chore = keyof typeof clocks | 'quiet';

const all = Object.values(clocks);

/** What there is to do at a moment, in one statement; other replicas may be doing it. */
export async function whatIsDue(db: Database, now: string): Promise<Record<Chore, boolean>> {
  const asked = Object.entries(clocks).map(
    ([name, { table, isDue }]) =>
      sql`exists (select from ${sql.identifier(table)} t where ${isDue(now)}) as ${sql.identifier(name)}`,
  );
  const result = await db.execute(sql`select ${sql.join(asked, sql`, `)},
    exists (select from receipt where ${quietIsOver(now)}) as quiet`);
  const [due] = rowsOf<Record<Chore, boolean>>(result);
  if (!due) throw new Error('a select without a table returned no row');
  return due;
}

/** Forgets the instants that are later than a moment, so that they are computed again. */
export async function replanAfter(db: Database, moment: string): Promise<void> {
  const parts = all.flatMap((clock) => clock.replanAfter(moment));
  const ctes = parts.map((part, index) => sql`${sql.identifier(`r${index}`)} as (${part})`);
  await db.execute(sql`with ${sql.join(ctes, sql`, `)} select 1`);
}

/** The parts of a statement that plans again what goes by a project's zone and holidays. */
export const replanProject = (projectId: string): SQL[] =>
  all.flatMap((clock) => clock.replanProject(projectId));
