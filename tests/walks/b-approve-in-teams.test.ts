import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pressed } from '../../src/preview/teams/client.ts';
import { type Apollo, cleo, mo, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';
import { attempted, refused } from '../support/refused.ts';

describe.each(serverEngine)('walk B, approve in Teams, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  const cardsAreCurrent = async () => {
    await stage.settle();
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
  };
  /** Returns what the person reads, whether it replaces the card or is a toast. */
  const read = ({ card, toast }: Pressed) => toast ?? JSON.stringify(card);

  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    for (const person of [tess, cleo]) await apollo.teams(person, 'list');
    for (const line of ['policy approver:coach', 'role Tess coach', 'role Cleo coach'])
      await apollo.slack(olivia, line);
    for (const line of [
      'new "Beta launch"',
      'new "Public launch"',
      'start 1',
      'submit 1',
      'start 2',
      'submit 2',
    ])
      await apollo.slack(mo, line);
    for (const number of [1, 2]) await apollo.teams(tess, `show ${number}`);
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('answers the press with the redrawn card', async () => {
    const pressed = await apollo.pressTeams(tess, '1 · Beta launch, ', 'Approve');
    expect(pressed.status).toBe(200);
    expect(read(pressed)).toContain('Approved by Tess');
  });

  it('then updates the posted cards in both rooms, and announces it once in each', async () => {
    await cardsAreCurrent();
    expect(shownIn(apollo.teamsPost('1 · Beta launch, '))).toContain('Approved by Tess');
    expect(apollo.slackPost('1 · Beta launch, ').text).toContain('Approved by Tess');
    expect(apollo.heard('1 · Beta launch was approved by Tess')).toEqual({ slack: 1, teams: 1 });
  });

  it('tells a second approver who typed it who was first, and when', async () => {
    const answer = await refused(apollo.teams(cleo, 'approve 1'));
    expect(answer).toContain('1 · Beta launch was approved by Tess already.');
    expect(answer).toMatch(/already\.[\s\S]*\d\d:\d\d/);
  });

  it('accepts one of two simultaneous presses, and shows the other person who was first and the current card', async () => {
    const before = apollo.teamsPost('2 · Public launch, ');
    const [first, second] = await Promise.all(
      [tess, cleo].map((person) =>
        attempted(stage.ends.teams.execute(person, apollo.room, before, 'Approve')),
      ),
    );
    const answers = [first, second].map((one) => read(one as Pressed));
    const won = answers.findIndex((words) => !words.includes('already'));
    const [winner, loser] = won === 0 ? ['Tess', answers[1]] : ['Cleo', answers[0]];
    expect(answers.filter((words) => words.includes('already'))).toHaveLength(1);
    expect(loser).toContain(`2 · Public launch was approved by ${winner} already.`);
    expect(loser).toMatch(/already\.[\s\S]*\d\d:\d\d/);
    expect(loser).toContain(`Approved by ${winner}`);
    await cardsAreCurrent();
    const news = apollo.heard('2 · Public launch was approved');
    expect(news).toEqual({ slack: 1, teams: 1 });
    expect(said(await apollo.slack(olivia, 'history 2')).match(/approved/g)).toBeTruthy();
  });

  it('does nothing when the card is out of date, and shows the current one', async () => {
    await apollo.teams(tess, 'reopen 2 a page is missing');
    await stage.settle();
    const card = apollo.slackPost('2 · Public launch, in progress');
    const old = structuredClone(card);
    await apollo.slack(mo, 'progress 2 80');
    await stage.settle();
    Object.assign(card, { blocks: old.blocks });
    await refused(apollo.pressSlack(mo, '2 · Public launch, in progress', 'Submit'));
    await expect
      .poll(() => apollo.toldInSlack(mo))
      .toContain('That card was out of date, so nothing changed.');
    expect(apollo.toldInSlack(mo)).toMatch(/2 · .*: 80 %\. Open the card/);
    expect(said(await refused(apollo.slack(mo, 'recall 2')))).toContain('not submitted');
  });
});
