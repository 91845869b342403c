import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigError, locationOf, readConfig } from '../src/config.ts';
import { testSecret } from './support/secret.ts';

const secret = { MILEPOST_SECRET: testSecret };
const slack = { SLACK_SIGNING_SECRET: 'signing', SLACK_BOT_TOKEN: 'xoxb-1', ...secret };
const teams = { MicrosoftAppId: 'app', MicrosoftAppPassword: 'password', ...secret };
const local = { TEAMS_ANONYMOUS: '1', HOST: '127.0.0.1', ...secret };

describe('settings that nobody made', () => {
  it('start a preview for this machine alone, on the embedded database', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      preview: true,
      logLevel: 'warn',
      publicUrl: undefined,
      secret: undefined,
      admins: [],
      movedNow: undefined,
      slack: undefined,
      teams: undefined,
    });
    expect(locationOf(config)).toEqual({ directory: '.data', pipeline: true });
  });

  it('are the same as empty ones', () => {
    const empty = {
      PORT: '',
      HOST: '',
      DATABASE_URL: '',
      SLACK_BOT_TOKEN: '',
      MicrosoftAppId: '',
      TEAMS_ANONYMOUS: '',
    };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });
});

describe('settings that were made', () => {
  it('open every address once a platform is connected, or the one that is named', () => {
    expect(readConfig(slack)).toMatchObject({ preview: false, host: '0.0.0.0' });
    expect(readConfig({ ...slack, HOST: '10.0.0.7', PORT: '8080' })).toMatchObject({
      host: '10.0.0.7',
      port: 8080,
    });
  });

  it('choose the database', () => {
    expect(locationOf(readConfig({ DATABASE_URL: 'postgres://db/x', DATA_DIR: '/data' }))).toEqual({
      url: 'postgres://db/x',
      pipeline: true,
    });
    const stock = readConfig({ DATABASE_URL: 'postgres://db/x', DB_PIPELINE: 'off' });
    expect(locationOf(stock)).toEqual({ url: 'postgres://db/x', pipeline: false });
    expect(() => readConfig({ DB_PIPELINE: 'no' })).toThrow(ConfigError);
    expect(locationOf(readConfig({ DATA_DIR: '/data' }))).toEqual({ directory: '/data', pipeline: true });
  });

  it('connect Slack, at another address too', () => {
    expect(readConfig(slack).slack).toEqual({ signingSecret: 'signing', botToken: 'xoxb-1' });
    expect(readConfig({ ...slack, SLACK_API_URL: 'http://127.0.0.1:4001/api/' }).slack).toMatchObject({
      apiUrl: 'http://127.0.0.1:4001/api/',
    });
  });

  it('connect Teams by the names of the Bot Framework, the older one included', () => {
    const more = {
      MicrosoftAppTenantId: 'tenant',
      MicrosoftAppType: 'SingleTenant',
      BotOpenIdMetadata: 'https://keys',
    };
    expect(readConfig({ ...teams, ...more }).teams).toEqual({
      anonymous: false,
      appId: 'app',
      appPassword: 'password',
      tenantId: 'tenant',
      appType: 'SingleTenant',
      botFramework: { ToBotFromChannelOpenIdMetadataUrl: 'https://keys' },
    });
    const both = {
      ...teams,
      BotOpenIdMetadata: 'https://old',
      ToBotFromChannelOpenIdMetadataUrl: 'https://new',
    };
    expect(readConfig(both).teams?.botFramework).toEqual({
      ToBotFromChannelOpenIdMetadataUrl: 'https://new',
    });
  });

  it('need no password of an app that has a managed identity', () => {
    const { MicrosoftAppPassword: _, ...managed } = teams;
    const more = { MicrosoftAppType: 'UserAssignedMsi', MicrosoftAppTenantId: 'tenant' };
    expect(readConfig({ ...managed, ...more }).teams).toMatchObject({ appId: 'app', tenantId: 'tenant' });
  });

  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('take unsigned activities at %s', (host) => {
    expect(readConfig({ ...local, HOST: host })).toMatchObject({ host, teams: { anonymous: true } });
  });

  it.each([
    ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, secure: false }],
    ['smtps://[::1]', { host: '::1', port: 465, secure: true }],
    [
      'smtp://milepost%40example.com:p%2Fw@mail.example.com:2525/',
      {
        host: 'mail.example.com',
        port: 2525,
        secure: false,
        login: { user: 'milepost@example.com', pass: 'p/w' },
      },
    ],
  ])('send mail by %s', (SMTP_URL, server) => {
    const from = { name: 'Milepost', address: 'm@example.com' };
    expect(readConfig({ SMTP_URL, MAIL_FROM: '"Milepost" <m@example.com>' }).email).toEqual({
      ...server,
      from,
    });
    expect(readConfig({ SMTP_URL, MAIL_FROM: 'm@example.com' }).email?.from).toEqual({ ...from, name: '' });
  });

  it('name administrators; of addresses, upper and lower case are the same', () => {
    const list = ' slack:T1/U1, teams:tenant/1b2c ,Ana@Example.com,';
    expect(readConfig({ MILEPOST_ADMINS: list }).admins).toEqual([
      'slack:T1/U1',
      'teams:tenant/1b2c',
      'ana@example.com',
    ]);
  });

  it('move the clock in a test, beside credentials where only this machine reaches it', () => {
    const moved = { MILEPOST_NOW: '2026-10-07T09:00:00Z', MILEPOST_TEST: '1' };
    expect(readConfig(moved).movedNow).toBe('2026-10-07T09:00:00Z');
    expect(readConfig({ ...slack, ...moved, HOST: '127.0.0.1' }).movedNow).toBe('2026-10-07T09:00:00Z');
    expect(readConfig({ ...slack, MILEPOST_TEST: '0' }).movedNow).toBeUndefined();
    expect(readConfig({ ...slack, ...moved }).host).toBe('127.0.0.1');
  });

  it.each([
    ['random bytes in hex', randomBytes(16).toString('hex')],
    ['a sentence', 'correct horse battery staple over the bridge'],
    ['16 characters, six of them different', 'abcdefabcdefabcd'],
  ])('take a secret of %s', (_what, MILEPOST_SECRET) => {
    expect(readConfig({ ...slack, MILEPOST_SECRET }).secret).toBe(MILEPOST_SECRET);
  });
});
