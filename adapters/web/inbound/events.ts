import type { FastifyReply } from 'fastify';
import type { Pages, Visit } from '../../../src/ports/pages.ts';

/** Most open streams of one browser session, and of this process. */
const maxPerSession = 6;
const maxInAll = 10_000;
/** Milliseconds between two comments that keep a connection open; load balancers end silent ones after a minute. */
const pulseMs = 25_000;

/** The open streams of server-sent events. */
export type Streams = {
  /** Opens a stream; false where there are too many. */
  open(reply: FastifyReply, visit: Visit): boolean;
  close(): void;
};

/** Creates the streams, which say that a page changed and never what: the browser then asks as usual. */
export function createStreams(pages: Pages, headers: Readonly<Record<string, string>>): Streams {
  const open = new Map<FastifyReply['raw'], string>();
  let pulse: NodeJS.Timeout | undefined;

  const count = (session: string) => [...open.values()].filter((one) => one === session).length;

  function beat(): void {
    pulse ??= setInterval(() => {
      for (const raw of open.keys()) write(raw, ': still here\n\n');
      if (open.size > 0) return;
      clearInterval(pulse);
      pulse = undefined;
    }, pulseMs).unref();
  }

  return {
    open(reply, visit) {
      if (open.size >= maxInAll || count(visit.sessionHash) >= maxPerSession) return false;
      const { raw } = reply;
      reply.hijack();
      raw.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
      // what changed while the page was loading
      raw.write('retry: 3000\n\nevent: changed\ndata: 1\n\n');
      open.set(raw, visit.sessionHash);
      beat();
      const stop = pages.listen(visit, {
        changed: () => write(raw, 'event: changed\ndata: 1\n\n'),
        over: () => {
          write(raw, 'event: over\ndata: 1\n\n');
          raw.end();
        },
      });
      raw.on('close', () => {
        open.delete(raw);
        stop();
      });
      return true;
    },
    close() {
      clearInterval(pulse);
      for (const raw of open.keys()) raw.end();
    },
  };
}

/** Writes unless the stream was ended: it stays open until its browser has read everything. */
function write(raw: FastifyReply['raw'], text: string): void {
  if (!raw.writableEnded) raw.write(text);
}
