import type {
  MessageNewsHandler,
  PersonNews,
  PersonNewsHandler,
  RoomNewsHandler,
  ThreadNewsHandler,
} from '../../../src/ports/intent.ts';
import type { Log } from '../../../src/ports/log.ts';
import type { Deduplicate } from '../../shared/deduplicate.ts';
import { isCorrectable, type RecentCache } from '../../shared/recent-cache.ts';
import type { Inflight } from '../inflight.ts';
import { type Answer, accepted, notImplemented } from '../reply/answer.ts';
import { answerDialog, answerMessageAction } from '../reply/dialog.ts';
import { answerExecute } from '../reply/execute.ts';
import { answerSearch } from '../reply/search.ts';
import { messageOf, type SendReply } from '../reply/send-reply.ts';
import { filesOf } from './files.ts';
import { lineOf } from './line.ts';
import { actorOf, deliveryOf, roomOf, threadOf } from './origin.ts';
import { personNewsOf } from './person-news.ts';
import { carryOut, type PressPorts } from './press.ts';
import { messageNews } from './quoted/message-news.ts';
import { roomNewsOf } from './room-news.ts';
import { type Activity, isTargeted, mentionsOf, type Press, pressSchema } from './schemas.ts';
import { threadNews } from './thread/thread-news.ts';

/** What handles the activities. */
export type Dispatch = PressPorts & {
  onRoomNews: RoomNewsHandler;
  onPersonNews: PersonNewsHandler;
  onThreadNews: ThreadNewsHandler;
  onMessageNews: MessageNewsHandler;
  sendReply: SendReply;
  inflight: Inflight;
  deduplicate: Deduplicate;
  answers: RecentCache<string>;
  log: Log;
};

/** Handles a message to the bot: a command line, or a button of a client with Action.Submit only. */
async function handleMessage(
  activity: Activity,
  tenant: string,
  to: Dispatch,
  corrects = false,
): Promise<void> {
  const hasNoText = (activity.text ?? '').trim() === '';
  const press = pressSchema.safeParse(activity.value).data ?? (hasNoText ? unreadable(activity) : undefined);
  const files = filesOf(activity, to.log);
  if (!press && files.length === 0 && hasNoText) return;
  const line = lineOf(activity, tenant);
  const thread = threadOf(activity);
  const outcome = press
    ? await carryOut(activity, tenant, press, to)
    : await to.run({
        delivery: deliveryOf(activity),
        answer: 'posted',
        ...(corrects ? { corrects: true } : {}),
        actor: actorOf(activity, tenant),
        room: roomOf(activity, tenant),
        ...(thread === undefined ? {} : { thread }),
        surface: 'line',
        ask: { line },
        ...(files.length > 0 ? { files } : {}),
      });
  if (outcome.repeated) return;
  // Teams waits for the acknowledgement, which must not wait for the answer
  const key = deliveryOf(activity);
  const sent = to.sendReply(
    activity,
    tenant,
    messageOf(outcome, activity, tenant),
    corrects ? to.answers.get(key) : undefined,
  );
  to.inflight.add(sent.then((id) => (id === undefined ? undefined : to.answers.set(key, id))));
}

/** A button that cannot be read. No command has this name, so the core answers with what to do. */
const unreadable = ({ value }: Activity): Press | undefined =>
  typeof value === 'object' && value !== null && 'command' in value
    ? { command: '', input: {}, given: {} }
    : undefined;

async function handleInvoke(activity: Activity, tenant: string, to: Dispatch): Promise<Answer> {
  switch (activity.name) {
    case 'adaptiveCard/action':
      return answerExecute(activity, tenant, to);
    case 'task/fetch':
    case 'task/submit':
    case 'composeExtension/submitAction':
      return answerDialog(activity, tenant, to);
    case 'composeExtension/fetchTask':
      return answerMessageAction(activity, tenant, to);
    case 'application/search':
      return answerSearch(activity, tenant, to.run);
    default:
      return notImplemented;
  }
}

async function handlePersonNews(news: PersonNews, { onPersonNews, log }: Dispatch): Promise<void> {
  try {
    await onPersonNews(news);
  } catch (error) {
    log.error({ why: error instanceof Error ? error.message : 'unknown' }, 'teams person update failed');
  }
}

/** Whether this is an edit of a message to the bot, not a restored one. Ids are milliseconds. */
function isCorrection(activity: Activity): boolean {
  const { channelData, conversation, recipient, id } = activity;
  const isToUs =
    conversation.conversationType === 'personal' ||
    isTargeted(activity) ||
    mentionsOf(activity).some(({ mentioned }) => mentioned.id === recipient.id);
  const written = /^\d{13}$/.test(id ?? '') ? Number(id) : Number.NaN;
  return channelData?.eventType === 'editMessage' && isToUs && isCorrectable(written, Date.now());
}

/** Takes a reply in the thread of a project as its message; only a refusal is answered. Whether it was one. */
async function takeReply(activity: Activity, tenant: string, to: Dispatch): Promise<boolean> {
  const news = threadNews(activity, tenant);
  const reply = news && (await to.onThreadNews(news));
  if (!reply) return false;
  if (reply.is !== 'refused' || reply.repeated) return true;
  const answer = messageOf(reply, activity, tenant);
  to.inflight.add(to.sendReply(activity, tenant, answer).then(() => undefined));
  return true;
}

/** Follows the message where it is evidence. */
async function takeChange(activity: Activity, tenant: string, to: Dispatch): Promise<void> {
  const news = messageNews(activity, tenant);
  if (news) await to.onMessageNews(news);
}

/** Handles one verified activity. Kinds that Milepost does not use are acknowledged too. */
export async function dispatch(activity: Activity, tenant: string, to: Dispatch): Promise<Answer> {
  switch (activity.type) {
    case 'message':
      if (await takeReply(activity, tenant, to)) return accepted;
      await to.deduplicate(deliveryOf(activity), () => handleMessage(activity, tenant, to));
      return accepted;
    case 'messageDelete':
      await takeChange(activity, tenant, to);
      await takeReply(activity, tenant, to);
      return accepted;
    case 'messageUpdate':
      await takeChange(activity, tenant, to);
      if (await takeReply(activity, tenant, to)) return accepted;
      if (isCorrection(activity))
        await to.deduplicate(`${deliveryOf(activity)}~${activity.text}`, () =>
          handleMessage(activity, tenant, to, true),
        );
      return accepted;
    case 'invoke':
      return handleInvoke(activity, tenant, to);
    case 'installationUpdate':
    case 'conversationUpdate':
      for (const news of roomNewsOf(activity, tenant)) await to.onRoomNews(news);
      // a look-up in the roster may take longer than the acknowledgement
      for (const news of personNewsOf(activity, tenant)) to.inflight.add(handlePersonNews(news, to));
      return accepted;
    default:
      return accepted;
  }
}
