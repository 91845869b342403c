import { AuthorizationError } from '@slack/bolt';
import type { FastifyBaseLogger } from 'fastify';
import { NotInstalled } from '../installations.ts';
import { respond } from '../reply/respond.ts';
import { type Answer, EMPTY } from './exchange.ts';
import type { SlackBody } from './schemas.ts';

/** Why a request of Slack got no further than our door. */
export type Fault = 'not_installed' | 'unchecked' | 'unknown' | 'defect';

const WORDS: Record<Fault, string> = {
  not_installed:
    'Milepost is not installed in this workspace, so nothing was done. Ask an admin of the workspace to install it again.',
  unchecked:
    'Milepost could not check its installation with Slack, so nothing was done. Please try again in a minute.',
  unknown:
    'Milepost does not know this request, so nothing was done. Type /milestone help to see what it can do.',
  defect:
    'Something went wrong in Milepost, so this may not have been done. Look at the card, then try again.',
};

/** What an event is answered with: Slack repeats a 5xx, and stops where repeating cannot help. */
const EVENT_ANSWERS: Record<Fault, Answer> = {
  not_installed: { status: 401, noRetry: true },
  unchecked: { status: 503 },
  unknown: EMPTY,
  defect: { status: 500 },
};

/** Which fault an error out of Bolt is. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof AuthorizationError)) return 'defect';
  return error.original instanceof NotInstalled ? 'not_installed' : 'unchecked';
}

/**
 * Tells the one who waits, in the way their kind of request allows, and gives the HTTP answer.
 * `answered`: the HTTP answer has left already, only a response_url still reaches the person.
 */
export function apologise(fault: Fault, body: SlackBody, log: FastifyBaseLogger, answered = false): Answer {
  if (body.event !== undefined) return EVENT_ANSWERS[fault];
  if (body.command !== undefined && !answered) return { status: 200, body: ephemeral(fault) };
  if (body.type === 'view_submission') return { status: 200, body: closingView(fault) };
  const url = body.response_url;
  if (fault !== 'unknown' && typeof url === 'string' && url !== '') {
    void respond(url, { ...ephemeral(fault), replace_original: false }, log);
  }
  return EMPTY;
}

function ephemeral(fault: Fault) {
  return { response_type: 'ephemeral' as const, text: WORDS[fault] };
}

function closingView(fault: Fault) {
  return {
    response_action: 'update',
    view: {
      type: 'modal',
      title: { type: 'plain_text', text: 'Milepost' },
      close: { type: 'plain_text', text: 'Close' },
      blocks: [{ type: 'section', text: { type: 'plain_text', text: WORDS[fault] } }],
    },
  };
}
