import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

/** Folds a name in the database, as `src/domain/text/fold.ts` folds typed text. */
export const folded = (name: AnyColumn | SQL): SQL =>
  sql`regexp_replace(regexp_replace(normalize(lower(${name}), NFKD), U&'[\\0300-\\036F]', '', 'g'), '\\s+', ' ', 'g')`;

/** Whether a name contains `typed`, which is folded. */
export const isIn = (typed: SQL | string | ReturnType<typeof sql.placeholder>, name: AnyColumn | SQL): SQL =>
  sql`position(${typed} in ${folded(name)}) > 0`;
