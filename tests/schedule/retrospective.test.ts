import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Apollo, mo, olivia, peopleOf, startProject } from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { type Stage, said, startStage } from '../support/milepost.ts';

describe.each(serverEngine)('the retrospective, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.slack(olivia, 'policy approver:nobody');
  });
  afterAll(() => stage.close());

  const slack = async (...lines: string[]) => {
    for (const line of lines) await apollo.slack(mo, line);
    await stage.settle();
  };
  const posted = () => apollo.heard('Planned and actual dates');

  it('is posted into each room of the team once all of several milestones are done', async () => {
    await slack('new "Design" due:"1 dec 2027"', 'start 1', 'done 1');
    expect(posted()).toEqual({ slack: 0, teams: 0 });
    await slack('new "Build" due:"2 dec 2027"', 'new "Left over"', 'start 2', 'done 2');
    expect(posted()).toEqual({ slack: 0, teams: 0 });
    await apollo.slack(olivia, 'drop 3 nobody needs it');
    await stage.settle();
    expect(posted()).toEqual({ slack: 1, teams: 1 });
    expect(apollo.slackPost('Planned and actual dates').text).toContain(
      '3 · Left over, dropped, “nobody needs it”',
    );
    expect(said(await apollo.slack(olivia, 'receipts'))).toContain('retrospective in');
  });

  it('is posted once, however often the last one is finished', async () => {
    await slack('reopen 2 it is not done', 'done 2', 'new "More"', 'start 4', 'done 4');
    expect(posted()).toEqual({ slack: 1, teams: 1 });
  });
});
