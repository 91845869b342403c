import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderFallback } from '../../examples/seen.ts';
import { type Apollo, botPosts, cleo, linkLineIn, olivia, peopleOf } from '../support/apollo.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, shownIn, startStage, teamsPosts } from '../support/milepost.ts';
import { refused } from '../support/refused.ts';

describe('a change order between a supplier in Slack and a customer in Teams', () => {
  let stage: Stage;
  let apollo: Apollo;
  const key = 'CO1 · An Arabic version';

  beforeAll(async () => {
    stage = await startStage('embedded');
    apollo = peopleOf(stage);
    const say = (line: string) => apollo.slack(olivia, line);
    await say('project "Apollo" kind:client price:10000 currency:GBP target:"17 dec 2027"');
    await apollo.teams(cleo, linkLineIn(said(await say('link as:customer'))).replace('as:customer ', ''));
    await apollo.teams(cleo, 'status');
    for (const line of [
      'new "Build" start:"29 nov 2027" due:"10 dec 2027" share:50',
      'new "Launch" start:"13 dec 2027" due:"17 dec 2027" share:50 blocks-go-live:yes',
      'activate',
      'start 1 reason:"agreed by phone"',
    ])
      await say(line);
    await stage.settle();
  });
  afterAll(() => stage.close());

  const cards = async (...texts: string[]) => {
    await stage.settle();
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
    for (const text of texts) {
      expect(JSON.stringify(apollo.slackPost(key)), 'in Slack').toContain(text);
      expect(shownIn(apollo.teamsPost(key)), 'in Teams').toContain(text);
    }
  };

  it('is posted once on each side with its figures', async () => {
    await apollo.slack(olivia, 'change "An Arabic version" 1 days:2 cost:500 route:next');
    await cards('+2 working days', '+£500', '£10,000 → £10,500', 'Tue 21 Dec');
    expect(botPosts(stage).filter(({ text }) => text.includes(key))).toHaveLength(1);
    expect(
      teamsPosts(stage, apollo.room).filter((post) => renderFallback(post).startsWith(key)),
    ).toHaveLength(1);
  });

  it('is not signed twice for one side, and shows the first signature on both', async () => {
    await apollo.pressSlack(olivia, key, 'Sign');
    await cards('signed by Olivia');
    await refused(apollo.pressSlack(olivia, key, 'Sign'));
    expect(said(await apollo.slack(olivia, 'list'))).toContain('Fri 17 Dec');
  });

  it('is applied by the second signature, on the other platform, and both cards lose their buttons', async () => {
    const posted = apollo.teamsPost(key);
    const asked = await apollo.pressTeams(cleo, key, 'Sign');
    expect(JSON.stringify(asked.card)).toContain('Sign CO1?');
    const question = { ...posted, card: asked.card ?? {} };
    const signed = await stage.ends.teams.execute(cleo, apollo.room, question, 'Sign');
    expect(JSON.stringify(signed.card)).toContain('Applied');
    await cards('signed by Olivia', 'signed by Cleo');
    expect(JSON.stringify(apollo.slackPost(key).blocks)).not.toContain('"Sign"');
    expect(JSON.stringify(apollo.teamsPost(key))).not.toContain('"Sign"');
    expect(said(await apollo.slack(olivia, 'list'))).toContain('Tue 21 Dec');
    expect(await apollo.teams(cleo, 'changes')).toContain('CO1 · An Arabic version: applied');
  });
});
