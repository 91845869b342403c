import { pino } from 'pino';
import { type Config, ConfigError } from '../config.ts';
import { type Check, checkLines, failed, ok, skipped } from './check.ts';
import { checkDatabase } from './doctor-database.ts';
import type { Ending } from './ending.ts';

/**
 * Checks everything that Milepost needs to run and changes nothing. Each check is one line: what it
 * found and what to do. `load` reads the settings.
 */
export async function doctor(load: () => Config): Promise<Ending> {
  const checks = await everyCheck(load);
  const bad = checks.filter(({ state }) => state === 'failed').length;
  const sum = bad === 0 ? 'Nothing is wrong.' : `${bad} of ${checks.length} checks failed.`;
  return { exit: bad === 0 ? 0 : 1, text: `${checkLines(checks)}\n\n${sum}`, checks };
}

async function everyCheck(load: () => Config): Promise<Check[]> {
  let config: Config;
  try {
    config = load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [failed('Settings', `${error.message} Nothing else was looked at.`)];
  }
  const [database, slack, teams, email] = await Promise.all([
    checkDatabase(config),
    checkSlack(config.slack),
    checkTeams(config.teams),
    checkEmail(config.email),
  ]);
  return [ok('Settings', settingsLine(config)), ...database, slack, teams, email];
}

function settingsLine({ preview, host, port, databaseUrl }: Config): string {
  const data = databaseUrl === undefined ? 'embedded database' : 'PostgreSQL';
  return `${preview ? 'no platform is connected, ' : ''}${data}, listening at ${host}:${port}.`;
}

/** Ports of an adapter that only checks its credentials. */
const idle = {
  run: () => Promise.reject(new Error('nothing is run here')),
  onRoomNews: () => Promise.resolve(),
  log: pino({ level: 'silent' }),
};

async function checkSlack(settings: Config['slack']): Promise<Check> {
  if (!settings) return skipped('Slack', 'not set up (SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN).');
  const { connectSlack } = await import('../../adapters/slack/connect.ts');
  return tried('Slack', () => connectSlack(settings, { ...idle, now: Date.now }).check());
}

async function checkTeams(settings: Config['teams']): Promise<Check> {
  if (!settings) return skipped('Teams', 'not set up (MicrosoftAppId, MicrosoftAppPassword).');
  const { connectTeams } = await import('../../adapters/teams/connect.ts');
  return tried('Teams', () => connectTeams(settings, idle).check());
}

async function checkEmail(settings: Config['email']): Promise<Check> {
  if (!settings) return skipped('E-mail', 'not set up (SMTP_URL, MAIL_FROM).');
  const { connectEmail } = await import('../../adapters/email/connect.ts');
  const email = connectEmail(settings);
  return tried('E-mail', () => email.check()).finally(email.close);
}

async function tried(name: string, check: () => Promise<string>): Promise<Check> {
  try {
    const said = await check();
    return ok(name, `${said.replace(new RegExp(`^${name}:? `), '')}.`);
  } catch (error) {
    return failed(name, error instanceof Error ? error.message : String(error));
  }
}
