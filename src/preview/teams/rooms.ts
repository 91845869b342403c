import type { TeamsShown } from '../snapshot.ts';

/** A JSON object. */
export type Json = { [key: string]: unknown };

/** Somebody in the stand-in tenant, as a Teams roster knows them. */
export type TeamsPerson = {
  /** `29:…`, the id that is good for this bot only. */
  id: string;
  aadObjectId: string;
  name: string;
  email?: string;
  userPrincipalName?: string;
  /** Home tenant; the room's own unless told. */
  tenantId?: string;
  userRole?: string;
  /** IANA zone that activities carry. */
  zone?: string;
};

/** A channel, group chat or personal chat. */
export type TeamsRoom = {
  id: string;
  kind: 'channel' | 'groupChat' | 'personal';
  name?: string;
  tenant: string;
  members: TeamsPerson[];
};

/** A message of the bot in its current form. */
export type PostedMessage = Omit<TeamsShown, 'from' | 'seenBy'>;

/** A message of a person. */
export type SaidMessage = {
  id: string;
  room: string;
  from: string;
  text: string;
  thread?: string;
  /** Written to the bot privately: only its author sees it. */
  targetedTo?: string;
};

/** What is written in a tenant and outlives a restart. `views`: what single persons see, by message and person. */
export type TeamsWritings = {
  lastId: number;
  messages: PostedMessage[];
  said: SaidMessage[];
  views: [string, Json][];
};

const json = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** The object in a field, empty when there is none. */
export const objectAt = (value: unknown, key: string): Json => json(json(value)[key]);

/** The text in a field. */
export function textAt(value: unknown, key: string): string | undefined {
  const found = json(value)[key];
  return typeof found === 'string' ? found : undefined;
}

/** The Adaptive Card of an activity. */
export function cardOf(activity: unknown): Json | undefined {
  const { attachments } = json(activity);
  const [first] = Array.isArray(attachments) ? attachments : [];
  return textAt(first, 'contentType') === 'application/vnd.microsoft.card.adaptive'
    ? objectAt(first, 'content')
    : undefined;
}

/** The rooms of a stand-in tenant and what the bot has posted there. */
export class TeamsRooms {
  readonly rooms = new Map<string, TeamsRoom>();
  readonly messages: PostedMessage[] = [];
  /** What people wrote. */
  readonly said: SaidMessage[] = [];
  /** What one person sees in place of a card after their own press: `message id` + `person id`. */
  readonly #views = new Map<string, Json>();
  readonly #calendar: () => number;
  #lastId = 0;

  /** `calendar`: the time that messages carry, in milliseconds since the epoch. */
  constructor(calendar: () => number = Date.now) {
    this.#calendar = calendar;
  }

  /** A message id: the time, as Teams has it, and never twice the same. */
  nextId(): string {
    this.#lastId = Math.max(this.#lastId + 1, this.#calendar());
    return String(this.#lastId);
  }

  /** What is written here, to be restored in another tenant of the same rooms. */
  writings(): TeamsWritings {
    const { messages, said } = this;
    return { lastId: this.#lastId, messages, said, views: [...this.#views] };
  }

  /** Takes up what was written earlier. */
  restore({ lastId, messages, said, views }: TeamsWritings): void {
    this.#lastId = lastId;
    this.messages.push(...messages);
    this.said.push(...said);
    for (const [key, card] of views) this.#views.set(key, card);
  }

  add(room: TeamsRoom): TeamsRoom {
    this.rooms.set(room.id, room);
    return room;
  }

  /** The personal chat of somebody with the bot; made on first use. */
  personal(person: TeamsPerson, tenant: string): TeamsRoom {
    const id = `a:${person.id.replace(/^29:/, '')}`;
    return this.rooms.get(id) ?? this.add({ id, kind: 'personal', tenant, members: [person] });
  }

  /** A member of any room, by either of their ids. */
  person(id: string): TeamsPerson | undefined {
    const everybody = [...this.rooms.values()].flatMap(({ members }) => members);
    return everybody.find((one) => one.id === id || one.aadObjectId === id);
  }

  message(id: string): PostedMessage | undefined {
    return this.messages.find((one) => one.id === id);
  }

  /** What a room shows to somebody: its own messages and those targeted at them. */
  seenBy(room: string, person: string): PostedMessage[] {
    return this.messages.filter(
      (one) => one.room === room && (one.targetedTo === undefined || one.targetedTo === person),
    );
  }

  post(room: string, activity: Json, place: { thread?: string; targetedTo?: string }): PostedMessage {
    const message: PostedMessage = { id: this.nextId(), room, edits: 0, ...place, ...contentOf(activity) };
    this.messages.push(message);
    return message;
  }

  /** Replaces a message for everybody; what one person saw in its place is gone. */
  edit(message: PostedMessage, activity: Json): void {
    for (const key of ['text', 'summary', 'card'] as const) delete message[key];
    Object.assign(message, contentOf(activity));
    message.edits += 1;
    message.editedAt = new Date(this.#calendar()).toISOString();
    for (const key of this.#views.keys()) if (key.startsWith(`${message.id} `)) this.#views.delete(key);
  }

  delete(message: PostedMessage): void {
    this.messages.splice(this.messages.indexOf(message), 1);
  }

  /** The card of a message as one person sees it. */
  view(message: PostedMessage, person: string): Json | undefined {
    return this.#views.get(`${message.id} ${person}`) ?? message.card;
  }

  /** What single persons see in a message's place, by their id. */
  viewsOf(message: PostedMessage): Record<string, Json> {
    const mine = [...this.#views].filter(([key]) => key.startsWith(`${message.id} `));
    return Object.fromEntries(mine.map(([key, card]) => [key.slice(message.id.length + 1), card]));
  }

  /** Shows one person a card of their own in the message's place. */
  show(message: PostedMessage, person: string, card: Json): void {
    this.#views.set(`${message.id} ${person}`, card);
  }
}

function contentOf(activity: Json): Pick<PostedMessage, 'text' | 'summary' | 'card'> {
  const [text, summary, card] = [textAt(activity, 'text'), textAt(activity, 'summary'), cardOf(activity)];
  return {
    ...(text === undefined ? {} : { text }),
    ...(summary === undefined ? {} : { summary }),
    ...(card === undefined ? {} : { card }),
  };
}
