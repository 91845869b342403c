import type { Role } from '../../src/domain/project/roles.ts';
import type { Reply, RoomAddress } from '../../src/ports/intent.ts';
import { refused } from './refused.ts';
import { type Somebody, type TestRunner, words } from './runner.ts';

let teams = 0;

/** Returns a new workspace that no other test uses. */
export function newTenant(): string {
  teams += 1;
  return `T${teams}`;
}

/** Returns a person on Slack, in London. */
export const slackPerson = (name: string, tenant: string, more: Partial<Somebody> = {}): Somebody => ({
  platform: 'slack',
  tenant,
  user: `U${name.toUpperCase().replaceAll(' ', '')}`,
  name,
  zone: 'Europe/London',
  ...more,
});

/** Returns a person on Teams, in London. */
export const teamsPerson = (name: string, tenant: string, more: Partial<Somebody> = {}): Somebody => ({
  platform: 'teams',
  tenant,
  user: `29:${name.toLowerCase()}`,
  directoryId: `aad-${name.toLowerCase()}`,
  name,
  zone: 'Europe/London',
  ...more,
});

/** Returns a channel on the person's platform and tenant. */
export const channelOf = ({ platform, tenant }: Somebody, channel: string): RoomAddress => ({
  platform,
  tenant,
  channel,
  kind: 'channel',
  name: `#${channel.toLowerCase()}`,
});

/** Returns the direct chat between a person and the bot. */
export const chatOf = ({ platform, tenant, user }: Somebody): RoomAddress => ({
  platform,
  tenant,
  channel: `D-${user}`,
  kind: 'direct',
});

/** Returns a mention token. */
export const mention = ({ platform, tenant, user, name }: Somebody) =>
  `<@${platform}:${tenant}/${user}|${name}>`;

/** A project in a Slack channel: Olivia owns it, Mo works on it, `join` adds others. */
export type Team = {
  tenant: string;
  room: RoomAddress;
  olivia: Somebody;
  mo: Somebody;
  /** Types a line in the team's room; returns the reply. */
  say(who: Somebody, line: string): Promise<Reply>;
  /** Types lines; returns the text of the last reply. */
  tell(who: Somebody, ...lines: string[]): Promise<string>;
  /** Presses a button in the team's room. */
  press(who: Somebody, command: string, input?: Record<string, string>, version?: number): Promise<Reply>;
  /** Submits a form in the team's room. */
  fill(who: Somebody, command: string, input: Record<string, string>): Promise<Reply>;
  /** Adds a person with a role that the owner gives. */
  join(name: string, role: Role): Promise<Somebody>;
};

/** Starts a project called Apollo in its own workspace. `more` is the rest of the line. */
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

/** Returns the text of a request that must be refused. */
export const refusal = async (request: Promise<Reply>): Promise<string> => words(await refused(request));

/** Returns the one-time code in an answer to `link`. */
export const codeIn = (reply: Reply): string =>
  /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(words(reply))?.[0] ?? 'none';
