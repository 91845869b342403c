import { notConnectedCodes } from '../../shared/not-connected.ts';
import type { Authorize } from '../settings.ts';

/** One call to the Bot Connector. `path` is relative to the service URL, with ids percent-encoded. */
export type ConnectorCall = {
  method: 'GET' | 'POST' | 'PUT';
  serviceUrl: string;
  path: string;
  body?: unknown;
  /** Timeout of the whole call; 5,000 by default. */
  timeoutMs?: number;
};

/** The result of a call. Calls never throw. */
export type CallResult =
  | { is: 'answered'; status: number; body: unknown; retryAfter: string | null }
  /** It certainly did not arrive. */
  | { is: 'not_sent'; why: string }
  /** It may have arrived, but no answer came. */
  | { is: 'no_answer'; why: string }
  /** The sign-in service is unavailable and issued no token. Nothing was sent. */
  | { is: 'no_sign_in'; why: string }
  /** The sign-in service refuses our credentials. Nothing was sent. */
  | { is: 'no_credentials'; why: string };

/** Calls the Bot Connector: signed, with a timeout, without retries. */
export type CallConnector = (call: ConnectorCall) => Promise<CallResult>;

const defaultTimeoutMs = 5_000;

/** The sign-in service's codes for wrong credentials; any other is transient. Source: RFC 6749 §5.2. */
const refusedCredentialCodes = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_grant',
  'invalid_request',
  'invalid_resource',
  'invalid_scope',
  'access_denied',
]);

const stringField = (value: unknown, key: string): string | undefined => {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found : undefined;
};

function tokenFailure(error: unknown): CallResult {
  const errorCode = stringField(error, 'errorCode') || stringField(error, 'name') || 'unknown';
  const code = errorCode === 'Error' ? 'no token' : errorCode;
  return refusedCredentialCodes.has(code)
    ? { is: 'no_credentials', why: `the sign-in service refuses the credentials (${code})` }
    : { is: 'no_sign_in', why: `the sign-in service gives no token (${code})` };
}

function callFailure(error: unknown): CallResult {
  if (stringField(error, 'name') === 'TimeoutError') return { is: 'no_answer', why: 'timeout' };
  const code = stringField(error instanceof Error ? error.cause : undefined, 'code') ?? 'connection lost';
  return notConnectedCodes.has(code) ? { is: 'not_sent', why: code } : { is: 'no_answer', why: code };
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

/** Makes one call with one token. */
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
 * Creates a client of the connector that signs with `authorize`. After a 401 the call is repeated once with
 * a fresh token: the cached one may have been revoked, and a 401 had no effect.
 */
export function createConnector(authorize: Authorize): CallConnector {
  return async (call) => {
    const signal = AbortSignal.timeout(call.timeoutMs ?? defaultTimeoutMs);
    const called = await attemptCall(call, signal, authorize());
    if (called.is !== 'answered' || called.status !== 401) return called;
    return attemptCall(call, signal, authorize({ fresh: true }));
  };
}
