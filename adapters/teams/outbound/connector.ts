import type { Authorize } from '../settings.ts';

/** One call to the Bot Connector. `path` is below the service address, ids percent-encoded. */
export type ConnectorCall = {
  method: 'GET' | 'POST' | 'PUT';
  serviceUrl: string;
  path: string;
  body?: unknown;
  /** Milliseconds for the whole call; 5,000 unless told. */
  timeoutMs?: number;
};

/** How a call ended. It never throws. */
export type CallResult =
  | { is: 'answered'; status: number; body: unknown; retryAfter: string | null }
  /** It surely did not arrive. */
  | { is: 'not_sent'; why: string }
  /** It may have arrived; no answer came. */
  | { is: 'no_answer'; why: string }
  /** The sign-in service gave no token for now: it is away, busy or out of order. Nothing was sent. */
  | { is: 'no_sign_in'; why: string }
  /** The sign-in service refuses our credentials. Nothing was sent. */
  | { is: 'no_credentials'; why: string };

/** Calls the Bot Connector once: signed, with a timeout, without any retry. */
export type CallConnector = (call: ConnectorCall) => Promise<CallResult>;

const defaultTimeoutMs = 5_000;

/** Failures of a socket before a byte of the request was sent. */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What the sign-in service answers when our credentials are wrong; anything else passes. Source: RFC 6749 §5.2. */
const refusedCredentialCodes = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_grant',
  'invalid_request',
  'invalid_resource',
  'invalid_scope',
  'access_denied',
]);

const textIn = (value: unknown, key: string): string | undefined => {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found : undefined;
};

function tokenFailure(error: unknown): CallResult {
  const said = textIn(error, 'errorCode') || textIn(error, 'name') || 'unknown';
  const code = said === 'Error' ? 'no token' : said;
  return refusedCredentialCodes.has(code)
    ? { is: 'no_credentials', why: `the sign-in service refuses the credentials (${code})` }
    : { is: 'no_sign_in', why: `the sign-in service gives no token (${code})` };
}

function callFailure(error: unknown): CallResult {
  if (textIn(error, 'name') === 'TimeoutError') return { is: 'no_answer', why: 'timeout' };
  const code = textIn(error instanceof Error ? error.cause : undefined, 'code') ?? 'connection lost';
  return notSentCodes.has(code) ? { is: 'not_sent', why: code } : { is: 'no_answer', why: code };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

/** One call with one token. */
async function attemptCall(
  call: ConnectorCall,
  signal: AbortSignal,
  token: Promise<string | undefined>,
): Promise<CallResult> {
  const { method, serviceUrl, path, body } = call;
  let authorization: string | undefined;
  try {
    authorization = await abortable(token, signal);
  } catch (error) {
    return tokenFailure(error);
  }
  try {
    const answer = await fetch(`${serviceUrl.replace(/\/+$/, '')}${path}`, {
      method,
      signal,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      is: 'answered',
      status: answer.status,
      body: parsed(text),
      retryAfter: answer.headers.get('retry-after'),
    };
  } catch (error) {
    return callFailure(error);
  }
}

/**
 * A way to call the connector with headers signed by `authorize`. A token that the connector does not
 * accept is replaced once: it may have been withdrawn before its time, and a 401 did nothing.
 */
export function createConnector(authorize: Authorize): CallConnector {
  return async (call) => {
    const signal = AbortSignal.timeout(call.timeoutMs ?? defaultTimeoutMs);
    const called = await attemptCall(call, signal, authorize());
    if (called.is !== 'answered' || called.status !== 401) return called;
    return attemptCall(call, signal, authorize({ fresh: true }));
  };
}
