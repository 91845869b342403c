import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackTeam, teamsChannel } from '../../src/preview/ends.ts';
import type { TeamsRoom } from '../../src/preview/teams-rooms.ts';
import { engines } from '../support/database.ts';
import { type Stage, said, shownIn, startStage, teamsPerson, teamsPosts } from '../support/milepost.ts';

const [tess, cleo] = [teamsPerson('Tess'), teamsPerson('Cleo')];

describe.each(engines)('the main job on %s', (engine) => {
  let stage: Stage;
  let room: TeamsRoom;
  const slack = (user: string, line: string) => stage.desk.slash(user, 'CAPOLLO', line);
  const slackCards = () => stage.ends.slack.world.posts.filter((post) => post.channel === 'CAPOLLO');

  beforeAll(async () => {
    stage = await startStage(engine);
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UOLI', team: slackTeam, name: 'olivia', realName: 'Olivia' });
    world.addPerson({ id: 'UMO', team: slackTeam, name: 'mo', realName: 'Mo' });
    world.addChannel({ id: 'CAPOLLO', team: slackTeam, name: 'apollo' });
    room = teamsChannel(stage.ends.teams, 'apollo', [tess, cleo]);
  });
  afterAll(() => stage.close());

  it('starts a project in Slack and puts its live card there', async () => {
    const answer = await slack(
      'UOLI',
      'project "Apollo" kind:launch target:"18 dec 2027" price:10000 currency:GBP',
    );
    expect(said(answer)).toContain('Started Apollo');
    await stage.settle();
    expect(slackCards()).toHaveLength(1);
    expect(slackCards()[0]?.text).toContain('Apollo');
  });

  it('links a Teams channel by a one-time code', async () => {
    const answer = said(await slack('UOLI', 'link'));
    const line = /link [0-9A-Z]{26}/.exec(answer)?.[0] ?? '';
    expect(line).not.toBe('');
    await stage.ends.teams.message(tess, room, line);
    await stage.ends.teams.message(tess, room, 'status');
    await stage.settle();
    expect(teamsPosts(stage, room).map(shownIn).join()).toContain('Apollo');
  });

  it('shows progress posted in Slack on both sides', async () => {
    await slack('UMO', 'new "Beta launch" due:"10 dec 2027"');
    await stage.ends.teams.message(tess, room, 'show 1');
    await stage.settle();
    expect(said(await slack('UMO', 'progress 1 60 OAuth flow works'))).toContain('60%');
    await stage.settle();
    expect(slackCards().at(-1)?.text).toContain('60%');
    expect(teamsPosts(stage, room).map(shownIn).join()).toContain('60%');
  });
});
