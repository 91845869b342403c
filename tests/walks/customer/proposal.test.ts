import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Apollo, botPosts, cleo, linkLineIn, olivia, peopleOf } from '../../support/apollo.ts';
import { checkCards } from '../../support/live-cards.ts';
import { type Stage, said, shownIn, startStage, teamsPosts } from '../../support/milepost.ts';
import { refused } from '../../support/refused.ts';

describe('a proposal from an expert in Slack to a customer in Teams', () => {
  let stage: Stage;
  let apollo: Apollo;
  const title = 'Proposal 1 · Apollo';

  beforeAll(async () => {
    stage = await startStage('postgresql');
    apollo = peopleOf(stage);
    const say = (line: string) => apollo.slack(olivia, line);
    await say('project "Apollo" kind:delivery price:10000 currency:GBP target:"17 dec 2027"');
    await apollo.teams(cleo, linkLineIn(said(await say('link as:customer'))).replace('as:customer ', ''));
    await apollo.teams(cleo, 'status');
    for (const line of [
      'new "Connect" due:"10 dec 2027" share:60 outcome:"Your tools are connected"',
      'new "Go live" due:"17 dec 2027" share:40 blocks-go-live:yes',
      'proposal send',
    ])
      await say(line);
    await stage.settle();
  });
  afterAll(() => stage.close());

  const cards = async (...texts: string[]) => {
    await stage.settle();
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
    for (const text of texts) {
      expect(JSON.stringify(apollo.slackPost(title)), 'in Slack').toContain(text);
      expect(shownIn(apollo.teamsPost(title)), 'in Teams').toContain(text);
    }
  };

  it('is posted once on each side, and follows the plan', async () => {
    await cards('Your tools are connected', '£6,000', '£4,000');
    expect(botPosts(stage).filter(({ text }) => text.includes(title))).toHaveLength(1);
    expect(teamsPosts(stage, apollo.room).filter((post) => shownIn(post).includes(title))).toHaveLength(1);
    await apollo.slack(olivia, 'edit 1 due:"9 dec 2027"');
    await cards('cannot be accepted until it is sent again');
    await apollo.slack(olivia, 'edit 1 due:"10 dec 2027"');
    await cards('Accept');
  });

  it('is not accepted by the side that sent it', async () => {
    await refused(apollo.pressSlack(olivia, title, 'Accept'));
    await cards('Accept');
  });

  it('is accepted in Teams, and both cards lose their buttons', async () => {
    const posted = apollo.teamsPost(title);
    const asked = await apollo.pressTeams(cleo, title, 'Accept');
    expect(JSON.stringify(asked.card)).toContain('Accept proposal 1?');
    const accepted = await stage.ends.teams.execute(
      cleo,
      apollo.room,
      { ...posted, card: asked.card ?? {} },
      'Accept',
    );
    expect(JSON.stringify(accepted.card)).toContain('Accepted by Cleo');
    await cards('Accepted by Cleo');
    expect(JSON.stringify(apollo.slackPost(title).blocks)).not.toContain('"Accept"');
    expect(JSON.stringify(apollo.teamsPost(title))).not.toContain('"Accept"');
    await refused(apollo.slack(olivia, 'activate'));
  });
});
