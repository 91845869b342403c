import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Feed } from './feed.ts';

const pollMs = 10;

/**
 * Ends the feed once the server accepts no more connections. A page that tried again before would be answered 503,
 * after which a browser gives up; a refused connection it tries again until Milepost is back.
 */
export function endLast(app: FastifyInstance, feed: Feed): void {
  const { server } = app;
  // browsers connect ahead of need, and a closing server leaves such a connection open
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  app.addHook('onSend', async (_request, reply) => {
    if (!server.listening) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    const waiting = setInterval(() => {
      if (server.listening) return;
      clearInterval(waiting);
      for (const socket of unused) socket.destroy();
      feed.close();
    }, pollMs);
  });
}
