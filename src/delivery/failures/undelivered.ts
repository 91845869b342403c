import { undeliveredCard } from '../../../cards/views/rhythm/undelivered.ts';
import type { LockedRoom, Planned } from '../../../db/queries/delivery/claim.ts';
import { addressesOf, planChatNews, projectOfRoom } from '../../../db/queries/delivery/room-lost.ts';
import { receiptById } from '../../../db/queries/rhythm/receipts.ts';
import { enterWorkspace } from '../../../db/tenant.ts';
import { governors } from '../../domain/project/access.ts';
import type { Queue } from '../queue.ts';
import type { Ports } from '../settings.ts';

/** Why a message was not delivered, or may not have been. */
export type DeliveryFailure = { state: 'failed' | 'unknown'; why: string };

/**
 * Notifies those who run a project that a message into one of its channels failed or may have failed.
 * Failed direct messages are reported by the person's next digest instead. A card that cannot be edited is
 * reported once per cause.
 */
export async function notifyUndelivered(
  { db, messengers }: Ports,
  queue: Queue,
  room: LockedRoom,
  planned: Planned,
  { state, why }: DeliveryFailure,
): Promise<void> {
  if (room.kind !== 'channel') return;
  await db.transaction(async (tx) => {
    await enterWorkspace(tx, room.workspaceId);
    const project = await projectOfRoom(tx, room.roomId);
    const receipt = project && (await receiptById(tx, planned.id));
    if (!receipt) return;
    const people = await addressesOf(tx, project.id, governors(project), room, Object.keys(messengers));
    const key = planned.kind === 'edit' ? `${planned.card?.id}/${why}` : undefined;
    const chats = await planChatNews(tx, people, undeliveredCard(project, { ...receipt, state, why }), key);
    await queue.enqueue(tx, room.workspaceId, chats);
  });
}
