import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Apollo, cleo, mo, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';
import { refused } from '../support/refused.ts';

describe.each(serverEngine)('undo in Slack and Teams, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.teams(tess, 'list');
    await apollo.slack(olivia, 'role Tess owner');
    await apollo.slack(olivia, 'new "Beta launch"');
    await stage.settle();
  });
  afterAll(() => stage.close());

  const cardsAreCurrent = async () => {
    await stage.settle();
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
  };
  const bothRooms = (words: string) => [apollo.slackPost(words).text, shownIn(apollo.teamsPost(words))];

  it('typed on either side, redraws the cards on both', async () => {
    await apollo.slack(mo, 'progress 1 60 OAuth flow works');
    await cardsAreCurrent();
    expect(said(await apollo.slack(mo, 'undo'))).toContain(
      'Taken back: reported progress on 1 · Beta launch, 60 %.',
    );
    await cardsAreCurrent();
    for (const shown of bothRooms('1 · Beta launch')) expect(shown).not.toContain('60 %');
    await apollo.teams(tess, 'edit 1 name:"Public beta"');
    expect(await apollo.teams(tess, 'take back')).toContain('Taken back: edited 1 · Public beta');
    await cardsAreCurrent();
    for (const shown of bothRooms('1 · Beta launch')) expect(shown).not.toContain('Public beta');
  });

  it('by the button of a private answer, once', async () => {
    await apollo.slack(olivia, 'new "Load test"');
    await apollo.slack(olivia, 'drop 2 nobody needs it');
    await stage.settle();
    const { ts } = stage.ends.slack.world.shownTo(olivia, 'CAPOLLO').at(-1) ?? { ts: '' };
    await stage.desk.press(olivia, 'CAPOLLO', ts, 'Undo');
    await expect.poll(() => apollo.toldInSlack(olivia)).toContain('Taken back: dropped 2 · Load test.');
    await cardsAreCurrent();

    await apollo.teams(tess, 'drop 2 nobody needs it');
    const { messages } = stage.ends.teams.rooms;
    const told = messages.findLast((one) => one.room === apollo.room.id && one.targetedTo === tess.id);
    if (!told) throw new Error('Tess was told nothing');
    await stage.ends.teams.execute(tess, apollo.room, told, 'Undo');
    await cardsAreCurrent();
    expect(said(await apollo.slack(olivia, 'list'))).toContain('2 · Load test');
  });

  it('of something new leaves its card without buttons, and says who took it back', async () => {
    await apollo.slack(olivia, 'new "A mistake"');
    await stage.settle();
    const { ts } = apollo.slackPost('3 · A mistake');
    await apollo.slack(olivia, 'undo');
    await stage.settle();
    const post = stage.ends.slack.world.posts.find((one) => one.ts === ts);
    expect(post?.text).toContain('Olivia took this back: added it.');
    expect(JSON.stringify(post?.blocks)).not.toContain('"type":"button"');
    await cardsAreCurrent();
  });

  it('of a submission leaves no message that asks to decide on it', async () => {
    await apollo.slack(mo, 'submit 1');
    await stage.settle();
    await apollo.slack(mo, 'undo');
    await stage.settle();
    for (const shown of bothRooms('took this back'))
      expect(shown).toContain('Mo took this back: submitted it.');
    await cardsAreCurrent();
  });

  it('follows news that was sent with a line that takes it back', async () => {
    await apollo.slack(mo, 'start 1');
    await apollo.slack(mo, 'block 1 no key yet');
    await stage.settle();
    expect(apollo.heard('was blocked by Mo')).toEqual({ slack: 1, teams: 1 });
    await apollo.slack(mo, 'undo');
    await stage.settle();
    expect(apollo.heard('Mo took back: blocked 1 · Beta launch')).toEqual({ slack: 1, teams: 1 });
  });

  it('tells a person that their role was taken back', async () => {
    await apollo.teams(cleo, 'list');
    await apollo.slack(olivia, 'role Cleo coach');
    await stage.settle();
    await apollo.slack(olivia, 'undo');
    await stage.settle();
    const direct = stage.ends.teams.rooms.messages.filter((one) => one.room !== apollo.room.id).map(shownIn);
    expect(direct.some((one) => one.includes('made you a coach'))).toBe(true);
    expect(direct.at(-1)).toContain('Olivia took back: ');
  });

  it('is refused in both where somebody has changed the same since', async () => {
    await apollo.slack(mo, 'progress 1 20');
    await apollo.teams(tess, 'progress 1 30');
    expect(said(await refused(apollo.slack(mo, 'undo')))).toContain('Tess has changed 1 · Beta launch since');
    await apollo.slack(mo, 'progress 1 40');
    expect(await refused(apollo.teams(tess, 'undo'))).toContain('Mo has changed 1 · Beta launch since');
    await cardsAreCurrent();
  });
});
