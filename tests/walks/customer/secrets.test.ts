import { afterAll, beforeAll, expect, it } from 'vitest';
import { slackTeam, teamsChannel } from '../../../src/preview/ends.ts';
import type { TeamsRoom } from '../../../src/preview/teams/rooms.ts';
import { linkLineIn } from '../../support/apollo.ts';
import { type FullProject, fullProject } from '../../support/full-project.ts';
import { type Stage, said, startStage } from '../../support/milepost.ts';
import { attempted } from '../../support/refused.ts';
import { uses } from '../../support/who-may.ts';

const channel = 'CCUSTOMER';
let stage: Stage;
let apollo: FullProject;
let room: TeamsRoom;

const inTeam = async (line: string) =>
  said(await attempted(stage.desk.slash(apollo.slack.owner, apollo.channel, line)));
const asCustomer = async (line: string) => {
  await attempted(stage.desk.slash(apollo.slack.client, channel, line));
  await attempted(stage.ends.teams.message(apollo.teams.client, room, line));
};

/** What only the team may read, in every field that takes words of the team or figures of its own. */
const planted = [
  'block 2 PRIVATE reason by:team',
  'blocker "PRIVATE blocker" by:expert',
  'blocker "PRIVATE obstacle" milestone:10',
  'risk "PRIVATE risk" level:high by:"1 dec 2026" mitigation:"PRIVATE mitigation"',
  'progress 3 40 PRIVATE note',
  'cost 2 4321 PRIVATE design',
  'decision "PRIVATE question?" on:"1 dec 2027" criteria:"PRIVATE criterion" fallback:"shift 7d"',
  'decide D3 no-go PRIVATE outcome',
  'cadence "Launch" on:"18 dec 2027" to:team draft:"PRIVATE draft"',
  'drop 9 PRIVATE why',
  'risk "PRIVATE threat" milestone:8',
];

beforeAll(async () => {
  stage = await startStage('postgresql');
  apollo = await fullProject(stage, 'Apollo');
  const { world } = stage.ends.slack;
  world.addChannel({ id: channel, team: slackTeam, name: 'customer' });
  room = teamsChannel(stage.ends.teams, 'customer', Object.values(apollo.teams));
  for (const line of planted) await inTeam(line);
  const code = async () => linkLineIn(await inTeam('link as:customer'));
  await stage.desk.slash(apollo.slack.client, channel, await code());
  await stage.ends.teams.message(apollo.teams.client, room, await code());
  await stage.settle();
});
afterAll(() => stage.close());

/** Everything that is in the customer's rooms: messages to all, private answers and open forms. */
const arrived = (): string[] => [
  ...stage.ends.slack.world.posts
    .filter((post) => post.channel === channel)
    .map(({ text, blocks }) => JSON.stringify([text, blocks])),
  ...stage.ends.slack.world.shownTo(apollo.slack.client).map((one) => JSON.stringify(one)),
  ...stage.ends.slack.world.views
    .filter(({ user }) => user === apollo.slack.client)
    .map(({ view }) => JSON.stringify(view)),
  ...stage.ends.teams.rooms.messages
    .filter((message) => message.room === room.id)
    .map(({ text, card }) => JSON.stringify([text, card])),
];

const leaks = () =>
  arrived()
    .filter((one) => /PRIVATE|£4,?321|@example\.com/.test(one))
    .map((one) => one.slice(Math.max(0, one.search(/PRIVATE|£4,?321|@example\.com/) - 300)).slice(0, 400));

it('brings nothing to the customer’s rooms that only the team may read, whatever the customer asks there', async () => {
  for (const { line } of uses) await asCustomer(line);
  for (const line of ['show 3', 'show 9', 'show 10', 'history 2', 'decision D3', 'digest now'])
    await asCustomer(line);
  await stage.settle();
  expect(arrived().length).toBeGreaterThan(100);
  expect(leaks()).toEqual([]);
}, 120_000);

it('nor whatever the team does in its own channel or in theirs', async () => {
  for (const { line } of uses) await inTeam(line);
  for (const line of ['progress 3 60 PRIVATE again', 'show 3', 'status', 'health', 'digest now'])
    await attempted(stage.desk.slash(apollo.slack.owner, channel, line));
  await stage.settle();
  expect(leaks()).toEqual([]);
}, 120_000);
