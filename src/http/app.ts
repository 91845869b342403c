import Fastify, { type FastifyInstance, type FastifyPluginAsync, LogController } from 'fastify';
import type { Logger } from 'pino';
import { legal } from './legal.ts';
import { type ProbePorts, probes } from './probes.ts';

/** What the host registers. */
export type AppParts = {
  log: Logger;
  plugins: FastifyPluginAsync[];
  probes: ProbePorts;
  limits?: Partial<HostLimits>;
};

/** How long a connection may take, in milliseconds. */
export type HostLimits = {
  /** From the first byte of a request to its last; also for a connection that sends nothing. */
  requestMs: number;
  /** Longest silence on a connection. */
  silenceMs: number;
  /** Longest wait for pending answers at a stop, before open connections are closed. */
  stopMs: number;
};

/** Platforms send a request at once. Load balancers keep a connection for a minute. */
const usual: HostLimits = { requestMs: 10_000, silenceMs: 75_000, stopMs: 4_000 };

/** Creates the HTTP host. A defect is logged in one line and answered with a 500 without its cause. */
export async function createApp({ log, plugins, probes: ports, limits }: AppParts): Promise<FastifyInstance> {
  const { requestMs, silenceMs, stopMs } = { ...usual, ...limits };
  const app = Fastify({
    loggerInstance: log,
    requestTimeout: requestMs,
    connectionTimeout: silenceMs,
    keepAliveTimeout: silenceMs,
    http: { headersTimeout: requestMs, connectionsCheckingInterval: Math.min(1_000, requestMs) },
    logController: new LogController({ disableRequestLogging: true }),
    // picture addresses are long
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance;
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500)
      // the route and not the address, which may hold a token
      request.log.error({ cause: error.message, route: request.routeOptions.url }, 'http request failed');
    return reply.code(status).send({ error: status === 500 ? 'internal error' : 'bad request' });
  });
  // connections that never finish their request are not idle, and a stop would wait for them
  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), stopMs).unref();
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));
  await app.register(probes(ports));
  await app.register(legal);
  for (const plugin of plugins) await app.register(plugin);
  return app;
}
