import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Apollo, mo, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { engines } from '../support/database/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';

describe.each(engines)('walk A, progress in Slack, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;

  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.slack(mo, 'new "Beta launch" due:"10 dec 2027"');
    await apollo.teams(tess, 'show 1');
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('answers the signed request with the card', async () => {
    const answer = await apollo.slack(mo, 'progress 1 60 OAuth flow works');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ response_type: 'ephemeral' });
    expect(said(answer)).toContain('60 %');
    expect(said(answer)).toContain('OAuth flow works');
  });

  it('then updates the posted cards in Slack and Teams, and posts nothing new', async () => {
    const before = [apollo.heard('1 · Beta launch'), apollo.heard('Apollo')];
    await stage.settle();
    expect(apollo.slackPost('1 · Beta launch').text).toContain('60 %');
    expect(shownIn(apollo.teamsPost('1 · Beta launch'))).toContain('OAuth flow works');
    expect([apollo.heard('1 · Beta launch'), apollo.heard('Apollo')]).toEqual(before);
    expect(await checkCards(stage.milepost.connection.db, stage.ends)).toEqual({ cards: 4, wrong: [] });
  });

  it('rejects an unsigned request', async () => {
    const { status } = await stage.desk.send('application/json', '{}', { signature: 'v0=00' });
    expect(status).toBe(401);
    expect(said(await apollo.slack(olivia, 'history 1'))).toContain('reported progress, 60 %');
  });
});
