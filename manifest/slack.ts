import { type Deployment, listing } from './listing.ts';
import { type Commands, chosen, inRooms, messageActions } from './menu.ts';
import { events, scopes } from './slack-access.ts';

/**
 * The manifest of the Slack app: exactly what the adapter listens to and calls, at one address.
 * Source: docs.slack.dev, app manifest reference.
 */
export function slackManifest(commands: Commands, { publicUrl }: Pick<Deployment, 'publicUrl'>) {
  const url = `${publicUrl}/slack/events`;
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: listing.name,
      description: listing.short,
      long_description: listing.full,
      background_color: listing.accent,
    },
    features: {
      // A message to the bot is a command line, so that people must be able to write to it.
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'milepost', always_online: true },
      slash_commands: [
        {
          command: '/milestone',
          url,
          description: 'Plan milestones, report progress, approve work',
          usage_hint: chosen(commands, inRooms)
            .map(({ name }) => name)
            .join(' | '),
          // People and channels arrive as ids, so that nobody is named by a look-alike.
          should_escape: true,
        },
      ],
      shortcuts: messageActions(commands).map(({ command, title, description }) => ({
        name: title,
        type: 'message',
        callback_id: `message:${command}`,
        description,
      })),
    },
    oauth_config: { scopes: { bot: Object.keys(scopes), bot_optional: optionalScopes() } },
    settings: {
      event_subscriptions: { request_url: url, bot_events: Object.keys(events) },
      interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}

const optionalScopes = () =>
  Object.entries(scopes)
    .filter(([, { without }]) => without !== undefined)
    .map(([scope]) => scope);
