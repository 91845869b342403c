import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Snapshot } from './snapshot.ts';

/** Changes that come within this many milliseconds are shown as one. */
const batchMs = 40;
/** Tells a reader who is gone from one who has nothing to read, in milliseconds. */
const keepAliveMs = 15_000;
/** How soon a browser connects again, in milliseconds. */
const reconnectMs = 500;

/** Pages that follow the preview by server-sent events. */
export type Feed = {
  /** Answers a request with the state, now and after each change, for as long as the page is open. */
  follow(reply: FastifyReply): FastifyReply;
  /** Something may be otherwise now. */
  changed(): void;
  close(): void;
};

/** A feed of whole states; what is the same as before is not sent again. */
export function createFeed(take: () => Snapshot): Feed {
  const readers = new Map<ServerResponse, string>();
  let timer: NodeJS.Timeout | undefined;
  const send = () => {
    timer = undefined;
    if (readers.size === 0) return;
    const { now, ...state } = take();
    // the page lets the clock run by itself: only a clock that was moved is news
    const ahead = Math.round((Date.parse(now) - Date.now()) / 2_000);
    const body = JSON.stringify(state);
    for (const [reader, known] of readers) {
      // whoever is still busy with an earlier state gets the latest one once they are ready
      if (reader.writableNeedDrain || known === `${ahead}${body}`) continue;
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
      const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' };
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
