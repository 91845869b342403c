import type { Tx } from '../../db/database.ts';
import { roleIn } from '../../db/queries/people/role-in.ts';
import type { SinceLast } from '../../db/queries/rhythm/digest.ts';
import { withheld } from '../domain/customer/withhold.ts';
import { declarationOf } from '../domain/events.ts';
import type { ScheduledMessage } from '../domain/rhythm/scheduled.ts';

/**
 * Returns what a digest in a room is made of: in a customer's room what they may know alone, without changes that
 * customers do not see and without notes (CUS-1, CUS-3).
 */
export function forRoom<F>(facts: F, last: SinceLast): { facts: F; last: SinceLast } {
  if (last.audience === 'team') return { facts, last };
  const happened = last.happened
    .filter(({ type }) => declarationOf(type).customer !== 'never')
    .map((one) => ({ ...one, note: null }));
  return { facts: withheld(facts), last: withheld({ ...last, happened }) };
}

/** Returns facts of a project as the person may know them to whom a message about them goes (CUS-1). */
export async function knownToReader<F>(
  tx: Tx,
  { personId, projectId }: Pick<ScheduledMessage, 'personId' | 'projectId'>,
  facts: F,
): Promise<F> {
  const role = personId && projectId ? await roleIn(tx, projectId, personId) : undefined;
  return role === 'client' ? withheld(facts) : facts;
}
