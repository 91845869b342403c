import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Args, methods } from './methods.ts';
import { SlackRefusal } from './rooms.ts';
import type { SlackWorld } from './world.ts';

/** A fault that the stand-in plays once, instead of answering. */
export type SlackFault =
  /** 429; without `retryAfter` no usable header, as a proxy may send it. Seconds. */
  | { is: 'limited'; retryAfter?: number }
  | { is: 'status'; status: number }
  | { is: 'error'; code: string }
  | { is: 'garbage' }
  /** No answer at all; `done` means that the call was carried out all the same. */
  | { is: 'hang'; done?: boolean }
  | { is: 'dropped'; done?: boolean };

/** One call that arrived. */
export type SlackCall = { method: string; token: string; args: Args };

/** What the stand-in remembers and is told to do. */
export type SlackApiState = {
  world: SlackWorld;
  calls: SlackCall[];
  faults: Map<string, SlackFault[]>;
  /** Every other call is too many. */
  slow: boolean;
};

/** What a call too many is answered with; Slack says when to come again, in seconds. */
const tooManyCalls: SlackFault = { is: 'limited', retryAfter: 5 };

/** The Web API under `/api/`, with tokens checked and every call kept. */
export function webApi(app: FastifyInstance, state: SlackApiState): void {
  let passed = true;
  const isTooMany = () => {
    passed = !state.slow || !passed;
    return !passed;
  };
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.post<{ Params: { method: string }; Body: Record<string, string> | null }>(
    '/api/:method',
    async (request, reply) => {
      const { method } = request.params;
      const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
      const args = decode(request.body ?? {});
      state.calls.push({ method, token, args });
      const fault = state.faults.get(method)?.shift() ?? (isTooMany() ? tooManyCalls : undefined);
      const answer =
        !fault || ('done' in fault && fault.done) ? perform(state.world, method, token, args) : {};
      return fault ? play(fault, request, reply) : reply.send(answer);
    },
  );
}

function decode(body: Record<string, string>): Args {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, nested(value)]));
}

/** The SDK sends nested values as JSON in a form field. */
function nested(value: string): unknown {
  if (!value.startsWith('{') && !value.startsWith('[')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function perform(world: SlackWorld, method: string, token: string, args: Args): object {
  const team = world.teams.find((one) => one.token === token);
  if (!team) return { ok: false, error: token === '' ? 'not_authed' : 'invalid_auth' };
  const work = methods[method];
  if (!work) return { ok: false, error: 'unknown_method' };
  try {
    return { ok: true, ...work(world, team, args) };
  } catch (error) {
    if (error instanceof SlackRefusal) return { ok: false, error: error.message };
    throw error;
  }
}

function play(fault: SlackFault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  switch (fault.is) {
    case 'limited':
      if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter));
      return reply.code(429).send({ ok: false, error: 'ratelimited' });
    case 'status':
      return reply.code(fault.status).send('<html>something is wrong</html>');
    case 'error':
      return reply.send({ ok: false, error: fault.code });
    case 'garbage':
      return reply.type('text/html').send('<html>not what you asked for</html>');
    case 'hang':
      return reply.hijack();
    case 'dropped':
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    default:
      return fault satisfies never;
  }
}
