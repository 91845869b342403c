import { schedule } from 'node-cron';
import { everyOutage, tryNow } from '../../../db/queries/delivery/outage.ts';
import { type Organisation, waitingRooms } from '../../../db/queries/delivery/waiting.ts';
import { causeOf } from '../../ports/log.ts';
import type { Queue } from '../queue.ts';
import { instantAt, type Ports, waitsOf } from '../settings.ts';

/** Takes notice that a verified request of an organisation came in. Costs nothing where there is no outage. */
export type HeardFrom = (at: Organisation) => void;

const keyOf = ({ platform, tenant }: Organisation) => `${platform}/${tenant}`;

/**
 * Knows the outages of this minute, so that a request of an organisation that takes no messages has
 * it tried at once: whoever installs an app again uses it. At most once a minute for each.
 */
export function createOutageWatch(
  ports: Ports,
  queue: Queue,
): { heardFrom: HeardFrom; stop(): Promise<void> } {
  const { db, log, now, pace, messengers } = ports;
  let out = new Set<string>();

  const look = async () => {
    try {
      out = new Set((await everyOutage(db)).map(keyOf));
    } catch (error) {
      log.warn({ cause: causeOf(error) }, 'the outages could not be looked up; the next look is in a minute');
    }
  };
  const trial = async (at: Organisation) => {
    try {
      if (!(await tryNow(db, at))) return;
      await queue.wake(await waitingRooms(db, instantAt(now()), waitsOf(pace), Object.keys(messengers), at));
    } catch (error) {
      log.warn({ cause: causeOf(error) }, 'an installation that takes no messages could not be tried');
    }
  };
  const task = schedule('* * * * *', look, { noOverlap: true });
  const underway = new Set<Promise<void>>([look()]);
  return {
    heardFrom(at) {
      if (!out.delete(keyOf(at))) return;
      const running = trial(at).finally(() => underway.delete(running));
      underway.add(running);
    },
    async stop() {
      await task.destroy();
      await Promise.all(underway);
    },
  };
}
