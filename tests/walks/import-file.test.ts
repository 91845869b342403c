import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { slackTeam } from '../../src/preview/ends.ts';
import { type Apollo, channel, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';
import { refused } from '../support/refused.ts';

const launch = readFileSync('examples/launch.md', 'utf8');
const chat = `D${olivia}`;

let stage: Stage;
let apollo: Apollo;
beforeAll(async () => {
  stage = await startStage('embedded');
  apollo = peopleOf(stage);
  await startProject(stage, apollo);
});
afterAll(() => stage.close());

const upload = (text: string | Buffer, name = 'launch.md') =>
  stage.ends.slack.world.addFile({ team: slackTeam, name, bytes: Buffer.from(text) }).id;
/** The beginning of the list contains the number of milestones. */
const list = async () => said(await apollo.slack(olivia, 'list')).slice(0, 100);
/** Returns the newest message in the direct chat in Slack that contains `words`. */
const posted = (words: string) =>
  stage.ends.slack.world.postsIn(chat).findLast((post) => post.text.includes(words));

it('a plan is imported from a file in the direct chat in Slack', async () => {
  await stage.desk.dm(olivia, '', undefined, [upload(launch)]);
  await expect.poll(() => posted('preview of an import')?.text).toContain('27 milestones');
  expect(await list()).toContain('0 milestones');
  await stage.desk.press(olivia, chat, posted('preview of an import')?.ts ?? '', 'Import');
  expect(await list()).toContain('of 27');
});

it('a plan is imported from a file in a Slack form, which keeps the text entered beside it', async () => {
  await apollo.slack(olivia, 'import');
  await expect.poll(() => stage.ends.slack.world.views.length).toBe(1);
  const { id } = apollo.modalOf(olivia);
  await refused(stage.desk.submit(id, {}));
  expect(apollo.modalOf(olivia).errors).toEqual({ text: 'Paste the plan, or send it as a file.' });
  const file = upload(`${launch}\n## Second wave: Mar 20, 2026\n`);
  await refused(stage.desk.submit(id, { text: '# Other', 'text-file': file }));
  expect(apollo.modalOf(olivia).errors).toEqual({
    'text-file': expect.stringContaining('Send only one of them'),
  });
  await refused(stage.desk.submit(id, { 'text-file': upload(Buffer.from([0xff, 0x00, 0x89]), 'plan.png') }));
  expect(apollo.modalOf(olivia).errors).toEqual({ 'text-file': expect.stringContaining('is not text') });
  await stage.desk.submit(id, { 'text-file': file });
  await expect.poll(() => apollo.toldInSlack(olivia)).toContain('1 milestone');
  const { ts } = stage.ends.slack.world.shownTo(olivia, channel).at(-1) ?? { ts: '' };
  await stage.desk.press(olivia, channel, ts, 'Import');
  expect(await list()).toContain('of 28');
});

it('a plan is imported from a file in the personal chat in Teams', async () => {
  await apollo.slack(olivia, 'role Tess owner');
  const { teams } = stage.ends;
  const room = teams.rooms.personal(tess, teams.tenant);
  const answers = () => teams.rooms.seenBy(room.id, tess.id);
  const bytes = Buffer.from(`${launch}\n## Third wave: Apr 20, 2026\n`);
  await teams.message(tess, room, 'import project:Apollo', { files: [teams.upload('launch.md', bytes)] });
  const preview = await teams.until(() => answers().findLast((one) => shownIn(one).includes('preview of')));
  await teams.execute(tess, room, preview, 'Import');
  expect(await list()).toContain('of 29');
});

it('a file that cannot be used is refused with a reason', async () => {
  await refused(stage.desk.dm(olivia, 'progress 1 60', undefined, [upload(launch)]));
  await expect.poll(() => posted('takes no file')).toBeTruthy();
  await refused(stage.desk.dm(olivia, 'import', undefined, [upload(launch), upload(launch)]));
  await expect.poll(() => posted('2 files arrived')).toBeTruthy();
});
