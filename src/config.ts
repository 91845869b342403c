import { existsSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import * as z from 'zod';
import { type EmailSettings, readSender, readServer } from '../adapters/email/settings.ts';
import type { TeamsSettings } from '../adapters/teams/settings.ts';
import type { Location } from '../db/connect.ts';

/** Settings that cannot work together, or at all; each message is a line for the operator. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const text = z.string().trim().min(1, 'it must not be blank').optional();
const address = z
  .url({ protocol: /^https?$/, error: 'it must be an address like https://milepost.example.com' })
  .optional();
const portRange = 'it must be a whole number from 0 to 65535';
const port = z
  .string()
  .regex(/^\d{1,5}$/, portRange)
  .transform(Number)
  .pipe(z.int().max(65_535, portRange));

/** The shortest secret that is accepted, in characters: 64 random bits written in hex. */
const leastSecretLength = 16;
/** `aaaa…` is long and no secret; 16 random hex digits almost never have fewer than 6 different ones. */
const leastDistinctCharacters = 6;

/** A setting that the platforms know and Milepost cannot use yet: taking it in silence would promise that it works. */
const notYet = (instead: string) =>
  text.refine((value) => value === undefined, { abort: true, error: instead });
const oneWorkspace =
  'Milepost connects one workspace, by SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN: remove it';
const byPassword = 'Milepost cannot sign in by certificate yet: remove it, and set MicrosoftAppPassword';

const environment = z.object({
  PORT: port.default(3000),
  HOST: text,
  PUBLIC_URL: address,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  MILEPOST_SECRET: text,
  DATABASE_URL: text,
  DB_PIPELINE: z.enum(['on', 'off']).default('on'),
  SLACK_SIGNING_SECRET: text,
  SLACK_BOT_TOKEN: text,
  SLACK_CLIENT_ID: notYet(oneWorkspace),
  SLACK_CLIENT_SECRET: notYet(oneWorkspace),
  SLACK_APP_TOKEN: notYet('Milepost cannot use Socket Mode yet: remove it, and give Slack the request URL'),
  SLACK_API_URL: address,
  MicrosoftAppId: text,
  MicrosoftAppPassword: text,
  MicrosoftAppTenantId: text,
  MicrosoftAppType: z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMsi']).optional(),
  CertificateThumbprint: notYet(byPassword),
  CertificatePrivateKey: notYet(byPassword),
  TEAMS_ANONYMOUS: z.enum(['0', '1', '']).optional(),
  ChannelService: text,
  OAuthUrl: text,
  ToChannelFromBotLoginUrl: text,
  ToChannelFromBotOAuthScope: text,
  ToBotFromChannelTokenIssuer: text,
  ToBotFromChannelOpenIdMetadataUrl: text,
  ToBotFromEmulatorOpenIdMetadataUrl: text,
  BotOpenIdMetadata: text,
  SMTP_URL: text,
  MAIL_FROM: text,
  MILEPOST_ADMINS: z.string().default(''),
  MILEPOST_NOW: z.iso
    .datetime({ offset: true, error: 'it must be an instant like 2026-12-18T09:00:00Z' })
    .optional(),
  MILEPOST_TEST: z.enum(['0', '1']).optional(),
});

type Environment = z.infer<typeof environment>;

/** Stands in where nobody set a secret, which is allowed to the preview alone. */
export const previewSecret = 'preview';

/** Names of the Bot Framework's own settings, for clouds other than the public one and for local key endpoints. */
const botFrameworkNames = [
  'ChannelService',
  'OAuthUrl',
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'ToBotFromChannelTokenIssuer',
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
] as const satisfies readonly (keyof Environment)[];

/** Everything that an operator sets. */
export type Config = Omit<ReturnType<typeof readConfig>, 'teams'> & { teams: TeamsSettings | undefined };

/**
 * Reads the settings of this process: its environment, and `.env` in the working directory for what
 * the environment does not set.
 *
 * @throws ConfigError that names what is missing or wrong.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(env);
}

/** Where these settings say that the data is. */
export const locationOf = ({ databaseUrl, dataDirectory, pipeline }: Config): Location =>
  databaseUrl === undefined ? { directory: dataDirectory, pipeline } : { url: databaseUrl, pipeline };

/**
 * Reads the settings from an environment; an empty value is none.
 *
 * @throws ConfigError that names what is missing or wrong.
 */
export function readConfig(env: Record<string, string | undefined>) {
  const of = parse(env);
  const slack = slackOf(of);
  const teams = teamsOf(of);
  const preview = !slack && !teams;
  // the test clock has no authentication
  const host = of.HOST ?? (preview || of.MILEPOST_TEST === '1' ? '127.0.0.1' : '0.0.0.0');
  if (preview && !isLoopback(host)) {
    throw new ConfigError(
      `No credentials of Slack or Teams are set, and the preview that runs instead is for this machine alone: set them, or remove HOST=${host}.`,
    );
  }
  if (!preview) checkSecret(of.MILEPOST_SECRET);
  if (teams?.anonymous && !isLoopback(host)) {
    throw new ConfigError('TEAMS_ANONYMOUS=1 is for local tools: set HOST=127.0.0.1, or remove it.');
  }
  if (of.MILEPOST_NOW && of.MILEPOST_TEST !== '1') {
    throw new ConfigError('MILEPOST_NOW moves the clock and is for tests: it needs MILEPOST_TEST=1.');
  }
  if (of.MILEPOST_TEST === '1' && !isLoopback(host)) {
    throw new ConfigError(
      'MILEPOST_TEST=1 lets anybody who reaches this move the clock: set HOST=127.0.0.1, or remove it.',
    );
  }
  return {
    port: of.PORT,
    host,
    preview,
    publicUrl: of.PUBLIC_URL,
    secret: of.MILEPOST_SECRET,
    // the preview is somebody at a terminal, who was promised one line
    logLevel: of.LOG_LEVEL ?? (preview ? 'warn' : 'info'),
    dataDirectory: of.DATA_DIR,
    databaseUrl: of.DATABASE_URL,
    pipeline: of.DB_PIPELINE === 'on',
    admins: adminsOf(of.MILEPOST_ADMINS),
    movedNow: of.MILEPOST_NOW,
    slack,
    teams,
    email: emailOf(of),
  };
}

function parse(env: Record<string, string | undefined>): Environment {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(set);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new ConfigError(`${first?.path.join('.')} is not right: ${first?.message}.`);
}

/** @throws ConfigError for a secret that could be guessed. Its value is not repeated. */
function checkSecret(secret: string | undefined): void {
  const make = 'make one with: openssl rand -hex 32';
  if (secret === undefined) {
    throw new ConfigError(`MILEPOST_SECRET is missing: it protects secrets at rest; ${make}.`);
  }
  if (secret.length < leastSecretLength || new Set(secret).size < leastDistinctCharacters) {
    throw new ConfigError(
      `MILEPOST_SECRET can be guessed: it must have at least ${leastSecretLength} characters, ${leastDistinctCharacters} of them different; ${make}.`,
    );
  }
}

/** A mistyped administrator would be nobody, and would keep the first person from becoming one. */
function adminsOf(list: string): string[] {
  const entries = list.split(',').map((entry) => entry.trim());
  return entries.filter(Boolean).map((entry) => {
    if (/^(slack|teams):[^\s/]+\/[^\s/]+$/.test(entry)) return entry;
    if (/^[^\s@:]+@[^\s@]+$/.test(entry)) return entry.toLowerCase();
    throw new ConfigError(
      `MILEPOST_ADMINS has “${entry}”: write slack:TEAM/USER, teams:TENANT/AAD_OBJECT_ID or an e-mail address.`,
    );
  });
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/**
 * Returns the public address of the pages of customers. Their cookies need https, except on this machine. Undefined
 * where nobody could open a page.
 */
export function pagesAddress({ publicUrl, secret, preview, host, port }: Config): string | undefined {
  if (preview) return port === 0 ? undefined : `http://${host}:${port}`;
  if (!publicUrl || !secret) return undefined;
  const { protocol, hostname, origin } = new URL(publicUrl);
  return protocol === 'https:' || isLoopback(hostname.replace(/^\[(.*)\]$/, '$1')) ? origin : undefined;
}

function slackOf(of: Environment) {
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken, SLACK_API_URL: apiUrl } = of;
  if (!signingSecret && !botToken) return undefined;
  if (!signingSecret)
    throw new ConfigError('SLACK_SIGNING_SECRET is missing: SLACK_BOT_TOKEN alone cannot receive.');
  if (!botToken) throw new ConfigError('SLACK_BOT_TOKEN is missing: SLACK_SIGNING_SECRET alone cannot post.');
  return { signingSecret, botToken, ...(apiUrl ? { apiUrl } : {}) };
}

/** Neither value is repeated in the line: one has a password, and the other may be in its place. */
function emailOf({ SMTP_URL, MAIL_FROM }: Environment): EmailSettings | undefined {
  if (!SMTP_URL && !MAIL_FROM) return undefined;
  if (!MAIL_FROM)
    throw new ConfigError('MAIL_FROM is missing: SMTP_URL alone does not say whom mail is from.');
  if (!SMTP_URL) throw new ConfigError('SMTP_URL is missing: MAIL_FROM alone sends nothing.');
  const server = readServer(SMTP_URL);
  if (!server)
    throw new ConfigError(
      'SMTP_URL is not right: it must be like smtp://user:password@mail.example.com:587, with %40 for an @ in it.',
    );
  const from = readSender(MAIL_FROM);
  if (!from)
    throw new ConfigError('MAIL_FROM is not right: it must be like Milepost <milepost@example.com>.');
  return { ...server, from };
}

function teamsOf(of: Environment) {
  const anonymous = of.TEAMS_ANONYMOUS === '1';
  const { MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId, MicrosoftAppType } = of;
  if (!MicrosoftAppId && !anonymous) {
    const alone = MicrosoftAppPassword
      ? 'MicrosoftAppPassword'
      : MicrosoftAppTenantId && 'MicrosoftAppTenantId';
    if (alone) throw new ConfigError(`MicrosoftAppId is missing: ${alone} alone connects nothing.`);
    return undefined;
  }
  if (!anonymous && !MicrosoftAppPassword && MicrosoftAppType !== 'UserAssignedMsi') {
    throw new ConfigError('MicrosoftAppPassword is missing: MicrosoftAppId alone cannot post.');
  }
  if (MicrosoftAppType && MicrosoftAppType !== 'MultiTenant' && !MicrosoftAppTenantId) {
    throw new ConfigError(`MicrosoftAppTenantId is missing: a ${MicrosoftAppType} app needs it.`);
  }
  if (MicrosoftAppType === 'UserAssignedMsi' && MicrosoftAppPassword) {
    throw new ConfigError('MicrosoftAppPassword is not for a UserAssignedMsi app: remove one of the two.');
  }
  const botFramework = Object.fromEntries(
    botFrameworkNames.flatMap((name) => (of[name] === undefined ? [] : [[name, of[name]]])),
  );
  // the Bot Framework's older name for the same thing
  if (of.BotOpenIdMetadata) botFramework.ToBotFromChannelOpenIdMetadataUrl ??= of.BotOpenIdMetadata;
  return {
    anonymous,
    ...(MicrosoftAppId ? { appId: MicrosoftAppId } : {}),
    ...(MicrosoftAppPassword ? { appPassword: MicrosoftAppPassword } : {}),
    ...(MicrosoftAppTenantId ? { tenantId: MicrosoftAppTenantId } : {}),
    ...(MicrosoftAppType ? { appType: MicrosoftAppType } : {}),
    botFramework,
  };
}
