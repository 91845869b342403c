/** The platforms where people chat: each has organisations, rooms and accounts. */
export const chatPlatforms = ['slack', 'teams'] as const;
/** One of the platforms where people chat. */
export type ChatPlatform = (typeof chatPlatforms)[number];

/** Whether people chat there. */
export const isChatPlatform = (medium: string | undefined): medium is ChatPlatform =>
  chatPlatforms.some((platform) => platform === medium);

/** The platforms that a person can act on. `cli` is an operator at a terminal. */
export type Platform = ChatPlatform | 'cli';

/** What a room lives on: a platform, or e-mail, where somebody can be told but not asked (RMD-6). */
export type Medium = Platform | 'email';
