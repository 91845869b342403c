import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { textsOf } from './parameters.ts';
import type { Query } from './query.ts';

/** How values are read, by type. Drizzle adds its own; what it adds for writing is not used, as all is text by then. */
export type Codecs = {
  parsers: Record<string, (value: string) => unknown>;
  serializers: Record<string, unknown>;
};

/** One connection to the server. Once it is lost it takes no statement any more, and nobody may keep it. */
export type Session = {
  /** Puts a statement on its way; one that cannot go is rejected. Never throws. */
  send(query: Query): void;
  /** Ends the connection, whatever is on its way. */
  destroy(reason: Error): void;
  /** Calls the listener once, when the connection is lost; returns how to stop listening. */
  onLost(listener: (reason: Error) => void): () => void;
  isLost(): boolean;
  /** Since when the server owes an answer, in milliseconds of `performance.now()`; undefined when it owes none. */
  waitingSince(): number | undefined;
};

/** Why a connection was given up. */
export class SessionLost extends Error {
  override name = 'SessionLost';
  code = 'CONNECTION_CLOSED';
}

/** A statement, and its parameters. */
export type Greeting = { text: string; values: string[] };

/**
 * Opens a connection as a client of its own, so that nothing of a lost one reaches the next: the
 * driver would keep what it had not written, and write it before the next greeting.
 *
 * @param greeting the first statement, which proves that the server answers.
 * @param withinMs how long the server may take.
 * @throws the driver's error when the server cannot be reached or refuses.
 */
export async function openSession(
  url: string,
  codecs: Codecs,
  greeting: Greeting,
  withinMs: number,
): Promise<Session> {
  let session: Session | undefined;
  let closed = false;
  const client = postgres(url, {
    ...{ max: 1, connect_timeout: 2, max_lifetime: null, onnotice: () => {} },
    // asking for the array types costs a round trip, and its failure ends the process; we read no arrays
    fetch_types: false,
    onclose: () => {
      closed = true;
      session?.destroy(lostConnection());
    },
  });
  Object.assign(client.options.parsers, codecs.parsers);
  // parameters are text before they get here
  const serializers: Record<string, unknown> = client.options.serializers;
  for (const type of Object.keys(serializers)) delete serializers[type];
  try {
    const greeted = client.unsafe(greeting.text, greeting.values);
    await Promise.race([greeted, tooLate(withinMs)]);
    const reserved = await client.reserve();
    // what a statement of the driver's own calls to get to its connection
    const { handler: execute } = reserved.unsafe('') as unknown as { handler: (query: Query) => void };
    if (closed) throw lostConnection();
    session = hold(execute, () => void client.end({ timeout: 0 }));
    return session;
  } catch (error) {
    void client.end({ timeout: 0 });
    throw error;
  }
}

/** The driver tries for ever where a connection is taken and closed at once, as a proxy of a dead server does. */
async function tooLate(withinMs: number): Promise<never> {
  await sleep(withinMs, undefined, { ref: false });
  throw Object.assign(new Error('the database could not be connected to in time'), {
    code: 'CONNECT_TIMEOUT',
  });
}

const lostConnection = () => new SessionLost('the connection to the database was lost');

function hold(execute: (query: Query) => void, end: () => void): Session {
  const open: Query[] = [];
  const listeners: ((reason: Error) => void)[] = [];
  let owedSince = 0;
  let reason: Error | undefined;
  let sending = false;

  const destroy = (why: Error) => {
    if (reason) return;
    reason = why;
    end();
    for (const query of [...open]) query.reject(why);
    for (const listener of listeners.splice(0)) listener(why);
  };
  const settle = (query: Query) => {
    takeOut(open, query);
    owedSince = performance.now();
    // the driver failed over a statement before it was sent, and does not know which one that was
    if (sending) destroy(new SessionLost('a statement could not be sent'));
  };
  const send = (query: Query) => {
    if (reason) return query.reject(reason);
    try {
      query.parameters = textsOf(query.values);
    } catch (error) {
      return query.reject(error);
    }
    query.onSettled = settle;
    if (open.length === 0) owedSince = performance.now();
    open.push(query);
    sending = true;
    execute(query);
    sending = false;
  };
  return {
    send,
    destroy,
    onLost(listener) {
      if (reason) listener(reason);
      else listeners.push(listener);
      return () => takeOut(listeners, listener);
    },
    isLost: () => reason !== undefined,
    waitingSince: () => (open.length > 0 ? owedSince : undefined),
  };
}

function takeOut<T>(list: T[], one: T): void {
  const at = list.indexOf(one);
  if (at >= 0) list.splice(at, 1);
}
