import { and, eq, sql } from 'drizzle-orm';
import type { LinkCode, Room } from '../../../src/domain/project/room.ts';
import type { Tx } from '../../database.ts';
import { linkCode } from '../../schema/directory.ts';
import { room } from '../../schema/project.ts';
import { openSurveys } from '../endings/survey.ts';
import { standingProposal } from '../proposals/proposals.ts';

/** Locks a one-time code, so that it is used once; undefined when it does not exist. */
export async function lockCode(tx: Tx, hash: string): Promise<LinkCode | undefined> {
  const [row] = await tx.select().from(linkCode).where(eq(linkCode.hash, hash)).for('update');
  if (!row) return undefined;
  const { workspaceId: _, ...code } = row;
  return code;
}

/** The address of a room. */
type Place = Pick<Room, 'platform' | 'tenant' | 'channel'>;

/** Locks an address until the transaction ends, so that links to it are serialized, whatever workspace they are in. */
export async function lockRoomAddress(tx: Tx, at: Place): Promise<void> {
  const address = `${at.platform}/${at.tenant}/${at.channel}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${address}, 2))`);
}

/** Returns the room at an address, linked or not: an unlinked room keeps its row and its receipts. */
export async function roomAt(
  tx: Tx,
  at: Place,
): Promise<{ id: string; projectId: string | null } | undefined> {
  const [row] = await tx
    .select({ id: room.id, projectId: room.projectId })
    .from(room)
    .where(and(eq(room.platform, at.platform), eq(room.tenant, at.tenant), eq(room.channel, at.channel)));
  return row;
}

/** A channel of a project, as a message names it. */
export type LinkedChannel = Pick<Room, 'platform' | 'name' | 'audience'>;

/** Returns the channels of a project, the oldest first. */
export const channelsOf = (tx: Tx, projectId: string): Promise<LinkedChannel[]> =>
  tx
    .select({ platform: room.platform, name: room.name, audience: room.audience })
    .from(room)
    .where(and(eq(room.projectId, projectId), eq(room.kind, 'channel')))
    .orderBy(room.id);

/** What waits for the customer beside the cards that every channel of theirs has. */
export type OpenForCustomer = {
  /** The proposal that is open or was accepted. */
  proposalId: string | null;
  /** The surveys that nobody has answered. */
  surveyIds: string[];
};

/** Returns what a new channel of the customer shows beside the cards that each has. */
export const openForCustomer = async (tx: Tx, projectId: string): Promise<OpenForCustomer> => ({
  proposalId: await standingProposal(tx, projectId),
  surveyIds: await openSurveys(tx, projectId),
});

/** The channels that a project has already, and what a new channel of the customer shows. */
export type LinkedTo = { channels: LinkedChannel[]; open: OpenForCustomer };

/** Returns the channels of a project, and what a new channel of the customer shows beside the cards that each has. */
export const linkedTo = async (tx: Tx, projectId: string): Promise<LinkedTo> => ({
  channels: await channelsOf(tx, projectId),
  open: await openForCustomer(tx, projectId),
});
