import type { Database } from '../../db/database.ts';
import { databaseNow, messagesSince } from '../../db/queries/page/messages.ts';
import { validSessions } from '../../db/queries/page/sessions.ts';
import type { Log } from '../ports/log.ts';
import { causeOf } from '../ports/log.ts';
import type { PageListener, Visit } from '../ports/pages.ts';

/** Milliseconds between two looks for changes. */
const pollMs = 1_000;
/** Looks between two checks of all open sessions. */
const looksPerCheck = 2;
/** A transaction can commit this long after the instant it wrote, so each look goes back as far, in milliseconds. */
const overlapMs = 10_000;

/** Looks for changes of pages while any is open: one poll for the whole process. */
export type Changes = {
  listen(visit: Visit, listener: PageListener): () => void;
  close(): void;
};

type Open = { visit: Visit; listener: PageListener };

/** What the poll needs; `now` returns the present as an ISO instant. */
export type ChangesPorts = { db: Database; now: () => string; log: Log; pollMs?: number };

/** Creates the poll; it runs while somebody listens. */
export function createChanges({ db, now, log, pollMs: everyMs = pollMs }: ChangesPorts): Changes {
  const open = new Map<string, Set<Open>>();
  let timer: NodeJS.Timeout | undefined;
  let since: string | undefined;
  let seen = new Set<string>();
  let looks = 0;

  async function look(): Promise<void> {
    const from = since ?? (await databaseNow(db));
    const { changed, now: present } = await messagesSince(db, before(from, overlapMs));
    const marks = new Map(changed.map((one) => [`${one.id} ${one.version}`, one.roomId]));
    const isFirst = since === undefined;
    const rooms = new Set([...marks].flatMap(([mark, room]) => (seen.has(mark) ? [] : [room])));
    since = present;
    seen = new Set(marks.keys());
    // what was posted before the first look is on the pages already, or is shown once more
    for (const room of rooms) for (const one of open.get(room) ?? []) one.listener.changed();
    looks += 1;
    if (!isFirst && looks % looksPerCheck === 0) await check();
  }

  async function check(): Promise<void> {
    const all = [...open.values()].flatMap((ones) => [...ones]);
    const valid = await validSessions(
      db,
      all.map(({ visit }) => visit.sessionHash),
      now(),
    );
    for (const one of all) if (!valid.has(one.visit.sessionHash)) one.listener.over();
  }

  function schedule(): void {
    timer ??= setTimeout(async () => {
      try {
        await look();
      } catch (error) {
        log.warn({ cause: causeOf(error) }, 'page changes not read');
      }
      timer = undefined;
      if (open.size > 0) schedule();
      else since = undefined;
    }, everyMs);
    timer.unref();
  }

  return {
    listen(visit, listener) {
      const one = { visit, listener };
      const ones = open.get(visit.roomId) ?? new Set();
      open.set(visit.roomId, ones.add(one));
      schedule();
      return () => {
        ones.delete(one);
        if (ones.size === 0 && open.get(visit.roomId) === ones) open.delete(visit.roomId);
      };
    },
    close() {
      clearTimeout(timer);
      open.clear();
    },
  };
}

const before = (instant: string, ms: number) => new Date(Date.parse(instant) - ms).toISOString();
