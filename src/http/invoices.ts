import type { FastifyPluginAsync } from 'fastify';

type Written = { name: string; pdf: Buffer };

/** `GET /invoices/<token>.pdf`. The address is the permission, so nobody keeps a copy, and any other token is not found. */
export const invoices =
  (write: (token: string) => Promise<Written | undefined>): FastifyPluginAsync =>
  async (app) => {
    app.get<{ Params: { token: string } }>('/invoices/:token.pdf', async (request, reply) => {
      const written = await write(request.params.token);
      if (!written) return reply.callNotFound();
      return reply
        .header('cache-control', 'private, no-store')
        .header('content-disposition', `inline; filename="${written.name}.pdf"`)
        .header('referrer-policy', 'no-referrer')
        .header('x-content-type-options', 'nosniff')
        .header('x-robots-tag', 'noindex')
        .type('application/pdf')
        .send(written.pdf);
    });
  };
