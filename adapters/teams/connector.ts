import type { Authorize } from './settings.ts';

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
export type Called =
  | { is: 'answered'; status: number; body: unknown; retryAfter: string | null }
  /** It surely did not arrive. */
  | { is: 'not_sent'; why: string }
  /** It may have arrived; no answer came. */
  | { is: 'no_answer'; why: string }
  /** No token to sign it with: an operator must act. */
  | { is: 'no_credentials'; why: string };

/** Calls the Bot Connector once: signed, with a timeout, without any retry. */
export type CallConnector = (call: ConnectorCall) => Promise<Called>;

const TIMEOUT_MS = 5_000;

/** Failures of a socket before a byte of the request was sent. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Failures of the sign-in service that are not about our credentials. Source: MSAL's error codes. */
const SIGN_IN_UNREACHABLE = new Set([
  'network_error',
  'endpoints_resolution_error',
  'openid_config_error',
  'timeout',
]);

const textIn = (value: unknown, key: string): string | undefined => {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found : undefined;
};

function tokenFailure(error: unknown): Called {
  const code = textIn(error, 'errorCode') ?? textIn(error, 'name') ?? 'unknown';
  const unreachable = SIGN_IN_UNREACHABLE.has(code) || code === 'TimeoutError';
  return unreachable
    ? { is: 'not_sent', why: `the sign-in service does not answer (${code})` }
    : { is: 'no_credentials', why: `no token: ${code}` };
}

function callFailure(error: unknown): Called {
  if (textIn(error, 'name') === 'TimeoutError') return { is: 'no_answer', why: 'timeout' };
  const code = textIn(error instanceof Error ? error.cause : undefined, 'code') ?? 'connection lost';
  return NOT_SENT.has(code) ? { is: 'not_sent', why: code } : { is: 'no_answer', why: code };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

/** A way to call the connector with headers signed by `authorize`. */
export function createConnector(authorize: Authorize): CallConnector {
  return async ({ method, serviceUrl, path, body, timeoutMs = TIMEOUT_MS }) => {
    const signal = AbortSignal.timeout(timeoutMs);
    let authorization: string | undefined;
    try {
      authorization = await inTime(authorize(), signal);
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
  };
}
