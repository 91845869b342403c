import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import { type ProjectRoom, roomsOf } from './rooms.ts';
import type { Clockwork } from './write.ts';

/** What has a day of its own: a decision, a contingency. */
export type Planned = 'decision' | 'contingency';

/** Where each keeps when it is due, and which day it is through with. */
const columns = {
  decision: { at: 'ask_at', through: 'asked_for' },
  contingency: { at: 'check_at', through: 'checked_for' },
} as const;

const column = (name: string) => sql`d.${sql.identifier(name)}`;

/** One whose day has come, or that was not planned yet. */
export type DuePlanned = {
  workspaceId: string;
  id: string;
  projectId: string;
  on: string;
  at: string | null;
  zone: string;
  holidays: string[];
  /** The team's. */
  rooms: ProjectRoom[] | null;
};

/** `d` is the decision or contingency. */
export function plannedIsDue(which: Planned, now: string): SQL {
  const { at, through } = columns[which];
  return sql`d.outcome is null and d.on_day is not null and ${column(through)} is distinct from d.on_day
    and (${column(at)} is null or ${column(at)} <= ${now}::timestamptz)`;
}

/** Claims them for this replica until the transaction ends. */
export async function claimPlanned(
  tx: Tx,
  which: Planned,
  now: string,
  batch: number,
): Promise<DuePlanned[]> {
  const at = column(columns[which].at);
  const result = await tx.execute(sql`
    select d.workspace_id as "workspaceId", d.id, d.project_id as "projectId", d.on_day::text as on,
      ${isoOf(at)} as at, pr.zone, pr.holidays, ${roomsOf(sql`'team'`)} as rooms
    from ${sql.identifier(which)} d join project pr on pr.workspace_id = d.workspace_id and pr.id = d.project_id
    where ${plannedIsDue(which, now)} order by ${at} limit ${batch} for no key update of d skip locked`);
  return rowsOf<DuePlanned>(result);
}

/** Where the moment is kept; without a next one its day is over. */
export function plannedClock(which: Planned): Clockwork {
  const { at, through } = columns[which];
  return {
    table: which,
    set: sql`${sql.identifier(at)} = next."nextAt", ${sql.identifier(through)} =
      case when next."nextAt" is null then t.on_day else t.${sql.identifier(through)} end`,
  };
}

/** Those that lie later than a moment are to be planned anew, or all of a project. */
export const replanPlanned = (which: Planned, where: SQL): SQL => {
  const at = sql.identifier(columns[which].at);
  return sql`update ${sql.identifier(which)} set ${at} = null where ${at} is not null and ${where}`;
};
