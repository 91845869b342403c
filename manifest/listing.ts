/** The app's listing on both platforms. Tests check the lengths. */
export const listing = {
  name: 'Milepost',
  /** At most 80 characters, for Teams; Slack takes 140. */
  short: 'Milestones where your team already talks: live cards, one-press approvals.',
  /** 175 to 4,000 characters, for Slack; Teams takes 4,000. */
  full: [
    'Milepost keeps a team’s milestones where the team already talks.',
    'Plan a project, report progress, say what is blocked, hand in evidence and approve work, by a short line or a press of a button.',
    'Every card is always up to date: a change made anywhere reaches every channel of the project, in Slack and in Microsoft Teams at once.',
    'Only the people who may decide can decide, and everybody sees who did.',
    'Type “help” to see what you can say.',
  ].join('\n\n'),
  /** Ground of the icon and of hover cards, #rrggbb: white text on it has a contrast of 7.3 to 1. */
  accent: '#1b5e6b',
} as const;

/** The address and registration of one deployment. */
export type Deployment = {
  /** Base address, https, without a slash at the end. */
  publicUrl: string;
  /** The Microsoft Entra application id, which is also the bot’s. A GUID. */
  appId: string;
  /** Semantic version of Milepost. */
  version: string;
  /** The operator's pages; below `publicUrl` when absent. */
  privacyUrl?: string;
  termsUrl?: string;
};
