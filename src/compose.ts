import { sql } from 'drizzle-orm';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Logger } from 'pino';
import { Temporal } from 'temporal-polyfill';
import { type Connection, connect } from '../db/connect.ts';
import type { Database } from '../db/database.ts';
import { type Clock, clockFrom } from './clock.ts';
import { registry } from './commands/registry.ts';
import { type Config, locationOf, pagesAddress, previewSecret } from './config.ts';
import { type Delivery, startDelivery } from './delivery/delivery.ts';
import { reportingUnreachable } from './delivery/failures/unreachable-people.ts';
import type { DeliveryTimings } from './delivery/settings.ts';
import type { Medium, Platform } from './domain/platform.ts';
import { codesOf } from './domain/project/code.ts';
import { createApp } from './http/app.ts';
import { invoices as invoicePages } from './http/invoices.ts';
import { pictures as picturePages } from './http/pictures.ts';
import { testClock } from './http/test-clock.ts';
import { createDraw } from './live-cards/draw.ts';
import { createPages, type PagesPorts } from './page/pages.ts';
import { createPageStore } from './page/store.ts';
import { createInvoicePdfs } from './pdf/invoices.ts';
import { createPictures } from './pictures/pictures.ts';
import type {
  FindMembers,
  FindProfile,
  MessageNewsHandler,
  PersonNewsHandler,
  ReactionNewsHandler,
  RoomNewsHandler,
  Run,
  ThreadNewsHandler,
} from './ports/intent.ts';
import type { Messenger } from './ports/messenger.ts';
import { createPersonNewsHandler } from './profiles/person-news.ts';
import { refreshStaleProfiles } from './profiles/refresh.ts';
import type { ProfilePorts } from './profiles/update.ts';
import { createQuoteNewsHandlers } from './runner/quoted/reactions.ts';
import { quoteTokens } from './runner/quoted/token.ts';
import { createRunner } from './runner/run.ts';
import { createThreadNewsHandler } from './runner/thread/thread-news.ts';
import { startSchedule } from './schedule/schedule.ts';
import { worder } from './schedule/word.ts';

/** Milepost, put together: the one place that knows every part. */
export type Milepost = {
  app: FastifyInstance;
  run: Run;
  delivery: Delivery;
  connection: Connection;
  /** Does what is due by the calendar's clock; resolves when everybody has been told. */
  runDue(): Promise<void>;
  /** Finishes what was accepted, then lets go of everything. */
  close(): Promise<void>;
};

/** Parts that the preview or a test puts in. */
export type Surroundings = {
  clock?: Clock;
  /** A page for people in the place of the greeting. */
  page?: FastifyPluginAsync;
  /** Takes mail where the settings name no mail server. `pages` is the address of the pages of customers. */
  mail?(pages: string | undefined): Messenger;
  /** Looks at the database before anything is sent from it; rejects with the reason why nothing shall be. */
  mayOpen?(db: Database): Promise<void>;
  /** Stands between the adapters and the core, and so sees each request with its reply. */
  watch?(run: Run): Run;
};

/**
 * Puts the parts together and opens them; the host does not listen yet. `timings` is what the
 * platforms allow, unless a test is in a hurry.
 *
 * @throws StartError when the database cannot be used.
 */
export async function compose(
  config: Config,
  log: Logger,
  timings?: DeliveryTimings,
  around: Surroundings = {},
): Promise<Milepost> {
  const connection = await connect(locationOf(config));
  await around.mayOpen?.(connection.db).catch(refusing(connection));
  const { clock = clockFrom(config.movedNow), page } = around;
  // adapters and the core need each other: what comes in goes to the core, what goes out to them
  const core: Core = {
    run: notYet,
    onRoomNews: notYet,
    onPersonNews: notYet,
    onThreadNews: notYet,
    onMessageNews: notYet,
    onReactionNews: notYet,
  };
  const onPersonNews: PersonNewsHandler = (news) => core.onPersonNews(news);
  const ports: AdapterPorts = {
    run: (intent) => core.run(intent),
    onRoomNews: (news) => core.onRoomNews(news),
    onPersonNews,
    onThreadNews: (news) => core.onThreadNews(news),
    onMessageNews: (news) => core.onMessageNews(news),
    onReactionNews: (news) => core.onReactionNews(news),
    log,
  };
  const slack = config.slack && (await connectSlack(config.slack, ports));
  const teams = config.teams && (await connectTeams(config.teams, ports));

  const codes = codesOf(config.secret ?? previewSecret);
  const pagesAt = pagesAddress(config);
  const email = config.email && (await connectEmail(config.email, pagesAt && `${pagesAt}/page`));
  const mail = email?.messenger ?? around.mail?.(pagesAt && `${pagesAt}/page`);
  const open = publicParts(config, connection.db, clock.now);
  const web =
    pagesAt === undefined
      ? undefined
      : await connectPages(pagesAt, connection, {
          codes,
          secret: config.secret ?? previewSecret,
          enqueue: (...planned) => delivery.enqueue(...planned),
          nudge: () => delivery.nudge(),
          now: clock.now,
          run: ports.run,
          log,
        });
  const [pictures, invoices] = open ? [createPictures(open), createInvoicePdfs(open)] : [];
  const delivery = await startDelivery({
    connection,
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
    messengers: only<Medium, Messenger>({
      slack: slack && reportingUnreachable('slack', slack.messenger, onPersonNews, log),
      teams: teams && reportingUnreachable('teams', teams.messenger, onPersonNews, log),
      email: mail,
      web: web?.messenger,
    }),
    draw: createDraw(clock.now, pictures?.address),
    word: worder(clock.now),
    mailSecrets: { ...codes, pages: pagesAt },
    log,
    admins: config.admins,
    now: () => Temporal.Now.instant(),
    ...(timings ? { timings: timings } : {}),
  });
  if (config.admins.length === 0 && !config.preview) {
    log.warn(
      'MILEPOST_ADMINS names no administrator: where there is none yet, the first full member of the connected Slack workspace or Teams tenant who makes a project becomes one',
    );
  }
  core.onRoomNews = delivery.onRoomNews;
  const people: ProfilePorts = {
    db: connection.db,
    enqueue: delivery.enqueue,
    nudge: delivery.nudge,
    findProfile: only<Platform, FindProfile>({ slack: slack?.findProfile, teams: teams?.findProfile }),
    isConfigured: ({ platform, tenant }) =>
      (platform === 'slack' && slack?.isConfigured(tenant)) ||
      (platform === 'teams' && teams?.isConfigured(tenant)) ||
      false,
    now: clock.now,
  };
  core.onPersonNews = createPersonNewsHandler(people);
  const runner = createRunner({
    ...people,
    commands: registry,
    admins: config.admins,
    findMembers: only<Platform, FindMembers>({ slack: slack?.findMembers, teams: teams?.findMembers }),
    canPost: only({ slack: slack?.messenger.canPost, teams: teams?.messenger.canPost }),
    mails: mail !== undefined,
    pages: pagesAt !== undefined,
    codes,
    quotes: quoteTokens(config.secret ?? previewSecret),
    ...(pictures ? { pictures: pictures.address } : {}),
    ...(invoices ? { invoices: invoices.address } : {}),
    log,
  });
  const run = (around.watch ?? unwatched)(runner);
  core.run = (intent) => {
    const { actor, room } = intent;
    delivery.onVerifiedRequest({ platform: actor.platform, tenant: room?.tenant ?? actor.tenant });
    return run(intent);
  };
  core.onThreadNews = createThreadNewsHandler({ db: connection.db, commands: registry, run: core.run });
  Object.assign(core, createQuoteNewsHandlers({ ...people, run: core.run }));
  const schedule = startSchedule({
    db: connection.background,
    enqueueAll: delivery.enqueueAll,
    wake: delivery.wake,
    platforms: delivery.platforms,
    lookAgain: () => refreshStaleProfiles(people, core.onPersonNews),
    now: clock.now,
    log,
  });
  const runDue = () => schedule.tick().then(delivery.settle);
  const app = await createApp({
    log,
    probes: {
      ping: async () => void (await connection.db.execute(sql`select 1`)),
      ...(page ? {} : { greeting: greet(Boolean(slack), Boolean(teams)) }),
    },
    plugins: [
      ...(slack ? [slack.plugin] : []),
      ...(teams ? [teams.plugin] : []),
      ...(pictures ? [picturePages(pictures.draw)] : []),
      ...(invoices ? [invoicePages(invoices.write)] : []),
      ...(web ? [web.plugin] : []),
      ...(config.movedNow ? [testClock(clock, runDue)] : []),
      ...(page ? [page] : []),
    ],
  });
  return {
    app,
    run: core.run,
    delivery,
    connection,
    runDue,
    async close() {
      await app.close();
      await teams?.close();
      await schedule.stop();
      await delivery.stop();
      email?.close();
      await connection.close();
    },
  };
}

const refusing = (connection: Connection) => async (reason: unknown) => {
  await connection.close();
  throw reason;
};

/**
 * Returns what pictures and PDFs at public addresses need. The platforms need a public https address, and Slack
 * refuses a message whose picture it cannot fetch: without such an address cards have text only. The preview serves
 * them itself, on this machine only.
 */
function publicParts({ publicUrl, secret, preview, host, port }: Config, db: Database, now: Clock['now']) {
  if (preview)
    return port === 0
      ? undefined
      : { db, secret: secret ?? previewSecret, publicUrl: `http://${host}:${port}`, now };
  return publicUrl?.startsWith('https:') && secret ? { db, secret, publicUrl, now } : undefined;
}

const unwatched = (run: Run): Run => run;

const notYet = () => Promise.reject(new Error('Milepost is still starting'));

/** The parts that are there. */
function only<M extends Medium, T>(parts: { [one in M]?: T | undefined }): Partial<Record<M, T>> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Partial<
    Record<M, T>
  >;
}

type Core = {
  run: Run;
  onRoomNews: RoomNewsHandler;
  onPersonNews: PersonNewsHandler;
  onThreadNews: ThreadNewsHandler;
  onMessageNews: MessageNewsHandler;
  onReactionNews: ReactionNewsHandler;
};
type AdapterPorts = Core & { log: Logger };

/** Loaded only when configured: each platform's SDK costs memory (botbuilder about 40 MB). */
async function connectSlack(settings: NonNullable<Config['slack']>, ports: AdapterPorts) {
  const adapter = await import('../adapters/slack/connect.ts');
  return adapter.connectSlack(settings, { ...ports, now: Date.now });
}

async function connectTeams(settings: NonNullable<Config['teams']>, ports: AdapterPorts) {
  const adapter = await import('../adapters/teams/connect.ts');
  return adapter.connectTeams(settings, ports);
}

/** The pages of customers: their routes, and their messenger, whose far end is our own database. */
async function connectPages(
  at: string,
  { db, background }: Connection,
  ports: Omit<PagesPorts, 'db' | 'background'> & { run: Run },
) {
  const adapter = await import('../adapters/web/connect.ts');
  const pages = createPages({ ...ports, db, background });
  const { run, log } = ports;
  return adapter.connectWeb(
    { pages, run, isSecure: at.startsWith('https:'), log },
    createPageStore(background),
  );
}

async function connectEmail(settings: NonNullable<Config['email']>, pages: string | undefined) {
  const adapter = await import('../adapters/email/connect.ts');
  return adapter.connectEmail(settings, pages === undefined ? {} : { pages });
}

function greet(slack: boolean, teams: boolean): string {
  if (!slack && !teams) {
    return 'Milepost is running without Slack or Teams. Set their credentials to connect it; see README.md.\n';
  }
  return `Milepost is running, connected to ${[slack && 'Slack', teams && 'Microsoft Teams'].filter(Boolean).join(' and ')}.\n`;
}
