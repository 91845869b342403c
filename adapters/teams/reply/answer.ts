/** The HTTP answer to an activity. */
export type Answer = { status: number; body?: unknown };

/** Acknowledges events and messages. */
export const accepted: Answer = { status: 200 };

/** An unknown invoke: the client shows an error instead of nothing. */
export const notImplemented: Answer = { status: 501 };

/** Fixed texts that reveal no internals. 400: not an activity; 401, 403: not allowed; 503: try later. */
export const refusals = {
  malformed: { status: 400, body: 'This is not an activity of Microsoft Teams.' },
  unauthorized: { status: 401, body: 'Not authorized.' },
  foreign: { status: 403, body: 'This bot does not serve your organisation.' },
  unavailable: { status: 503, body: 'Not available at the moment. Try again later.' },
} as const satisfies Record<string, Answer>;
