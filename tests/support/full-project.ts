import { sql } from 'drizzle-orm';
import { rowsOf } from '../../db/tenant.ts';
import { type Role, roles } from '../../src/domain/project/roles.ts';
import { slackTeam, teamsChannel } from '../../src/preview/ends.ts';
import type { TeamsPerson, TeamsRoom } from '../../src/preview/teams/rooms.ts';
import { linkLineIn } from './apollo.ts';
import { type Stage, said, teamsPerson } from './milepost.ts';

/** A project with data of every kind, and a person of each role on both platforms. */
export type FullProject = {
  channel: string;
  room: TeamsRoom;
  name: string;
  id: string;
  /** The Slack user and the Teams person of each role; they are different people. */
  slack: Readonly<Record<Role, string>>;
  teams: Readonly<Record<Role, TeamsPerson>>;
};

const nameOf = (role: Role, suffix: string) => `${role[0]?.toUpperCase()}${role.slice(1)} ${suffix}`;

const record = <T>(of: (role: Role) => T) =>
  Object.fromEntries(roles.map((role) => [role, of(role)])) as Record<Role, T>;

/**
 * Creates a project `name` in its own Slack and Teams channels. Milestones: 1 upcoming, 2 in progress with
 * items, 3 blocked, 4, 6 and 7 submitted, 5 done, 8 to 11 in progress. Also blockers, a metric, a risk,
 * cadences, decisions and a contingency, and sent invoices for 2 and 3, which share a price with 4. The first person to speak on the Slack side owns it.
 */
export async function fullProject(stage: Stage, name: string): Promise<FullProject> {
  const { world } = stage.ends.slack;
  const key = name.toUpperCase();
  const channel = `C${key}`;
  const slack = record((role) => {
    const id = `U${key}${role.toUpperCase()}`;
    world.addPerson({
      id,
      team: slackTeam,
      name: `${key}.${role}`.toLowerCase(),
      realName: nameOf(role, name),
    });
    return id;
  });
  const teams = record((role) => {
    const id = `${key}-${role}`.toLowerCase();
    return teamsPerson(nameOf(role, 'T'), { id: `29:${id}`, aadObjectId: `aad-${id}` });
  });
  world.addChannel({ id: channel, team: slackTeam, name: key.toLowerCase() });
  const room = teamsChannel(stage.ends.teams, key.toLowerCase(), Object.values(teams));
  const owner = slack.owner;
  const say = async (line: string, who = owner) => said(await stage.desk.slash(who, channel, line));
  await say(`project "${name}" kind:launch target:"18 dec 2027"`);
  const code = linkLineIn(await say('link'));
  await stage.ends.teams.message(teams.owner, room, code);
  for (const role of roles) await stage.ends.teams.message(teams[role], room, 'help');
  await stage.settle();
  for (const role of roles) {
    if (role !== 'owner') await say(`role @${`${key}.${role}`.toLowerCase()} ${role}`);
    if (role !== 'contributor') await say(`role "${teams[role].name}" ${role}`);
  }
  for (const line of contentsOf(name)) await say(line);
  await stage.settle();
  return { channel, room, name, id: await idOf(stage, name), slack, teams };
}

/**
 * Creates a project that starts in Teams, and so belongs to that organisation's workspace instead of the
 * Slack one. Only its owner is in it; `like` provides the Slack people.
 */
export async function projectInTeams(stage: Stage, name: string, like: FullProject): Promise<FullProject> {
  const key = name.toLowerCase();
  const owner = teamsPerson(`Owner ${name}`, { id: `29:${key}-owner`, aadObjectId: `aad-${key}-owner` });
  const room = teamsChannel(stage.ends.teams, key, [owner]);
  for (const line of [`project "${name}" kind:launch`, `new "Step 1 of ${name}"`, `new "Step 2 of ${name}"`])
    await stage.ends.teams.message(owner, room, line);
  await stage.settle();
  return { ...like, room, name, id: await idOf(stage, name), teams: { ...like.teams, owner } };
}

async function idOf({ milepost }: Stage, name: string): Promise<string> {
  const { db } = milepost.connection;
  const [row] = rowsOf<{ id: string }>(await db.execute(sql`select id from project where name = ${name}`));
  if (!row) throw new Error(`There is no project ${name}`);
  return row.id;
}

const contentsOf = (name: string): string[] => [
  ...Array.from({ length: 11 }, (_, nth) => `new "Step ${nth + 1} of ${name}" due:"${nth + 1} dec 2027"`),
  `add 2 deliverable "Contract of ${name}"`,
  'add 2 criterion "Five customers"',
  'check 2.2',
  'add 2 demo "Log in as a customer"',
  ...['2', '3', '4', '5', '6', '7', '8', '10'].map((at) => `start ${at}`),
  'block 3 waiting for the key by:customer',
  'blocker "The hall is closed"',
  ...['4', '5', '6', '7'].map((at) => `submit ${at}`),
  'approve 5',
  'ask 7 is it ready?',
  'metric "page load" target:"<2s"',
  'metric "errors" target:"<1"',
  'risk "Provider may refuse" level:high by:"1 dec 2027"',
  'cadence "Daily standup" every:day at:10:00 kind:standup',
  'cadence "We are live" on:"18 dec 2027" to:team draft:"The shop is open."',
  'cadence "Still live" on:"20 dec 2027" to:team draft:"The shop is still open."',
  'decision "Go for it?" on:"10 dec 2027" criteria:"80% of p0 done; the venue is ready" fallback:"shift 7d"',
  'decision "Go at all?" on:"12 dec 2027"',
  'edit project price:1000 currency:GBP',
  'edit 2 share:50',
  'edit 3 share:30',
  'edit 4 share:20',
  'proposal send',
  'activate',
  'terms trigger:advance',
  'invoice send 2 sure:yes',
  'invoice send 3 sure:yes',
  'if "30% of p0 incomplete" on:"1 dec 2027" then:"shift launch 7d"',
  'change "An Arabic version" 2 days:1',
  'change "A map" 2 days:1',
  'action "Sign the contract" due:"1 dec 2027" urgent',
  'action "Send the logo" due:"2 dec 2027"',
];

/** Whether an answer contains words that only refusals have. */
export const isRefusal = (answer: string): boolean =>
  /Nothing changed|There is no |There are no |Only an? .* can \w+ this|You have no role|could not be|cannot be read/.test(
    answer,
  );
