import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { form, milestoneCard, type SlackRig, shown, slackRig } from '../../support/slack.ts';

let rig: SlackRig;
beforeEach(async () => {
  rig = await slackRig();
});
afterEach(() => rig.close());

test('a mention is a command line without the mention', async () => {
  await rig.desk.mention('UANA', 'CGEN', 'role @ben coach & see https://example.com/a');
  expect(rig.intents).toEqual([
    {
      delivery: expect.stringMatching(/^slack:event:Ev/),
      answer: 'posted',
      actor: { platform: 'slack', tenant: 'T1', user: 'UANA' },
      room: { platform: 'slack', tenant: 'T1', channel: 'CGEN', kind: 'channel' },
      surface: 'line',
      ask: { line: 'role <@slack:T1/UBEN|UBEN> coach & see https://example.com/a' },
    },
  ]);
});

test('the answer in a channel is for its author only', async () => {
  rig.answer({ is: 'done', line: 'Progress is 60%.', card: milestoneCard() });
  await rig.desk.mention('UANA', 'CGEN', 'progress 3 60');
  await expect.poll(() => rig.end.world.shownTo('UANA', 'CGEN')[0]?.text).toContain('Progress is 60%.');
  expect(rig.end.world.shownTo('UANA')[0]?.threadTs).toBeUndefined();
  expect(rig.end.world.postsIn('CGEN')).toHaveLength(1);
});

test('a mention in a thread is answered in the thread', async () => {
  await rig.desk.mention('UANA', 'CGEN', 'list', '1.000001');
  await expect.poll(() => rig.end.world.shownTo('UANA')[0]?.threadTs).toBe('1.000001');
});

test('a direct message is answered as a message', async () => {
  await rig.desk.dm('UANA', 'projects');
  await expect
    .poll(() => rig.end.world.postsIn('DUANA').map(({ text }) => text))
    .toEqual(['projects', 'Hello']);
  expect(rig.intents[0]).toMatchObject({
    room: { channel: 'DUANA', kind: 'direct' },
    ask: { line: 'projects' },
  });
});

test('where a form is needed, a button opens it', async () => {
  const named = form.fields.map((field) => (field.name === 'name' ? { ...field, value: 'Beta' } : field));
  rig.answer({ is: 'form', form: { ...form, given: { project: 'P1' }, fields: named } });
  await rig.desk.dm('UANA', 'new Beta');
  await expect.poll(() => rig.end.world.postsIn('DUANA').length).toBe(2);
  const ts = String(rig.end.world.postsIn('DUANA')[1]?.ts);
  await rig.desk.press('UANA', 'DUANA', ts, 'Open the form');
  await expect.poll(() => rig.end.world.views.length).toBe(1);
  expect(rig.intents[1]).toMatchObject({
    surface: 'press',
    ask: { command: 'new', input: { project: 'P1', name: 'Beta' } },
  });
});

test('a form whose input is too long for a button is explained in words', async () => {
  rig.answer({ is: 'form', form: { ...form, given: { description: 'a'.repeat(2500) } } });
  await rig.desk.dm('UANA', 'new');
  await expect.poll(() => rig.end.world.postsIn('DUANA')[1]?.text).toContain('- name: Name');
});

describe('messages that are not for the bot', () => {
  const message = {
    type: 'message',
    user: 'UANA',
    text: 'list',
    channel: 'DUANA',
    channel_type: 'im',
    ts: '1.1',
  };
  test.each([
    ['an edit', { ...message, subtype: 'message_changed' }],
    ['one of a bot', { ...message, bot_id: 'B1' }],
    ['one of a channel', { ...message, channel: 'CGEN', channel_type: 'channel' }],
    ['one without an author', { ...message, user: undefined }],
    ['its own', { ...message, user: 'UBOTT1' }],
    ['a mention by a bot', { ...message, type: 'app_mention', channel: 'CGEN', bot_id: 'B1' }],
    ['a mention in the direct chat, which arrives as a message too', { ...message, type: 'app_mention' }],
  ])('%s goes nowhere', async (_name, event) => {
    expect((await rig.desk.event('T1', event)).status).toBe(200);
    expect(rig.intents).toEqual([]);
  });
});

test('a repeated event is carried out and answered once', async () => {
  const event = { type: 'app_mention', user: 'UANA', text: '<@UBOTT1> list', channel: 'CGEN', ts: '1.1' };
  const seen = new Set<unknown>();
  rig.answer(({ delivery, answer }) => {
    const repeated = answer === 'posted' && seen.has(delivery);
    seen.add(delivery);
    return repeated ? { ...shown('Hello'), repeated } : shown('Hello');
  });
  await rig.desk.event('T1', event, { id: 'Ev1' });
  await rig.desk.event('T1', event, { id: 'Ev1', retry: 1 });
  await rig.desk.event('T1', event, { id: 'Ev2' });
  await rig.app.close();
  expect(rig.intents.map(({ delivery }) => delivery)).toEqual(['slack:event:Ev1', 'slack:event:Ev2']);
  expect(rig.end.world.shownTo('UANA')).toHaveLength(2);
});

test('an event is acknowledged once the core has it, before Slack takes the answer', async () => {
  rig.end.fail('chat.postEphemeral', { is: 'hang' });
  const answer = await rig.desk.mention('UANA', 'CGEN', 'list');
  expect(answer.status).toBe(200);
  expect(rig.logged.join('')).not.toContain('did not take an answer');
  await expect.poll(() => rig.logged.join(''), { timeout: 5000 }).toContain('did not take an answer');
});

test('an author of another organisation is external', async () => {
  rig.end.world.addPerson({ id: 'UEXT', team: 'T1', name: 'ext', home: 'T8' });
  await rig.desk.mention('UEXT', 'CGEN', 'list');
  expect(rig.intents[0]?.actor).toEqual({
    platform: 'slack',
    tenant: 'T1',
    user: 'UEXT',
    standing: 'external',
  });
});

test('where the bot cannot whisper in the channel, it answers in the direct chat', async () => {
  rig.answer(shown('The list'));
  rig.end.fail('chat.postEphemeral', { is: 'error', code: 'user_not_in_channel' });
  await rig.desk.mention('UANA', 'CGEN', 'list');
  await expect.poll(() => rig.end.world.postsIn('DUANA')[0]?.text).toBe('The list');
});
