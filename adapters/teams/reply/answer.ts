/** What an activity is answered with over HTTP. */
export type Answer = { status: number; body?: unknown };

/** Events and messages: taken. */
export const accepted: Answer = { status: 200 };

/** An invoke of a name that Milepost does not know: the client shows an error in the place of silence. */
export const notImplemented: Answer = { status: 501 };

/**
 * Fixed texts: a sender learns nothing of what went wrong inside. 401 and 403 for whoever may not,
 * 400 for what is no activity, 503 for what may work later.
 */
export const refusals = {
  malformed: { status: 400, body: 'This is not an activity of Microsoft Teams.' },
  unauthorized: { status: 401, body: 'Not authorized.' },
  foreign: { status: 403, body: 'This bot does not serve your organisation.' },
  unavailable: { status: 503, body: 'Not available at the moment. Try again later.' },
} as const satisfies Record<string, Answer>;
