import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Apollo, botPosts, olivia } from '../../support/apollo.ts';
import { startTwoPlatforms, type TwoPlatforms } from '../../support/customer/two-platforms.ts';
import { type Stage, shownIn, teamsPosts } from '../../support/milepost.ts';
import { refused } from '../../support/refused.ts';

describe('a proposal from an expert in Slack to a customer in Teams', () => {
  let stage: Stage;
  let apollo: Apollo;
  let both: TwoPlatforms;
  const title = 'Proposal 1 · Apollo';
  const cards = (...texts: string[]) => both.cards(title, ...texts);

  beforeAll(async () => {
    both = await startTwoPlatforms(
      'project "Apollo" kind:delivery price:10000 currency:GBP target:"17 dec 2027"',
      [
        'new "Connect" due:"10 dec 2027" share:60 outcome:"Your tools are connected"',
        'new "Go live" due:"17 dec 2027" share:40 blocks-go-live:yes',
        'proposal send',
      ],
    );
    ({ stage, apollo } = both);
  });
  afterAll(() => stage.close());

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
    const { asked, done } = await both.confirmed(title, 'Accept');
    expect(JSON.stringify(asked.card)).toContain('Accept proposal 1?');
    expect(JSON.stringify(done.card)).toContain('Accepted by Cleo');
    await cards('Accepted by Cleo');
    expect(JSON.stringify(apollo.slackPost(title).blocks)).not.toContain('"Accept"');
    expect(JSON.stringify(apollo.teamsPost(title))).not.toContain('"Accept"');
    await refused(apollo.slack(olivia, 'activate'));
  });
});
