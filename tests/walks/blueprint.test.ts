import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Apollo, channel, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';
import { refused } from '../support/refused.ts';

let stage: Stage;
let apollo: Apollo;
const newest = () => stage.ends.slack.world.shownTo(olivia, channel).at(-1);
const cardsAreCurrent = async () => {
  await stage.settle();
  expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
};

beforeAll(async () => {
  stage = await startStage('embedded');
  apollo = peopleOf(stage);
  await startProject(stage, apollo);
  await apollo.slack(olivia, 'role Tess owner');
});
afterAll(() => stage.close());

it('a blueprint is applied in Slack from its preview, and both rooms show the plan', async () => {
  const line = 'blueprint apply standard-3 start:"7 dec 2027" price:10000 currency:GBP lead:me';
  expect(said(await apollo.slack(olivia, line))).toContain('1 · Foundation: 30 %, £3,000');
  expect(said(await apollo.slack(olivia, 'list'))).not.toContain('Foundation');
  await apollo.slack(olivia, line);
  await stage.desk.press(olivia, channel, newest()?.ts ?? '', 'Change');
  await expect.poll(() => stage.ends.slack.world.views.length).toBe(1);
  await stage.desk.submit(apollo.modalOf(olivia).id, { price: '12000' });
  await expect.poll(() => newest()?.text).toContain('1 · Foundation: 30 %, £3,600');
  await stage.desk.press(olivia, channel, newest()?.ts ?? '', 'Apply');
  await expect.poll(() => newest()?.text).toContain('Added 3 milestones, 9 deliverables');
  await cardsAreCurrent();
  expect(said(await apollo.slack(olivia, 'list'))).toContain('3 · Polish & deploy');
  await apollo.slack(olivia, 'show 2');
  await cardsAreCurrent();
  for (const shown of [apollo.slackPost('2 · Full feature').text])
    for (const part of ['Waits for 1 · Foundation', 'Complete functionality', 'R2 An integration behaves'])
      expect(shown).toContain(part);
});

it('a blueprint is shown and applied in Teams, through its form', async () => {
  const { teams } = stage.ends;
  const seen = () => teams.rooms.seenBy(apollo.room.id, tess.id);
  const shows = (words: string) => teams.until(() => seen().findLast((one) => shownIn(one).includes(words)));
  await apollo.teams(tess, 'blueprint show sprints 4');
  const card = await shows('4 sprints');
  const form = await teams.execute(tess, apollo.room, card, 'Use it');
  expect(JSON.stringify(form.card)).toContain('Apply a blueprint');
  const preview = await teams.execute(tess, apollo.room, card, 'Preview', { start: '2027-12-06' });
  expect(JSON.stringify(preview.card)).toContain('4 · Sprint 1');
  const done = await teams.execute(tess, apollo.room, card, 'Apply');
  expect(JSON.stringify(done.card)).toContain('4 sprints applied');
  await cardsAreCurrent();
  expect(await apollo.teams(tess, 'list')).toContain('7 · Sprint 4');
});

it('the start of what is held back is refused on both platforms, and the owner starts it with a reason', async () => {
  await refused(apollo.slack(olivia, 'start 2'));
  await refused(apollo.teams(tess, 'start 2'));
  expect(said(await apollo.slack(olivia, 'start 2 reason:"the customer wants it"'))).toContain('in progress');
  await cardsAreCurrent();
});
