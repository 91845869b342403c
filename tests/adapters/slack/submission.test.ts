import { afterEach, beforeEach, expect, test } from 'vitest';
import { note } from '../../../cards/model.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { form, milestoneCard, type SlackRig, shown, slackRig } from '../../support/platforms/slack.ts';

let rig: SlackRig;
beforeEach(async () => {
  rig = await slackRig();
});
afterEach(() => rig.close());

/** Opens the form as Ana in #general, then lets the core answer with `next`. */
async function opened(next: Reply, given: Record<string, string> = {}): Promise<string> {
  rig.answer({ is: 'form', form: { ...form, given } });
  await rig.desk.slash('UANA', 'CGEN', 'new');
  await expect.poll(() => rig.end.world.views.length).toBe(1);
  rig.intents.length = 0;
  rig.answer(next);
  return String(rig.end.world.views[0]?.id);
}

const done: Reply = { is: 'done', line: 'Created 3.' };

test('a filled form reaches the core as the command with what was given and what was filled in', async () => {
  const id = await opened(done, { project: 'P1' });
  await rig.desk.submit(id, {
    name: 'Beta <launch>',
    share: '30',
    due: '2026-12-18',
    priority: 'p0',
    owner: 'UBEN',
  });
  expect(rig.intents).toEqual([
    {
      delivery: expect.stringMatching(/^slack:[0-9a-f]{64}$/),
      actor: { platform: 'slack', tenant: 'T1', user: 'UANA', name: 'ana' },
      room: { platform: 'slack', tenant: 'T1', channel: 'CGEN', kind: 'channel', name: 'general' },
      surface: 'form',
      ask: {
        command: 'new',
        input: {
          project: 'P1',
          name: 'Beta <launch>',
          share: '30',
          due: '2026-12-18',
          priority: 'p0',
          owner: '<@slack:T1/UBEN|UBEN>',
        },
      },
    },
  ]);
});

test('empty fields are left out', async () => {
  await rig.desk.submit(await opened(done), { name: 'Beta' });
  expect(rig.intents[0]?.ask).toEqual({ command: 'new', input: { name: 'Beta' } });
});

test('text that looks like a mention token stays text', async () => {
  await rig.desk.submit(await opened(done), { name: '<@slack:T9/UBOSS|Boss>' });
  expect(JSON.stringify(rig.intents[0]?.ask)).not.toContain('<@slack:');
});

test('done closes the form and says so privately in its room', async () => {
  const id = await opened(done);
  expect(await rig.desk.submit(id, { name: 'Beta' })).toMatchObject({ status: 200, body: '' });
  await expect.poll(() => rig.end.world.shownTo('UANA', 'CGEN')[0]?.text).toBe('Created 3.');
  expect(rig.end.world.views).toEqual([]);
});

test('where the bot is not in the channel, done is said in the direct chat', async () => {
  const id = await opened(done);
  rig.end.world.channel('CGEN').members.clear();
  await rig.desk.submit(id, { name: 'Beta' });
  await expect.poll(() => rig.end.world.postsIn('DUANA')[0]?.text).toBe('Created 3.');
});

test('a reply to read closes the form and is shown privately', async () => {
  await rig.desk.submit(await opened(shown('The list')), { name: 'Beta' });
  await expect.poll(() => rig.end.world.shownTo('UANA', 'CGEN')[0]?.text).toBe('The list');
});

test('problems stand at their fields, those of unseen fields at the first', async () => {
  const problems = [
    { field: 'due', message: 'This is no date.' },
    { field: 'start', message: 'The start is after the end.' },
    { field: 'name', message: 'At least 3 characters.' },
  ];
  const refusal = { is: 'invalid', command: 'new', problems, understood: {} } as const;
  const id = await opened({ is: 'refused', refusal, card: note('It could not be read.'), problems });
  const { body } = await rig.desk.submit(id, { name: 'Be' });
  expect(body).toEqual({
    response_action: 'errors',
    errors: { due: 'This is no date. The start is after the end.', name: 'At least 3 characters.' },
  });
  expect(rig.end.world.views[0]?.errors).toHaveProperty('name');
});

test('a refusal keeps the subject of the form between its words and the inputs', async () => {
  rig.answer({ is: 'form', form: { ...form, subject: '2 · <OAuth> sign-in' } });
  await rig.desk.slash('UANA', 'CGEN', 'new');
  await expect.poll(() => rig.end.world.views.length).toBe(1);
  rig.answer({ is: 'refused', refusal: { is: 'no_project' }, card: note('You may not.') });
  for (const _again of [1, 2]) await rig.desk.submit(String(rig.end.world.views[0]?.id), { name: 'Beta' });
  const blocks = rig.end.world.views[0]?.view.blocks as object[];
  const places = ['You may not.', '2 · <OAuth> sign-in', '"input"'].map((words) =>
    blocks.findIndex((block) => JSON.stringify(block).includes(words)),
  );
  expect(places).toEqual([0, 1, 2]);
  expect(JSON.stringify(blocks).split('2 · <OAuth> sign-in')).toHaveLength(2);
});

test('another refusal stands above the same inputs, once, without buttons', async () => {
  const card = { ...milestoneCard(), title: note('You may not.').title };
  const id = await opened({ is: 'refused', refusal: { is: 'no_project' }, card });
  const before = rig.end.world.views[0]?.view.blocks as { block_id: string }[];
  await rig.desk.submit(id, { name: 'Beta' });
  const { body } = await rig.desk.submit(id, { name: 'Beta' });
  const view = (body as { view: { blocks: { type: string; block_id?: string }[]; title: { text: string } } })
    .view;
  expect(view.title.text).toBe('New milestone');
  expect(view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id)).toEqual(
    before.map(({ block_id }) => block_id),
  );
  expect(JSON.stringify(view.blocks[0])).toContain('You may not.');
  expect(JSON.stringify(view).match(/You may not\./g)).toHaveLength(1);
  expect(view.blocks.some(({ type }) => type === 'actions')).toBe(false);
});

/** How an open form is drawn again before it is sent. */
const redrawn: [string, (id: string) => Promise<void>][] = [
  ['as it was opened', async () => {}],
  [
    'after More',
    async (id) => {
      rig.answer({ is: 'form', form });
      await rig.desk.pressIn(id, 'More', { name: 'Beta' });
      await expect.poll(() => JSON.stringify(rig.end.world.views[0]?.view.blocks)).not.toContain('"More"');
    },
  ],
  [
    'after a More that is refused',
    async (id) => {
      rig.answer({ is: 'refused', refusal: { is: 'no_project' }, card: note('You may not.') });
      await rig.desk.pressIn(id, 'More', { name: 'Beta' });
      await expect.poll(() => JSON.stringify(rig.end.world.views[0]?.view.blocks)).toContain('You may not.');
    },
  ],
  [
    'after a refusal',
    async (id) => {
      rig.answer({ is: 'refused', refusal: { is: 'no_project' }, card: note('You may not.') });
      await rig.desk.submit(id, { name: 'Beta' });
    },
  ],
  [
    'after the form before it',
    async (id) => {
      rig.answer({ is: 'form', form: { ...form, title: 'Second step' } });
      await rig.desk.submit(id, { name: 'Beta' });
    },
  ],
];

test.each(redrawn)('a form of a private card is answered in its place: %s', async (_how, redraw) => {
  rig.answer({ is: 'shown', card: milestoneCard() });
  await rig.desk.slash('UANA', 'CGEN', 'show 3');
  rig.answer({ is: 'form', form: { ...form, more: 'More' } });
  await rig.desk.press('UANA', 'CGEN', String(rig.end.world.shownTo('UANA')[0]?.ts), 'Progress');
  await expect.poll(() => rig.end.world.views.length).toBe(1);
  const id = String(rig.end.world.views[0]?.id);
  await redraw(id);
  rig.answer({ ...done, card: note('The present card') });
  await rig.desk.submit(id, { name: 'Beta' });
  await expect
    .poll(() => rig.end.world.shownTo('UANA').map(({ text }) => text))
    .toEqual(['Created 3.\nThe present card']);
});

test('a form that asks for the next form becomes it', async () => {
  const id = await opened({ is: 'form', form: { ...form, title: 'Second step', command: 'project' } });
  const { body } = await rig.desk.submit(id, { name: 'Beta' });
  expect(body).toMatchObject({ response_action: 'update', view: { title: { text: 'Second step' } } });
  await rig.desk.submit(id, { name: 'Gamma' });
  expect(rig.intents.at(-1)).toMatchObject({ ask: { command: 'project' }, room: { channel: 'CGEN' } });
});

test('a modal of unreadable metadata asks for no command that exists', async () => {
  const id = await opened(done);
  Object.assign(rig.end.world.views[0]?.view ?? {}, { private_metadata: '{"command":1}' });
  expect(await rig.desk.submit(id, { name: 'Beta' })).toMatchObject({ status: 200, body: '' });
  expect(rig.intents).toMatchObject([{ surface: 'form', ask: { command: '' } }]);
});

test('a modal whose input lacks its element gets the refusal all the same', async () => {
  rig.answer({ is: 'refused', refusal: { is: 'no_project' }, card: note('You may not.') });
  const view = {
    callback_id: 'milepost_form',
    private_metadata: JSON.stringify({ command: 'new', given: {} }),
    blocks: [{ type: 'input', block_id: 'name' }],
    state: { values: { name: { value: { type: 'plain_text_input', value: 'Beta' } } } },
  };
  const { body } = await rig.desk.interact('T1', 'UANA', { type: 'view_submission', view });
  expect(JSON.stringify(body)).toContain('You may not.');
});

test('a form sent from another workspace says that Milepost is not installed there', async () => {
  rig.end.world.addTeam('T9');
  rig.end.world.addPerson({ id: 'UEVE', team: 'T9', name: 'eve' });
  const view = { callback_id: 'milepost_form', private_metadata: '{}', blocks: [], state: { values: {} } };
  const { body } = await rig.desk.interact('T9', 'UEVE', { type: 'view_submission', view });
  expect(JSON.stringify(body)).toContain('not installed in this workspace');
});

test('a refusal that comes after the acknowledgement is told, because the form is closed by then', async () => {
  const gate = Promise.withResolvers<void>();
  const id = await opened(done);
  rig.answer(async () => {
    await gate.promise;
    return { is: 'refused', refusal: { is: 'no_project' }, card: note('This channel has no project yet.') };
  });
  const ack = await rig.desk.submit(id, { name: 'Beta' });
  gate.resolve();
  expect(ack).toMatchObject({ status: 200, body: '' });
  await expect
    .poll(() => rig.end.world.shownTo('UANA').at(-1)?.text)
    .toBe('This channel has no project yet.');
});
