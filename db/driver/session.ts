import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { textsOf } from './parameters.ts';
import type { Query } from './query.ts';

/** Parsers by type; Drizzle adds its own. Its serializers are unused, because parameters are text already. */
export type Codecs = {
  parsers: Record<string, (value: string) => unknown>;
  serializers: Record<string, unknown>;
};

/** One connection. A lost one accepts no statements and must be dropped. */
export type Session = {
  /** Sends a statement, or rejects it when it cannot be sent. Never throws. */
  send(query: Query): void;
  /** Closes the connection and rejects its pending statements. */
  destroy(reason: Error): void;
  /** Calls the listener once, when the connection is lost; returns a function that removes it. */
  onLost(listener: (reason: Error) => void): () => void;
  isLost(): boolean;
  /** When the oldest pending statement was sent, by `performance.now()`; undefined when there is none. */
  waitingSince(): number | undefined;
};

/** The reason why a connection was closed. */
export class SessionLost extends Error {
  override name = 'SessionLost';
  code = 'CONNECTION_CLOSED';
}

/** A statement and its parameters. */
export type Greeting = { text: string; values: string[] };

/**
 * Opens a connection as a separate client of the driver, which would else write the unsent data of a lost
 * connection to the next one.
 *
 * @param greeting the first statement; its result proves that the server answers.
 * @param withinMs time limit for connecting, in milliseconds.
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
    max: 1,
    connect_timeout: 2,
    max_lifetime: null,
    onnotice: () => {},
    // fetching array types costs a round trip, and its failure would end the process
    fetch_types: false,
    onclose: () => {
      closed = true;
      session?.destroy(lostConnection());
    },
  });
  Object.assign(client.options.parsers, codecs.parsers);
  // parameters are text already
  const serializers: Record<string, unknown> = client.options.serializers;
  for (const type of Object.keys(serializers)) delete serializers[type];
  try {
    const greeted = client.unsafe(greeting.text, greeting.values);
    await Promise.race([greeted, tooLate(withinMs)]);
    const reserved = await client.reserve();
    // the driver's statements call this to get a connection
    const { handler: execute } = reserved.unsafe('') as unknown as { handler: (query: Query) => void };
    if (closed) throw lostConnection();
    session = hold(execute, () => void client.end({ timeout: 0 }));
    return session;
  } catch (error) {
    void client.end({ timeout: 0 });
    throw error;
  }
}

/** The driver retries for ever when a connection is accepted and closed at once, as by the proxy of a dead server. */
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
    // the driver failed before it sent a statement, and does not say which one
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
