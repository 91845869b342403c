import type { FastifyPluginAsync } from 'fastify';
import { createPulse, type PulseLimits } from './pulse.ts';

/** What the probes check. */
export type ProbePorts = {
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  limits?: PulseLimits;
  /** The text of `/`; absent when the preview's page is there. */
  greeting?: string;
};

/** A probe waits one or two seconds; a database restarts within half a minute. */
const usual: PulseLimits = { withinMs: 1_000, deadAfterMs: 30_000 };

/**
 * `/readyz`: 200 while the database answers. `/healthz`: 503 once the database has not answered for so long
 * that a restart may help. Both answer within a second.
 */
export const probes =
  ({ ping, limits = usual, greeting }: ProbePorts): FastifyPluginAsync =>
  async (app) => {
    const pulse = createPulse(ping, limits);
    app.get('/healthz', async (_request, reply) => {
      const answers = await pulse.beats();
      if (answers || !pulse.isDead()) return { status: 'ok' };
      return reply.code(503).send({ status: 'the database has not answered for a while' });
    });
    app.get('/readyz', async (_request, reply) => {
      if (await pulse.beats()) return { status: 'ready' };
      return reply.code(503).send({ status: 'the database does not answer' });
    });
    if (greeting !== undefined)
      app.get('/', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(greeting));
  };
