import { schedule } from 'node-cron';
import { allOutages, retryNow } from '../../../db/queries/delivery/outage.ts';
import type { Organisation } from '../../../db/queries/delivery/waiting.ts';
import { causeOf } from '../../ports/log.ts';
import type { Queue } from '../queue.ts';
import type { Ports } from '../settings.ts';
import { wakeWaitingRooms } from '../sweep.ts';

/** Called for each verified request of an organisation. Costs nothing while there is no outage. */
export type VerifiedRequestHandler = (at: Organisation) => void;

const keyOf = ({ platform, tenant }: Organisation) => `${platform}/${tenant}`;

/**
 * Retries an organisation in outage as soon as it sends a request, at most once a minute,
 * because the person who reinstalled the app uses it next. The list of outages is refreshed every minute.
 */
export function createOutageWatch(
  ports: Ports,
  queue: Queue,
): { onVerifiedRequest: VerifiedRequestHandler; stop(): Promise<void> } {
  const { db, log } = ports;
  let knownOutages = new Set<string>();

  const refreshOutages = async () => {
    try {
      knownOutages = new Set((await allOutages(db)).map(keyOf));
    } catch (error) {
      log.warn({ cause: causeOf(error) }, 'outage look-up failed');
    }
  };
  const retryInstallation = async (at: Organisation) => {
    try {
      if (!(await retryNow(db, at))) return;
      await wakeWaitingRooms(ports, queue, at);
    } catch (error) {
      log.warn({ cause: causeOf(error) }, 'installation retry failed');
    }
  };
  const task = schedule('* * * * *', refreshOutages, { noOverlap: true });
  const pending = new Set<Promise<void>>([refreshOutages()]);
  return {
    onVerifiedRequest(at) {
      if (!knownOutages.delete(keyOf(at))) return;
      const running = retryInstallation(at).finally(() => pending.delete(running));
      pending.add(running);
    },
    async stop() {
      await task.destroy();
      await Promise.all(pending);
    },
  };
}
