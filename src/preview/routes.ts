import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import * as z from 'zod';
import { type Act, act } from './act.ts';
import type { Bundle } from './bundle.ts';
import { endLast } from './end-last.ts';
import type { Feed } from './feed.ts';
import { guard } from './guard.ts';
import { type Move, moveShape } from './moment.ts';
import { pageHeaders, shell } from './shell.ts';

const maxBodyBytes = 64 * 1024;

/** What the routes need. */
export type RouteParts = {
  bundling: Promise<Bundle>;
  feed: Feed;
  /** The page with the mail that was sent. */
  mail(): string;
  /** Actions of people by path below `/preview/`. */
  acts: Record<string, Act>;
  /** Throws until Milepost listens. */
  opened(): unknown;
  move(move: Move): Promise<object>;
  slow(slack: boolean): void;
  /** Runs after each action, before its answer. */
  done(): Promise<void>;
};

/** Serves the page and its requests, to that page on this machine only. */
export const previewRoutes =
  ({ bundling, feed, mail, acts, opened, move, slow, done }: RouteParts): FastifyPluginAsync =>
  async (app) => {
    app.addHook('onRequest', guard);
    endLast(app, feed);
    app.addHook('onSend', async (_request, reply) => void reply.headers(pageHeaders));
    app.setErrorHandler((error, _request, reply) => {
      const { status, words } = refusalOf(error);
      return reply.code(status).send({ ok: false, error: words });
    });
    app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(shell));
    app.get('/preview/mail', async (_request, reply) => reply.type('text/html; charset=utf-8').send(mail()));
    serve(app, await bundling);
    app.get('/preview/events', async (_request, reply) => feed.follow(reply));
    const all: Record<string, Act> = {
      ...acts,
      clock: async (body) => move(moveShape.parse(body)),
      slow: act(z.object({ slack: z.boolean() }), async ({ slack }) => {
        slow(slack);
        return {};
      }),
    };
    for (const [path, work] of Object.entries(all)) {
      app.post(`/preview/${path}`, { bodyLimit: maxBodyBytes }, async ({ body }) => {
        opened();
        const working = work(body);
        // shows a person's message before its answer
        feed.changed();
        try {
          return { ok: true, ...(await working) };
        } finally {
          await done();
        }
      });
    }
  };

function serve(app: FastifyInstance, bundle: Bundle): void {
  for (const [name, { body, type, etag }] of Object.entries(bundle)) {
    app.get(`/preview/${name}`, async (request, reply) => {
      reply.headers({ etag, 'cache-control': 'no-cache' });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type(`${type}; charset=utf-8`).send(Buffer.from(body));
    });
  }
}

/** Returns the sentence for the person, and a 4xx status. */
function refusalOf(error: unknown): { status: number; words: string } {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return { status: 400, words: `${issue?.path.join('.') || 'The request'}: ${issue?.message}.` };
  }
  const { statusCode, message } = error as Error & { statusCode?: number };
  return { status: statusCode ?? 422, words: message };
}
