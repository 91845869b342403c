/** A command for completion in the composer. */
export type CommandHint = {
  name: string;
  summary: string;
  /** How it is typed: `progress <milestone> <percent> [note…]`. */
  usage: string;
  /** Lines that work as they stand. */
  examples: readonly string[];
};

/** A person of the sample, on both platforms. */
export type PreviewPerson = {
  key: string;
  name: string;
  /** What they are in the sample project, in a word. */
  role: string;
  zone: string;
  email: string;
  /** Their id in Slack, `U…`. */
  slack: string;
  /** Their id in Teams, `29:…`. */
  teams: string;
  /** Their object id in the directory: what a people picker of Teams gives. */
  directoryId: string;
};

/** A message in Slack. `user` is an id, the bot's where it is no person's; `ts` is seconds of the product's clock. */
export type SlackShown = {
  ts: string;
  channel: string;
  user: string;
  text: string;
  /** Each with a `block_id`, as Slack gives one. */
  blocks: unknown[];
  /** The message whose thread it is in. */
  threadTs?: string;
};

/** A message in Teams. `from` is an id, the bot's where it is no person's; `id` is milliseconds of the product's clock. */
export type TeamsShown = {
  id: string;
  room: string;
  from: string;
  text?: string;
  summary?: string;
  card?: { [key: string]: unknown };
  /** The message whose thread it is in. */
  thread?: string;
  /** Only this person sees it. */
  targetedTo?: string;
  edits: number;
  /** ISO instant of the last edit. */
  editedAt?: string;
  /** What single people see in the card's place after a press of their own, by their id. */
  seenBy: Record<string, { [key: string]: unknown }>;
};

/** The state that the page shows. */
export type Snapshot = {
  /** The product's time when this was taken, an ISO instant; it runs on at its usual pace. */
  now: string;
  /** IANA zone of everybody in the sample. */
  zone: string;
  people: PreviewPerson[];
  commands: readonly CommandHint[];
  /** Mails in the mailbox, which opens a customer's page. */
  mails: number;
  /** Slack answers every other call with 429. */
  slow: boolean;
  slack: {
    /** The workspace's name. */
    team: string;
    /** The bot's user id. */
    bot: string;
    /** `user` is there in a direct chat with the bot: whose it is. */
    channels: { id: string; name: string; kind: 'public' | 'private' | 'im'; user?: string }[];
    /** What everybody in a channel sees, oldest first. `editedAt`: ISO instant of the last edit. */
    posts: (SlackShown & { edits: number; editedAt?: string })[];
    /** What one person sees, oldest first. */
    ephemerals: (SlackShown & { to: string })[];
    /** Open modals, the topmost last; `errors` by block id are what the last submission was answered with. */
    views: { id: string; user: string; view: Record<string, unknown>; errors: Record<string, string> }[];
  };
  teams: {
    /** The bot's id. */
    bot: string;
    /** `members` are ids; a personal chat has one. */
    rooms: { id: string; kind: 'channel' | 'groupChat' | 'personal'; name?: string; members: string[] }[];
    /** Oldest first, people's own messages among them. */
    messages: TeamsShown[];
  };
};
