import { slackTeam, teamsChannel } from '../../src/preview/ends.ts';
import type { TeamsPerson, TeamsRoom } from '../../src/preview/teams/rooms.ts';
import { type Stage, said, shownIn } from './milepost.ts';
import { reading } from './refused.ts';

/** Somebody who claims another person's address, and a way to speak to Milepost as them. */
type Impostor = {
  /** Display name. */
  name: string;
  /** Sends a line; resolves with everything they read. */
  say(line: string): Promise<string>;
};

/** A Slack channel of the project, and a customer's room in the customer's Teams tenant. */
type Places = { channel: string; customers: TeamsRoom };

/** Lines that need another person's rights: roles, milestones, policies, administration. */
export const attempts: readonly string[] = [
  'role me owner',
  'policy approver:nobody',
  'drop 1 not needed',
  'edit 1 name:"Taken over"',
  'shift 7d apply:yes',
  'link as:customer',
  'bind acme.example',
  'unbind acme.example',
  'unlink',
];

/** A customer's tenant, connected by a link code and not by the operator. */
export const customersTenant = '99999999-0000-4000-8000-000000000009';

/** Returns a Teams channel in the customer's tenant. */
export const customersRoom = (stage: Stage): TeamsRoom =>
  Object.assign(teamsChannel(stage.ends.teams, 'customers', []), { tenant: customersTenant });

/** Writes to the bot in a Teams room; resolves with the private answer. */
export function writeInTeams(
  stage: Stage,
  room: TeamsRoom,
  person: TeamsPerson,
  line: string,
): Promise<string> {
  const told = () =>
    stage.ends.teams.rooms.messages.filter(
      (one) => one.room === room.id && (one.targetedTo === person.id || room.kind === 'personal'),
    );
  const before = told().length;
  return reading(stage.ends.teams.message(person, room, line), async ({ status }) => {
    if (status !== 200) throw new Error(`Teams was answered ${status}`);
    await stage.ends.teams.until(() => (told().length > before ? true : undefined));
    return told().slice(before).map(shownIn).join();
  });
}

/**
 * Returns three impostors who claim `email`: a Slack Connect stranger, a single-channel guest, and a user of
 * the customer's tenant, each in a room of the project. `nth` makes new ones.
 */
export function impostors(stage: Stage, { channel, customers }: Places, email: string, nth = 0): Impostor[] {
  const { world } = stage.ends.slack;
  const inSlack = (id: string, more: { home?: string; guest?: 'single' }): Impostor => {
    world.addPerson({
      id,
      team: slackTeam,
      name: id.toLowerCase(),
      realName: `${id} of elsewhere`,
      email,
      ...more,
    });
    world.channel(channel).members.add(id);
    return { name: `${id} of elsewhere`, say: (line) => reading(stage.desk.slash(id, channel, line), said) };
  };
  const inTeams = (): Impostor => {
    const person: TeamsPerson = {
      ...{
        id: '29:mallory',
        aadObjectId: 'aad-mallory',
        name: 'Mallory of the customer',
        zone: 'Europe/London',
      },
      email,
      userPrincipalName: email,
      zone: 'Europe/London',
    };
    customers.members.push(person);
    return { name: person.name, say: (line) => writeInTeams(stage, customers, person, line) };
  };
  return [
    inSlack(`USTRANGER${nth}`, { home: 'T0OTHER' }),
    inSlack(`UGUESTONE${nth}`, { guest: 'single' }),
    inTeams(),
  ];
}
