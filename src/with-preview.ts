import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { Temporal } from 'temporal-polyfill';
import { emailMessenger } from '../adapters/email/messenger.ts';
import type { Transport } from '../adapters/email/transport.ts';
import { connect } from '../db/connect.ts';
import type { Database } from '../db/database.ts';
import { lockDirectory } from '../db/lock.ts';
import { allWorkspaces, organisations } from '../db/queries/directory/workspaces.ts';
import { nextDue } from '../db/queries/schedule/clocks.ts';
import { StartError } from '../db/start-error.ts';
import { clockFrom } from './clock.ts';
import { typedCommands } from './commands/registry.ts';
import { compose, type Milepost } from './compose.ts';
import { type Config, ConfigError, locationOf } from './config.ts';
import type { DeliveryTimings } from './delivery/settings.ts';
import { typedName } from './domain/text/wording.ts';
import { teamsTenant } from './preview/cast.ts';
import { slackTeam } from './preview/ends.ts';
import type { Mailbox } from './preview/mail/mailbox.ts';
import { openPreview, type Preview } from './preview/preview.ts';
import { forgetKept, readKept } from './preview/world-store.ts';
import { usage } from './runner/input/usage.ts';

/** The far ends are ours: what the platforms ask for would only make people wait. */
const timings: DeliveryTimings = {
  roomMs: 20,
  editMs: 40,
  leaseMs: 15_000,
  backOffMs: 500,
  strikeMs: 60_000,
};

/** From whom the preview's mail is. */
const sender = { name: 'Milepost', address: 'milepost@acme.example' };

/** Milepost between the preview's far ends. */
export type Previewed = Milepost & {
  /** Opens the preview once Milepost listens there; resolves when people can use it. */
  listens(url: string): Promise<void>;
};

/**
 * Composes Milepost with stand-ins of both platforms if none is connected (SURF-4). `fresh` starts over: it
 * removes the embedded database and the state of the stand-ins first.
 *
 * @throws StartError or ConfigError with one line for the operator: the directory is in use, or holds data
 * that no preview wrote.
 */
export async function composeWithPreview(
  config: Config,
  log: Logger,
  { fresh }: { fresh: boolean },
): Promise<Previewed> {
  const { dataDirectory } = config;
  const unlock = lockDirectory(dataDirectory);
  let preview: Preview | undefined;
  try {
    if (fresh) await startOver(config);
    const kept = readKept(dataDirectory);
    const ahead = Temporal.Now.instant().add({ milliseconds: kept?.aheadMs ?? 0 });
    const clock = clockFrom(config.movedNow ?? ahead.toString());
    preview = await openPreview({
      directory: dataDirectory,
      kept,
      clock: { now: clock.now, move: (to) => clock.move?.(to) },
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      commands: typedCommands.map((command) => {
        const { name, summary, examples } = command;
        return { name: typedName(name), summary, usage: usage(command), examples };
      }),
    });
    const { mailbox, plugin: page } = preview;
    const mail = (pages: string | undefined) => emailMessenger(mailInto(mailbox), sender, pages);
    const around = { clock, page, mail, mayOpen: refuseOthers(config) };
    const milepost = await compose({ ...config, ...preview.settings }, log, timings, around);
    return together(milepost, preview, config.databaseUrl ? unlock : () => {});
  } catch (error) {
    await preview?.close();
    unlock();
    throw error;
  }
}

/** Puts each mail into the mailbox of the preview. */
const mailInto = (mailbox: Mailbox): Pick<Transport, 'send'> => ({
  async send({ messageId: id, envelope, subject = '', html }) {
    mailbox.take({ id, to: String(envelope?.to ?? ''), subject, html: String(html) });
  },
});

function together(milepost: Milepost, preview: Preview, unlock: () => void): Previewed {
  return {
    ...milepost,
    listens: (url) =>
      preview.connect({
        url,
        runDue: milepost.runDue,
        nextDue: (now) => nextDue(milepost.connection.background, now),
      }),
    async close() {
      // the far ends last: what is on its way is still told
      await milepost.close();
      await preview.close();
      unlock();
    },
  };
}

/** Removes what is the preview's, and nothing else. */
async function startOver(config: Config): Promise<void> {
  if (config.databaseUrl) {
    throw new ConfigError(
      '--fresh empties the embedded database only: remove DATABASE_URL, or empty that database yourself.',
    );
  }
  const database = join(config.dataDirectory, 'pglite');
  if (existsSync(database)) {
    const connection = await connect(locationOf(config));
    await refuseOthers(config)(connection.db)
      .then(() => refuseMore(connection.db, database))
      .finally(connection.close);
  }
  rmSync(database, { recursive: true, force: true });
  forgetKept(config.dataDirectory);
}

/** What an operator has made at a terminal is not the preview's to remove. */
async function refuseMore(db: Database, database: string): Promise<void> {
  const more = (await allWorkspaces(db)).find(({ name }) => !ours.includes(name));
  if (!more) return;
  throw new StartError(
    `--fresh would remove the workspace “${more.name}” too (${more.projects.join(', ') || 'no projects'}). Set DATA_DIR to another directory, or remove ${database} yourself.`,
  );
}

/** The organisations of the preview; a workspace is named after the first that it has. */
const ours = [slackTeam, teamsTenant];

/**
 * Somebody may have left out the credentials by mistake: what their workspaces are waiting for must
 * not be sent to the preview, and not be removed.
 */
const refuseOthers =
  ({ databaseUrl, dataDirectory }: Config) =>
  async (db: Database): Promise<void> => {
    const others = (await organisations(db)).filter(({ tenant }) => !ours.includes(tenant));
    const [first] = others;
    if (!first) return;
    const name = first.platform === 'slack' ? 'Slack' : 'Teams';
    const where = databaseUrl ? 'The database of DATABASE_URL' : `The data directory ${dataDirectory}`;
    throw new StartError(
      `${where} holds a real workspace (${name} ${first.tenant}), and no credentials are set. Set them, or another ${databaseUrl ? 'DATABASE_URL' : 'DATA_DIR'} for the preview.`,
    );
  };
