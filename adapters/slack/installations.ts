import type { WebClient } from '@slack/web-api';

/** The app in one workspace. */
export type SlackInstallation = {
  teamId: string;
  botToken: string;
  botUserId: string;
  botId: string;
  /** The address of the workspace, for links to messages: `https://acme.slack.com/`. */
  teamUrl?: string | undefined;
};

/** The app's installations, looked up by tenant. */
export type SlackInstallations = {
  /** Returns a workspace's installation, if there is one. Rejects when Slack does not answer. */
  find(teamId: string, enterpriseId?: string): Promise<SlackInstallation | undefined>;
};

/** The app is not installed in the workspace of a request. */
export class NotInstalled extends Error {
  override readonly name = 'NotInstalled';
}

/**
 * Returns the installation of one token. Its workspace is looked up once, by `load` or the first `find`;
 * concurrent callers share the look-up, and the next caller retries a failed one. `isInstalledIn` is false
 * until then.
 */
export function singleInstallation(
  botToken: string,
  client: WebClient,
): SlackInstallations & { load(): Promise<SlackInstallation>; isInstalledIn(teamId: string): boolean } {
  let pending: Promise<SlackInstallation> | undefined;
  let loadedTeamId: string | undefined;
  const learn = () => {
    pending ??= fetchInstallation(botToken, client).catch((error: unknown) => {
      pending = undefined;
      throw error;
    });
    pending.then(
      ({ teamId }) => {
        loadedTeamId = teamId;
      },
      () => {},
    );
    return pending;
  };
  return {
    load: learn,
    isInstalledIn: (teamId) => teamId === loadedTeamId,
    find: async (teamId) => {
      const installation = await learn();
      return installation.teamId === teamId ? installation : undefined;
    },
  };
}

async function fetchInstallation(botToken: string, client: WebClient): Promise<SlackInstallation> {
  const { team_id: teamId, user_id: botUserId, bot_id: botId, url: teamUrl } = await client.auth.test();
  if (!teamId || !botUserId || !botId)
    throw new Error('auth.test named no workspace or no bot: is it a bot token?');
  return { teamId, botToken, botUserId, botId, teamUrl };
}
