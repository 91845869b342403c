import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Apollo, channel, cleo, linkLineIn, olivia, peopleOf } from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, shownIn, startStage, teamsPosts } from '../support/milepost.ts';

describe.each(serverEngine)('a customer’s room, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  const tell = async (...lines: string[]) => {
    for (const line of lines) await apollo.slack(olivia, line);
    await stage.settle();
  };
  const lineTo = async (line: string) => linkLineIn(said(await apollo.slack(olivia, line)));
  const theirs = () => teamsPosts(stage, apollo.room).map(shownIn);

  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    await tell(
      'project "Apollo" kind:delivery target:"18 dec 2027"',
      'new "SECRET codename" outcome:"People can sign in" due:"3 dec 2027"',
      'start 1',
      'progress 1 40 SECRET the vendor is slow',
      'blocker "SECRET our engineer left" by:team',
      'risk "SECRET we may lose money" by:"1 dec 2026"',
    );
    await apollo.teams(cleo, await lineTo('link as:customer'));
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('gets the customer’s cards in place of the team’s, with the health of both and what they may know', () => {
    const [first = ''] = theirs();
    for (const words of [
      'Minor issues',
      'go-live',
      'People can sign in',
      'is at 40 %',
      '0 of 1 milestone done',
    ])
      expect(first).toContain(words);
    expect(theirs().join()).not.toContain('SECRET');
    expect(first).not.toContain('Edit project');
    expect(JSON.stringify(apollo.slackPost('Apollo').blocks)).toContain('SECRET');
  });

  it('shows the project’s card for the customer to whoever asks for it there', async () => {
    await apollo.teams(cleo, 'status');
    await tell('progress 1 60 SECRET still slow');
    const shown = theirs().filter((one) => one.includes('go-live'));
    expect(shown).toHaveLength(2);
    for (const one of shown) expect(one).toContain('is at 60 %');
    expect(shown.join()).not.toContain('SECRET');
    expect(await checkCards(stage.milepost.connection.db, stage.ends)).toMatchObject({ wrong: [] });
  });

  it('leaves the customer’s cards as they saw them when it becomes the team’s', async () => {
    await apollo.slack(olivia, 'role Cleo owner');
    await apollo.teams(cleo, 'unlink');
    await apollo.teams(cleo, await lineTo('link'));
    await stage.settle();
    const before = theirs().filter((one) => one.includes('People can sign in'));
    expect(before).toHaveLength(2);
    expect(before.join()).not.toContain('SECRET');
    expect(theirs().filter((one) => one.includes('SECRET'))).toHaveLength(1);
    await tell('progress 1 70');
    expect(theirs().filter((one) => one.includes('People can sign in'))).toEqual(before);
  });

  it('empties the team’s cards when it becomes the customer’s, whenever they were posted', async () => {
    await apollo.teams(cleo, 'show 1');
    await stage.settle();
    expect(theirs().join()).toContain('SECRET');
    await apollo.teams(cleo, 'unlink');
    await stage.settle();
    expect(theirs().join()).toContain('no longer linked');
    await apollo.teams(cleo, await lineTo('link as:customer'));
    await stage.settle();
    expect(theirs().join()).toContain('posted before the channel became the customer');
    expect(theirs().join()).not.toContain('SECRET');
    await tell('progress 1 80');
    expect(theirs().filter((one) => one.includes('is at 80 %'))).toHaveLength(1);
    expect(await checkCards(stage.milepost.connection.db, stage.ends)).toMatchObject({ wrong: [] });
  });

  it('empties them as well when it is linked again at once, before anything was sent', async () => {
    await apollo.slack(olivia, 'show 1');
    await stage.settle();
    await apollo.slack(olivia, 'unlink');
    await apollo.slack(olivia, 'link project:Apollo as:customer');
    await stage.settle();
    const posts = stage.ends.slack.world.postsIn(channel).filter(({ user }) => user !== olivia);
    expect(JSON.stringify(posts.map(({ blocks, text }) => [blocks, text]))).not.toContain('SECRET');
  });
});
