import { z } from 'zod';

// What is missing where we can do without is taken as empty; what is there in another form is refused.

/** An id of Slack, with room for those of stand-ins: bounded and printable, because it is kept and logged. */
const id = z.string().regex(/^[\w.:-]{1,64}$/);
const maybeId = id.nullish();
const words = z.string().nullish();
/** Where an answer may be sent; some payloads have an empty one. */
const address = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).nullish();
const part = z.looseObject({});

/** Of every interactive payload. */
const interactive = {
  team: z.looseObject({ id, enterprise_id: maybeId }).nullish(),
  enterprise: z.looseObject({ id }).nullish(),
  user: z.looseObject({ id, team_id: maybeId, name: words, username: words }),
  is_enterprise_install: z.union([z.boolean(), z.enum(['true', 'false'])]).nullish(),
  trigger_id: words,
};

const room = z.looseObject({ id, name: words });

const option = z.looseObject({ value: words }).nullish();
const action = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  block_id: words,
  value: words,
  selected_option: option,
});

const state = z.looseObject({
  type: z.string(),
  value: words,
  selected_date: words,
  selected_user: maybeId,
  selected_option: option,
  files: z.array(z.unknown()).nullish(),
});

const label = z.looseObject({ text: z.string() });
const view = z.looseObject({
  id: maybeId,
  callback_id: z.string(),
  private_metadata: z.string().default(''),
  app_installed_team_id: maybeId,
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
  enterprise_id: z.string().optional(),
  channel_id: id,
  channel_name: z.string().optional(),
  user_id: id,
  user_name: z.string().optional(),
  is_enterprise_install: z.string().optional(),
  trigger_id: z.string().optional(),
  response_url: address,
});

const press = z.object({
  type: z.literal('block_actions'),
  ...interactive,
  actions: z.array(action).min(1),
  container: part.default({}),
  channel: room.nullish(),
  message: z.looseObject({ ts: words, thread_ts: maybeId }).nullish(),
  view: part.nullish(),
  state: part.nullish(),
  response_url: address,
});

const submission = z.object({ type: z.literal('view_submission'), ...interactive, view });

/** An event as far as Bolt looks into it. What carries none of it is left out: Bolt does not expect null. */
const event = z
  .looseObject({
    type: z.string().min(1).max(100),
    user: z.union([id, z.looseObject({ id })]).nullish(),
    channel: z.union([id, z.looseObject({ id })]).nullish(),
    channel_id: maybeId,
    item: part.nullish(),
    subteam: part.nullish(),
  })
  .transform((fields) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)),
  );

/** A message to the bot, or an edit of one. `user_team` is the author's home, in shared channels. */
const said = z.looseObject({
  type: z.enum(['app_mention', 'message']),
  user: maybeId,
  text: words,
  channel: id,
  channel_type: words,
  ts: maybeId,
  thread_ts: maybeId,
  subtype: words,
  files: z.array(z.unknown()).nullish(),
  bot_id: maybeId,
  user_team: maybeId,
  team: maybeId,
});

const installedIn = z.looseObject({ team_id: maybeId, enterprise_id: maybeId });
const envelope = z.object({
  type: z.literal('event_callback'),
  team_id: maybeId,
  enterprise_id: maybeId,
  event_id: z.string().min(1).max(100).optional(),
  event,
  authorizations: z.array(installedIn).optional(),
});

const handshake = z.object({ type: z.literal('url_verification'), challenge: z.string().max(1_000) });

/** A request of Slack of known shape: nothing else of it is handed on. */
export type SlackBody = Record<string, unknown>;

/** What a request is: something for a listener, a kind that Milepost has no use for, or no request of Slack. */
export type Read = { is: 'known'; body: SlackBody } | { is: 'unused' } | { is: 'malformed' };

const malformed: Read = { is: 'malformed' };

/**
 * Parses a decoded request, before Bolt or anything of ours looks into it. A kind that is not handled
 * is no fault of the sender; a known kind in another shape is.
 */
export function readBody(decoded: Record<string, unknown>): Read {
  if (typeof decoded.command === 'string' && decoded.type === undefined) return parsed(command, decoded);
  switch (decoded.type) {
    case 'url_verification':
      return parsed(handshake, decoded);
    case 'event_callback':
      return eventOf(decoded);
    case 'block_actions':
      return parsed(press, decoded);
    case 'view_submission':
      return parsed(submission, decoded);
    default:
      return typeof decoded.type === 'string' ? { is: 'unused' } : malformed;
  }
}

function eventOf(decoded: Record<string, unknown>): Read {
  const read = parsed(envelope, decoded);
  if (read.is !== 'known') return read;
  const { type } = read.body.event as { type: string };
  // a workflow's step, for which Bolt wants more than Milepost has
  if (type === 'function_executed') return { is: 'unused' };
  const isSaid = type === 'app_mention' || type === 'message';
  return isSaid && !said.safeParse(read.body.event).success ? malformed : read;
}

function parsed(shape: z.ZodType<SlackBody>, decoded: unknown): Read {
  const body = shape.safeParse(decoded).data;
  return body ? { is: 'known', body } : malformed;
}
