import type { FastifyPluginAsync } from 'fastify';

/** A picture as it is now; it is drawn only where the one who asks has not got it. */
type Drawn = { etag: string; png(): Promise<Buffer> };

/**
 * `GET /pictures/<token>.png`: what Slack and Teams fetch to show it in a card. Whoever has the
 * address may see it, so it is asked for again each time, and whatever else is asked for is not there.
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
