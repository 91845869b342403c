import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Apollo, botPosts, mo, olivia, peopleOf, startProject, tess } from '../../support/apollo.ts';
import { type Stage, said, shownIn, startStage, teamsPosts } from '../../support/milepost.ts';

let stage: Stage;
let apollo: Apollo;

beforeAll(async () => {
  stage = await startStage('postgresql');
  apollo = peopleOf(stage);
  await startProject(stage, apollo);
  await apollo.slack(mo, 'list');
  await apollo.teams(tess, 'new "Load test" owner:me');
  await apollo.teams(tess, 'new "Runbook" owner:me');
  await stage.settle();
});
afterAll(() => stage.close());

const toOlivia = () =>
  stage.ends.slack.world.postsIn(`D${olivia}`).filter(({ user }) => user.startsWith('UBOT'));

const modalOf = async (user: string) => {
  await expect.poll(() => stage.ends.slack.world.views.filter((view) => view.user === user)).toHaveLength(1);
  return apollo.modalOf(user);
};

it('whoever runs a project reassigns the work of somebody who left the other platform, from a direct chat', async () => {
  for (const room of stage.ends.teams.rooms.rooms.values())
    room.members = room.members.filter(({ id }) => id !== tess.id);
  await stage.ends.teams.event(apollo.room, tess, {
    type: 'conversationUpdate',
    membersRemoved: [{ id: tess.id }],
  });
  await expect.poll(() => toOlivia().at(-1)?.text ?? '').toContain('Tess left Apollo');
  const told = toOlivia().at(-1);
  expect(told?.text).toContain('2 milestones (1 · Load test, 2 · Runbook)');
  await stage.desk.press(olivia, `D${olivia}`, told?.ts ?? '', 'Reassign');
  const modal = await modalOf(olivia);
  expect(JSON.stringify(modal.view)).toContain('Who takes over');
  const answer = await stage.desk.submit(modal.id, { to: mo });
  expect(said(answer)).not.toContain('errors');
  await stage.settle();
  expect(said(await apollo.slack(olivia, 'history'))).toContain('reassigned work, Tess → Mo');
  await apollo.slack(olivia, 'show 1');
  await stage.settle();
  expect(JSON.stringify(botPosts(stage).at(-1)?.blocks)).toContain('Mo');
  expect(shownIn(teamsPosts(stage, apollo.room).at(-1))).not.toContain('Tess (left)');
});

it('an event without details of a person changes nothing', async () => {
  for (const user of [
    undefined,
    null,
    'UMO',
    {},
    { id: 3 },
    { id: '' },
    { id: 'UMO', tz: 7, profile: 'x' },
    { id: '\u0000', deleted: true },
    { id: 'UNOBODY', deleted: true },
  ]) {
    const answer = await stage.desk.event(stage.ends.slack.world.teams[0]?.id ?? '', {
      type: 'user_change',
      user,
    });
    expect(answer.status).toBeLessThan(500);
  }
  for (const id of ['29:nobody', '29:\u0000', 'x'.repeat(900)]) {
    await stage.ends.teams.event(apollo.room, tess, {
      type: 'conversationUpdate',
      membersRemoved: [{ id }],
    });
  }
  await stage.settle();
  expect(said(await apollo.slack(olivia, 'people'))).not.toContain('Mo (left)');
  expect(stage.log.filter((line) => line.includes('"level":50'))).toEqual([]);
});

it('an unknown time zone is asked about once, in a direct chat', async () => {
  const person = stage.ends.slack.world.person(mo);
  const toMo = () =>
    stage.ends.slack.world.postsIn(`D${mo}`).filter(({ text }) => text.includes('Mars/Olympus'));
  Object.assign(person, { zone: 'Mars/Olympus' });
  await stage.desk.changed(mo);
  await stage.desk.changed(mo);
  await stage.settle();
  expect(toMo()).toHaveLength(1);
  expect(toMo()[0]?.text).toContain('timezone Berlin');
  await stage.desk.press(mo, `D${mo}`, toMo()[0]?.ts ?? '', 'Choose a time zone');
  const modal = await modalOf(mo);
  await stage.desk.submit(modal.id, { zone: 'Berlin' });
  expect(said(await apollo.slack(mo, 'timezone'))).toContain('Europe/Berlin');
});
