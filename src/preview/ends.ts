import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import type { SlackDesk } from './slack/desk.ts';
import { type SlackEnd, startSlackEnd } from './slack/end.ts';
import { startTeamsEnd, type TeamsEnd, type TeamsEndOptions } from './teams/end.ts';
import type { TeamsPerson, TeamsRoom } from './teams/rooms.ts';

/** The stand-ins of both platforms on this machine, and Milepost's settings to reach them. */
export type Ends = {
  slack: SlackEnd;
  teams: TeamsEnd;
  settings: Pick<Config, 'slack' | 'teams'>;
  /** Sets Milepost's address, so that people can act. */
  connectTo(url: string): SlackDesk;
  close(): Promise<void>;
};

/** The stand-in workspace's team id. */
export const slackTeam = 'T0ACME';

/**
 * Starts both stand-ins on the loopback address, with an empty Slack workspace.
 * `anonymous`: Teams and Milepost sign nothing; `port`: the port of Teams.
 */
export async function startEnds(options: TeamsEndOptions = {}): Promise<Ends> {
  const { calendar, carriedOut } = options;
  const teams = await startTeamsEnd(options);
  const slack = await startSlackEnd({ calendar, carriedOut });
  const { token } = slack.world.addTeam(slackTeam, 'Acme');
  const signingSecret = randomBytes(16).toString('hex');
  return {
    slack,
    teams,
    settings: { slack: { signingSecret, botToken: token, apiUrl: slack.apiUrl }, teams: teams.settings },
    connectTo(url) {
      const origin = url.replace(/\/+$/, '');
      teams.connectTo(origin);
      return slack.desk({ url: origin, signingSecret });
    },
    close: async () => {
      await Promise.all([slack.close(), teams.close()]);
    },
  };
}

/** A Teams channel with the given people in it. */
export function teamsChannel(teams: TeamsEnd, name: string, people: TeamsPerson[]): TeamsRoom {
  const { tenant, rooms } = teams;
  return rooms.add({ id: `19:${name}@thread.tacv2`, kind: 'channel', name, tenant, members: people });
}
