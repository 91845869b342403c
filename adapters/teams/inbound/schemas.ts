import { z } from 'zod';

/** Teams omits fields or sends null. */
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);

/** Bounded and printable, because it is stored, logged, and put between `<@` and `>` in a line. */
const idText = /^[!-;=?-{}~]{1,512}$/;
const id = z.string().regex(idText);
const optionalId = z
  .union([z.literal(''), id])
  .nullish()
  .transform((text) => text || undefined);

/** Longer names are cut; those of Teams are far shorter. */
const maxNameLength = 200;
const optionalName = optionalText.transform(
  (text) => text && [...text.slice(0, 2 * maxNameLength)].slice(0, maxNameLength).join('').toWellFormed(),
);

const account = z.looseObject({ id, name: optionalName, aadObjectId: optionalId });

const mentionEntity = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.looseObject({ id, name: optionalName }),
});

const named = z.looseObject({ id: optionalId, name: optionalName });

/** Whether a host is this machine: local tools. */
export const isLoopback = (hostname: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);

/** Only https may be called back; http on this machine alone. */
const serviceUrl = z.url({ protocol: /^https?$/, abort: true }).refine((address) => {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || isLoopback(hostname);
}, 'must be https');

/**
 * The fields of a Bot Framework activity that we read; nothing else reaches the SDK, which reads more than
 * it checks. Source: Bot Framework activity schema.
 */
export const activitySchema = z.object({
  type: z.string().min(1).max(64),
  id: optionalId,
  channelId: z.literal('msteams'),
  serviceUrl,
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id,
    conversationType: optionalText,
    tenantId: optionalId,
    name: optionalName,
  }),
  channelData: z
    .looseObject({
      eventType: optionalText,
      tenant: named.nullish(),
      team: named.nullish(),
      channel: named.nullish(),
    })
    .nullish(),
  name: optionalText,
  replyToId: optionalId,
  action: optionalText,
  text: optionalText,
  value: z.unknown().optional(),
  localTimezone: optionalText,
  localTimestamp: optionalText,
  timestamp: optionalText,
  membersAdded: z.array(z.looseObject({ id })).nullish(),
  membersRemoved: z.array(z.looseObject({ id })).nullish(),
  entities: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).nullish(),
});

/** A validated activity. */
export type Activity = z.infer<typeof activitySchema>;

/** Whether only its sender and the bot see a message, as after a slash command. */
export const isTargeted = ({ recipient }: Activity): boolean => recipient.isTargeted === true;

/** Returns the mentions of a message, in the order of the text. */
export function mentionsOf(activity: Activity): z.infer<typeof mentionEntity>[] {
  return (activity.entities ?? []).flatMap((entity) => mentionEntity.safeParse(entity).data ?? []);
}

const clientInfo = z.object({ type: z.literal('clientInfo'), timezone: z.string().min(1) });

/** Returns the time zone of the sender's device: its name, else its UTC offset, else undefined. */
export function zoneOf({ localTimezone, entities, localTimestamp }: Activity): string | undefined {
  if (localTimezone) return localTimezone;
  const named = (entities ?? []).flatMap((entity) => clientInfo.safeParse(entity).data?.timezone ?? []);
  return named[0] ?? /T.*([+-]\d{2}:\d{2})$/.exec(localTimestamp ?? '')?.[1];
}

const inputText = z.string().max(20_000);
const inputs = z
  .record(z.string().max(40), inputText)
  .refine((given) => Object.keys(given).length <= 40)
  .default({});
const commandName = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);
/** What a button or form was drawn for. */
const about = z.object({ project: z.uuid(), anywhere: z.boolean().optional() });
const confirm = z.object({
  title: z.string().max(300),
  text: z.string().max(3_000),
  yes: z.string().max(100),
  style: z.enum(['primary', 'danger']).optional(),
});

/** The data of a button. All of it can be forged: it says what is requested, never by whom. */
export const pressSchema = z.looseObject({
  command: commandName,
  input: inputs,
  about: about.optional(),
  version: z.number().int().nonnegative().optional(),
  confirm: confirm.optional(),
  /** The card has other items and must not be replaced. */
  stays: z.literal(true).optional(),
  /** The button leaves what was shown in the place of a card. */
  returns: z.literal(true).optional(),
  form: z.literal(true).optional(),
  /** The form is wanted with all of its fields. */
  more: z.literal(true).optional(),
  given: inputs,
});

/** A validated press. */
export type Press = z.infer<typeof pressSchema>;

/** `adaptiveCard/action`: a button of a card. */
export const executeSchema = z.looseObject({
  action: z.looseObject({ type: z.literal('Action.Execute'), data: pressSchema }),
});

/** `task/fetch` and `task/submit`: a dialog opened or submitted. */
export const taskSchema = z.looseObject({ data: pressSchema });

/** `application/search`: somebody types into an input whose choices Milepost finds. */
export const searchSchema = z.looseObject({
  queryText: z.string().max(1000).default(''),
  dataset: z.string().max(4000),
});
