import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { request } from 'undici';
import { type Place, type Signed, slash } from './slash.ts';

/** A server, and what is asked of it. */
export type Asked = {
  url: string;
  signingSecret: string;
  /** The nth question; it must not be answered from what is remembered of another one. */
  ask(n: number): { at: Place; text: string };
  /** Every right answer says this. */
  says: string;
};

/** Connections of every load, as in the baseline of `reference/slack.md` §1.5. */
export const connections = 16;

/**
 * Asks as fast as answers come.
 *
 * @returns answers a second.
 * @throws when any answer was wrong: a figure of failures means nothing.
 */
export async function throughput(asked: Asked, seconds: number): Promise<number> {
  const result = await fire(asked, { duration: seconds });
  return result['2xx'] / result.duration;
}

/** Asks this many times, as fast as answers come; returns seconds. Throws as `throughput` does. */
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
 * Asks at a fixed rate, whatever the answers do.
 *
 * @returns how long each answer took in milliseconds, from when it should have been asked for.
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

/** Asks the nth question and takes the answer. Throws when it is wrong. */
export async function answered(asked: Asked, n: number): Promise<void> {
  const { statusCode, body } = await request(`${asked.url}/slack/events`, {
    method: 'POST',
    ...signedBy(asked, n),
  });
  const text = await body.text();
  if (statusCode !== 200 || !text.includes(asked.says))
    throw new Error(`an answer was ${statusCode}: ${text.slice(0, 200)}`);
}
