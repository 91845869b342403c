import { buttonsOf, cardProblem, pressedData } from './cards.ts';
import {
  type Json,
  objectAt,
  type PostedMessage,
  type TeamsPerson,
  type TeamsRoom,
  type TeamsRooms,
  textAt,
} from './rooms.ts';

/** What Milepost answered over HTTP. */
export type Answered = { status: number; body: unknown };

/** What a press came to: a card in the place of the old one, a passing line, or neither. */
export type Pressed = Answered & { card?: Json; toast?: string };

/** What a button sends: its verb, and its data with the inputs of the card merged in. */
export type Press = { verb: string; data: Json };

/** A choice that a search finds. */
export type FoundChoice = { title: string; value: string };

/** Where a message is written and whom it names. */
export type MessageOptions = {
  /** Everybody whose `<at>Name</at>` stands in the text. */
  mentions?: (TeamsPerson | { id: string; name: string; type: string })[];
  /** Id of the message whose thread it continues. */
  thread?: string;
  /** Activity id, to deliver the same one twice. */
  id?: string;
  /** Written to the bot privately, as after a slash command. */
  isTargeted?: boolean;
  /** Files that are sent along: where each is, without anybody having to sign in. */
  files?: { name: string; downloadUrl: string }[];
};

/** What the client side works with. */
export type ClientState = {
  rooms: TeamsRooms;
  bot: { id: string; name: string };
  serviceUrl: () => string;
  /** Delivers an activity, signed, to Milepost. */
  deliver: (activity: Json) => Promise<Answered>;
};

/** People using Teams: what they do becomes activities, as Teams sends them. */
export function createClient({ rooms, bot, serviceUrl, deliver }: ClientState) {
  const base = (room: TeamsRoom, from: TeamsPerson, thread?: string, id = rooms.nextId()): Json => ({
    id,
    channelId: 'msteams',
    serviceUrl: serviceUrl(),
    from: { id: from.id, name: from.name, aadObjectId: from.aadObjectId },
    recipient: bot,
    conversation: {
      id: thread === undefined ? room.id : `${room.id};messageid=${thread}`,
      conversationType: room.kind,
      tenantId: room.tenant,
      ...(room.kind === 'personal' ? {} : { isGroup: true }),
      ...(room.name === undefined ? {} : { name: room.name }),
    },
    channelData: {
      tenant: { id: room.tenant },
      ...(room.kind === 'channel' ? { channel: { id: room.id }, team: { id: room.id } } : {}),
    },
    localTimezone: from.zone ?? 'Europe/London',
    locale: 'en-GB',
  });

  const cardSeen = (message: PostedMessage, by: TeamsPerson): Json => {
    const card = rooms.view(message, by.id);
    if (!card) throw new Error('That message has no card.');
    return card;
  };

  const invoke = (room: TeamsRoom, from: TeamsPerson, name: string, value: Json, more: Json = {}) =>
    deliver({ ...base(room, from), type: 'invoke', name, value, ...more });

  /** Presses Action.Execute: a card in the answer replaces the old one for the person who pressed; a text is a toast. */
  const pressed = async (
    from: TeamsPerson,
    room: TeamsRoom,
    message: PostedMessage,
    { verb, data }: Press,
  ): Promise<Pressed> => {
    const action = { type: 'Action.Execute', verb, data };
    const more = { replyToId: message.id };
    const answered = await invoke(room, from, 'adaptiveCard/action', { action, trigger: 'manual' }, more);
    const { type, value } = objectAt({ body: answered.body }, 'body');
    if (type === 'application/vnd.microsoft.card.adaptive') {
      const card = value as Json;
      const problem = cardProblem(card);
      if (problem !== undefined) throw new Error(`Teams would not draw the answer: ${problem}`);
      rooms.show(message, from.id, card);
      return { ...answered, card };
    }
    const toast = typeof value === 'string' ? value : textAt(value, 'message');
    return toast === undefined ? answered : { ...answered, toast };
  };

  const event = (room: TeamsRoom, by: TeamsPerson, more: Json) => deliver({ ...base(room, by), ...more });

  return {
    /** Somebody writes; in a channel or group chat the bot is mentioned first, or it would not hear it. */
    message(
      from: TeamsPerson,
      room: TeamsRoom,
      text: string,
      options: MessageOptions = {},
    ): Promise<Answered> {
      const { mentions = [], thread, id = rooms.nextId(), files = [], isTargeted = false } = options;
      const isAloud = room.kind !== 'personal' && !isTargeted;
      const addressed = isAloud ? [bot, ...mentions] : mentions;
      const place = thread === undefined ? {} : { thread };
      const seen = isTargeted ? { targetedTo: from.id } : {};
      rooms.said.push({ id, room: room.id, from: from.id, text, ...place, ...seen });
      const activity = {
        ...base(room, from, thread ?? (room.kind === 'channel' ? id : undefined), id),
        type: 'message',
        ...(isTargeted ? { recipient: { ...bot, isTargeted } } : {}),
        textFormat: 'plain',
        text: isAloud ? `<at>${bot.name}</at> ${text}` : text,
        entities: addressed.map((one) => ({
          type: 'mention',
          text: `<at>${one.name}</at>`,
          mentioned: { id: one.id, name: one.name, ...('type' in one ? { type: one.type } : {}) },
        })),
        attachments: [
          { contentType: 'text/html', content: `<p>${text}</p>` },
          ...files.map(({ name, downloadUrl }) => ({
            contentType: 'application/vnd.microsoft.teams.file.download.info',
            name,
            content: { downloadUrl, uniqueId: name, fileType: name.split('.').at(-1) },
          })),
        ],
      };
      return deliver(activity);
    },

    /** Somebody presses a button of a card they see; what comes back takes the card's place for them. */
    async execute(
      from: TeamsPerson,
      room: TeamsRoom,
      message: PostedMessage,
      title: string,
      inputs: Record<string, string> = {},
    ): Promise<Pressed> {
      const { button, data } = pressedData(cardSeen(message, from), title, inputs);
      return pressed(from, room, message, { verb: String(button.verb), data });
    },

    /** The same, with what a client has read from the button and the inputs; the card must have such a button. */
    async executeWith(
      from: TeamsPerson,
      room: TeamsRoom,
      message: PostedMessage,
      press: Press,
    ): Promise<Pressed> {
      const buttons = buttonsOf(cardSeen(message, from));
      const isThere = buttons.some(({ type, verb }) => type === 'Action.Execute' && verb === press.verb);
      if (!isThere) throw new Error(`No button "${press.verb}" on this card any more.`);
      return pressed(from, room, message, press);
    },

    /** Action.Submit, with what a client has read from the button and the inputs. */
    submitWith: (from: TeamsPerson, room: TeamsRoom, message: PostedMessage, data: Json) =>
      event(room, from, { type: 'message', value: data, replyToId: message.id }),

    /** The same with a client that only knows Action.Submit: the press arrives as a message. */
    submit(
      from: TeamsPerson,
      room: TeamsRoom,
      message: PostedMessage,
      title: string,
      inputs: Record<string, string> = {},
    ): Promise<Answered> {
      const { data } = pressedData(cardSeen(message, from), title, inputs);
      return event(room, from, { type: 'message', value: data, replyToId: message.id });
    },

    /** Somebody types into an input whose choices the bot finds. */
    async search(
      from: TeamsPerson,
      room: TeamsRoom,
      dataset: string,
      queryText: string,
    ): Promise<FoundChoice[]> {
      const value = { queryText, queryOptions: { skip: 0, top: 15 }, dataset };
      const { body } = await invoke(room, from, 'application/search', value);
      const { results } = objectAt(objectAt({ body }, 'body'), 'value');
      return Array.isArray(results) ? (results as FoundChoice[]) : [];
    },

    /** Somebody opens a dialog with a button that carries this data. */
    taskFetch: (from: TeamsPerson, room: TeamsRoom, data: Json) =>
      invoke(room, from, 'task/fetch', { data, context: { theme: 'default' } }),

    /** Somebody sends a dialog. */
    taskSubmit: (from: TeamsPerson, room: TeamsRoom, data: Json) =>
      invoke(room, from, 'task/submit', { data, context: { theme: 'default' } }),

    /** Somebody chooses an action on a message; `message` is what Teams says of it. */
    messageAction: (from: TeamsPerson, room: TeamsRoom, commandId: string, message: Json) =>
      invoke(room, from, 'composeExtension/fetchTask', {
        commandId,
        commandContext: 'message',
        context: { theme: 'default' },
        messagePayload: message,
      }),

    /** Somebody sends the form of such an action. */
    actionSubmit: (from: TeamsPerson, room: TeamsRoom, commandId: string, data: Json) =>
      invoke(room, from, 'composeExtension/submitAction', {
        commandId,
        commandContext: 'message',
        data,
        context: { theme: 'default' },
      }),

    /** The app is added to a room: the bot becomes a member, and the installation is told. */
    async install(by: TeamsPerson, room: TeamsRoom): Promise<Answered[]> {
      return [
        await event(room, by, { type: 'conversationUpdate', membersAdded: [{ id: bot.id }] }),
        await event(room, by, { type: 'installationUpdate', action: 'add' }),
      ];
    },

    /** The app is removed from a room. */
    remove: (by: TeamsPerson, room: TeamsRoom) =>
      event(room, by, { type: 'installationUpdate', action: 'remove' }),

    /** Any other activity, with what it has beside the usual. */
    event,
  };
}
