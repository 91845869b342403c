import type { WebClient } from '@slack/web-api';

/** Our app in one workspace. */
export type SlackInstallation = { teamId: string; botToken: string; botUserId: string; botId: string };

/** Where the app is installed; every lookup goes by tenant. */
export type SlackInstallations = {
  /** The installation of a workspace; undefined where there is none. Rejects when it cannot be told now. */
  find(teamId: string, enterpriseId?: string): Promise<SlackInstallation | undefined>;
};

/** The app is not installed in the workspace that a request came from. */
export class NotInstalled extends Error {
  override readonly name = 'NotInstalled';
}

/**
 * The installation of one token. Which workspace it belongs to is asked once, by `learn` or at first
 * need; callers share the question, and a failed one is asked again by the next caller. `isOf` is false
 * until it is known.
 */
export function singleInstallation(
  botToken: string,
  client: WebClient,
): SlackInstallations & { load(): Promise<SlackInstallation>; isInstalledIn(teamId: string): boolean } {
  let asked: Promise<SlackInstallation> | undefined;
  let learned: string | undefined;
  const learn = () => {
    asked ??= fetchInstallation(botToken, client).catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    asked.then(
      ({ teamId }) => {
        learned = teamId;
      },
      () => {},
    );
    return asked;
  };
  return {
    load: learn,
    isInstalledIn: (teamId) => teamId === learned,
    find: async (teamId) => {
      const installation = await learn();
      return installation.teamId === teamId ? installation : undefined;
    },
  };
}

async function fetchInstallation(botToken: string, client: WebClient): Promise<SlackInstallation> {
  const { team_id: teamId, user_id: botUserId, bot_id: botId } = await client.auth.test();
  if (!teamId || !botUserId || !botId)
    throw new Error('auth.test named no workspace or no bot: is it a bot token?');
  return { teamId, botToken, botUserId, botId };
}
