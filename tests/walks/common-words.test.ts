import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Apollo, mo, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, startStage } from '../support/milepost.ts';
import { refused } from '../support/refused.ts';

describe.each(serverEngine)('common words and missing milestones, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
  });
  afterAll(() => stage.close());

  /** The newest message that only Tess sees. */
  const toldTess = () => {
    const { messages } = stage.ends.teams.rooms;
    const message = messages.findLast((one) => one.room === apollo.room.id && one.targetedTo === tess.id);
    if (!message) throw new Error('Tess was told nothing');
    return message;
  };

  it('plans, renames and assigns in the words that people try', async () => {
    expect(said(await apollo.slack(mo, 'create "Beta"'))).toContain('1 · Beta');
    expect(await apollo.teams(tess, 'add milestone "Create accounts"')).toContain('2 · Create accounts');
    expect(said(await apollo.slack(mo, 'rename 1 to Public beta'))).toContain('1 · Public beta');
    expect(await apollo.teams(tess, 'assign 2 to me')).toContain('Tess');
    expect(await apollo.teams(tess, 'mine')).toContain('2 · Create accounts');
    expect(await apollo.teams(tess, 'next')).toContain('Next for you: 2 · Create accounts');
    await stage.desk.mention(mo, 'CAPOLLO', 'overdue');
    await expect.poll(() => apollo.toldInSlack(mo)).toContain('overdue');
  });

  it('offers the milestones that fit in Slack, in a modal', async () => {
    await apollo.slack(mo, 'start');
    await expect.poll(() => apollo.modalOf(mo)).toBeTruthy();
    const { id, view } = apollo.modalOf(mo);
    expect(JSON.stringify(view.blocks)).toContain('1 · Public beta (upcoming)');
    await stage.desk.submit(id, { milestone: '1' });
    await stage.settle();
    expect(said(await apollo.slack(olivia, 'show 1'))).toContain('1 · Public beta');
    expect(said(await apollo.slack(olivia, 'list status:in_progress'))).toContain('1 · Public beta');
  });

  it('offers the milestones that fit in Teams, in a card', async () => {
    await apollo.slack(mo, 'new "Load test"');
    expect(await apollo.teams(tess, 'start')).toContain('Milestone');
    const form = toldTess();
    expect(JSON.stringify(form)).toContain('3 · Load test (upcoming)');
    await stage.ends.teams.execute(tess, apollo.room, form, 'Start', { in_milestone: '3' });
    expect(said(await apollo.slack(olivia, 'list status:in_progress'))).toContain('3 · Load test');
  });

  it('starts work first and says so, on both platforms', async () => {
    expect(await apollo.teams(tess, 'block 2 no key')).toContain(
      'Started and blocked 2 · Create accounts, reason “no key”.',
    );
    expect(said(await apollo.slack(mo, 'unblock'))).toContain('2 · Create accounts is in progress again.');
    await apollo.slack(mo, 'new "Docs"');
    expect(said(await apollo.slack(mo, 'submit 4'))).toContain('Started and submitted 4 · Docs.');
  });

  it('asks before the only approval', async () => {
    expect(said(await refused(apollo.slack(mo, 'unblock')))).toContain('no milestone is blocked');
    const asked = said(await apollo.slack(olivia, 'accept'));
    expect(asked).toContain('Approve 4 · Docs?');
    expect(said(await apollo.slack(olivia, 'list status:done'))).not.toContain('4 · Docs');
    expect(said(await apollo.slack(olivia, 'accept 4'))).toContain('4 · Docs approved.');
  });

  it('leaves every posted card true', async () => {
    await stage.settle();
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
  });
});
