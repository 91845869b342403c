import type { FastifyPluginAsync } from 'fastify';

/** What the probes look at. */
export type ProbePorts = {
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  /** What `/` says to somebody who opens the address in a browser; absent where a page is there. */
  greeting?: string;
};

/** `/healthz`: this process lives. `/readyz`: it can serve, because its database answers. */
export const probes =
  ({ ping, greeting }: ProbePorts): FastifyPluginAsync =>
  async (app) => {
    app.get('/healthz', async () => ({ status: 'ok' }));
    app.get('/readyz', async (_request, reply) => {
      try {
        await ping();
        return { status: 'ready' };
      } catch {
        return reply.code(503).send({ status: 'the database does not answer' });
      }
    });
    if (greeting !== undefined)
      app.get('/', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(greeting));
  };
