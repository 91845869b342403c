import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';

/** Which rows a batch claims: at most `size` that are due at `now`, an ISO instant. */
export type Claim = {
  now: string;
  size: number;
  /** The platforms that Milepost is connected to. */
  platforms: readonly string[];
};

/** A claimed row. A kind reads more of it. */
export type ClaimedRow = { workspaceId: string; id: string };

/**
 * The database half of a kind of reminder: which table keeps its next instants, and how its rows are
 * read. `t` is that table in every part. The statements cover all tenants, as the role that owns the
 * tables: only ids, addresses and settings leave them.
 */
type Parts = {
  table: string;
  /** The column of the next instant; null in a row: not planned yet. */
  at: string;
  /** Which rows are planned at all. */
  isWanted: SQL;
  /** `select … from <table> t …`, without a condition. */
  rows(platforms: readonly string[]): SQL;
  /** What a planned row is set to, with `next."nextAt"` at hand; just that instant where left out. */
  set?: SQL;
  /** The instant was chosen by a person and is never computed again. */
  isFixed?: true;
  /**
   * Which rows go by the zone and holidays of a project; those with its `project_id` where left out,
   * none where null, because the command that changes these also resets the instant.
   */
  ofProject?: ((projectId: string) => SQL) | null;
};

/** A kind's database half, with the statements that follow from it. */
export type Clock<Row extends ClaimedRow = ClaimedRow> = {
  table: string;
  /** The condition for rows that are due or not planned yet. */
  isDue(now: string): SQL;
  /** The assignments of an update that moves rows on. */
  set: SQL;
  /** Claims rows for this replica until the transaction ends; each row is claimed by one replica. */
  claim(tx: Tx, claim: Claim): Promise<Row[]>;
  /** Updates that forget instants later than a moment, so that they are computed again. */
  replanAfter(moment: string): SQL[];
  /** The same for the rows that go by one project, in the tenant of the transaction. */
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
