import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SlackFault } from '../../../src/preview/slack/api.ts';
import type { SlackPerson } from '../../../src/preview/slack/world.ts';
import { type SlackRig, slackRig } from '../../support/platforms/slack.ts';

let rig: SlackRig;
beforeEach(async () => {
  rig = await slackRig();
});
afterEach(() => rig.close());

const find = (user: string, tenant = 'T1') =>
  rig.slack.findProfile({ platform: 'slack', tenant, user }, undefined);

test('a member has a name, a zone and a confirmed address', async () => {
  Object.assign(rig.end.world.person('UANA'), { email: 'ana@example.com', zone: 'America/Lima' });
  expect(await find('UANA')).toEqual({
    standing: 'member',
    name: 'Ana Diaz',
    zone: 'America/Lima',
    email: 'ana@example.com',
  });
});

test('an address that nobody confirmed is not told', async () => {
  Object.assign(rig.end.world.person('UANA'), { email: 'ana@example.com', unconfirmed: true });
  expect(await find('UANA')).not.toHaveProperty('email');
});

test.each<[string, Partial<SlackPerson>]>([
  ['a guest', { guest: 'single' }],
  ['somebody of another organisation', { home: 'T8' }],
])('the address of %s is not told: only an organisation names its members', async (_name, change) => {
  Object.assign(rig.end.world.person('UANA'), { email: 'ana@example.com', ...change });
  expect(await find('UANA')).not.toHaveProperty('email');
});

test.each<[string, Partial<SlackPerson>, string]>([
  ['a guest of some channels', { guest: 'multi' }, 'guest'],
  ['a guest of one channel', { guest: 'single' }, 'guest'],
  ['somebody of another organisation', { home: 'T8' }, 'external'],
])('%s is known as such', async (_name, change, standing) => {
  Object.assign(rig.end.world.person('UANA'), change);
  expect((await find('UANA'))?.standing).toBe(standing);
});

test.each(['user_not_found', 'user_not_visible'])('%s: external', async (code) => {
  rig.end.fail('users.info', { is: 'error', code });
  expect(await find('UANA')).toEqual({ standing: 'external' });
});

test.each(['unknown_method', 'missing_scope'])(
  '%s: nobody is known, and the log says once what to do',
  async (code) => {
    rig.end.fail('users.info', { is: 'error', code }, { is: 'error', code });
    expect(await find('UANA')).toBeUndefined();
    expect(await find('UBEN')).toBeUndefined();
    expect(rig.logged.filter((line) => line.includes('users:read'))).toHaveLength(1);
  },
);

test.each<SlackFault>([
  { is: 'status', status: 500 },
  { is: 'limited', retryAfter: 3 },
  { is: 'garbage' },
  { is: 'dropped' },
  { is: 'hang' },
  { is: 'error', code: 'internal_error' },
])('$is: nobody knows, and it is not thrown', async (fault) => {
  rig.end.fail('users.info', fault);
  expect(await find('UANA')).toBeUndefined();
});

test('another workspace is not asked', async () => {
  expect(await find('UANA', 'T9')).toBeUndefined();
  expect(rig.end.calls.some(({ method }) => method === 'users.info')).toBe(false);
});
