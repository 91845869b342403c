/** The platforms where people chat: each has organisations, rooms and accounts. */
export const chatPlatforms = ['slack', 'teams'] as const;
/** One of the platforms where people chat. */
export type ChatPlatform = (typeof chatPlatforms)[number];

/** Whether a medium is a chat platform. */
export const isChatPlatform = (medium: string | undefined): medium is ChatPlatform =>
  chatPlatforms.some((platform) => platform === medium);

/** The platforms that a person can act on. `cli` is an operator at a terminal. */
export type Platform = ChatPlatform | 'cli';

/** The medium of a room: a platform, or e-mail, which can only notify (RMD-6). */
export type Medium = Platform | 'email';
