import { expect, it } from 'vitest';
import type { Session } from '../../db/driver/session.ts';
import { SessionPool } from '../../db/driver/session-pool.ts';

const session: Session = {
  send: () => {},
  destroy: () => {},
  onLost: () => () => {},
  isLost: () => false,
  waitingSince: () => undefined,
};

it('an attempt to connect that fails late does not fail a caller that came after it began', async () => {
  const attempts: PromiseWithResolvers<Session>[] = [];
  const open = () => {
    const attempt = Promise.withResolvers<Session>();
    attempts.push(attempt);
    return attempt.promise;
  };
  const pool = new SessionPool(open, { max: 1, waitMs: 60 });
  await expect(pool.acquire()).rejects.toMatchObject({ code: 'NO_CONNECTION' });
  const later = pool.acquire();
  attempts[0]?.reject(Object.assign(new Error('too late'), { code: 'CONNECT_TIMEOUT' }));
  await expect.poll(() => attempts.length).toBe(2);
  attempts[1]?.resolve(session);
  expect(await later).toBe(session);
});

it('a caller hears why the attempt that it caused failed', async () => {
  const pool = new SessionPool(() => Promise.reject(new Error('refused')), { max: 1, waitMs: 5_000 });
  await expect(pool.acquire()).rejects.toThrow('refused');
});
