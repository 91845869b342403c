import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';
import { testSecret } from './support/secret.ts';

const secret = { MILEPOST_SECRET: testSecret };
const slack = { SLACK_SIGNING_SECRET: 'signing', SLACK_BOT_TOKEN: 'xoxb-1', ...secret };
const teams = { MicrosoftAppId: 'app', MicrosoftAppPassword: 'password', ...secret };
const local = { TEAMS_ANONYMOUS: '1', HOST: '127.0.0.1', ...secret };

type Env = Record<string, string>;

describe('settings that cannot work', () => {
  it.each([
    ['a token without its secret', { SLACK_BOT_TOKEN: 'xoxb-1' }, /^SLACK_SIGNING_SECRET is missing/],
    ['a secret without its token', { SLACK_SIGNING_SECRET: 's' }, /^SLACK_BOT_TOKEN is missing/],
    ...[{}, slack].flatMap((beside): [string, Record<string, string>, RegExp][] => [
      [
        'an app of many workspaces, which is not there yet',
        { ...beside, SLACK_CLIENT_ID: '1.2' },
        /^SLACK_CLIENT_ID is not right: Milepost connects one workspace, .* remove it\.$/,
      ],
      [
        'the secret of such an app',
        { ...beside, SLACK_CLIENT_SECRET: 's' },
        /^SLACK_CLIENT_SECRET is not right: .* remove it\.$/,
      ],
      [
        'a socket, which is not there yet',
        { ...beside, SLACK_APP_TOKEN: 'xapp-1' },
        /^SLACK_APP_TOKEN is not right: Milepost cannot use Socket Mode yet/,
      ],
    ]),
    ...['CertificateThumbprint', 'CertificatePrivateKey'].map((name): [string, Env, RegExp] => [
      `signing in to Teams by certificate (${name}), which is not there yet`,
      { ...teams, [name]: 'AB12' },
      new RegExp(`^${name} is not right: Milepost cannot sign in by certificate yet: remove it`),
    ]),
    [
      'a managed identity of a tenant that is not named',
      { MicrosoftAppId: 'app', MicrosoftAppType: 'UserAssignedMsi', ...secret },
      /^MicrosoftAppTenantId is missing: a UserAssignedMsi app needs it/,
    ],
    [
      'a managed identity with a password',
      { ...teams, MicrosoftAppType: 'UserAssignedMsi', MicrosoftAppTenantId: 't' },
      /^MicrosoftAppPassword is not for a UserAssignedMsi app/,
    ],
    ...['x', 'a'.repeat(64), 'abcde'.repeat(10), 'abcdefghijklmno'].map(
      (MILEPOST_SECRET): [string, Env, RegExp] => [
        `a secret that can be guessed: ${MILEPOST_SECRET}`,
        { ...slack, MILEPOST_SECRET },
        /^MILEPOST_SECRET can be guessed: .* openssl rand -hex 32\.$/,
      ],
    ),
    ...[slack, teams].flatMap((connected) =>
      [{ HOST: '10.0.0.7' }, { HOST: '0.0.0.0' }].map((at): [string, Env, RegExp] => [
        `a clock that anybody can move at ${JSON.stringify(at)}`,
        { ...connected, ...at, MILEPOST_TEST: '1', MILEPOST_NOW: '2026-10-07T09:00:00Z' },
        /^MILEPOST_TEST=1 lets anybody who reaches this move the clock: set HOST=127\.0\.0\.1/,
      ]),
    ),
    ['a test that is neither on nor off', { MILEPOST_TEST: 'yes' }, /^MILEPOST_TEST is not right/],
    ['a Teams app without its password', { MicrosoftAppId: 'app' }, /^MicrosoftAppPassword is missing/],
    ['a password without its Teams app', { MicrosoftAppPassword: 'p' }, /^MicrosoftAppId is missing/],
    ['a tenant without its Teams app', { MicrosoftAppTenantId: 't' }, /^MicrosoftAppId is missing/],
    [
      'a single tenant that is not named',
      { ...teams, MicrosoftAppType: 'SingleTenant' },
      /^MicrosoftAppTenantId is missing/,
    ],
    [
      'a type of app that there is not',
      { ...teams, MicrosoftAppType: 'Other' },
      /^MicrosoftAppType is not right/,
    ],
    [
      'Slack without a secret for the database',
      { ...slack, MILEPOST_SECRET: '' },
      /^MILEPOST_SECRET is missing/,
    ],
    [
      'Teams without a secret for the database',
      { ...teams, MILEPOST_SECRET: '' },
      /^MILEPOST_SECRET is missing/,
    ],
    ['unsigned activities from everywhere', { ...local, HOST: '' }, /^TEAMS_ANONYMOUS=1 is for local tools/],
    [
      'unsigned activities at a name like an address',
      { ...local, HOST: '127.0.0.1.example.com' },
      /^TEAMS_ANONYMOUS=1/,
    ],
    [
      'unsigned activities from a network',
      { ...local, HOST: '10.0.0.7' },
      /^TEAMS_ANONYMOUS=1 is for local tools/,
    ],
    [
      'a moved clock outside a test',
      { MILEPOST_NOW: '2026-10-07T09:00:00Z' },
      /^MILEPOST_NOW .* needs MILEPOST_TEST=1/,
    ],
    [
      'a clock that is no instant',
      { MILEPOST_NOW: 'noon', MILEPOST_TEST: '1' },
      /^MILEPOST_NOW is not right/,
    ],
    ['a port in words', { PORT: 'http' }, /^PORT is not right: it must be a whole number from 0 to 65535\.$/],
    [
      'a port out of range',
      { PORT: '70000' },
      /^PORT is not right: it must be a whole number from 0 to 65535\.$/,
    ],
    ['half a port', { PORT: '80.5' }, /^PORT is not right/],
    ['a level that there is not', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL is not right: .*"info"/],
    ['an address without a scheme', { PUBLIC_URL: 'milepost.example.com' }, /^PUBLIC_URL is not right/],
    [
      'an address of another scheme',
      { ...slack, SLACK_API_URL: 'file:///etc/passwd' },
      /^SLACK_API_URL is not right/,
    ],
    [
      'a blank token',
      { ...slack, SLACK_BOT_TOKEN: ' ' },
      /^SLACK_BOT_TOKEN is not right: it must not be blank\.$/,
    ],
    ['a mail server alone', { SMTP_URL: 'smtp://mail.example.com' }, /^MAIL_FROM is missing/],
    ['a sender alone', { MAIL_FROM: 'm@example.com' }, /^SMTP_URL is missing/],
    ...[
      'mail.example.com',
      'https://mail.example.com',
      'smtp://',
      'smtp://user@mail.example.com',
      'smtp://user:50%@mail.example.com',
      'smtp://mail.example.com/path',
      'smtp://mail.example.com:99999',
    ].map((url): [string, Record<string, string>, RegExp] => [
      `mail by ${url}`,
      { SMTP_URL: url, MAIL_FROM: 'm@example.com' },
      /^SMTP_URL is not right: it must be like smtp:/,
    ]),
    ...['Milepost', 'm@a.example, n@a.example', 'Milepost <m@a.example', 'A\nB <m@a.example>'].map(
      (from): [string, Record<string, string>, RegExp] => [
        `mail from ${JSON.stringify(from)}`,
        { SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: from },
        /^MAIL_FROM is not right: it must be like Milepost </,
      ],
    ),
    [
      'an administrator who is nobody',
      { MILEPOST_ADMINS: 'a@b.example, ana' },
      /^MILEPOST_ADMINS has “ana”: write slack:TEAM\/USER/,
    ],
    ['an administrator without a person', { MILEPOST_ADMINS: 'slack:T1' }, /^MILEPOST_ADMINS has “slack:T1”/],
  ])('say so in one line: %s', (_, env: Record<string, string>, line) => {
    const reading = () => readConfig(env);
    expect(reading).toThrow(ConfigError);
    expect(reading).toThrow(line);
    expect(reading).not.toThrow(/\n/);
  });

  it('never show a secret', () => {
    expect(() => readConfig({ ...slack, MILEPOST_SECRET: 'precious' })).not.toThrow(/precious/);
    const wrong = { ...slack, SLACK_BOT_TOKEN: 'xoxb-precious', PORT: 'xoxb-precious', MILEPOST_SECRET: '' };
    expect(() => readConfig(wrong)).not.toThrow(/precious/);
    expect(() => readConfig(wrong)).toThrow(ConfigError);
    const mail = { SMTP_URL: 'smtp://u:precious@mail.example.com/x', MAIL_FROM: 'm@a.example' };
    expect(() => readConfig(mail)).not.toThrow(/precious/);
  });
});
