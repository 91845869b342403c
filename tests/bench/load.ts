import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { request } from 'undici';
import { type Place, type Signed, slash } from './slash.ts';

/** A server and the requests to send to it. */
export type Asked = {
  url: string;
  signingSecret: string;
  /** Returns the nth request. It must differ from the others, so that no cache answers it. */
  ask(n: number): { at: Place; text: string };
  /** Text that every correct answer contains. */
  says: string;
};

/** Parallel connections of every load. */
export const connections = 16;

/**
 * Sends requests as fast as answers come.
 * @returns answers per second.
 * @throws when any answer was wrong, because the figure would mean nothing.
 */
export async function throughput(asked: Asked, seconds: number): Promise<number> {
  const result = await fire(asked, { duration: seconds });
  return result['2xx'] / result.duration;
}

/** Sends `amount` requests as fast as answers come and returns the seconds taken. Throws as `throughput` does. */
export async function timesOf(asked: Asked, amount: number): Promise<number> {
  return (await fire(asked, { amount })).duration;
}

async function fire(asked: Asked, until: { duration: number } | { amount: number }) {
  let n = 0;
  const result = await autocannon({
    url: `${asked.url}/slack/events`,
    connections,
    ...until,
    requests: [
      {
        method: 'POST',
        setupRequest(request) {
          n += 1;
          return { ...request, ...signedBy(asked, n) };
        },
      },
    ],
    verifyBody: (body) => String(body).includes(asked.says),
  });
  const wrong = result.non2xx + result.errors + result.timeouts + result.mismatches;
  if (wrong > 0) throw new Error(`${wrong} of ${n} answers of ${asked.url} were not “${asked.says}”`);
  return result;
}

function signedBy({ signingSecret, ask }: Asked, n: number): Signed {
  const { at, text } = ask(n);
  return slash(signingSecret, at, text);
}

/**
 * Sends requests at a fixed rate, however slow the answers are.
 * @returns the latency of each answer in milliseconds, from the time its request was due.
 */
export async function atRate(asked: Asked, perSecond: number, seconds: number): Promise<number[]> {
  const took: Promise<number>[] = [];
  const start = performance.now();
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const due = start + (n * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    took.push(answered(asked, n).then(() => performance.now() - due));
  }
  return Promise.all(took);
}

/** Sends the nth request and reads the answer. Throws when it is wrong. */
export async function answered(asked: Asked, n: number): Promise<void> {
  const { statusCode, body } = await request(`${asked.url}/slack/events`, {
    method: 'POST',
    ...signedBy(asked, n),
  });
  const text = await body.text();
  if (statusCode !== 200 || !text.includes(asked.says))
    throw new Error(`an answer was ${statusCode}: ${text.slice(0, 200)}`);
}
