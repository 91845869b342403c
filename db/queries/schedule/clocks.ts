import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import { acceptanceClock } from './acceptance.ts';
import { actionClock } from './actions.ts';
import { askClock } from './asks.ts';
import { cadenceClock } from './cadences.ts';
import { checkpointClock } from './checkpoints.ts';
import { digestClock } from './digests.ts';
import { contingencyClock, decisionClock } from './launch.ts';
import { personalClock } from './personal.ts';
import { programmeClock } from './programmes.ts';
import { quietEndsAfter, quietIsOver } from './quiet.ts';
import { silenceClock } from './silence.ts';
import { snoozeClock } from './snoozes.ts';
import { surveyClock } from './surveys.ts';

/** The clock of every kind of reminder; `src/schedule/registry.ts` plans their messages. */
const clocks = {
  digests: digestClock,
  personal: personalClock,
  asks: askClock,
  snoozes: snoozeClock,
  checkpoints: checkpointClock,
  cadences: cadenceClock,
  decisions: decisionClock,
  contingencies: contingencyClock,
  acceptance: acceptanceClock,
  surveys: surveyClock,
  actions: actionClock,
  silence: silenceClock,
  programmes: programmeClock,
};

/** The work of a tick. `quiet`: sends what waited for the end of quiet hours. */
export type Chore = keyof typeof clocks | 'quiet';

const all = Object.values(clocks);

/** Returns what is due at an instant, in one statement; other replicas may be doing it. */
export async function dueChores(db: Database, now: string): Promise<Record<Chore, boolean>> {
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

/** Returns the first instant after `now` at which something is due, as an ISO instant; undefined if nothing is planned. */
export async function nextDue(db: Database, now: string): Promise<string | undefined> {
  const each = [...all.map((clock) => clock.nextAfter(now)), quietEndsAfter(now)];
  const result = await db.execute(
    sql`select min(at) as at from (${sql.join(each, sql` union all `)}) planned`,
  );
  const [row] = rowsOf<{ at: Date | string | null }>(result);
  return row?.at ? new Date(row.at).toISOString() : undefined;
}

/** Clears instants later than `moment`, so that they are computed again. */
export async function replanAfter(db: Database, moment: string): Promise<void> {
  const parts = all.flatMap((clock) => clock.replanAfter(moment));
  const ctes = parts.map((part, index) => sql`${sql.identifier(`r${index}`)} as (${part})`);
  await db.execute(sql`with ${sql.join(ctes, sql`, `)} select 1`);
}

/** Updates that replan what depends on a project's zone and holidays, as parts of one statement. */
export const replanProject = (projectId: string): SQL[] =>
  all.flatMap((clock) => clock.replanProject(projectId));
