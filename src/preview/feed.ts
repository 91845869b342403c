import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Snapshot } from './snapshot.ts';

/** Changes within this time are sent together. */
const batchMs = 40;
/** Interval of empty events, which detect closed connections. */
const keepAliveMs = 15_000;
/** Delay before a browser reconnects. */
const reconnectMs = 500;

/** Server-sent events for the open pages of the preview. */
export type Feed = {
  /** Answers a request with the current state, and again after each change until the page closes. */
  follow(reply: FastifyReply): FastifyReply;
  /** Schedules an update. */
  changed(): void;
  close(): void;
};

/**
 * Creates a feed of whole states. An unchanged state is not sent again.
 *
 * A state is sent once `save` has stored it, so that a kill takes away nothing that a page has shown.
 */
export function createFeed(take: () => Snapshot, save: () => Promise<void>): Feed {
  const readers = new Map<ServerResponse, string>();
  let timer: NodeJS.Timeout | undefined;
  const send = async () => {
    timer = undefined;
    if (readers.size === 0) return;
    const { now, ...state } = take();
    // a failed save is reported where the stand-ins answer
    await save().catch(() => {});
    // the page advances the clock itself, so only a moved clock is a change
    const ahead = Math.round((Date.parse(now) - Date.now()) / 2_000);
    const body = JSON.stringify(state);
    for (const [reader, known] of readers) {
      // a slow reader gets the latest state on `drain`; one may have ended during the save
      if (reader.writableEnded || reader.writableNeedDrain || known === `${ahead}${body}`) continue;
      readers.set(reader, `${ahead}${body}`);
      reader.write(`event: state\ndata: {"now":"${now}",${body.slice(1)}\n\n`);
    }
  };
  const changed = () => {
    timer ??= setTimeout(send, batchMs);
  };
  const alive = setInterval(() => {
    for (const reader of readers.keys()) reader.write(':\n\n');
  }, keepAliveMs);
  alive.unref();
  return {
    follow(reply) {
      reply.hijack();
      const { raw } = reply;
      // its connection ends with it, so that a server that closes need not wait
      const headers = {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        connection: 'close',
      };
      raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers });
      raw.write(`retry: ${reconnectMs}\n\n`);
      readers.set(raw, '');
      raw.on('drain', changed);
      raw.on('close', () => readers.delete(raw));
      send();
      return reply;
    },
    changed,
    close() {
      clearInterval(alive);
      clearTimeout(timer);
      for (const reader of readers.keys()) reader.end();
    },
  };
}
