import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackTeam, teamsChannel } from '../../../src/preview/ends.ts';
import type { SlackPost } from '../../../src/preview/slack/world.ts';
import type { PostedMessage, TeamsPerson, TeamsRoom } from '../../../src/preview/teams/rooms.ts';
import { channel, linkLineIn } from '../../support/apollo.ts';
import { type Stage, said, shownIn, startStage, teamsPerson } from '../../support/milepost.ts';
import { writeInTeams } from '../../support/takeovers.ts';

/** Two accounts become one person by a code and a yes on both sides (LIVE-4), through both platforms. */
describe('a merge', () => {
  let stage: Stage;
  let room: TeamsRoom;
  const tess = teamsPerson('Tess');
  const slack = (user: string, line: string) => stage.desk.slash(user, channel, line).then(said);
  const teams = (line: string) => writeInTeams(stage, room, tess, line);
  /** Returns the latest message in a user's direct chat. */
  const inSlackChat = (user: string): SlackPost | undefined =>
    stage.ends.slack.world.postsIn(`D${user}`).at(-1);
  const inTeamsChat = (person: TeamsPerson): PostedMessage | undefined => {
    const { id } = stage.ends.teams.rooms.personal(person, stage.ends.teams.tenant);
    return stage.ends.teams.rooms.messages.findLast((message) => message.room === id);
  };
  const pressInSlackChat = async (user: string, control: string) =>
    said(await stage.desk.press(user, `D${user}`, inSlackChat(user)?.ts ?? '', control));

  beforeAll(async () => {
    stage = await startStage('postgresql');
    const { world } = stage.ends.slack;
    for (const [id, name] of [
      ['UOLI', 'Olivia'],
      ['UMO', 'Mo'],
    ] as const)
      world.addPerson({ id, team: slackTeam, name: name.toLowerCase(), realName: name });
    world.addChannel({ id: channel, team: slackTeam, name: 'apollo' });
    for (const id of ['UOLI', 'UMO']) world.direct(id, slackTeam);
    room = teamsChannel(stage.ends.teams, 'apollo', [tess]);
    await slack('UOLI', 'project "Apollo" kind:launch target:"18 dec 2027"');
    await slack('UMO', 'new "Beta launch" due:"1 dec 2027" owner:me');
    await teams(linkLineIn(await slack('UOLI', 'link')));
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('starts with a code typed in Teams, and asks both people: there, and in the direct chat of the code’s maker', async () => {
    const answer = await teams(linkLineIn(await slack('UMO', 'link me')));
    expect(answer).toContain('Are both of these accounts yours?');
    expect(answer).toContain('Mo (Slack)');
    expect(answer).toContain('contributor of Apollo');
    await stage.settle();
    expect(JSON.stringify(inSlackChat('UMO')?.blocks)).toContain('Are both of these accounts yours?');
    expect(await slack('UMO', 'people')).not.toContain('Slack and Teams');
  });

  it('waits for both, then for an owner when somebody would gain a role, each on their own platform', async () => {
    await pressInSlackChat('UMO', 'Yes, both are mine');
    expect(await slack('UMO', 'people')).not.toContain('Slack and Teams');
    const question = stage.ends.teams.rooms.messages.findLast(({ targetedTo }) => targetedTo === tess.id);
    if (!question) throw new Error('Tess was asked nothing');
    await stage.ends.teams.execute(tess, room, question, 'Yes, both are mine');
    await stage.settle();
    expect(JSON.stringify(inSlackChat('UOLI')?.blocks)).toContain('Tess would become contributor of Apollo');
    expect(await slack('UMO', 'people')).not.toContain('Slack and Teams');
    await pressInSlackChat('UOLI', 'Allow');
    await stage.settle();
    expect(await slack('UMO', 'people')).toContain('Slack and Teams');
  });

  it('is announced to both, and gives each account the rights of the other', async () => {
    expect(inSlackChat('UMO')?.text).toContain('are one person now');
    expect(shownIn(inTeamsChat(tess))).toContain('are one person now');
    expect(await teams('progress 1 60 from the other side')).toContain('60');
  });

  it('is undone by `unlink me`, and announced to both', async () => {
    expect(await teams('unlink me')).toContain('are two people again');
    await stage.settle();
    expect(await slack('UMO', 'people')).not.toContain('Slack and Teams');
    expect(inSlackChat('UMO')?.text).toContain('separated two linked accounts');
    expect(shownIn(inTeamsChat(tess))).toContain('separated two linked accounts');
  });
});
