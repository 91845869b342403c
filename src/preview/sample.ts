import { byId, found } from './act.ts';
import { teamsTenant } from './cast.ts';
import { type Ends, slackTeam } from './ends.ts';
import { emptyChannel, emptyRoom, slackChannel } from './rooms.ts';
import type { SlackDesk } from './slack/desk.ts';
import type { PreviewPerson } from './snapshot.ts';
import type { TeamsRoom } from './teams/rooms.ts';

/** The people and stand-ins that the sample is made with. */
export type Stage = {
  ends: Ends;
  desk: SlackDesk;
  room: TeamsRoom;
  cast: PreviewPerson[];
  /** Resolves when everything is delivered. */
  settle(): Promise<void>;
};

/** One action of a person. */
type Step = (stage: Stage) => Promise<void>;

const inSlack =
  (key: string, line: string): Step =>
  async ({ desk, cast }) => {
    const { status } = await desk.slash(one(cast, key).slack, slackChannel, line);
    if (status !== 200) throw new Error(`The sample could not be made: “${line}” was answered ${status}.`);
  };

const says =
  (key: string, text: string): Step =>
  async ({ desk, cast }) => {
    await desk.write(one(cast, key).slack, slackChannel, text);
  };

const inTeams =
  (key: string, line: string): Step =>
  async (stage) => {
    await tell(stage, key, line);
  };

/** Returns the steps that make the sample project. Dates count from `today` (YYYY-MM-DD). */
export function sampleOf(today: string): Step[] {
  const on = (days: number) => workingDay(Date.parse(today) + days * dayMs);
  const settled: Step = ({ settle }) => settle();
  return [
    says('olivia', 'Apollo starts today. Its milestones are here from now on, and in Teams.'),
    inSlack('olivia', `project "Apollo launch" kind:launch target:${on(21)}`),
    inSlack('olivia', 'policy approver:coach'),
    // both organisations speak for their people, so that one person is one on both sides
    inSlack('olivia', 'bind acme.example'),
    inSlack('olivia', `bind teams:${teamsTenant} acme.example`),
    // everybody is met on both sides, so that one person is one there
    ...['carol', 'mo', 'cleo'].map((key) => inSlack(key, 'projects')),
    inSlack('olivia', 'role @carol coach'),
    inSlack('olivia', 'role @cleo customer'),
    join,
    ...['carol', 'mo', 'cleo'].map((key) => inTeams(key, 'projects')),
    inTeams('olivia', 'status'),
    inSlack('olivia', `new "Kick-off with the team" due:${on(1)} owner:@olivia`),
    inSlack('olivia', `new "OAuth sign-in" due:${on(7)} owner:@mo`),
    inSlack('olivia', `new "Security review" due:${on(10)} owner:@mo`),
    inSlack('olivia', `new "Public launch" due:${on(21)} owner:@olivia`),
    inSlack('olivia', 'timeline post'),
    inTeams('olivia', 'timeline post'),
    settled,
    inSlack('olivia', 'start 1'),
    inSlack('olivia', 'submit 1'),
    inSlack('carol', 'approve 1 good start'),
    settled,
    inSlack('mo', 'start 2'),
    inSlack('mo', 'progress 2 40 token refresh works'),
    inSlack('mo', 'start 3'),
    inSlack('mo', 'progress 3 100 all findings are mended'),
    inTeams('olivia', 'show 2'),
    inTeams('olivia', 'show 3'),
    inSlack('mo', 'submit 3'),
    settled,
    says('mo', 'Carol, the security review is ready for you.'),
    joinPlayground,
    settled,
    // the mailbox of the preview has the link to her page
    inSlack('olivia', 'invite customer clara@example.com name:"Clara Cole"'),
    settled,
  ];
}

const dayMs = 86_400_000;

/** Returns the day of an epoch time in milliseconds, or the Monday after a weekend. */
function workingDay(at: number): string {
  const weekday = new Date(at).getUTCDay();
  const late = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return new Date(at + late * dayMs).toISOString().slice(0, 10);
}

/** Adds the bot to the empty channels, where it introduces itself. */
async function joinPlayground({ ends: { slack, teams }, desk, cast }: Stage): Promise<void> {
  const user = slack.world.team(slackTeam).botUserId;
  await desk.event(slackTeam, { type: 'member_joined_channel', user, channel: emptyChannel });
  const room = found(teams.rooms.rooms.get(emptyRoom), `room ${emptyRoom}`);
  await teams.install(byId(room.members, one(cast, 'olivia').teams, 'member'), room);
}

/** Links the Teams channel with the code from Slack. */
async function join(stage: Stage): Promise<void> {
  const { desk, cast } = stage;
  const { body } = await desk.slash(one(cast, 'olivia').slack, slackChannel, 'link');
  const [, code] = /\blink ([0-9A-Z]{4}-[0-9A-Z]{4})\b/.exec(JSON.stringify(body)) ?? [];
  if (code === undefined) throw new Error('The sample could not be made: Slack was told no code.');
  await tell(stage, 'olivia', `link ${code}`);
}

/** Writes to the bot in the Teams channel and waits for its private answer. */
async function tell({ ends: { teams }, room, cast }: Stage, key: string, line: string): Promise<void> {
  const { teams: id } = one(cast, key);
  const from = byId(room.members, id, 'member of the channel');
  const told = () => teams.rooms.messages.filter(({ targetedTo }) => targetedTo === id).length;
  const before = told();
  await teams.message(from, room, line);
  await teams.until(() => (told() > before ? true : undefined));
}

const one = (cast: PreviewPerson[], key: string): PreviewPerson =>
  found(
    cast.find((person) => person.key === key),
    `person called ${key}`,
  );

/** Removes private answers and the lines that asked for them. */
export function tidy({ slack: { world }, teams: { rooms } }: Ends): void {
  world.ephemerals.length = 0;
  rooms.said.length = 0;
  for (const message of rooms.messages.filter(({ targetedTo }) => targetedTo !== undefined)) {
    rooms.delete(message);
  }
}
