import { type SQL, sql } from 'drizzle-orm';
import type { CadenceKind } from '../../../src/domain/rhythm/project-cadence.ts';
import type { Cadence, QuietHours } from '../../../src/domain/time/schedule.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import { type Address, address, addressOf } from './address.ts';
import { type ProjectRoom, roomsOf } from './rooms.ts';
import type { Clockwork } from './write.ts';

/** Somebody to be asked: the owner of an announcement, or whoever takes part in a standup. */
export type AskedPerson = {
  personId: string;
  zone: string | null;
  quiet: QuietHours | null;
  address: Address;
};

/** A cadence whose time has come, or that was not planned yet. */
export type DueCadence = {
  workspaceId: string;
  cadenceId: string;
  projectId: string;
  kind: CadenceKind;
  every: Cadence | null;
  on: string | null;
  time: string;
  minutes: number;
  at: string | null;
  zone: string;
  holidays: string[];
  rooms: ProjectRoom[] | null;
  people: AskedPerson[] | null;
};

/** `c` is the cadence. */
export const cadenceIsDue = (
  now: string,
): SQL => sql`c.state = 'on' and (c.every is not null or c.on_day is not null)
  and (c.next_at is null or c.next_at <= ${now}::timestamptz)`;

/** Claims cadences for this replica until the transaction ends. */
export async function claimCadences(
  tx: Tx,
  now: string,
  platforms: readonly string[],
  batch: number,
): Promise<DueCadence[]> {
  const result = await tx.execute(sql`
    select c.workspace_id as "workspaceId", c.id as "cadenceId", c.project_id as "projectId", c.kind, c.every,
      c.on_day::text as on, c.at_time as time, c.minutes, ${isoOf(sql`c.next_at`)} as at, pr.zone, pr.holidays,
      ${roomsOf(sql`c.audience`)} as rooms, asked.people
    from cadence c join project pr on pr.workspace_id = c.workspace_id and pr.id = c.project_id
      cross join lateral (
        select jsonb_agg(jsonb_build_object('personId', p.id, 'zone', p.zone, 'quiet', p.quiet,
          'address', ${address}) order by p.id) as people
        from person p ${addressOf(platforms)}
        where p.workspace_id = c.workspace_id and p.gone_at is null and (
          c.kind = 'announcement' and (p.id = c.owner_id or ${takesOver} and p.id in (${holders(sql`('owner')`)}))
          or c.kind = 'standup' and p.id in (${holders(sql`('owner', 'coach', 'contributor')`)}))) asked
    where ${cadenceIsDue(now)} order by c.next_at limit ${batch} for no key update of c skip locked`);
  return rowsOf<DueCadence>(result);
}

/** The owner of a cadence `c` is gone, so that whoever runs the project answers for it (ADM-2). */
const takesOver: SQL = sql`exists (select from person g where g.workspace_id = c.workspace_id
  and g.id = c.owner_id and g.gone_at is not null)`;

const holders = (roles: SQL): SQL => sql`select w.person_id from member w
  where w.workspace_id = c.workspace_id and w.project_id = c.project_id and w.role in ${roles}`;

/** Where the next of a cadence is kept; one without a next has been, and its announcement waits for a word. */
export const cadenceClock: Clockwork = {
  table: 'cadence',
  set: sql`next_at = next."nextAt", state = case when next."nextAt" is not null then t.state
    when t.kind = 'announcement' then 'asked' else 'done' end`,
};
