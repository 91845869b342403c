import { AuthorizationError } from '@slack/bolt';
import type { FastifyBaseLogger } from 'fastify';
import { NotInstalled } from '../installations.ts';
import { respond } from '../reply/respond.ts';
import { type Answer, emptyAnswer } from './exchange.ts';
import type { SlackBody } from './schemas.ts';

/** Why a request did not reach a listener, or failed there. */
export type RequestFault = 'not_installed' | 'unchecked' | 'unknown' | 'defect';

const faultTexts: Record<RequestFault, string> = {
  not_installed:
    'Milepost is not installed in this workspace, so nothing changed. Ask an admin of the workspace to install it again.',
  unchecked:
    'Milepost could not check its installation with Slack, so nothing changed. Try again in a minute.',
  unknown:
    'Milepost does not know this request, so nothing changed. Type /milestone help to see what it can do.',
  defect: 'Something went wrong in Milepost, so this may not have worked. Look at the card, then try again.',
};

/** The answer to an event: Slack retries after a 5xx, and not where a retry cannot help. */
const eventAnswers: Record<RequestFault, Answer> = {
  not_installed: { status: 401, noRetry: true },
  unchecked: { status: 503 },
  unknown: emptyAnswer,
  defect: { status: 500 },
};

/** Classifies an error thrown by Bolt. */
export function faultOf(error: unknown): RequestFault {
  if (!(error instanceof AuthorizationError)) return 'defect';
  return error.original instanceof NotInstalled ? 'not_installed' : 'unchecked';
}

/**
 * Notifies the person as their kind of request allows, and returns the HTTP answer. `answered`: the HTTP
 * answer has been sent, so only a response_url reaches the person.
 */
export function answerFault(
  fault: RequestFault,
  body: SlackBody,
  log: FastifyBaseLogger,
  answered = false,
): Answer {
  if (body.event !== undefined) return eventAnswers[fault];
  if (body.command !== undefined && !answered) return { status: 200, body: ephemeral(fault) };
  if (body.type === 'view_submission') return { status: 200, body: closingView(fault) };
  const url = body.response_url;
  if (fault !== 'unknown' && typeof url === 'string' && url !== '') {
    void respond(url, { ...ephemeral(fault), replace_original: false }, log);
  }
  return emptyAnswer;
}

function ephemeral(fault: RequestFault) {
  return { response_type: 'ephemeral' as const, text: faultTexts[fault] };
}

function closingView(fault: RequestFault) {
  return {
    response_action: 'update',
    view: {
      type: 'modal',
      title: { type: 'plain_text', text: 'Milepost' },
      close: { type: 'plain_text', text: 'Close' },
      blocks: [{ type: 'section', text: { type: 'plain_text', text: faultTexts[fault] } }],
    },
  };
}
