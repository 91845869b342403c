import type { BaseLogger } from 'pino';
import type { Temporal } from 'temporal-polyfill';
import type { Database, Tx } from '../../db/database.ts';
import { innermost } from '../../db/driver/failure.ts';
import { askNoMore } from '../../db/driver/statement.ts';
import { enroll } from '../../db/queries/directory/enroll.ts';
import { admit, type CallerFacts } from '../../db/queries/directory/who.ts';
import { lockRoomAddress } from '../../db/queries/project/links.ts';
import { claimArrival, deleteArrival, storeAnswer, storedAnswer } from '../../db/queries/save/arrivals.ts';
import { type Entered, enter, type RequestOrigin } from '../../db/tenant.ts';
import type { Platform } from '../domain/platform.ts';
import type { Codes } from '../domain/project/code.ts';
import { todayIn } from '../domain/time/dates.ts';
import type { InvoiceAddress } from '../pdf/token.ts';
import type { PictureAddress } from '../pictures/token.ts';
import type { Enqueue } from '../ports/enqueue.ts';
import type {
  AskCanPost,
  FindMembers,
  FindProfile,
  Intent,
  IsConfigured,
  Reply,
  Run,
} from '../ports/intent.ts';
import { isProfileStale, newZoneOf } from '../profiles/freshness.ts';
import { profileUpdateOf, updateProfile } from '../profiles/update.ts';
import { cannotPost } from './can-post.ts';
import { cleanIntent } from './clean-intent.ts';
import type { Commands } from './define.ts';
import { refuseProject } from './drawn/refuse-project.ts';
import { handle } from './handle.ts';
import { type ConcurrencyLimit, createConcurrencyLimit } from './limits/concurrency-limit.ts';
import { type Deadline, startDeadline } from './limits/deadline.ts';
import { transact } from './limits/transact.ts';
import { troubleOf } from './limits/trouble.ts';
import { createUnanswered, type Unanswered } from './limits/unanswered.ts';
import { changesLink } from './links-room.ts';
import { lookUpMentioned } from './mentioned.ts';
import { concurrencyKeysOf, deliveryKeyOf, isRead, originOf, purposeOf } from './origin.ts';
import { nameAuthor } from './quoted/author.ts';
import type { QuoteTokens } from './quoted/token.ts';
import type { Read, Unknown } from './read.ts';
import { readRequest } from './read-request.ts';
import { becameApprover, redrawNaming } from './redraw-naming.ts';
import { type GroupLookup, lookUpGroup } from './references/group.ts';
import { refused } from './refused.ts';
import { isDone, repeatAnswer } from './repeat.ts';
import { withFile } from './shared-file.ts';
import {
  type Admins,
  type IdentifiedSender,
  identify,
  type ProfileLookup,
  recordIdentity,
  resolveWho,
} from './who.ts';

/** The ports of the runner. */
export type RunnerPorts = {
  db: Database;
  commands: Commands;
  /** Queues the rooms that have something to send, inside the transaction. */
  enqueue: Enqueue;
  /** Wakes the workers after the commit. */
  nudge: () => void;
  findProfile: Partial<Record<Platform, FindProfile>>;
  findMembers?: Partial<Record<Platform, FindMembers>>;
  admins: Admins;
  isConfigured: IsConfigured;
  canPost?: AskCanPost;
  /** Mail can be sent, and the pages of customers can be opened. */
  mails: boolean;
  pages: boolean;
  codes: Codes;
  quotes: QuoteTokens;
  /** Where the platforms fetch pictures and people invoices; absent where they could not. */
  pictures?: PictureAddress | undefined;
  invoices?: InvoiceAddress | undefined;
  now: () => Temporal.Instant;
  log: Pick<BaseLogger, 'error' | 'warn'>;
};

type Parts = RunnerPorts & { unanswered: Unanswered; limitConcurrency: ConcurrencyLimit; deadline: Deadline };

/**
 * Creates the one runner of all adapters. Each request goes the same way: parse, begin, identify the sender
 * (a repeated delivery gets its stored answer), load, permit, decide, view, save with the answer, commit.
 */
export function createRunner(given: RunnerPorts): Run {
  const lasting = {
    ...given,
    unanswered: createUnanswered(given.now),
    limitConcurrency: createConcurrencyLimit(),
  };
  return async (intent) => {
    const deadline = startDeadline();
    try {
      return await Promise.race([serve({ ...lasting, deadline }, intent), deadline.over]);
    } catch (error) {
      given.log.error({ cause: innermost(error).message, platform: intent.actor.platform }, 'command failed');
      return refused(given.commands, { is: 'trouble', why: troubleOf(error) });
    } finally {
      deadline.clear();
    }
  };
}

const instantOf = (ports: RunnerPorts) => new Date(ports.now().epochMilliseconds).toISOString();

async function serve(ports: Parts, given: Intent): Promise<Reply> {
  const intent = await nameAuthor(ports, cleanIntent(given));
  const now = instantOf(ports);
  const asked = readRequest(intent, ports.commands, todayIn(now, intent.actor.zone ?? 'UTC'));
  if (asked.is === 'unknown') return unknown(ports, intent, asked);
  const read = await withFile(asked, intent);
  const outside = await cannotPost(ports.canPost ?? {}, intent, read);
  if (outside) return refused(ports.commands, outside);
  const named = { intent, read, now, origin: originOf(intent, ports.codes, read) };
  const [group] = await Promise.all([lookUpGroup(ports, named), lookUpMentioned(ports, named)]);
  const first = await attempt(ports, { ...named, group, lookup: undefined });
  if (typeof first === 'object') return first;
  if (first === 'unenrolled') await enroll(ports.db, intent.actor);
  // outside any transaction: nothing waits for a platform in one
  const profile = first === 'moved' ? undefined : await fetchProfile(ports, intent);
  const known = { ...named, group, lookup: { profile } };
  await (first === 'stale' || first === 'moved' ? refreshProfile : recordFirstContact)(ports, known);
  const second = await attempt(ports, known);
  if (typeof second !== 'object') throw new Error(`request still ${second} after the profile was recorded`);
  return second;
}

/** Answers a line that names no command. Only its delivery is stored, so that a posted answer is posted once. */
async function unknown(ports: Parts, intent: Intent, asked: Unknown): Promise<Reply> {
  const reply = refused(
    ports.commands,
    'line' in intent.ask ? { ...asked, is: 'unknown_command' } : { is: 'outdated' },
  );
  const { delivery, actor } = intent;
  if (intent.answer !== 'posted' || !delivery) return reply;
  await enroll(ports.db, actor);
  const isNew = await ports.db.transaction(async (tx) => {
    await enter(tx, originOf(intent, ports.codes));
    const isFirst = await claimArrival(tx, delivery);
    return isFirst || (intent.corrects === true && !isDone(await storedAnswer(tx, delivery)));
  });
  return isNew ? reply : { ...reply, repeated: true };
}

/** Fetches the sender's profile. A platform that did not answer is not asked again for a while, so that requests do not wait for it. */
async function fetchProfile({ findProfile, unanswered }: Parts, { actor, room }: Intent) {
  const profile = await findProfile[actor.platform]?.(actor, room);
  const found = profile?.absent ? undefined : profile;
  if (!found) unanswered.add(actor);
  return found;
}

/** The reply, or why there is none yet: no workspace, an unknown sender, a profile that is out of date, or a changed zone. */
type AttemptResult = Reply | 'unenrolled' | 'stranger' | 'stale' | 'moved';

/** A parsed request. `asked` is set once the sender's profile was looked up, `isRetry` when its transaction is retried. */
type PreparedRequest = {
  intent: Intent;
  read: Read;
  now: string;
  origin: RequestOrigin;
  group: GroupLookup | undefined;
  lookup: ProfileLookup | undefined;
  isRetry?: true;
};

const attempt = (ports: Parts, one: PreparedRequest): Promise<AttemptResult> =>
  inTransaction(ports, one, (tx, enqueue, at) => carryOut(tx, { ...ports, enqueue }, at));

/**
 * Records a person on first contact, in a transaction of its own: commands lock a project before the
 * people it names, and the other order could deadlock.
 */
const recordFirstContact = (ports: Parts, one: PreparedRequest): Promise<void> =>
  inTransaction(ports, one, async (tx, enqueue, { intent, origin, now, lookup: asked }) => {
    const admitted = await admit(tx, origin, intent.actor, { is: 'read' });
    if (!admitted) throw new Error('no workspace after enrolment');
    const { entered, known } = admitted;
    const contact = { intent, known, asked, now };
    const renamed = await recordIdentity(tx, entered.workspaceId, contact, ports.isConfigured);
    if (renamed) await redrawNaming(enqueue, tx, entered.workspaceId, renamed);
  });

/** Updates the profile of a known sender. Who acts is active, whatever their platform said before. */
const refreshProfile = (ports: Parts, one: PreparedRequest): Promise<void> =>
  inTransaction(ports, one, async (tx, enqueue, { intent, origin, now, lookup: asked }) => {
    const admitted = await admit(tx, origin, intent.actor, { is: 'read' });
    if (!admitted) throw new Error('no workspace after enrolment');
    const { actor } = intent;
    const said = profileUpdateOf(asked?.profile ?? {}, { gone: false, zone: actor.zone });
    await updateProfile({ ...ports, enqueue }, tx, admitted.entered.workspaceId, { who: actor, said, now });
  });

/** Runs one transaction of a request; changes of one room run one after the other. */
const inTransaction = <T>(
  ports: Parts,
  one: PreparedRequest,
  act: (tx: Tx, enqueue: Enqueue, at: PreparedRequest) => Promise<T>,
): Promise<T> =>
  ports.limitConcurrency(concurrencyKeysOf(one.intent, one.read), () =>
    transact(ports, (tx, enqueue, isRetry) => act(tx, enqueue, isRetry ? { ...one, isRetry } : one)),
  );

/**
 * Identifies the sender, answers a repeated delivery, then runs the command. A delivery is stored with its
 * answer and not claimed beforehand, which would cost one more write: of two concurrent deliveries one fails
 * on the unique key, is retried and finds the answer of the other.
 */
async function carryOut(tx: Tx, ports: Parts, one: PreparedRequest): Promise<AttemptResult> {
  const { intent, now, lookup: asked } = one;
  const delivery = deliveryKeyOf(intent, one.read);
  const [admitted, prefetched] = await sendFirstStatements(tx, one, delivery);
  if (!admitted) return 'unenrolled';
  const { known } = admitted;
  if (!known.fresh && delivery) {
    const kept = await storedAnswer(tx, delivery);
    if (!intent.corrects || isDone(kept))
      return repeatAnswer(tx, ports, intent, { kept, known, workspaceId: admitted.entered.workspaceId, now });
    await deleteArrival(tx, delivery);
  }
  const someone = await identify(tx, { intent, known, asked, now }, ports);
  if (!someone) return 'stranger';
  const changed = asked ? undefined : profileChange(ports, known, intent, now);
  return changed ?? execute(tx, ports, one, { ...admitted, someone, delivery, prefetched });
}

/**
 * Sends the statements together that need no answer of each other: who sent the request, and the prefetch of its
 * command; before them, the lock of an address whose link may change.
 */
async function sendFirstStatements(
  tx: Tx,
  { intent, read, origin, isRetry }: PreparedRequest,
  delivery: string | undefined,
) {
  const { command } = read;
  // before anything else, so that the workspace and project of the channel stay what they are until the end
  if (intent.room && changesLink(read)) await lockRoomAddress(tx, intent.room);
  const isHere = !read.project && !read.drawn?.about?.anywhere && intent.room?.kind === 'channel';
  const admitted = admit(tx, origin, intent.actor, purposeOf(read, isHere, delivery));
  const prefetch = isHere ? command.prefetch?.(tx, read.raw) : undefined;
  if (prefetch?.isAll && !isRetry && !delivery) askNoMore(tx);
  return Promise.all([admitted, prefetch?.facts]);
}

/** An identified sender, with what was prefetched for the request. */
type Admitted = {
  entered: Entered;
  known: CallerFacts;
  someone: IdentifiedSender;
  delivery: string | undefined;
  prefetched: unknown;
};

/** Runs the command in its project and stores the answer. */
async function execute(
  tx: Tx,
  ports: Parts,
  { intent, read, group }: PreparedRequest,
  { entered, known, someone, delivery, prefetched }: Admitted,
): Promise<Reply> {
  const place = { entered, intent, known, administration: ports };
  const who = await resolveWho(tx, place, someone, read);
  const { commands, mails, pages, codes, quotes, pictures, invoices } = ports;
  const world = { commands, clock: () => instantOf(ports), mails, pages, codes, quotes, pictures, invoices };
  const done = who.ok
    ? await handle(ports.enqueue, tx, {
        ...world,
        intent,
        read,
        group,
        who: who.value,
        delivery,
        verified: someone.verified,
        prefetched: who.value.project?.id === known.project?.id ? prefetched : undefined,
      })
    : {
        reply: await refuseProject(tx, who.refusal, { ...world, intent, read }, () =>
          resolveWho(tx, place, someone, {}),
        ),
        saved: false,
      };
  // a read is stored without its answer: where that was posted, a repeated delivery posts nothing
  if (delivery && !done.saved) await storeAnswer(tx, { delivery, answer: isRead(read) ? null : done.reply });
  if (who.ok && becameApprover(known, who.value))
    await redrawNaming(ports.enqueue, tx, entered.workspaceId, someone.person.id);
  return done.reply;
}

function profileChange({ unanswered }: Parts, known: CallerFacts, intent: Intent, now: string) {
  if (isProfileStale(known, intent, now) && !unanswered.has(intent.actor)) return 'stale';
  return newZoneOf(known, intent) === undefined ? undefined : 'moved';
}
