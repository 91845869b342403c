import { slackTeam, teamsChannel } from '../../src/preview/ends.ts';
import type { SlackAnswer } from '../../src/preview/slack/desk.ts';
import type { OpenView, SlackPost } from '../../src/preview/slack/world.ts';
import type { Pressed } from '../../src/preview/teams/client.ts';
import type { PostedMessage, TeamsPerson, TeamsRoom } from '../../src/preview/teams/rooms.ts';
import { type Stage, said, shownIn, teamsPerson, teamsPosts } from './milepost.ts';
import { reading } from './refused.ts';

/** The Slack channel of the project. */
export const channel = 'CAPOLLO';
/** Slack users: Olivia starts projects, Mo works on them, Gus is a guest of the workspace. */
export const [olivia, mo, gus] = ['UOLI', 'UMO', 'UGUS'] as const;
/** Teams users: Tess and Cleo are members, Vic is a guest of the tenant. */
export const [tess, cleo, vic] = [
  teamsPerson('Tess'),
  teamsPerson('Cleo'),
  teamsPerson('Vic', { userRole: 'guest' }),
];

/** A room on each platform with people in it, and what they can do there. */
export type Apollo = {
  room: TeamsRoom;
  /** Types a slash command in the Slack channel. */
  slack(user: string, line: string): Promise<SlackAnswer>;
  /** Writes to the bot in the Teams channel; resolves with the private answer. */
  teams(person: TeamsPerson, line: string): Promise<string>;
  /** Presses a control of the newest Slack post that contains `words`. */
  pressSlack(user: string, words: string, control: string): Promise<SlackAnswer>;
  /** Presses a button of the newest Teams post that contains `words`. */
  pressTeams(person: TeamsPerson, words: string, title: string): Promise<Pressed>;
  /** Returns the bot's newest post in the channel that contains `words`. */
  slackPost(words: string): SlackPost;
  teamsPost(words: string): PostedMessage;
  /** Returns the open modal of a user. */
  modalOf(user: string): OpenView;
  /** Returns the latest ephemeral message to a user. */
  toldInSlack(user: string): string;
  /** Counts the messages to everybody in each room that contain `words`. */
  heard(words: string): { slack: number; teams: number };
};

/** Adds the people to an empty stage. */
export function peopleOf(stage: Pick<Stage, 'ends' | 'desk'>): Apollo {
  const { ends } = stage;
  const { world } = ends.slack;
  world.addPerson({ id: olivia, team: slackTeam, name: 'olivia', realName: 'Olivia' });
  world.addPerson({ id: mo, team: slackTeam, name: 'mo', realName: 'Mo' });
  world.addPerson({ id: gus, team: slackTeam, name: 'gus', realName: 'Gus', guest: 'multi' });
  world.addChannel({ id: channel, team: slackTeam, name: 'apollo' });
  const room = teamsChannel(ends.teams, 'apollo', [tess, cleo, vic]);

  const toldInTeams = (person: TeamsPerson) =>
    ends.teams.rooms.messages.filter((one) => one.room === room.id && one.targetedTo === person.id);
  const newest = <T>(found: T | undefined, words: string): T => {
    if (!found) throw new Error(`Nobody posted “${words}”`);
    return found;
  };
  const apollo: Apollo = {
    room,
    slack: (user, line) => stage.desk.slash(user, channel, line),
    teams(person, line) {
      const before = toldInTeams(person).length;
      return reading(ends.teams.message(person, room, line), async ({ status }) => {
        if (status !== 200) throw new Error(`Teams was answered ${status}`);
        await ends.teams.until(() => (toldInTeams(person).length > before ? true : undefined));
        return shownIn(toldInTeams(person).at(-1));
      });
    },
    pressSlack: (user, words, control) =>
      stage.desk.press(user, channel, apollo.slackPost(words).ts, control),
    pressTeams: (person, words, title) => ends.teams.execute(person, room, apollo.teamsPost(words), title),
    slackPost: (words) =>
      newest(
        botPosts(stage).findLast((post) => post.text.includes(words)),
        words,
      ),
    teamsPost: (words) =>
      newest(
        teamsPosts(stage, room).findLast((post) => shownIn(post).includes(words)),
        words,
      ),
    modalOf: (user) =>
      newest(
        world.views.findLast((view) => view.user === user),
        'a modal',
      ),
    toldInSlack: (user) => world.shownTo(user).at(-1)?.text ?? '',
    heard: (words) => ({
      slack: botPosts(stage).filter((post) => post.text.includes(words)).length,
      teams: teamsPosts(stage, room).filter((post) => shownIn(post).includes(words)).length,
    }),
  };
  return apollo;
}

/** Returns the bot's public posts in the Slack channel, oldest first. */
export const botPosts = ({ ends }: Pick<Stage, 'ends'>): SlackPost[] => {
  const { world } = ends.slack;
  return world.postsIn(channel).filter((post) => post.user === world.team(slackTeam).botUserId);
};

/** Returns the one-time line that an answer says to type elsewhere. */
export function linkLineIn(answer: string): string {
  const line = /link (?:me )?[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(answer)?.[0];
  if (!line) throw new Error(`No code in ${answer}`);
  return line;
}

/**
 * Starts Apollo in Slack and links the Teams channel; the project's card is in both rooms. `more` is appended
 * to the line that starts it.
 */
export async function startProject(stage: Pick<Stage, 'settle'>, apollo: Apollo, more = ''): Promise<void> {
  await apollo.slack(olivia, `project "Apollo" kind:launch target:"18 dec 2027" ${more}`);
  await apollo.teams(tess, linkLineIn(said(await apollo.slack(olivia, 'link'))));
  // a role follows from the room with the first request there
  await apollo.teams(tess, 'list');
  await stage.settle();
}
