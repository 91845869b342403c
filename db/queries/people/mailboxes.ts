import { and, count, eq, gt, ne } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { linkCode } from '../../schema/directory.ts';
import { person } from '../../schema/people.ts';
import { lockEmail } from './record-person.ts';

/** Whether an address belongs to somebody else; locks it until the transaction ends. */
export async function isTaken(
  tx: Tx,
  workspaceId: string,
  address: string,
  personId: string,
): Promise<boolean> {
  await lockEmail(tx, workspaceId, address);
  const others = await tx
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.email, address), ne(person.id, personId)));
  return others.length > 0;
}

/** Returns how many unexpired codes were mailed to a person. */
export async function openCodes(tx: Tx, personId: string, now: string): Promise<number> {
  const [row] = await tx
    .select({ codes: count() })
    .from(linkCode)
    .where(and(eq(linkCode.purpose, 'email'), eq(linkCode.personId, personId), gt(linkCode.expiresAt, now)));
  return row?.codes ?? 0;
}
