import type { FastifyInstance } from 'fastify';
import { messageProblem } from './checks.ts';
import type { SlackWorld } from './world.ts';

type Response = {
  text?: string;
  blocks?: unknown[];
  thread_ts?: string;
  response_type?: string;
  replace_original?: boolean;
  delete_original?: boolean;
};

/** 5 uses in 30 minutes. Source: docs.slack.dev, handling user interaction. */
const maxUses = 5;
const lifetimeMs = 30 * 60_000;

/** `POST /respond/:id`: answers of interactions over their response_url. */
export function responseUrls(app: FastifyInstance, world: SlackWorld): void {
  app.post<{ Params: { id: string }; Body: Response }>('/respond/:id', async (request, reply) => {
    const url = world.responseUrls.get(request.params.id);
    if (!url || url.uses >= maxUses || world.now() - url.at > lifetimeMs) {
      return reply.code(404).send({ ok: false, error: 'used_url' });
    }
    url.uses += 1;
    const { body } = request;
    const words = { text: body.text ?? '', blocks: body.blocks ?? [] };
    const problem = body.delete_original ? undefined : messageProblem(words, 'post');
    if (problem) return reply.code(400).send({ ok: false, error: problem });
    if (url.ts !== undefined && (body.replace_original || body.delete_original)) {
      change(world, url.ts, body.delete_original ? undefined : words);
    } else {
      const thread = body.thread_ts === undefined ? {} : { threadTs: body.thread_ts };
      const { botUserId } = world.team(url.team);
      const said = { ts: world.nextTs(), channel: url.channel, user: botUserId, ...words, ...thread };
      if (body.response_type === 'in_channel') world.posts.push({ ...said, edits: 0 });
      else world.ephemerals.push({ ...said, to: url.user });
    }
    return reply.send('ok');
  });
}

/** Replaces or removes the message that was pressed on. */
function change(world: SlackWorld, ts: string, words: { text: string; blocks: unknown[] } | undefined): void {
  for (const list of [world.posts, world.ephemerals]) {
    const at = list.findIndex((message) => message.ts === ts);
    const message = list[at];
    if (!message) continue;
    if (words) Object.assign(message, words, 'edits' in message ? edited(world, message.edits) : {});
    else list.splice(at, 1);
  }
}

const edited = (world: SlackWorld, edits: number) => ({ edits: edits + 1, editedAt: world.calendarTime() });
