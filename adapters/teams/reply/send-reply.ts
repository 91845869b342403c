import { type Card, text } from '../../../cards/model.ts';
import { renderTeams, renderTeamsForm } from '../../../cards/render/teams/cards.ts';
import { renderSummary } from '../../../cards/render/text.ts';
import type { Log } from '../../../src/ports/log.ts';
import { type Outcome, presentWithReason, problemsOf } from '../inbound/press.ts';
import type { Activity } from '../inbound/schemas.ts';
import type { CallConnector } from '../outbound/connector.ts';
import { failureOf, idIn } from '../outbound/failure.ts';
import { activitiesPath, type MessageContent, messageActivity } from './message.ts';

/** Retries while the connector is busy. */
const maxAttempts = 3;
const maxWaitMs = 10_000;
const retryDelayMs = 500;

const asCard = (card: Card, tenant: string): MessageContent => ({
  card: renderTeams(card, { tenant }),
  summary: renderSummary(card),
});

/** Returns an outcome as a message to the presser. */
export function messageOf(outcome: Outcome, tenant: string): MessageContent {
  switch (outcome.is) {
    case 'done': {
      const { line, card } = outcome;
      return card ? asCard({ ...card, blocks: [text(line), ...card.blocks] }, tenant) : { text: line };
    }
    case 'confirm':
    case 'shown':
      return asCard(outcome.card, tenant);
    case 'form':
      return { card: renderTeamsForm(outcome.form, { tenant }), summary: outcome.form.title };
    case 'refused': {
      const { card, present, form } = outcome;
      if (form)
        return {
          card: renderTeamsForm(form, { tenant, problems: problemsOf(outcome) }),
          summary: renderSummary(card),
        };
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

/**
 * Sends an answer to the sender of an activity: plain in a direct chat, else targeted at them in the
 * thread, or as an ordinary reply where Teams takes no targeted message. With `inPlaceOf`, edits that
 * answer first. Logs a failure; never rejects.
 *
 * @returns the message id, if the connector gives one.
 */
export function createSendReply(call: CallConnector, log: Log, closing: AbortSignal) {
  const replace = async (
    to: Activity,
    content: MessageContent,
    isTargeted: boolean,
    id: string,
  ): Promise<boolean> => {
    const { conversation, recipient, serviceUrl } = to;
    const body = { ...messageActivity(content, recipient.id, conversation.id), id };
    const path = `${activitiesPath(conversation.id, id)}${isTargeted ? '?isTargetedActivity=true' : ''}`;
    const called = await call({ method: 'PUT', serviceUrl, path, body });
    return failureOf(called, 'edit') === undefined;
  };
  const send = async (to: Activity, content: MessageContent, isTargeted: boolean) => {
    const { conversation, from, recipient, serviceUrl } = to;
    const body = messageActivity(content, recipient.id, conversation.id, isTargeted ? from : undefined);
    const path = `${activitiesPath(conversation.id)}${isTargeted ? '?isTargetedActivity=true' : ''}`;
    for (let attempt = 1; ; attempt += 1) {
      const called = await call({ method: 'POST', serviceUrl, path, body });
      const failed = failureOf(called, 'post');
      const waitMs = failed?.is === 'limited' ? failed.retryAfterMs : retryDelayMs;
      const canRetry =
        (failed?.is === 'limited' || failed?.is === 'retry' || failed?.is === 'unreachable') &&
        waitMs <= maxWaitMs;
      if (!canRetry || attempt >= maxAttempts || closing.aborted) return { called, failed };
      await pause(waitMs, closing);
    }
  };

  return async (to: Activity, content: MessageContent, inPlaceOf?: string): Promise<string | undefined> => {
    const isDirect = to.conversation.conversationType === 'personal';
    if (inPlaceOf !== undefined && (await replace(to, content, !isDirect, inPlaceOf))) return inPlaceOf;
    let result = await send(to, content, !isDirect);
    const { called } = result;
    if (!isDirect && called.is === 'answered' && [400, 403, 404].includes(called.status)) {
      result = await send(to, content, false);
    }
    if (result.failed) {
      const why = 'why' in result.failed ? result.failed.why : 'too many requests';
      log.warn({ conversation: to.conversation.id, why }, 'teams answer failed');
    }
    return idIn(result.called);
  };
}

/** Sends an answer to the sender of an activity. */
export type SendReply = ReturnType<typeof createSendReply>;
