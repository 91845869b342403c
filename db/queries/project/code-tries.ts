import { type SQL, sql } from 'drizzle-orm';
import {
  type CodeLimitScope,
  codeLimitScopes,
  maxWrongCodes,
  wrongCodeMinutes,
} from '../../../src/domain/project/code.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import type { Caller } from '../people/account.ts';

/** An account, by its platform's ids. */
type Account = Pick<Caller, 'platform' | 'tenant' | 'user'>;

/** The limit that a try exceeds, and the ISO instant when it ends. */
export type CodeLimit = { scope: CodeLimitScope; until: string };

/**
 * Counts a try of a one-time code before the code is looked up; returns the limit that it exceeds, if any. `now` is
 * an ISO instant. Other tries of the account, the organisation and everybody wait until the transaction ends.
 */
export async function takeCodeTry(tx: Tx, account: Account, now: string): Promise<CodeLimit | undefined> {
  const limits = codeLimitScopes.map((scope) => sql`${maxWrongCodes[scope]}::int`);
  const taken = await tx.execute(sql`select nth, ${isoOf(sql`until`)} as until
    from milepost_take_code_try(${scopesOf(account)}, array[${sql.join(limits, sql`, `)}], ${now}::timestamptz,
      ${wrongCodeMinutes}::int)`);
  const [limit] = rowsOf<{ nth: number; until: string }>(taken);
  const scope = limit && codeLimitScopes[limit.nth - 1];
  return scope && { scope, until: limit.until };
}

/** Uncounts the try of this transaction, because the code exists. */
export async function returnCodeTry(tx: Tx, account: Account): Promise<void> {
  await tx.execute(sql`select milepost_return_code_try(${scopesOf(account)})`);
}

/** The keys of the counters, in the order of `codeLimitScopes`. */
function scopesOf({ platform, tenant, user }: Account): SQL {
  const keys: Record<CodeLimitScope, string> = {
    account: `account:${platform}/${tenant}/${user}`,
    organisation: `organisation:${platform}/${tenant}`,
    everybody: 'everybody',
  };
  const list = codeLimitScopes.map((scope) => sql`${keys[scope]}::text`);
  return sql`array[${sql.join(list, sql`, `)}]`;
}
