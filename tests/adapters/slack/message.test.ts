import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { form, milestoneCard, type SlackRig, shown, slackRig } from '../../support/platforms/slack.ts';

let rig: SlackRig;
beforeEach(async () => {
  rig = await slackRig();
});
afterEach(() => rig.close());

test('a mention is a command line without the mention', async () => {
  await rig.desk.mention('UANA', 'CGEN', 'role @ben coach & see https://example.com/a');
  expect(rig.intents).toEqual([
    {
      delivery: expect.stringMatching(/^slack:message:T1\/CGEN\/\d+\.\d+$/),
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
  await rig.desk.event('T1', { ...event, ts: '1.2' }, { id: 'Ev2' });
  await rig.app.close();
  expect(rig.intents.map(({ delivery }) => delivery)).toEqual([
    'slack:message:T1/CGEN/1.1',
    'slack:message:T1/CGEN/1.2',
  ]);
  expect(rig.end.world.shownTo('UANA')).toHaveLength(2);
});

test('an event is acknowledged once the core has it, before Slack takes the answer', async () => {
  rig.end.fail('chat.postEphemeral', { is: 'hang' });
  const answer = await rig.desk.mention('UANA', 'CGEN', 'list');
  expect(answer.status).toBe(200);
  expect(rig.logged.join('')).not.toContain('slack answer failed');
  await expect.poll(() => rig.logged.join(''), { timeout: 5000 }).toContain('slack answer failed');
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

describe('a message in the direct chat that is edited', () => {
  const now = () => Math.floor(Date.now() / 1000);
  /** Slack tells of the message as it was and as it is. */
  const edit = (ts: string, before: string, after: string, more: object = {}) => {
    const { id: channel } = rig.end.world.direct('UANA', 'T1');
    const message = { type: 'message', user: 'UANA', ts };
    return rig.desk.event('T1', {
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      channel,
      channel_type: 'im',
      ts: `${now()}.000900`,
      message: { ...message, text: after, edited: { user: 'UANA', ts: `${now()}.000000` }, ...more },
      previous_message: { ...message, text: before },
    });
  };
  const write = async (text: string) => {
    await rig.desk.dm('UANA', text);
    const { id } = rig.end.world.direct('UANA', 'T1');
    const { ts } = rig.end.world.posts.findLast((post) => post.channel === id && post.user === 'UANA') ?? {};
    return ts ?? '';
  };
  const answers = () => {
    const { id } = rig.end.world.direct('UANA', 'T1');
    return rig.end.world.posts
      .filter((post) => post.channel === id && post.user !== 'UANA')
      .map(({ text }) => text);
  };

  test('is none when somebody else wrote it', async () => {
    rig.answer(() => shown('Not understood'));
    const ts = await write('lst');
    const { length } = rig.intents;
    await edit(ts, 'lst', 'list', { edited: { user: 'UOTHER', ts: `${now()}.000000` } });
    await rig.app.close();
    expect(rig.intents).toHaveLength(length);
  });

  test('is the same delivery, corrected, and answered in the place of the first answer', async () => {
    rig.answer(({ ask }) => shown('line' in ask && ask.line === 'list' ? 'Here it is' : 'Not understood'));
    const ts = await write('lst');
    await expect.poll(answers).toEqual(['Not understood']);
    expect((await edit(ts, 'lst', 'list')).status).toBe(200);
    await expect.poll(answers).toEqual(['Here it is']);
    const [first, second] = rig.intents;
    expect(first?.corrects).toBeUndefined();
    expect(second).toMatchObject({ corrects: true, ask: { line: 'list' }, delivery: first?.delivery });
  });

  test('is answered anew where the first answer is gone', async () => {
    const ts = await write('lst');
    await expect.poll(answers).toEqual(['Hello']);
    rig.end.fail('chat.update', { is: 'error', code: 'message_not_found' });
    await edit(ts, 'lst', 'list');
    await expect.poll(answers).toEqual(['Hello', 'Hello']);
  });

  test('says nothing more where it had been done', async () => {
    rig.answer(({ corrects }) => (corrects ? { ...shown('Hello'), repeated: true } : shown('Hello')));
    const ts = await write('start 1');
    await edit(ts, 'start 1', 'start 2');
    await rig.app.close();
    expect(answers()).toEqual(['Hello']);
  });

  test.each([
    ['shows a preview of a link', 'list', {}],
    ['is one of a bot', 'list 2', { bot_id: 'B1' }],
    ['was written two days ago', 'list 2', { ts: `${Math.floor(Date.now() / 1000) - 172_800}.000100` }],
  ])('is left alone when it %s', async (_what, after, more) => {
    await edit(`${now()}.000100`, 'list', after, more);
    expect(rig.intents).toEqual([]);
  });
});
