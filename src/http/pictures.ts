import type { FastifyPluginAsync } from 'fastify';

/** A current picture, drawn only if the client has no current copy. */
type Drawn = { etag: string; png(): Promise<Buffer> };

/**
 * `GET /pictures/<token>.png`, which Slack and Teams fetch for a card. The address is the permission, so it
 * is revalidated each time, and any other token is not found.
 */
export const pictures =
  (draw: (token: string) => Promise<Drawn | undefined>): FastifyPluginAsync =>
  async (app) => {
    app.get<{ Params: { token: string } }>('/pictures/:token.png', async (request, reply) => {
      const drawn = await draw(request.params.token);
      if (!drawn) return reply.callNotFound();
      reply.header('etag', drawn.etag).header('cache-control', 'public, no-cache');
      if (request.headers['if-none-match'] === drawn.etag) return reply.code(304).send();
      return reply.type('image/png').send(await drawn.png());
    });
  };
