import { type Card, text } from '../../../cards/model.ts';
import { briefLine, linkedLine, withPresentLine } from '../../../cards/render/linked.ts';
import { renderTeams, renderTeamsForm } from '../../../cards/render/teams/cards.ts';
import { renderSummary } from '../../../cards/render/text.ts';
import type { Log } from '../../../src/ports/log.ts';
import type { Messenger } from '../../../src/ports/messenger.ts';
import { roomOf } from '../inbound/origin.ts';
import { type Outcome, presentWithReason, problemsOf } from '../inbound/press.ts';
import { type Activity, isTargeted } from '../inbound/schemas.ts';
import type { CallConnector, CallResult } from '../outbound/connector.ts';
import { type Failure, failureOf, idIn } from '../outbound/failure.ts';
import { deepLinkOf } from './deep-link.ts';
import { activitiesPath, type MessageContent, messageActivity } from './message.ts';

/** Retries while the connector is busy. */
const maxAttempts = 3;
const maxWaitMs = 10_000;
const retryDelayMs = 500;

const asCard = (card: Card, tenant: string, summary = renderSummary(card)): MessageContent => ({
  card: renderTeams(card, { tenant }),
  summary,
});

/** Returns an outcome as a message to the presser. */
export function messageOf(outcome: Outcome, activity: Activity, tenant: string): MessageContent {
  const url = 'at' in outcome && outcome.at ? deepLinkOf(outcome.at, activity, tenant) : undefined;
  switch (outcome.is) {
    case 'done': {
      const { line, card, at } = outcome;
      if (at) return asCard(linkedLine(line, url, card), tenant, line);
      return card ? asCard({ ...card, blocks: [text(line), ...card.blocks] }, tenant) : { text: line };
    }
    case 'confirm':
      return asCard(outcome.card, tenant);
    case 'shown':
      return outcome.at
        ? asCard(briefLine(outcome.card, url), tenant, renderSummary(outcome.card))
        : asCard(outcome.card, tenant);
    case 'form':
      return { card: renderTeamsForm(outcome.form, { tenant }), summary: outcome.form.title };
    case 'refused': {
      const { card, present, form, at } = outcome;
      if (form)
        return {
          card: renderTeamsForm(form, { tenant, problems: problemsOf(outcome) }),
          summary: renderSummary(card),
        };
      if (at && present) return asCard(withPresentLine(card, present, url), tenant);
      return asCard(present ? presentWithReason(present, card) : card, tenant);
    }
    default:
      return outcome satisfies never;
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** The connector certainly sent no targeted message: an old one, a room without the feature, or a person not in it. */
const refusedStatuses = [400, 401, 403, 404, 405, 501];

const isRefused = (called: CallResult): boolean =>
  called.is === 'answered' && refusedStatuses.includes(called.status);

/** What everybody in a room may read when an answer cannot be given there privately. */
const notHere =
  'I cannot answer you privately in this conversation. Send me the same line in our direct chat.';

type Sent = { called: CallResult; failed: Failure | undefined };

/** Sends an answer to the sender of an activity. With `inPlaceOf`, edits that answer first. */
export type SendReply = (
  to: Activity,
  tenant: string,
  content: MessageContent,
  inPlaceOf?: string,
) => Promise<string | undefined>;

/**
 * Creates what answers the sender of an activity: plain in a direct chat, else targeted at them in the thread. Where
 * Teams takes no targeted message the answer goes into their direct chat, and where that cannot be opened one line
 * without any of it into the room: a private answer is never shown to others. Logs a failure; never rejects.
 *
 * @returns a function that returns the message id in the room of the activity, if there is one.
 */
export function createSendReply(
  call: CallConnector,
  { openDirect }: Pick<Messenger, 'openDirect'>,
  log: Log,
  closing: AbortSignal,
): SendReply {
  const post = (to: Activity, path: string, body: object): Promise<Sent> =>
    retried(() => call({ method: 'POST', serviceUrl: to.serviceUrl, path, body }), closing);

  /** Sends to the sender alone; without the quote of their request where Teams does not know that any more. */
  const target = async (to: Activity, content: MessageContent): Promise<Sent> => {
    const { conversation, from, recipient } = to;
    const path = `${activitiesPath(conversation.id)}${targeted}`;
    const body = messageActivity(content, recipient.id, conversation.id, from);
    const entities = quoteOf(to);
    const sent = await post(to, path, { ...body, ...(entities ? { entities } : {}) });
    const isUnknownQuote =
      entities && sent.called.is === 'answered' && [400, 404].includes(sent.called.status);
    return isUnknownQuote ? post(to, path, body) : sent;
  };

  const replace = async (to: Activity, content: MessageContent, id: string): Promise<boolean> => {
    const { conversation, recipient, serviceUrl } = to;
    const body = { ...messageActivity(content, recipient.id, conversation.id), id };
    const path = `${activitiesPath(conversation.id, id)}${isDirect(to) ? '' : targeted}`;
    return failureOf(await call({ method: 'PUT', serviceUrl, path, body }), 'edit') === undefined;
  };

  /** Sends into the direct chat; undefined when it cannot be opened. */
  const sendDirect = async (to: Activity, tenant: string, content: MessageContent) => {
    const { id, name } = to.from;
    const person = { tenant, user: id, ...(name === undefined ? {} : { name }) };
    const opened = await openDirect(person, roomOf(to, tenant));
    if (opened.is !== 'opened') return undefined;
    const { channel } = opened.room;
    const sent = await post(to, activitiesPath(channel), messageActivity(content, to.recipient.id, channel));
    return sent.failed?.is === 'room_lost' ? undefined : sent;
  };

  const sendElsewhere = async (
    to: Activity,
    tenant: string,
    content: MessageContent,
  ): Promise<Sent | undefined> => {
    const direct = await sendDirect(to, tenant, content);
    // a request that was private itself is not made public by its answer
    if (direct || isTargeted(to)) return direct;
    const { conversation, recipient } = to;
    const line = messageActivity({ text: notHere }, recipient.id, conversation.id);
    return post(to, activitiesPath(conversation.id), line);
  };

  return async (to, tenant, content, inPlaceOf) => {
    if (inPlaceOf !== undefined && (await replace(to, content, inPlaceOf))) return inPlaceOf;
    const { conversation, recipient } = to;
    const first = isDirect(to)
      ? await post(
          to,
          activitiesPath(conversation.id),
          messageActivity(content, recipient.id, conversation.id),
        )
      : await target(to, content);
    const goesElsewhere = !isDirect(to) && isRefused(first.called);
    const { failed } = (goesElsewhere ? await sendElsewhere(to, tenant, content) : undefined) ?? first;
    if (failed) {
      const why = 'why' in failed ? failed.why : 'too many requests';
      log.warn({ conversation: conversation.id, why }, 'teams answer failed');
    }
    return goesElsewhere ? undefined : idIn(first.called);
  };
}

const targeted = '?isTargetedActivity=true';

const isDirect = ({ conversation }: Activity): boolean => conversation.conversationType === 'personal';

/** Quotes a private request above its answer. Source: Teams "targeted messages", prompt preview. */
const quoteOf = (to: Activity) =>
  isTargeted(to) && to.id !== undefined ? [{ type: 'targetedMessageInfo', messageId: to.id }] : undefined;

/** Makes a call again while the connector is busy. */
async function retried(attempt: () => Promise<CallResult>, closing: AbortSignal): Promise<Sent> {
  for (let count = 1; ; count += 1) {
    const called = await attempt();
    const failed = failureOf(called, 'post');
    const waitMs = failed?.is === 'limited' ? failed.retryAfterMs : retryDelayMs;
    const canRetry =
      (failed?.is === 'limited' || failed?.is === 'retry' || failed?.is === 'unreachable') &&
      waitMs <= maxWaitMs;
    if (!canRetry || count >= maxAttempts || closing.aborted) return { called, failed };
    await pause(waitMs, closing);
  }
}
