import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pressed } from '../../src/preview/teams/client.ts';
import {
  type Apollo,
  botPosts,
  channel,
  cleo,
  gus,
  linkLineIn,
  mo,
  olivia,
  peopleOf,
  tess,
  vic,
} from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';
import { refused } from '../support/refused.ts';

describe.each(serverEngine)('the main job on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  const cardsAreCurrent = async () => {
    await stage.settle();
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
  };
  /** Returns what the person in Teams reads, whether it replaces the card or is a toast. */
  const read = ({ card, toast }: Pressed) => toast ?? JSON.stringify(card);

  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
  });
  afterAll(() => stage.close());

  it('starts a project in Slack and posts its live card there', async () => {
    const answer = await apollo.slack(
      olivia,
      'project "Apollo" kind:launch target:"18 dec 2027" price:10000 currency:GBP',
    );
    expect(said(answer)).toContain('Started Apollo');
    await cardsAreCurrent();
    expect(botPosts(stage)).toHaveLength(1);
    expect(apollo.slackPost('Apollo').text).toContain('£10,000');
  });

  it('links a Teams channel by a one-time code, which works once', async () => {
    const line = linkLineIn(said(await apollo.slack(olivia, 'link')));
    expect(await apollo.teams(tess, line)).toContain('Linked to Apollo');
    expect(await refused(apollo.teams(tess, line))).toContain('used that code already');
    await cardsAreCurrent();
    expect(apollo.heard('Linked with #apollo in Slack')).toEqual({ slack: 0, teams: 1 });
    expect(apollo.heard('Linked with #apollo in Teams')).toEqual({ slack: 1, teams: 0 });
    expect(shownIn(apollo.teamsPost('Apollo'))).toContain('Apollo');
  });

  it('creates a milestone by a form in Slack, which shows an error at its field and accepts the correction', async () => {
    await apollo.pressSlack(mo, 'Apollo', 'New milestone');
    await expect.poll(() => apollo.modalOf(mo)).toBeTruthy();
    const { id } = apollo.modalOf(mo);
    await refused(stage.desk.submit(id, { name: 'Be', due: '2027-12-10' }));
    expect(apollo.modalOf(mo).errors).toEqual({ name: expect.stringContaining('3') });
    await stage.desk.submit(id, { name: 'Beta launch', due: '2027-12-10' });
    await cardsAreCurrent();
    expect(() => apollo.modalOf(mo)).toThrow();
    expect(apollo.slackPost('1 · Beta launch, ').text).toContain('due Fri 10 Dec 2027');
  });

  it('creates a milestone by a form in Teams, which shows an error and accepts the correction', async () => {
    const card = apollo.teamsPost('Apollo');
    const press = (title: string, inputs = {}) =>
      stage.ends.teams.execute(cleo, apollo.room, card, title, inputs);
    await press('New milestone');
    expect(read(await refused(press('Create', { name: 'Pu' })))).toContain('3');
    expect(read(await press('More', { name: 'Public launch' }))).toContain('Public launch');
    expect(read(await press('Create', { name: 'Public launch', share: '40' }))).toContain(
      '2 · Public launch',
    );
    await cardsAreCurrent();
    expect(shownIn(apollo.teamsPost('2 · Public launch, '))).toContain('40 %');
  });

  it('shows the same card on both platforms', async () => {
    await apollo.teams(tess, 'show 1');
    await apollo.slack(olivia, 'show 2');
    await cardsAreCurrent();
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).cards).toBe(6);
  });

  it('advances it by buttons, forms and typed lines, through every entry', async () => {
    await apollo.pressTeams(cleo, '1 · Beta launch, ', 'Start');
    await stage.settle();
    await stage.desk.mention(mo, channel, 'add 1 criterion "Five paying customers"');
    await stage.desk.dm(mo, 'add 1 task "Write the release notes"');
    await apollo.slack(mo, 'check 1.2');
    await stage.settle();
    await apollo.pressSlack(mo, '1 · Beta launch, ', 'Progress');
    await expect.poll(() => apollo.modalOf(mo)).toBeTruthy();
    expect(JSON.stringify(apollo.modalOf(mo))).toContain('"1 · Beta launch"');
    await stage.desk.submit(apollo.modalOf(mo).id, { percent: '60', note: 'OAuth flow works' });
    await apollo.teams(tess, 'evidence 1 metric "paying customers" 7 target:5');
    await cardsAreCurrent();
    for (const shown of [
      apollo.slackPost('1 · Beta launch, ').text,
      shownIn(apollo.teamsPost('1 · Beta launch, ')),
    ]) {
      expect(shown).toContain('in progress');
      expect(shown).toContain('60 %, 1 of 2 items done');
      expect(shown).toContain('OAuth flow works');
      expect(shown).toContain('1.1 Five paying customers');
    }
  });

  it('refuses a guest on both platforms, typed or pressed, with the reason visible only to them', async () => {
    const before = botPosts(stage).length;
    const held = 'Ask Olivia';
    expect(said(await refused(apollo.slack(gus, 'drop 1 I may not')))).toContain(
      'Only an owner can drop this.',
    );
    expect(said(await refused(apollo.slack(gus, 'drop 1 I may not')))).toContain(held);
    await refused(apollo.pressSlack(gus, '1 · Beta launch, ', 'Submit'));
    await expect.poll(() => apollo.toldInSlack(gus)).toContain('Only an owner, coach or contributor can');
    expect(await refused(apollo.teams(vic, 'start 2'))).toContain('Only an owner, coach or contributor can');
    expect(read(await refused(apollo.pressTeams(vic, '1 · Beta launch, ', 'Submit')))).toContain('Only a');
    await cardsAreCurrent();
    expect(botPosts(stage)).toHaveLength(before);
    expect(apollo.heard('Only a')).toEqual({ slack: 0, teams: 0 });
  });

  it('is submitted for approval, and announced once in each room', async () => {
    await apollo.pressSlack(mo, '1 · Beta launch, ', 'Submit');
    await cardsAreCurrent();
    expect(apollo.heard('Mo submitted 1 · Beta launch')).toEqual({ slack: 1, teams: 1 });
  });

  it('survives a restart in the middle', async () => {
    await stage.restart();
    await cardsAreCurrent();
    expect(apollo.heard('Mo submitted 1 · Beta launch')).toEqual({ slack: 1, teams: 1 });
  });

  it('is returned with a reason, submitted again and approved, each announced once in each room', async () => {
    await apollo.pressSlack(olivia, '1 · Beta launch, ', 'Return');
    await expect.poll(() => apollo.modalOf(olivia)).toBeTruthy();
    await stage.desk.submit(apollo.modalOf(olivia).id, { reason: 'The pricing page is missing' });
    await cardsAreCurrent();
    expect(shownIn(apollo.teamsPost('1 · Beta launch, '))).toContain('The pricing page is missing');
    await apollo.pressTeams(cleo, '1 · Beta launch, ', 'Submit');
    await stage.settle();
    await apollo.slack(olivia, 'approve 1 great work');
    await cardsAreCurrent();
    expect(apollo.heard('was returned by Olivia')).toEqual({ slack: 1, teams: 1 });
    expect(apollo.heard('was approved by Olivia')).toEqual({ slack: 1, teams: 1 });
    expect(shownIn(apollo.teamsPost('1 · Beta launch, '))).toContain('Approved by Olivia');
    expect(apollo.slackPost('Apollo, ').text).toContain('1 of 2 milestones done');
  });

  it('ends with every posted card equal to the database', async () => {
    expect(await checkCards(stage.milepost.connection.db, stage.ends)).toEqual({ cards: 10, wrong: [] });
    const history = said(await apollo.slack(olivia, 'history 1'));
    for (const words of ['Mo', 'Cleo', 'Tess', 'Olivia']) expect(history).toContain(words);
  });
});
