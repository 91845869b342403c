import { type SQL, sql } from 'drizzle-orm';
import type { CadenceKind } from '../../../src/domain/rhythm/project-cadence.ts';
import type { Cadence } from '../../../src/domain/time/schedule.ts';
import { isoOf } from '../../schema/columns.ts';
import { type Addressee, addressee, addressOf } from './address.ts';
import { defineClock, isClosedOf } from './define-clock.ts';
import { type ClaimedOfProject, roomsOf } from './rooms.ts';

/** A cadence of a project. */
export type DueCadence = ClaimedOfProject & {
  kind: CadenceKind;
  every: Cadence | null;
  /** The day of a one-time cadence, YYYY-MM-DD. */
  on: string | null;
  time: string;
  minutes: number;
  /** The owner of an announcement, or the participants of a standup. */
  people: Addressee[] | null;
};

const holders = (roles: SQL): SQL => sql`select w.person_id from member w
  where w.workspace_id = t.workspace_id and w.project_id = t.project_id and w.role in ${roles}`;

/** The cadence's owner has left, so the project's owners are asked (ADM-2). */
const hasNoOwner: SQL = sql`exists (select from person g where g.workspace_id = t.workspace_id
  and g.id = t.owner_id and g.gone_at is not null)`;

/** When cadences are due (LCH-8). One without a next instant is done; its announcement waits for its owner. */
export const cadenceClock = defineClock<DueCadence>({
  table: 'cadence',
  at: 'next_at',
  isWanted: sql`t.state = 'on' and (t.every is not null or t.on_day is not null)`,
  set: sql`next_at = next."nextAt", state = case when next."nextAt" is not null then t.state
    when t.kind = 'announcement' then 'asked' else 'done' end`,
  rows: (platforms) => sql`
    select t.workspace_id as "workspaceId", t.id, t.project_id as "projectId", t.kind, t.every,
      t.on_day::text as on, t.at_time as time, t.minutes, ${isoOf(sql`t.next_at`)} as at, pr.zone, pr.holidays, ${isClosedOf(sql`pr`)},
      ${roomsOf(sql`t.audience`)} as rooms, asked.people
    from cadence t join project pr on pr.workspace_id = t.workspace_id and pr.id = t.project_id
      cross join lateral (
        select jsonb_agg(${addressee} order by p.id) as people
        from person p ${addressOf(platforms)}
        where p.workspace_id = t.workspace_id and p.gone_at is null and (
          t.kind = 'announcement' and (p.id = t.owner_id or ${hasNoOwner} and p.id in (${holders(sql`('owner')`)}))
          or t.kind = 'standup' and p.id in (${holders(sql`('owner', 'coach', 'contributor')`)}))) asked`,
});
