import type { Role } from '../../src/domain/project/roles.ts';
import type { Reply, RoomAddress } from '../../src/ports/intent.ts';
import { refused } from './refused.ts';
import { type Somebody, type TestRunner, words } from './runner.ts';

let teams = 0;

/** A workspace of its own: nobody there has been seen before, and no other test sees it. */
export function newTenant(): string {
  teams += 1;
  return `T${teams}`;
}

/** Somebody on Slack, in London. */
export const slackPerson = (name: string, tenant: string, more: Partial<Somebody> = {}): Somebody => ({
  platform: 'slack',
  tenant,
  user: `U${name.toUpperCase().replaceAll(' ', '')}`,
  name,
  zone: 'Europe/London',
  ...more,
});

/** Somebody on Teams, in London. */
export const teamsPerson = (name: string, tenant: string, more: Partial<Somebody> = {}): Somebody => ({
  platform: 'teams',
  tenant,
  user: `29:${name.toLowerCase()}`,
  directoryId: `aad-${name.toLowerCase()}`,
  name,
  zone: 'Europe/London',
  ...more,
});

/** A channel of somebody's own platform and tenant. */
export const channelOf = ({ platform, tenant }: Somebody, channel: string): RoomAddress => ({
  platform,
  tenant,
  channel,
  kind: 'channel',
  name: `#${channel.toLowerCase()}`,
});

/** The chat between somebody and the bot. */
export const chatOf = ({ platform, tenant, user }: Somebody): RoomAddress => ({
  platform,
  tenant,
  channel: `D-${user}`,
  kind: 'direct',
});

/** How a line names somebody. */
export const mention = ({ platform, tenant, user, name }: Somebody) =>
  `<@${platform}:${tenant}/${user}|${name}>`;

/** A project in a Slack channel: Olivia made it, Mo works on it, others come when they are asked for. */
export type Team = {
  tenant: string;
  room: RoomAddress;
  olivia: Somebody;
  mo: Somebody;
  /** Says a line in the team's room; what is answered. */
  say(who: Somebody, line: string): Promise<Reply>;
  /** Says lines; the words of the answer to the last. */
  tell(who: Somebody, ...lines: string[]): Promise<string>;
  /** Presses a button in the team's room. */
  press(who: Somebody, command: string, input?: Record<string, string>, version?: number): Promise<Reply>;
  /** Sends a filled form in the team's room. */
  fill(who: Somebody, command: string, input: Record<string, string>): Promise<Reply>;
  /** Somebody new, with a role that the owner gave. */
  join(name: string, role: Role): Promise<Somebody>;
};

/** Starts a project called Apollo in a workspace of its own. `more` is the rest of the line. */
export async function startTeam(runner: TestRunner, more = 'kind:launch'): Promise<Team> {
  const tenant = newTenant();
  const [olivia, mo] = [slackPerson('Olivia', tenant), slackPerson('Mo', tenant)];
  const room = channelOf(olivia, 'CAPOLLO');
  const team: Team = {
    tenant,
    room,
    olivia,
    mo,
    say: (who, line) => runner.say(who, room, line),
    async tell(who, ...lines) {
      let last = '';
      for (const line of lines) last = words(await runner.say(who, room, line));
      return last;
    },
    press: (who, command, input, version) => runner.press(who, room, command, input, version),
    fill: (who, command, input) => runner.fill(who, room, command, input),
    async join(name, role) {
      const person = slackPerson(name, tenant);
      await team.tell(olivia, `role ${mention(person)} ${role}`);
      return person;
    },
  };
  await team.tell(olivia, `project "Apollo" ${more}`);
  return team;
}

/** What the person reads whose request must be refused. */
export const refusal = async (request: Promise<Reply>): Promise<string> => words(await refused(request));

/** The one-time code in an answer to `link`. */
export const codeIn = (reply: Reply): string => /\b[0-9A-Z]{26}\b/.exec(words(reply))?.[0] ?? 'none';
