import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderFallback } from '../../examples/seen.ts';
import { type Apollo, botPosts, cleo, olivia } from '../support/apollo.ts';
import { startTwoPlatforms, type TwoPlatforms } from '../support/customer/two-platforms.ts';
import { type Stage, said, teamsPosts } from '../support/milepost.ts';
import { refused } from '../support/refused.ts';

describe('a change order between a supplier in Slack and a customer in Teams', () => {
  let stage: Stage;
  let apollo: Apollo;
  let both: TwoPlatforms;
  const key = 'CO1 · An Arabic version';
  const cards = (...texts: string[]) => both.cards(key, ...texts);

  beforeAll(async () => {
    both = await startTwoPlatforms(
      'project "Apollo" kind:client price:10000 currency:GBP target:"17 dec 2027"',
      [
        'new "Build" start:"29 nov 2027" due:"10 dec 2027" share:50',
        'new "Launch" start:"13 dec 2027" due:"17 dec 2027" share:50 blocks-go-live:yes',
        'activate',
        'start 1 reason:"agreed by phone"',
      ],
    );
    ({ stage, apollo } = both);
  });
  afterAll(() => stage.close());

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
    const { asked, done } = await both.confirmed(key, 'Sign');
    expect(JSON.stringify(asked.card)).toContain('Sign CO1?');
    expect(JSON.stringify(done.card)).toContain('Applied');
    await cards('signed by Olivia', 'signed by Cleo');
    expect(JSON.stringify(apollo.slackPost(key).blocks)).not.toContain('"Sign"');
    expect(JSON.stringify(apollo.teamsPost(key))).not.toContain('"Sign"');
    expect(said(await apollo.slack(olivia, 'list'))).toContain('Tue 21 Dec');
    expect(await apollo.teams(cleo, 'changes')).toContain('CO1 · An Arabic version: applied');
  });
});
