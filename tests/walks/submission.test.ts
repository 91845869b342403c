import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttonsOf } from '../../src/preview/teams/cards.ts';
import type { Json } from '../../src/preview/teams/rooms.ts';
import { type Apollo, cleo, mo, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';
import { refused } from '../support/refused.ts';

const title = 'Mo submitted 1 · Beta launch';
const link = (nth: number) => `https://example.com/report-${nth}`;

describe.each(serverEngine)('the message that tells of a submission, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  const cardsAreCurrent = async () => {
    await stage.settle();
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
  };
  const inSlack = () => JSON.stringify(apollo.slackPost(title).blocks);
  const teamsTitles = () =>
    buttonsOf(apollo.teamsPost(title).card as Json).map((button) => String(button.title));
  const bothRooms = () => [apollo.slackPost(title).text, shownIn(apollo.teamsPost(title))];

  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    for (const person of [tess, cleo]) await apollo.teams(person, 'list');
    for (const line of ['policy approver:coach', 'role Tess coach', 'role Cleo coach'])
      await apollo.slack(olivia, line);
    for (const line of [
      'new "Beta launch" description:"Everybody can sign up"',
      'add 1 criterion "Privacy review"',
      'add 1 criterion "Five paying customers"',
      'check 1.1',
      'evidence 1 metric "paying customers" 7 target:5',
      ...[1, 2, 3, 4, 5, 6].map((nth) => `evidence 1 link ${link(nth)} "Report ${nth}"`),
      'progress 1 90 OAuth flow works',
      'submit 1',
    ])
      await apollo.slack(mo, line);
    await cardsAreCurrent();
  });
  afterAll(() => stage.close());

  it('is posted once in each room, with all that there is to decide on', () => {
    expect(apollo.heard(title)).toEqual({ slack: 1, teams: 1 });
    for (const shown of bothRooms()) {
      for (const words of [
        'Everybody can sign up',
        'Met: 1.1 Privacy review',
        'Not met: 1.2 Five paying customers',
        'paying customers 7, target 5, met',
        'Report 4 ↗',
        'and 2 more',
        'OAuth flow works',
      ])
        expect(shown).toContain(words);
      expect(shown).not.toContain('Report 5');
    }
    for (const rendered of [inSlack(), JSON.stringify(apollo.teamsPost(title).card)])
      for (const nth of [1, 2, 3, 4]) expect(rendered).toContain(`"url":"${link(nth)}"`);
    expect(teamsTitles().slice(0, 3)).toEqual(['Approve', 'Return', 'All evidence']);
  });

  it('shows the same on the card of the milestone while it waits', () => {
    for (const shown of [
      apollo.slackPost('1 · Beta launch, ').text,
      shownIn(apollo.teamsPost('1 · Beta launch')),
    ])
      for (const words of ['Everybody can sign up', 'Not met: 1.2', 'Report 4 ↗', 'and 2 more', 'OAuth flow'])
        expect(shown).toContain(words);
  });

  it('opens the list of all evidence', async () => {
    await apollo.pressSlack(mo, title, 'All evidence');
    await expect.poll(() => apollo.toldInSlack(mo)).toContain('Report 6');
    const { card } = await apollo.pressTeams(tess, title, 'All evidence');
    expect(JSON.stringify(card)).toContain(`"url":"${link(6)}"`);
  });

  it('refuses whoever may not decide', async () => {
    await refused(apollo.pressSlack(mo, title, 'Approve'));
    await expect.poll(() => apollo.toldInSlack(mo)).toContain('coach');
    expect(inSlack()).toContain('Approve');
  });

  it('does nothing for a press on an older state of it', async () => {
    const before = structuredClone(apollo.teamsPost(title));
    await apollo.slack(mo, `evidence 1 link ${link(7)} "Report 7"`);
    await cardsAreCurrent();
    const approve = buttonsOf(before.card as Json).find((button) => button.title === 'Approve');
    const press = { verb: String(approve?.verb), data: approve?.data as Json };
    const answer = await refused(stage.ends.teams.executeWith(tess, apollo.room, before, press));
    expect(answer.toast ?? JSON.stringify(answer.card)).toContain('out of date');
    await stage.settle();
    expect(inSlack()).toContain('Approve');
  });

  it('changes to the outcome in every room after a return with a reason', async () => {
    const form = await apollo.pressTeams(cleo, title, 'Return');
    expect(JSON.stringify(form.card)).toContain('Return: 1 · Beta launch');
    await stage.ends.teams.execute(cleo, apollo.room, apollo.teamsPost(title), 'Return', {
      reason: 'The pricing page is missing',
    });
    await cardsAreCurrent();
    for (const shown of bothRooms()) {
      expect(shown).toMatch(/Returned by Cleo, .*The pricing page is missing/s);
      expect(shown).not.toContain('Waiting for');
    }
    expect(inSlack()).not.toContain('Approve');
    expect(teamsTitles()).not.toContain('Approve');
  });

  it('is a new message for a new submission; the earlier one keeps its outcome', async () => {
    await apollo.slack(mo, 'submit 1');
    await cardsAreCurrent();
    expect(apollo.heard(title)).toEqual({ slack: 2, teams: 2 });
    expect(apollo.heard('Returned by Cleo, ')).toMatchObject({ slack: 1 });
    for (const shown of bothRooms()) expect(shown).toContain('Waiting for');
  });

  it('changes to the outcome after an approval in Slack, and tells a second approver who was first', async () => {
    await apollo.slack(olivia, 'role mo coach');
    await cardsAreCurrent();
    const before = structuredClone(apollo.teamsPost(title));
    await apollo.pressSlack(mo, title, 'Approve');
    await cardsAreCurrent();
    for (const shown of bothRooms()) expect(shown).toContain('Approved by Mo, ');
    expect(inSlack()).not.toContain('"Approve"');
    expect(teamsTitles()).not.toContain('Approve');
    const approve = buttonsOf(before.card as Json).find((button) => button.title === 'Approve');
    const press = { verb: String(approve?.verb), data: approve?.data as Json };
    const second = await refused(stage.ends.teams.executeWith(tess, apollo.room, before, press));
    expect(second.toast ?? JSON.stringify(second.card)).toContain('was approved by Mo already');
    expect(said(await apollo.slack(olivia, 'receipts'))).toContain('1 · Beta launch');
  });
});
