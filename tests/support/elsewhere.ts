import Fastify from 'fastify';

/** Starts a third-party host: it serves any request and records who asked. */
export async function startElsewhere() {
  const server = Fastify({ forceCloseConnections: true });
  const asked: { url: string; authorization: string | undefined }[] = [];
  server.get('*', async ({ url, headers }, reply) => {
    asked.push({ url, authorization: headers.authorization });
    return reply.type('text/plain').send('# Plan');
  });
  const origin = await server.listen({ port: 0, host: '127.0.0.1' });
  return { origin, asked, close: () => server.close() };
}
