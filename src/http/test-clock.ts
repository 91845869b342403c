import type { FastifyPluginAsync } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { Clock } from '../clock.ts';

const body = z.object({ now: z.iso.datetime({ offset: true }) });

/** `POST /test/clock {now}` moves the clock and does what is due by then; there only with a movable clock. */
export const testClock =
  (clock: Clock, runDue: () => Promise<void>): FastifyPluginAsync =>
  async (app) => {
    app.post('/test/clock', async (request, reply) => {
      const parsed = body.safeParse(request.body);
      if (!parsed.success) return reply.code(400).send({ error: 'now must be an ISO instant' });
      clock.move?.(Temporal.Instant.from(parsed.data.now));
      await runDue();
      return { now: clock.now().toString() };
    });
  };
