import { generateKeyPairSync } from 'node:crypto';
import { ToBotFromBotOrEmulatorTokenValidationParameters } from 'botframework-connector';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeliverOptions } from '../../../src/preview/teams/end.ts';
import { mintToken } from '../../../src/preview/teams/keys.ts';
import { type RunningTeams, startTeams } from '../../support/platforms/teams.ts';

let running: RunningTeams;
afterEach(() => running.stop());

const activity = ({ end, people, rooms }: RunningTeams, more: object = {}) => ({
  type: 'message',
  id: '1',
  text: 'list',
  channelId: 'msteams',
  serviceUrl: end.serviceUrl,
  from: people.ana,
  recipient: end.bot,
  conversation: { id: rooms.direct.id, conversationType: 'personal', tenantId: end.tenant },
  ...more,
});

const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;

describe('a signed activity', () => {
  it('is taken', async () => {
    running = await startTeams();
    expect((await running.end.deliver(activity(running))).status).toBe(200);
    expect(running.intents).toHaveLength(1);
  });

  it('is taken with clocks up to five minutes apart', async () => {
    running = await startTeams();
    const options = { claims: { nbf: seconds(200), exp: seconds(-200) } };
    expect((await running.end.deliver(activity(running), options)).status).toBe(200);
  });
});

describe('a token that is not the connector’s', () => {
  /** What is wrong with it, and the reason in the operator’s log: the SDK would refuse most of them too, later. */
  const cases: [string, string, (running: RunningTeams) => DeliverOptions][] = [
    ['is missing', 'no token', () => ({ authorization: undefined })],
    ['is empty', 'no bearer token', () => ({ authorization: '' })],
    ['has another scheme', 'no bearer token', () => ({ authorization: 'Basic YTpi' })],
    [
      'has its scheme in lower case',
      'no bearer token',
      ({ end }) => ({ authorization: `bearer ${end.token()}` }),
    ],
    [
      'is garbage',
      'an algorithm or key that is not accepted',
      () => ({ authorization: 'Bearer not.a.token' }),
    ],
    ['is garbage in two parts', 'no JWT', () => ({ authorization: 'Bearer eyJhbGciOiJSUzI1NiJ9.e30' })],
    ['has a forged signature', 'a forged signature', () => ({ token: { key: stranger.privateKey } })],
    ['is signed by an unknown key', 'an unknown key', () => ({ token: { kid: 'unknown' } })],
    ['has expired', 'expired', () => ({ claims: { exp: seconds(-3_600) } })],
    ['never expires', 'missing claims', () => ({ claims: { exp: undefined } })],
    ['is not valid yet', 'not valid yet', () => ({ claims: { nbf: seconds(3_600) } })],
    [
      'is for another app',
      'another audience',
      () => ({ claims: { aud: '00000000-0000-4000-8000-000000000000' } }),
    ],
    ['is for no app', 'missing claims', () => ({ claims: { aud: undefined } })],
    ['is of another issuer', 'another issuer', () => ({ claims: { iss: 'https://example.com' } })],
    [
      'is for another service address',
      'another service address',
      () => ({ claims: { serviceurl: 'https://example.com/' } }),
    ],
    [
      'is for a service address that only looks the same',
      'another service address',
      ({ end }) => ({
        claims: { serviceurl: end.serviceUrl.slice(0, -1) },
      }),
    ],
    ['is for no service address', 'missing claims', () => ({ claims: { serviceurl: undefined } })],
    ['is not signed at all', 'no JWT', () => ({ token: { alg: 'none' } })],
    [
      'is signed with the public key as a secret',
      'an algorithm or key that is not accepted',
      ({ end }) => ({
        authorization: `Bearer ${mintToken(
          {
            iss: 'https://api.botframework.com',
            aud: end.settings.appId,
            serviceurl: end.serviceUrl,
            exp: seconds(600),
          },
          stranger.privateKey,
          'milepost-stand-in',
          'HS256',
        )}`,
      }),
    ],
    [
      'is of a foreign tenant, dressed as the emulator',
      'another issuer',
      ({ end }) => ({
        claims: {
          iss: 'https://sts.windows.net/11111111-1111-4111-8111-111111111111/',
          tid: '11111111-1111-4111-8111-111111111111',
          ver: '1.0',
          appid: end.settings.appId,
        },
      }),
    ],
  ];

  it.each(cases)('is refused when it %s, quietly and without a reason', async (_name, why, options) => {
    running = await startTeams();
    const shouted = vi.spyOn(console, 'error');
    const answer = await running.end.deliver(activity(running), options(running));
    expect(answer).toEqual({ status: 401, body: 'Not authorized.' });
    expect(running.intents).toEqual([]);
    expect(shouted).not.toHaveBeenCalled();
    expect(running.logged).toEqual([expect.objectContaining({ fields: { why } })]);
    shouted.mockRestore();
  });

  it('is refused when its key does not speak for Teams', async () => {
    running = await startTeams();
    running.end.keys.endorse('directline');
    expect((await running.end.deliver(activity(running))).status).toBe(401);
    expect(running.logged).toEqual([
      expect.objectContaining({ fields: { why: 'a key that does not speak for Teams' } }),
    ]);
  });

  it('leaves nothing behind in the SDK, however many come', async () => {
    running = await startTeams();
    const issuers = () => ToBotFromBotOrEmulatorTokenValidationParameters.issuer?.length;
    const before = issuers();
    for (let count = 0; count < 10; count += 1) {
      const tid = `00000000-0000-4000-8000-00000000000${count}`;
      await running.end.deliver(activity(running), { claims: { tid }, token: { key: stranger.privateKey } });
      await running.end.deliver(activity(running), {
        claims: { tid, iss: `https://sts.windows.net/${tid}/` },
      });
    }
    expect(issuers()).toBe(before);
  });
});

describe('an activity with a good token', () => {
  const malformed: [string, object][] = [
    ['has no service address', { serviceUrl: undefined }],
    ['has a service address in the clear', { serviceUrl: 'http://example.com/' }],
    ['is of another channel', { channelId: 'directline' }],
    ['has no sender', { from: undefined }],
    ['has no conversation', { conversation: {} }],
    ['has no type', { type: undefined }],
  ];

  it.each(malformed)('is refused when it %s', async (_name, more) => {
    running = await startTeams();
    const answer = await running.end.deliver(activity(running, more));
    expect(answer).toEqual({ status: 400, body: 'This is not an activity of Microsoft Teams.' });
    expect(running.intents).toEqual([]);
  });

  it('is refused when it is not JSON, or too large, without saying why', async () => {
    running = await startTeams();
    const send = (body: string, type = 'application/json') =>
      fetch(`${running.url}/api/messages`, { method: 'POST', headers: { 'content-type': type }, body });
    const answers = [
      await send('{"type":'),
      await send('<a/>', 'text/xml'),
      await send(`"${'x'.repeat(300_000)}"`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 413]);
    for (const answer of answers) expect(await answer.text()).not.toMatch(/JSON|Fastify|FST_|Error/);
  });

  it('is refused when either tenant it names is not the one that is served', async () => {
    running = await startTeams();
    const conversation = { id: 'a:1', conversationType: 'personal', tenantId: 'other' };
    const refused = { status: 403, body: 'This bot does not serve your organisation.' };
    expect(await running.end.deliver(activity(running, { conversation }))).toEqual(refused);
    const channelData = { tenant: { id: 'other' } };
    expect(await running.end.deliver(activity(running, { channelData }))).toEqual(refused);
    expect(running.intents).toEqual([]);
  });

  it('may come from any tenant when the app is for many', async () => {
    running = await startTeams({ settings: { appType: 'MultiTenant' } });
    const conversation = { id: 'a:1', conversationType: 'personal', tenantId: 'other' };
    expect((await running.end.deliver(activity(running, { conversation }))).status).toBe(200);
    expect(running.intents[0]?.actor.tenant).toBe('other');
  });

  it('waits, when the keys cannot be had', async () => {
    running = await startTeams();
    running.end.keys.fail(true);
    const answer = await running.end.deliver(activity(running));
    expect(answer).toEqual({ status: 503, body: 'Not available at the moment. Try again later.' });
    running.end.keys.fail(false);
    expect((await running.end.deliver(activity(running))).status).toBe(200);
  });
});

describe('connecting', () => {
  it('is refused without an app id, which would switch the checks off', async () => {
    running = await startTeams();
    await expect(startTeams({ settings: { appId: '' } })).rejects.toThrow('MicrosoftAppId is missing');
  });

  it('takes unsigned activities only when told to', async () => {
    running = await startTeams({ settings: { anonymous: true, appId: '' } });
    const answer = await running.end.deliver(activity(running), { authorization: undefined });
    expect(answer.status).toBe(200);
    expect(running.intents).toHaveLength(1);
  });

  it('says whether it could work', async () => {
    running = await startTeams();
    await expect(running.teams.check()).resolves.toContain(running.end.settings.appId);
    running.end.keys.fail(true);
    await expect(running.teams.check()).rejects.toThrow('500');
  });
});
