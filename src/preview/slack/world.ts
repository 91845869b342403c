import { randomUUID } from 'node:crypto';
import { byId } from '../act.ts';
import type { SlackShown } from '../snapshot.ts';

/** A workspace that our app is installed in. */
export type SlackTeam = {
  id: string;
  name: string;
  token: string;
  botUserId: string;
  botId: string;
  enterpriseId?: string;
};

/** Somebody in a workspace. `home` is their own one, where they are of another organisation. */
export type SlackPerson = {
  id: string;
  team: string;
  /** The handle. */
  name: string;
  realName: string;
  zone: string;
  email?: string;
  unconfirmed?: boolean;
  guest?: 'multi' | 'single';
  /** Deactivated. */
  gone?: boolean;
  home?: string;
  /** An app's. */
  bot?: boolean;
};

/** A user group of a workspace. */
export type SlackGroup = { id: string; team: string; handle: string; users: string[] };

/** A conversation. */
export type SlackChannel = {
  id: string;
  team: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  archived: boolean;
  members: Set<string>;
};

/** A message that everybody in the channel sees. */
export type SlackPost = SlackShown & { metadata?: unknown; edits: number; editedAt?: string };

/** A message that only one person sees. */
type SlackEphemeral = SlackShown & { to: string };

/** A modal that somebody has open. `errors` are what the last submission was answered with. */
export type OpenView = {
  id: string;
  team: string;
  user: string;
  view: Record<string, unknown>;
  errors: Record<string, string>;
  /** Changes with the view; an update of another one is refused. */
  hash: string;
  /** The options that a select was last answered with, by block id. */
  suggested: Record<string, unknown[]>;
};

type Trigger = { team: string; user: string; at: number; used: boolean };
type ResponseUrl = {
  team: string;
  user: string;
  channel: string;
  ts: string | undefined;
  at: number;
  uses: number;
};

/** What is written in a world and outlives a restart. Modals do not, as in a client that is reloaded. */
export type SlackWritings = { count: number; posts: SlackPost[]; ephemerals: SlackEphemeral[] };

/** Private answers are kept by the client alone; it need not keep them for ever. */
const maxKeptEphemerals = 100;

/** Everything that stands in for Slack: workspaces, people, conversations and what is written there. */
export class SlackWorld {
  readonly teams: SlackTeam[] = [];
  readonly people: SlackPerson[] = [];
  readonly channels: SlackChannel[] = [];
  readonly groups: SlackGroup[] = [];
  readonly posts: SlackPost[] = [];
  readonly ephemerals: SlackEphemeral[] = [];
  readonly views: OpenView[] = [];
  /** What people uploaded. Files, like modals, do not outlive a restart. */
  readonly files: SlackFile[] = [];
  readonly triggers = new Map<string, Trigger>();
  readonly responseUrls = new Map<string, ResponseUrl>();
  /** The time of the wire, in milliseconds since the epoch. */
  readonly now: () => number;
  /** The time that messages carry. */
  readonly calendar: () => number;
  #count = 0;

  constructor(now: () => number, calendar = now) {
    this.now = now;
    this.calendar = calendar;
  }

  /** What is written here, to be restored in another world. */
  writings(): SlackWritings {
    return { count: this.#count, posts: this.posts, ephemerals: this.latestEphemerals() };
  }

  /** The private answers that a client still shows, oldest first. */
  latestEphemerals(): SlackEphemeral[] {
    return this.ephemerals.slice(-maxKeptEphemerals);
  }

  /** Takes up what was written in an earlier world. */
  restore({ count, posts, ephemerals }: SlackWritings): void {
    this.#count = count;
    this.posts.push(...posts);
    this.ephemerals.push(...ephemerals);
  }

  /** Adds a workspace, with a token for its bot. */
  addTeam(id: string, name = id): SlackTeam {
    const team = { id, name, token: `xoxb-${id}`, botUserId: `UBOT${id}`, botId: `BBOT${id}` };
    this.teams.push(team);
    return team;
  }

  /** Adds a person; they live in London unless told. */
  addPerson(person: Pick<SlackPerson, 'id' | 'team' | 'name'> & Partial<SlackPerson>): SlackPerson {
    const whole = { realName: person.name, zone: 'Europe/London', ...person };
    this.people.push(whole);
    return whole;
  }

  /** Adds a channel with everybody of the workspace in it, and the bot. */
  addChannel(channel: Pick<SlackChannel, 'id' | 'team' | 'name'> & Partial<SlackChannel>): SlackChannel {
    const team = this.team(channel.team);
    const people = this.people.filter((person) => person.team === channel.team).map(({ id }) => id);
    const members = new Set([...people, team.botUserId]);
    const whole = { kind: 'public' as const, archived: false, members, ...channel };
    this.channels.push(whole);
    return whole;
  }

  /** The workspace of this id. Throws when there is none. */
  team(id: string): SlackTeam {
    return byId(this.teams, id, 'workspace');
  }

  /** The person of this id. Throws when there is none. */
  person(id: string): SlackPerson {
    return byId(this.people, id, 'person');
  }

  /** The conversation of this id. Throws when there is none. */
  channel(id: string): SlackChannel {
    return byId(this.channels, id, 'channel');
  }

  /** The direct chat of a person with the bot, opened when it is not there yet. */
  direct(user: string, team: string): SlackChannel {
    const id = `D${user}`;
    const open = this.channels.find((channel) => channel.id === id && channel.team === team);
    if (open) return open;
    const members = new Set([user, this.team(team).botUserId]);
    return this.addChannel({ id, team, name: 'directmessage', kind: 'im', members });
  }

  /** The calendar's time as an ISO instant. */
  calendarTime(): string {
    return new Date(this.calendar()).toISOString();
  }

  /** Returns a new message id: seconds and a running number, unique in this world. */
  nextTs(): string {
    this.#count += 1;
    return `${Math.floor(this.calendar() / 1000)}.${String(this.#count).padStart(6, '0')}`;
  }

  /** Uploads a file; `plays` says how its host fails. */
  addFile(file: Omit<SlackFile, 'id'>): SlackFile {
    const whole = { id: `F${this.files.length + 1}`, ...file };
    this.files.push(whole);
    return whole;
  }

  /** A new right to open one modal, within three seconds. */
  trigger(team: string, user: string): string {
    const id = randomUUID();
    this.triggers.set(id, { team, user, at: this.now(), used: false });
    return id;
  }

  /** A new address to answer somebody at; `ts` is the message that they pressed on. */
  responseUrl(team: string, user: string, channel: string, ts?: string): string {
    const id = randomUUID();
    this.responseUrls.set(id, { team, user, channel, ts, at: this.now(), uses: 0 });
    return id;
  }

  /** The posts of a channel, oldest first. */
  postsIn(channel: string): SlackPost[] {
    return this.posts.filter((post) => post.channel === channel);
  }

  /** What only this person was shown in a channel, oldest first. */
  shownTo(user: string, channel?: string): SlackEphemeral[] {
    return this.ephemerals.filter(
      (shown) => shown.to === user && (channel === undefined || shown.channel === channel),
    );
  }
}

/** A file that somebody uploaded; what it is answered with besides is for tests. */
export type SlackFile = {
  id: string;
  team: string;
  name: string;
  bytes: Buffer;
  /** `login`: the page to sign in at, as without the scope; `hang`: nothing at all; a redirect to an address. */
  plays?: 'login' | 'hang' | { to: string };
};
