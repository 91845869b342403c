import type { SendResult } from '../../../src/ports/messenger.ts';
import type { CallResult } from './connector.ts';

/** The failure of one call. */
export type Failure = Exclude<SendResult, { is: 'sent' }>;

/** A `post` of unknown outcome must not be repeated; an `edit`, or opening a chat, may be. */
export type Call = 'post' | 'edit';

/** Statuses after which Teams asks for a retry. Source: Teams "rate limit", error handling. */
const transientStatuses = new Set([502, 503, 504]);

/** Without a Retry-After: a failed precondition passes soon, a rate limit after its 30-second window. */
const defaultWaitMs = { precondition: 2_000, rate: 30_000 } as const;

/** The longest Retry-After that is accepted. */
const maxWaitMs = 3_600_000;

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const string = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Returns the error code of a body, in either of the connector's two formats. */
export function errorCodeOf(body: unknown): string {
  const { error, errorCode, message } = record(body);
  const code = string(record(error).code);
  if (code !== '') return code;
  const subCode = /subCode"?:\s*"?(\w+)/.exec(string(message))?.[1];
  if (subCode !== undefined) return subCode;
  return errorCode === 209 ? 'MessageWritesBlocked' : '';
}

/** Parses Retry-After, seconds or a date (RFC 9110), into milliseconds; undefined when absent or invalid. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.min(seconds * 1_000, maxWaitMs) : undefined;
  const until = Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.min(Math.max(0, until - Date.now()), maxWaitMs);
}

function failureOfAnswer(answer: Extract<CallResult, { is: 'answered' }>, kind: Call): Failure {
  const { status, body, retryAfter } = answer;
  const code = errorCodeOf(body);
  const why = code === '' ? `status ${status}` : `status ${status} ${code}`;
  const requestedMs = retryAfterMs(retryAfter);
  if (status === 429) return { is: 'limited', retryAfterMs: requestedMs ?? defaultWaitMs.rate };
  if (status === 412) return { is: 'limited', retryAfterMs: requestedMs ?? defaultWaitMs.precondition };
  if (transientStatuses.has(status))
    return requestedMs === undefined ? { is: 'retry', why } : { is: 'limited', retryAfterMs: requestedMs };
  if (status >= 500 || status === 408) return { is: kind === 'post' ? 'unknown' : 'retry', why };
  if (status === 401) return { is: 'cut_off', why };
  // blocked, disabled, not installed: always about this room
  if (status === 403) return { is: 'room_lost', why };
  if (status === 404 && code === 'ConversationNotFound') return { is: 'room_lost', why };
  if (status === 404) return { is: kind === 'edit' ? 'message_gone' : 'room_lost', why };
  return { is: 'rejected', why };
}

/** Classifies a failed call; undefined when it succeeded. */
export function failureOf(called: CallResult, kind: Call): Failure | undefined {
  switch (called.is) {
    case 'answered':
      return called.status >= 200 && called.status < 300 ? undefined : failureOfAnswer(called, kind);
    case 'not_sent':
      return { is: 'retry', why: called.why };
    case 'no_answer':
      return { is: kind === 'post' ? 'unknown' : 'retry', why: called.why };
    case 'no_sign_in':
      return { is: 'unreachable', why: called.why };
    case 'no_credentials':
      return { is: 'cut_off', why: called.why };
    default:
      return called satisfies never;
  }
}

/** Returns the id of the created resource; undefined when the answer has none. */
export function idIn(called: CallResult): string | undefined {
  const id = called.is === 'answered' ? string(record(called.body).id) : '';
  return id === '' ? undefined : id;
}
