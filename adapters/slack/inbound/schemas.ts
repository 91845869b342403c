import { z } from 'zod';

// missing optional fields are accepted; fields of the wrong type are refused

/** A Slack id, longer for other servers of its API; bounded and printable: it is stored and logged. */
const id = z.string().regex(/^[\w.:-]{1,64}$/);
const optionalId = id.nullish();
const optionalText = z.string().nullish();
/** Empty in some payloads. */
const responseUrl = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).nullish();
const anyObject = z.looseObject({});

/** The fields common to interactive payloads. */
const interactive = {
  team: z.looseObject({ id, enterprise_id: optionalId }).nullish(),
  enterprise: z.looseObject({ id }).nullish(),
  user: z.looseObject({ id, team_id: optionalId, name: optionalText, username: optionalText }),
  is_enterprise_install: z.union([z.boolean(), z.enum(['true', 'false'])]).nullish(),
  trigger_id: optionalText,
};

const room = z.looseObject({ id, name: optionalText });

const option = z.looseObject({ value: optionalText, text: anyObject.nullish() }).nullish();
const action = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  block_id: optionalText,
  value: optionalText,
  selected_option: option,
  selected_options: z.array(option).nullish(),
});

const state = z.looseObject({
  type: z.string(),
  value: optionalText,
  selected_date: optionalText,
  selected_user: optionalId,
  selected_users: z.array(id).nullish(),
  selected_option: option,
  files: z.array(z.unknown()).nullish(),
});

const label = z.looseObject({ text: z.string() });
const view = z.looseObject({
  id: optionalId,
  hash: optionalText,
  callback_id: z.string(),
  private_metadata: z.string().default(''),
  app_installed_team_id: optionalId,
  title: label.default({ text: 'Milepost' }),
  submit: label.nullish(),
  close: label.nullish(),
  blocks: z.array(z.looseObject({ type: z.string() })).default([]),
  state: z
    .looseObject({ values: z.record(z.string(), z.record(z.string(), state)).default({}) })
    .default({ values: {} }),
});

const command = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: id,
  team_domain: optionalText,
  enterprise_id: z.string().optional(),
  channel_id: id,
  channel_name: z.string().optional(),
  user_id: id,
  user_name: z.string().optional(),
  is_enterprise_install: z.string().optional(),
  trigger_id: z.string().optional(),
  response_url: responseUrl,
});

const press = z.object({
  type: z.literal('block_actions'),
  ...interactive,
  actions: z.array(action).min(1),
  container: anyObject.default({}),
  channel: room.nullish(),
  message: z.looseObject({ ts: optionalText, thread_ts: optionalId }).nullish(),
  view: view.nullish(),
  state: anyObject.nullish(),
  response_url: responseUrl,
});

/** Somebody chose a shortcut on a message. */
const shortcut = z.object({
  type: z.literal('message_action'),
  ...interactive,
  trigger_id: z.string(),
  callback_id: z.string().max(255),
  action_ts: optionalText,
  channel: room,
  message: anyObject,
  response_url: responseUrl,
});

/** Somebody opened or typed into a select whose options Milepost finds. */
const suggestion = z.object({
  type: z.literal('block_suggestion'),
  ...interactive,
  action_id: z.string(),
  block_id: z.string(),
  value: z.string().max(1000).default(''),
  view,
});

const submission = z.object({ type: z.literal('view_submission'), ...interactive, view });

/** The fields of an event that Bolt reads. Null fields are removed: Bolt does not expect them. */
const event = z
  .looseObject({
    type: z.string().min(1).max(100),
    user: z.union([id, z.looseObject({ id })]).nullish(),
    channel: z.union([id, z.looseObject({ id })]).nullish(),
    channel_id: optionalId,
    item: anyObject.nullish(),
    subteam: anyObject.nullish(),
  })
  .transform((fields) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)),
  );

/** A message to the bot, or an edit. `user_team` is the author's home workspace, in shared channels. */
const message = z.looseObject({
  type: z.enum(['app_mention', 'message']),
  user: optionalId,
  text: optionalText,
  channel: id,
  channel_type: optionalText,
  ts: optionalId,
  thread_ts: optionalId,
  subtype: optionalText,
  files: z.array(z.unknown()).nullish(),
  bot_id: optionalId,
  user_team: optionalId,
  team: optionalId,
});

const installedIn = z.looseObject({ team_id: optionalId, enterprise_id: optionalId });
const envelope = z.object({
  type: z.literal('event_callback'),
  team_id: optionalId,
  enterprise_id: optionalId,
  event_id: z.string().min(1).max(100).optional(),
  event,
  authorizations: z.array(installedIn).optional(),
});

const urlVerification = z.object({ type: z.literal('url_verification'), challenge: z.string().max(1_000) });

/** A validated request of Slack; only fields of the schema are passed on. */
export type SlackBody = Record<string, unknown>;

/** A request for a listener, a kind that is not handled, or an invalid request. */
export type ParsedBody = { is: 'known'; body: SlackBody } | { is: 'unused' } | { is: 'malformed' };

const malformed: ParsedBody = { is: 'malformed' };

/**
 * Validates a decoded request before Bolt or our code reads it. An unknown kind is `unused`; a known kind
 * with wrong fields is `malformed`.
 */
export function parseBody(decoded: Record<string, unknown>): ParsedBody {
  if (typeof decoded.command === 'string' && decoded.type === undefined) return parsed(command, decoded);
  switch (decoded.type) {
    case 'url_verification':
      return parsed(urlVerification, decoded);
    case 'event_callback':
      return eventOf(decoded);
    case 'block_actions':
      return parsed(press, decoded);
    case 'message_action':
      return parsed(shortcut, decoded);
    case 'view_submission':
      return parsed(submission, decoded);
    case 'block_suggestion':
      return parsed(suggestion, decoded);
    default:
      return typeof decoded.type === 'string' ? { is: 'unused' } : malformed;
  }
}

function eventOf(decoded: Record<string, unknown>): ParsedBody {
  const read = parsed(envelope, decoded);
  if (read.is !== 'known') return read;
  const { type } = read.body.event as { type: string };
  // a workflow step, for which Bolt requires fields that we do not have
  if (type === 'function_executed') return { is: 'unused' };
  const isSaid = type === 'app_mention' || type === 'message';
  return isSaid && !message.safeParse(read.body.event).success ? malformed : read;
}

function parsed(shape: z.ZodType<SlackBody>, decoded: unknown): ParsedBody {
  const body = shape.safeParse(decoded).data;
  return body ? { is: 'known', body } : malformed;
}
