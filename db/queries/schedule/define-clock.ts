import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import { isOpen } from '../endings/delivery.ts';

/** The limits of a batch: at most `size` rows due at `now`, an ISO instant. */
export type Claim = {
  now: string;
  size: number;
  /** The platforms that Milepost is connected to. */
  platforms: readonly string[];
};

/** A claimed row; each kind selects more columns. */
export type ClaimedRow = {
  workspaceId: string;
  id: string;
  /** Its project is lost or archived: nothing is planned for it, and it is claimed again after a day. */
  isClosed?: boolean;
};

/** Selects `isClosed` of a claimed row, from its project in the query, which may be missing. */
export const isClosedOf = (project: SQL): SQL => sql`coalesce(not ${isOpen(project)}, false) as "isClosed"`;

/**
 * The database half of a kind of reminder: the table of its next instants (`t` in every part), and how its rows are
 * read. The statements cover all tenants, as the role that owns the tables: only ids, addresses and settings leave
 * them.
 */
type Parts = {
  table: string;
  /** The column of the next instant; null in a row: not planned yet. */
  at: string;
  /** The condition for rows that are planned at all. */
  isWanted: SQL;
  /** `select … from <table> t …`, without a condition. */
  rows(platforms: readonly string[]): SQL;
  /** The assignments for a planned row, which may use `next."nextAt"`; default: the next instant alone. */
  set?: SQL;
  /** A person chose the instant, so it is never computed again. */
  isFixed?: true;
  /**
   * The condition for rows that depend on a project's zone and holidays; default: its `project_id`. Null: none,
   * because the command that changes these also resets the instant.
   */
  ofProject?: ((projectId: string) => SQL) | null;
};

/** The database half of a kind, with its statements. */
export type Clock<Row extends ClaimedRow = ClaimedRow> = {
  table: string;
  /** The condition for rows that are due or not planned yet. */
  isDue(now: string): SQL;
  /** Selects the first instant after `now`, as `at`. */
  nextAfter(now: string): SQL;
  /** The assignments of the update that sets the next instant. */
  set: SQL;
  /** Claims rows for this replica until the transaction ends; each row is claimed by one replica. */
  claim(tx: Tx, claim: Claim): Promise<Row[]>;
  /** Updates that clear instants later than `moment`, so that they are computed again. */
  replanAfter(moment: string): SQL[];
  /** Updates that clear the instants of one project, in the tenant of the transaction. */
  replanProject(projectId: string): SQL[];
};

/** Builds the statements of a clock from its parts. */
export function defineClock<Row extends ClaimedRow>(parts: Parts): Clock<Row> {
  const { table, isWanted, rows, isFixed, ofProject = inProject } = parts;
  const column = sql.identifier(parts.at);
  const isDue = (now: string) =>
    sql`${isWanted} and (t.${column} is null or t.${column} <= ${now}::timestamptz)`;
  const forget = (where: SQL) =>
    sql`update ${sql.identifier(table)} t set ${column} = null where t.${column} is not null and ${where}`;
  return {
    table,
    isDue,
    nextAfter: (now) =>
      sql`select min(t.${column}) as at from ${sql.identifier(table)} t
        where ${isWanted} and t.${column} > ${now}::timestamptz`,
    set: parts.set ?? sql`${column} = next."nextAt"`,
    async claim(tx, { now, size, platforms }) {
      const result = await tx.execute(sql`${rows(platforms)} where ${isDue(now)}
        order by t.${column} limit ${size} for no key update of t skip locked`);
      return rowsOf<Row>(result);
    },
    replanAfter: (moment) => (isFixed ? [] : [forget(sql`t.${column} > ${moment}::timestamptz`)]),
    replanProject: (projectId) =>
      ofProject ? [forget(sql`t.workspace_id = milepost_tenant() and ${ofProject(projectId)}`)] : [],
  };
}

const inProject = (projectId: string): SQL => sql`t.project_id = ${projectId}::uuid`;
