import Fastify, { type FastifyInstance, type FastifyPluginAsync, LogController } from 'fastify';
import type { Logger } from 'pino';
import { legal } from './legal.ts';
import { type ProbePorts, probes } from './probes.ts';

/** The host: it registers what it is given and knows none of it. */
export type AppParts = { log: Logger; plugins: FastifyPluginAsync[]; probes: ProbePorts };

/** Makes the HTTP host. A defect is answered with a plain 500 and logged in one line; its cause stays inside. */
export async function createApp({ log, plugins, probes: ports }: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // the address of a picture names what it shows and to whom
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance;
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500)
      request.log.error({ cause: error.message, path: request.url.split('?')[0] }, 'a request failed');
    return reply.code(status).send({ error: status === 500 ? 'internal error' : 'bad request' });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));
  await app.register(probes(ports));
  await app.register(legal);
  for (const plugin of plugins) await app.register(plugin);
  return app;
}
