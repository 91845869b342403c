import type { FastifyPluginAsync } from 'fastify';
import type { Log } from '../../../src/ports/log.ts';
import { readJson } from '../../shared/json.ts';
import { refusals } from '../reply/answer.ts';
import type { Receive } from './receive.ts';

/** An activity has a few KB, a card's inputs some more. */
const maxBodyBytes = 256 * 1024;

/** `POST /api/messages`, the webhook of Teams. Errors are answered with fixed texts. */
export function createPlugin(receive: Receive, log: Log): FastifyPluginAsync {
  return async (server) => {
    server.setErrorHandler(async (error: { statusCode?: number; message: string }, _request, reply) => {
      const status = error.statusCode ?? 500;
      if (status === 413) return reply.code(413).send('Too large.');
      if (status < 500) return reply.code(400).send(refusals.malformed.body);
      log.error({ why: error.message }, 'teams request failed');
      return reply.code(503).send(refusals.unavailable.body);
    });
    server.removeContentTypeParser('application/json');
    server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, readJson(String(body))),
    );
    server.post('/api/messages', { bodyLimit: maxBodyBytes }, async (request, reply) => {
      const { authorization } = request.headers;
      const answer = await receive({ headers: { authorization }, body: request.body });
      return reply.code(answer.status).send(answer.body);
    });
  };
}
