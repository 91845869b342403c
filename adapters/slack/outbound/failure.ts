import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import type { SendResult } from '../../../src/ports/messenger.ts';
import { notConnectedCodes } from '../../shared/not-connected.ts';

/** The failure of one call. */
export type Failure = Exclude<SendResult, { is: 'sent' }>;

/** A `post` of unknown outcome must not be repeated; an `edit` may be. */
export type Call = 'post' | 'edit';

/**
 * Slack's error codes by kind of failure. Source: docs.slack.dev, the errors of chat.postMessage,
 * chat.update and conversations.open. Any other code means that the message itself is wrong.
 */
export const failureByCode: Record<
  string,
  'room_lost' | 'cut_off' | 'unreachable' | 'message_gone' | 'limited' | 'retry' | 'broken'
> = {
  channel_not_found: 'room_lost',
  is_archived: 'room_lost',
  is_inactive: 'room_lost',
  not_in_channel: 'room_lost',
  restricted_action: 'room_lost',
  restricted_action_read_only_channel: 'room_lost',
  restricted_action_thread_only_channel: 'room_lost',
  restricted_action_non_threadable_channel: 'room_lost',
  restricted_action_thread_locked: 'room_lost',
  method_not_supported_for_channel_type: 'room_lost',
  ekm_access_denied: 'room_lost',
  messages_tab_disabled: 'room_lost',
  team_access_not_granted: 'room_lost',
  cannot_dm_bot: 'room_lost',
  user_disabled: 'room_lost',
  user_not_found: 'room_lost',
  user_not_visible: 'room_lost',
  users_not_found: 'room_lost',
  invalid_channel: 'room_lost',
  channel_type_not_supported: 'room_lost',
  channel_is_limited_access: 'room_lost',
  posting_to_general_channel_denied: 'room_lost',
  slack_connect_blocked: 'room_lost',
  cannot_dm_external_user: 'room_lost',
  account_inactive: 'cut_off',
  token_revoked: 'cut_off',
  token_expired: 'cut_off',
  invalid_auth: 'cut_off',
  not_authed: 'cut_off',
  org_login_required: 'cut_off',
  missing_scope: 'cut_off',
  not_allowed_token_type: 'cut_off',
  two_factor_setup_required: 'cut_off',
  access_denied: 'cut_off',
  accesslimited: 'cut_off',
  enterprise_is_restricted: 'cut_off',
  no_permission: 'cut_off',
  team_not_found: 'cut_off',
  message_not_found: 'message_gone',
  cant_update_message: 'message_gone',
  edit_window_closed: 'message_gone',
  ratelimited: 'limited',
  rate_limited: 'limited',
  message_limit_exceeded: 'limited',
  // the workspace moves into an organisation and accepts nothing until it has
  team_added_to_org: 'unreachable',
  external_channel_migrating: 'retry',
  // the request arrived incomplete, so Slack did nothing with it
  request_timeout: 'retry',
  internal_error: 'broken',
  fatal_error: 'broken',
  service_unavailable: 'broken',
  update_failed: 'broken',
};

/** The wait when Slack names none, and the longest wait that is accepted. */
const defaultWaitMs = 30_000;
const maxWaitMs = 3_600_000;

/** Classifies the failure of one call. */
export function failureOf(error: unknown, call: Call): Failure {
  if (error instanceof WebAPIPlatformError) return failureOfCode(error.data.error, call);
  if (error instanceof WebAPIRateLimitedError) return limited(error.retryAfter * 1000);
  if (error instanceof WebAPIHTTPError) return failureOfStatus(error.statusCode, call);
  if (error instanceof WebAPIRequestError) {
    const cause = causeOf(error.original);
    return notConnectedCodes.has(cause) ? { is: 'unreachable', why: cause } : broken(cause, call);
  }
  // for a 429 with an unreadable Retry-After, the SDK throws a plain Error without a code
  if (error instanceof Error && error.message.startsWith('Retry header')) return limited(defaultWaitMs);
  return broken(error instanceof Error ? error.message : String(error), call);
}

function failureOfCode(code: string, call: Call): Failure {
  const is = failureByCode[code];
  switch (is) {
    case 'limited':
      return limited(defaultWaitMs);
    case 'broken':
      return broken(code, call);
    case undefined:
      // the SDK puts a body that is not JSON in place of the code
      return /^[a-z][a-z0-9_]*$/.test(code)
        ? { is: 'rejected', why: code }
        : broken('unreadable answer', call);
    default:
      return { is, why: code };
  }
}

function failureOfStatus(status: number, call: Call): Failure {
  const why = `HTTP ${status}`;
  // below 500, a proxy refused it before Slack received it
  return status >= 500 || status === 408 ? broken(why, call) : { is: 'retry', why };
}

const limited = (wait: number): Failure => ({
  is: 'limited',
  retryAfterMs: wait > 0 ? Math.min(wait, maxWaitMs) : defaultWaitMs,
});

const broken = (why: string, call: Call): Failure =>
  call === 'post' ? { is: 'unknown', why } : { is: 'retry', why };

function causeOf(error: Error): string {
  const cause = error.cause;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.name === 'TimeoutError' ? 'timeout' : error.message;
}
