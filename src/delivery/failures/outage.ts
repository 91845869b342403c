import { outageCard } from '../../../cards/views/outage.ts';
import {
  administratorsElsewhere,
  allOutages,
  endOutage,
  markReported,
  pauseRefusing,
  workspacesOn,
} from '../../../db/queries/delivery/outage.ts';
import { planChatNews } from '../../../db/queries/delivery/room-lost.ts';
import type { Organisation } from '../../../db/queries/delivery/waiting.ts';
import { enroll } from '../../../db/queries/directory/enroll.ts';
import type { Queue } from '../queue.ts';
import { instantAt, type Ports } from '../settings.ts';
import { outageWaitsMs, refusalsBeforeNotice } from './back-off.ts';

/**
 * Pauses an installation that refused a message, for longer after each refusal, then retries it. Only a
 * message that is accepted ends the outage. `unreachable` waits at most five minutes; `uninstalled`, known
 * from an event, starts with the longest wait.
 */
export async function recordRefusal(
  ports: Ports,
  queue: Queue,
  at: Organisation,
  { is, why }: { is: 'cut_off' | 'unreachable' | 'uninstalled'; why: string },
): Promise<void> {
  const { db, log, now, timings } = ports;
  // a room can be linked by its code before its own organisation is known
  if (is !== 'uninstalled') await enroll(db, at);
  const ladder = outageWaitsMs(is === 'unreachable' ? 'unreachable' : 'cut_off', timings.backOffMs);
  const atLeast = is === 'uninstalled' ? ladder.length : 1;
  const noted = await pauseRefusing(db, at, { why, now: instantAt(now()), ladderMs: ladder, atLeast });
  if (!noted) return;
  const { tries, told, pauseMs } = noted;
  log.error({ ...organisationOf(at), cause: why, tries, pauseMs }, 'installation paused');
  if (tries >= refusalsBeforeNotice && !told) await notifyAdministrators(ports, queue, at);
}

/** Ends the outage after a message was accepted; false when there was none. */
export async function recordRecovery(ports: Ports, at: Organisation): Promise<boolean> {
  const ended = await endOutage(ports.db, at);
  if (ended) ports.log.info(organisationOf(at), 'installation recovered');
  return ended;
}

/** Notifies administrators once per outage, elsewhere or by e-mail; else only `doctor` and the log do. */
async function notifyAdministrators(ports: Ports, queue: Queue, at: Organisation): Promise<void> {
  const { db, messengers, admins } = ports;
  const outage = (await allOutages(db)).find(
    (one) => one.platform === at.platform && one.tenant === at.tenant,
  );
  if (!outage) return;
  const card = outageCard(outage);
  const platforms = Object.keys(messengers);
  for (const workspaceId of await workspacesOn(db, at)) {
    await db.transaction(async (tx) => {
      const people = await administratorsElsewhere(tx, workspaceId, at, platforms, admins);
      await queue.enqueue(tx, workspaceId, await planChatNews(tx, people, card));
    });
  }
  await markReported(db, at);
}

const organisationOf = ({ platform, tenant }: Organisation) => ({ platform, tenant });
