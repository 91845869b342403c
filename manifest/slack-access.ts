/** A scope that Milepost requests of a workspace. Source: docs.slack.dev, scopes. */
export type Scope =
  | 'app_mentions:read'
  | 'channels:history'
  | 'channels:join'
  | 'channels:read'
  | 'chat:write'
  | 'commands'
  | 'files:read'
  | 'groups:history'
  | 'groups:read'
  | 'im:history'
  | 'im:write'
  | 'reactions:read'
  | 'usergroups:read'
  | 'users:read'
  | 'users:read.email';

/** The reason for each scope. `without`: an optional scope, and what is lost when it is refused. */
export const scopes: Record<Scope, { why: string; without?: string }> = {
  commands: { why: 'The /milestone command.' },
  'chat:write': { why: 'Cards in the channels of a project, kept current; answers to the person who asked.' },
  'app_mentions:read': {
    why: 'The same lines after a mention of the bot, as in threads, where no slash command works.',
  },
  'channels:history': {
    why: 'Replies under “Talk to your team” in a public channel, and whether a message that is evidence was edited or deleted; it stores no other message.',
    without:
      'Customer and team write to each other with the button, or with “say”; evidence does not say that its message changed.',
  },
  'groups:history': {
    why: 'The same of private channels that the bot is in.',
    without:
      'Customer and team write to each other with the button, or with “say”; evidence does not say that its message changed.',
  },
  'im:history': { why: 'The same lines in the direct chat with the bot.' },
  'im:write': { why: 'Opens the direct chat of a person who has to be told something.' },
  'reactions:read': {
    why: 'A reaction to a message makes it evidence, where the project says so.',
    without: 'People choose “Add as evidence” in the menu of the message.',
  },
  'users:read': {
    why: 'Name and time zone, and whether somebody is a guest or of another organisation: they may do less.',
  },
  'channels:read': { why: 'A channel was renamed, archived or deleted, or the bot was added or removed.' },
  'groups:read': { why: 'The same of private channels that the bot is in.' },
  'channels:join': {
    why: 'Posts in a public channel of the project without being invited.',
    without: 'Somebody has to type /invite @milepost in each channel.',
  },
  'files:read': {
    why: 'A plan that is imported from a file, in a form or in a message to the bot.',
    without: 'A plan is pasted as text instead.',
  },
  'usergroups:read': {
    why: 'Offers the members of a user group that is named where one person is needed.',
    without: 'Somebody names the person instead.',
  },
  'users:read.email': {
    why: 'Links a person’s accounts in Slack and Teams by their verified address, where an administrator bound both.',
    without: 'They link their accounts with “link me”; administrators are named by id.',
  },
};

/** Events that Milepost listens to, with the scopes they need. Source: docs.slack.dev, events. */
export const events: Record<string, readonly Scope[]> = {
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  channel_archive: ['channels:read'],
  channel_unarchive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_left: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_id_changed: ['channels:read', 'groups:read'],
  group_archive: ['groups:read'],
  group_unarchive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  group_rename: ['groups:read'],
  app_uninstalled: [],
  tokens_revoked: [],
  user_change: ['users:read'],
  team_join: ['users:read'],
};

/** What Milepost takes besides, with the scopes it needs. Source: docs.slack.dev, file input and file object. */
export const contents: Record<string, readonly Scope[]> = {
  file_input: ['files:read'],
  url_private_download: ['files:read'],
};

/** Methods that Milepost calls, with the scopes they need. Source: docs.slack.dev, methods. */
export const methods: Record<string, readonly Scope[]> = {
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  // in channels only where their optional history scopes were given
  'conversations.history': ['im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['im:history'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.update': [],
};
