import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import type { Temporal } from 'temporal-polyfill';
import type { About, Action, Form } from '../../cards/model.ts';
import { renderFormText, renderText } from '../../cards/render/text.ts';
import type { Database } from '../../db/database.ts';
import { rowsOf } from '../../db/tenant.ts';
import { type Clock, clockFrom } from '../../src/clock.ts';
import { registry } from '../../src/commands/registry.ts';
import { codesOf } from '../../src/domain/project/code.ts';
import type {
  Actor,
  CanPost,
  Intent,
  PersonNewsHandler,
  Profile,
  Reply,
  RoomAddress,
  Run,
} from '../../src/ports/intent.ts';
import { createPersonNewsHandler } from '../../src/profiles/person-news.ts';
import { quoteTokens } from '../../src/runner/quoted/token.ts';
import { createRunner, type RunnerPorts } from '../../src/runner/run.ts';
import { type EngineInWay, openDatabase } from './database/database.ts';
import { RefusedError } from './refused.ts';
import { testSecret } from './secret.ts';

/** A person as their platform identifies them. */
export type Somebody = Actor & { name: string };

/** The data of a button. */
type Pressable = Pick<Action, 'command' | 'input' | 'about' | 'version'>;

/**
 * The real runner on a real database, without HTTP and deliveries. Requests reject with a `RefusedError` when
 * they are refused; see `refused` and `attempted`.
 */
export type TestRunner = {
  run: Run;
  /** Prevents the bot from posting in a channel from now on. */
  keepOut(channel: string, why: 'not_in_room' | 'archived'): void;
  letIn(channel: string): void;
  db: Database;
  /** Rooms woken for planned deliveries, oldest first. */
  woken: string[];
  /** Lines of the log, as JSON. */
  log: string[];
  /** Sets the profile that the platform returns; by default a member with the actor's name. */
  profile(who: Somebody, profile: Profile | undefined): void;
  /** Delivers a profile event of the platform. */
  hearPerson: PersonNewsHandler;
  /** Advances the clock. */
  pass(minutes: number): void;
  now(): Temporal.Instant;
  /** Types a line. */
  say(who: Somebody, room: RoomAddress | undefined, line: string, delivery?: string): Promise<Reply>;
  /** Types a line where no mail can be sent. */
  withoutMail: TestRunner['say'];
  /** Presses a button. */
  press(
    who: Somebody,
    room: RoomAddress,
    command: string,
    input?: Record<string, string>,
    version?: number,
  ): Promise<Reply>;
  /** Presses a button as a card carries it. */
  use(who: Somebody, room: RoomAddress, drawn: Pressable | undefined): Promise<Reply>;
  /** Submits a form. */
  fill(who: Somebody, room: RoomAddress, command: string, input: Record<string, string>): Promise<Reply>;
  /** Presses More in a form as it was drawn. */
  more(who: Somebody, room: RoomAddress, form: Form): Promise<Form>;
  close(): Promise<void>;
};

/** A Monday, which makes working days easy to count. */
const start = '2026-12-07T09:00:00.000Z';

/**
 * Opens a runner on its own database. `admins` as in the settings. The operator has configured every Slack
 * workspace, and the Teams tenants that `isConfigured` accepts.
 */
export async function openRunner(
  engine: EngineInWay,
  admins: readonly string[] = [],
  isConfigured: (teamsTenant: string) => boolean = () => false,
): Promise<TestRunner> {
  const database = await openDatabase(engine);
  const clock: Clock = clockFrom(start);
  const [woken, log]: [string[], string[]] = [[], []];
  const profiles = new Map<string, Profile | undefined>();
  const findProfile = async (actor: Actor): Promise<Profile | undefined> =>
    profiles.has(keyOf(actor)) ? profiles.get(keyOf(actor)) : memberOf(actor);
  const outside = new Map<string, Extract<CanPost, { is: 'no' }>['why']>();
  const canPost = async ({ channel }: RoomAddress): Promise<CanPost> => {
    const why = outside.get(channel);
    return why ? { is: 'no', why } : { is: 'yes' };
  };
  const ports: RunnerPorts = {
    db: database.db,
    commands: registry,
    canPost: { slack: canPost, teams: canPost },
    enqueue: async (_tx, _workspaceId, roomIds) => void woken.push(...roomIds),
    nudge: () => {},
    findProfile: { slack: findProfile, teams: findProfile },
    admins,
    isConfigured: ({ platform, tenant }) => platform === 'slack' || isConfigured(tenant),
    mails: true,
    pages: true,
    codes: codesOf(testSecret),
    quotes: quoteTokens(testSecret),
    invoices: ({ nth }) => `https://bot.example.com/invoices/invoice-${nth}.pdf`,
    now: clock.now,
    log: pino({}, { write: (line: string) => void log.push(line) }),
  };
  const run = unlessRefused(createRunner(ports));
  return {
    run,
    db: database.db,
    woken,
    log,
    now: clock.now,
    hearPerson: createPersonNewsHandler(ports),
    keepOut: (channel, why) => void outside.set(channel, why),
    letIn: (channel) => void outside.delete(channel),
    profile: (who, profile) => void profiles.set(keyOf(who), profile),
    pass: (minutes) => clock.move?.(clock.now().add({ minutes })),
    ...asking(run, database.db),
    withoutMail: asking(unlessRefused(createRunner({ ...ports, mails: false })), database.db).say,
    async close() {
      await database.close();
      await database.drop();
    },
  };
}

const keyOf = ({ platform, tenant, user }: Actor) => `${platform}/${tenant}/${user}`;

const memberOf = ({ name, zone }: Actor): Profile => ({
  standing: 'member',
  ...(name ? { name } : {}),
  ...(zone ? { zone } : {}),
});

/** Wraps a runner so that it rejects refused requests. */
const unlessRefused =
  (run: Run): Run =>
  async (intent) => {
    const reply = await run(intent);
    if (reply.is === 'refused') throw new RefusedError(refusalOf(intent, reply), reply);
    return reply;
  };

/** Describes the request and its refusal, for the report of a failed test. */
export function refusalOf({ ask }: Intent, reply: Reply): string {
  const request = 'line' in ask ? ask.line : `${ask.command} ${JSON.stringify(ask.input)}`;
  return `“${request}” was refused: ${words(reply)}`;
}

function asking(run: Run, db: Database): Pick<TestRunner, 'say' | 'press' | 'use' | 'fill' | 'more'> {
  const at = (room: RoomAddress | undefined) => (room ? { room } : {});
  return {
    say: (actor, room, line, delivery) =>
      run({ actor, ...at(room), surface: 'line', ask: { line }, ...(delivery ? { delivery } : {}) }),
    press: async (actor, room, command, input = {}, version) =>
      run({
        actor,
        room,
        surface: 'press',
        ask: { command, input, ...(await drawnIn(db, room)) },
        ...(version === undefined ? {} : { version }),
      }),
    async use(actor, room, drawn) {
      if (!drawn) throw new Error('There is no such button');
      const { command, input, about, version } = drawn;
      const ask = { command, input, ...(about ? { about } : {}) };
      return run({ actor, room, surface: 'press', ask, ...(version === undefined ? {} : { version }) });
    },
    async more(actor, room, { command, given, fields, about }) {
      const typed = Object.fromEntries(fields.flatMap(({ name, value }) => (value ? [[name, value]] : [])));
      const ask = { command, input: { ...given, ...typed }, ...(about ? { about } : {}) };
      const reply = await run({ actor, room, surface: 'form', ask, form: { is: 'whole' } });
      if (reply.is !== 'form') throw new Error(`expected a form, got ${words(reply)}`);
      return reply.form;
    },
    fill: async (actor, room, command, input) =>
      run({ actor, room, surface: 'form', ask: { command, input, ...(await drawnIn(db, room)) } }),
  };
}

/** Returns the project a card drawn in a room now belongs to; in a direct chat, the organisation's only project. */
async function drawnIn(
  db: Database,
  { platform, tenant, channel, kind }: RoomAddress,
): Promise<{ about?: About }> {
  const ofRoom = sql`select project_id as id from room where platform = ${platform} and tenant = ${tenant}
    and channel = ${channel} and project_id is not null`;
  const ofTenant = sql`select id from project where workspace_id = (select workspace_id from installation
    where platform = ${platform} and tenant = ${tenant})`;
  const found = rowsOf<{ id: string }>(await db.execute(kind === 'direct' ? ofTenant : ofRoom));
  const [only, ...others] = found;
  return only && others.length === 0 ? { about: { project: only.id } } : {};
}

/** Returns all text that the person reads. */
export function words(reply: Reply | undefined): string {
  switch (reply?.is) {
    case undefined:
      return '';
    case 'shown':
      return renderText(reply.card);
    case 'done':
      return [reply.line, ...(reply.card ? [renderText(reply.card)] : [])].join('\n');
    case 'form':
      return renderFormText(reply.form);
    case 'refused':
      return [reply.card, ...(reply.present ? [reply.present] : [])].map(renderText).join('\n');
    default:
      return reply satisfies never;
  }
}

/** Returns the button of an answer or refusal with this label. */
export const buttonIn = (reply: Reply, label: string): Action | undefined =>
  'card' in reply
    ? [...(reply.card?.actions ?? []), ...(reply.card?.more ?? [])].find((one) => one.label === label)
    : undefined;
