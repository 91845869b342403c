/** The platforms where people chat: each has organisations, rooms and accounts. */
export const chatPlatforms = ['slack', 'teams'] as const;
/** One of the platforms where people chat. */
export type ChatPlatform = (typeof chatPlatforms)[number];

/** The names of the platforms where people chat. */
export const chatNames: Record<ChatPlatform, string> = { slack: 'Slack', teams: 'Teams' };

/** How a line is addressed to Milepost on each platform where people chat. */
export const lineAddresses: Record<ChatPlatform, { where: string; prefix: string }> = {
  slack: { where: 'In Slack', prefix: '/milestone ' },
  teams: { where: 'In Teams, to Milepost', prefix: '' },
};

/** What a member types in a channel to add the bot, on platforms that have a command for it. */
export const inviteCommands: Partial<Record<Platform, string>> = { slack: '/invite @milepost' };

/** Whether a mention may name a person by the id of a directory instead of the user id. */
export const hasDirectoryIds = (platform: Platform): boolean => platform === 'teams';

/** Whether a profile is found only through a room that lists the person. */
export const isLookedUpByRoom = (platform: Platform): boolean => platform === 'teams';

/** An organisation or account as people type it, `slack:T0123456/U0123456`: the platform, then what is after the colon. */
export function readAddress(typed: string): { platform: ChatPlatform; rest: string } | undefined {
  const [, named = '', rest = ''] = /^([a-z]+):(\S+)$/i.exec(typed) ?? [];
  const platform = named.toLowerCase();
  return isChatPlatform(platform) ? { platform, rest } : undefined;
}

/** Whether a medium is a chat platform. */
export const isChatPlatform = (medium: string | undefined): medium is ChatPlatform =>
  chatPlatforms.some((platform) => platform === medium);

/**
 * The platforms that a person can act on. `web` is the page of a customer without a chat platform (CUS-8): it has
 * no organisation and takes no typed lines. Its tenant is the workspace, its user a mailbox, and each page is a room.
 * `cli` is an operator at a terminal.
 */
export type Platform = ChatPlatform | 'web' | 'cli';

/** Returns the platform of an account by its name; `cli` for any other name. */
export const platformNamed = (name: string | undefined): Platform =>
  isChatPlatform(name) || name === 'web' ? name : 'cli';

/** The medium of a room: a platform, or e-mail, which can only notify (RMD-6). */
export type Medium = Platform | 'email';

/** How somebody answers a message of the bot: in its thread, there with a mention of the bot, or by its button alone. */
export type ReplyWay = 'thread' | 'mention' | 'button';
/** How somebody answers a message of the bot on each medium. */
export const replyWays: Record<Medium, ReplyWay> = {
  slack: 'thread',
  teams: 'mention',
  web: 'button',
  email: 'button',
  cli: 'button',
};
