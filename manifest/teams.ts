import { type Deployment, listing } from './listing.ts';
import { type Commands, chosen, inPerson, inRooms, messageActions } from './menu.ts';

/** The oldest schema with private messages to a bot in a channel, and slash commands. */
const schemaVersion = '1.29';

/**
 * The manifest of the Teams app: a bot, and its actions on a message. No permission to read a room is asked for:
 * the bot sees what is said to it.
 * Source: learn.microsoft.com, app manifest schema.
 */
export function teamsManifest(commands: Commands, of: Deployment) {
  const { publicUrl, appId, version } = of;
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}/MicrosoftTeams.schema.json`,
    manifestVersion: schemaVersion,
    version,
    id: appId,
    developer: {
      name: listing.name,
      websiteUrl: publicUrl,
      privacyUrl: of.privacyUrl ?? `${publicUrl}/privacy`,
      termsOfUseUrl: of.termsUrl ?? `${publicUrl}/terms`,
    },
    name: { short: listing.name, full: 'Milepost, milestones in chat' },
    description: { short: listing.short, full: listing.full },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: listing.accent,
    bots: [
      {
        botId: appId,
        scopes: ['team', 'groupChat', 'personal'],
        isNotificationOnly: false,
        // A plan is imported from a file that is sent in the personal chat.
        supportsFiles: true,
        // People write to the bot privately in a channel, and it answers them privately.
        supportsTargetedMessages: true,
        commandLists: [
          {
            scopes: ['team', 'groupChat'],
            triggers: ['mention', 'slash'],
            commands: [anyLine, ...menu(commands, inRooms)],
          },
          { scopes: ['personal'], triggers: ['mention'], commands: menu(commands, inPerson) },
        ],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: messageActions(commands).map(({ command, title, description }) => ({
          id: command,
          type: 'action',
          title,
          description,
          context: ['message'],
          fetchTask: true,
        })),
      },
    ],
    defaultInstallScope: 'team',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
    // Teams refuses a package of this schema that is for teams and does not say so; the schema does not tell.
    supportsChannelFeatures: 'tier1',
    validDomains: [new URL(publicUrl).hostname],
  };
}

/** `/milestone` and a line, as in Slack; the word alone shows what waits for the sender. */
const anyLine = {
  title: 'milestone',
  description: 'Type any line after it. For example: milestone progress 3 60 OAuth flow works',
};

/** Choosing an entry types its title; the example shows how the line goes on. */
function menu(commands: Commands, names: readonly string[]) {
  return chosen(commands, names).map(({ name, summary, examples: [example] }) => ({
    title: name,
    description: example === name ? summary : `${summary} For example: ${example}`,
  }));
}
