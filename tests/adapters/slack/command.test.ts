import { afterEach, beforeEach, expect, test } from 'vitest';
import { note, text } from '../../../cards/model.ts';
import { connectTeams, form, milestoneCard, type SlackRig, slackRig } from '../../support/platforms/slack.ts';

let rig: SlackRig;
beforeEach(async () => {
  rig = await slackRig();
});
afterEach(() => rig.close());

test('a command reaches the core with its author, its room and its line', async () => {
  await rig.desk.slash('UANA', 'CGEN', 'progress 3 60 OAuth flow works');
  expect(rig.intents).toEqual([
    {
      delivery: expect.stringMatching(/^slack:[0-9a-f]{64}$/),
      actor: { platform: 'slack', tenant: 'T1', user: 'UANA', name: 'ana' },
      room: { platform: 'slack', tenant: 'T1', channel: 'CGEN', kind: 'channel', name: 'general' },
      surface: 'line',
      ask: { line: 'progress 3 60 OAuth flow works' },
    },
  ]);
});

test('people, channels, links and entities arrive in the form that the core reads', async () => {
  await rig.desk.slash(
    'UANA',
    'CGEN',
    'new "R&D <1>" owner:@ben in #general see https://example.com/a?b=1&c=2',
  );
  expect(rig.intents[0]?.ask).toEqual({
    line: 'new "R&D <1>" owner:<@slack:T1/UBEN|ben> in <@group:T1/CGEN|#general> see https://example.com/a?b=1&c=2',
  });
});

test('the direct chat with the bot is a direct room', async () => {
  const { id } = rig.end.world.direct('UANA', 'T1');
  await rig.desk.slash('UANA', id, 'projects');
  expect(rig.intents[0]?.room).toEqual({ platform: 'slack', tenant: 'T1', channel: id, kind: 'direct' });
});

test('a reply to read is the acknowledgement, for its author only', async () => {
  rig.answer({ is: 'shown', card: milestoneCard() });
  const { body } = await rig.desk.slash('UANA', 'CGEN', 'show 3');
  expect(body).toMatchObject({ response_type: 'ephemeral', text: '3 · Beta launch\n60%' });
  expect(rig.end.world.shownTo('UANA', 'CGEN')).toHaveLength(1);
  expect(rig.end.world.postsIn('CGEN')).toEqual([]);
});

test('done is a line, then the card', async () => {
  rig.answer({ is: 'done', line: 'Progress is 60%.', card: milestoneCard() });
  const { body } = await rig.desk.slash('UANA', 'CGEN', 'progress 3 60');
  expect(body).toMatchObject({ response_type: 'ephemeral', text: 'Progress is 60%.\n3 · Beta launch\n60%' });
});

test('a refusal is followed by the present card', async () => {
  rig.answer({
    is: 'refused',
    refusal: { is: 'stale' },
    card: note('It has changed.'),
    present: milestoneCard(),
  });
  const { body } = await rig.desk.slash('UANA', 'CGEN', 'done 3');
  expect(body).toMatchObject({ response_type: 'ephemeral', text: 'It has changed.\n3 · Beta launch\n60%' });
});

test('an answer of more blocks than Slack takes is said as text', async () => {
  const many = Array.from({ length: 60 }, (_, nth) => text(`Line ${nth}`));
  rig.answer({ is: 'shown', card: note('All', many) });
  const { body } = await rig.desk.slash('UANA', 'CGEN', 'list');
  expect(body).toMatchObject({ blocks: [], text: expect.stringContaining('Line 59') });
  expect(rig.logged.join('')).toContain('slack answer exceeded limits');
});

test('nothing is asked of Slack before the acknowledgement of a command', async () => {
  await expect.poll(() => rig.end.calls.length).toBe(1);
  rig.end.calls.length = 0;
  await rig.desk.slash('UANA', 'CGEN', 'list');
  expect(rig.end.calls).toEqual([]);
});

test('a form opens as a modal that remembers its room and what is given', async () => {
  rig.answer({ is: 'form', form: { ...form, given: { project: 'P1' } } });
  const ack = await rig.desk.slash('UANA', 'CGEN', 'new');
  expect(ack).toMatchObject({ status: 200, body: '' });
  await expect.poll(() => rig.end.world.views.length).toBe(1);
  const [open] = rig.end.world.views;
  expect(open?.user).toBe('UANA');
  expect(JSON.parse(String(open?.view.private_metadata))).toEqual({
    command: 'new',
    given: { project: 'P1' },
    room: { channel: 'CGEN', name: 'general' },
  });
});

test('when Slack does not open the form, the person is told what to do', async () => {
  rig.answer({ is: 'form', form });
  rig.end.fail('views.open', { is: 'error', code: 'expired_trigger_id' });
  await rig.desk.slash('UANA', 'CGEN', 'new');
  await expect
    .poll(() => rig.end.world.shownTo('UANA')[0]?.text)
    .toBe('Slack did not open the form in time. Try again.');
});

test('a form that knows more than a modal can carry is refused in words', async () => {
  rig.answer({ is: 'form', form: { ...form, given: { description: 'a'.repeat(3000) } } });
  await rig.desk.slash('UANA', 'CGEN', 'new');
  await expect.poll(() => rig.end.world.shownTo('UANA')[0]?.text).toContain('too long for Slack');
  expect(rig.end.calls.filter(({ method }) => method === 'views.open')).toEqual([]);
});

test('two workspaces never share a token, and each answers its own people', async () => {
  const other = rig.end.world.addTeam('T2');
  rig.end.world.addPerson({ id: 'UZOE', team: 'T2', name: 'zoe' });
  rig.end.world.addChannel({ id: 'CZOE', team: 'T2', name: 'zoe' });
  const both = await connectTeams(rig.end, [rig.end.world.team('T1'), other], async () => ({
    is: 'form',
    form,
  }));
  await both.desk.slash('UANA', 'CGEN', 'new');
  await both.desk.slash('UZOE', 'CZOE', 'new');
  await both.desk.slash('UANA', 'CGEN', 'new');
  await expect.poll(() => rig.end.world.views.length).toBe(3);
  const room = (tenant: string, channel: string) =>
    ({ platform: 'slack', tenant, channel, kind: 'channel' }) as const;
  for (const [tenant, channel] of [
    ['T1', 'CGEN'],
    ['T2', 'CZOE'],
    ['T1', 'CGEN'],
  ] as const) {
    await both.messenger.post(room(tenant, channel), { card: milestoneCard(), key: 'k' });
  }
  await both.close();
  const tokens = (method: string) =>
    rig.end.calls.filter((call) => call.method === method).map(({ token }) => token);
  expect(tokens('views.open')).toEqual(['xoxb-T1', 'xoxb-T2', 'xoxb-T1']);
  expect(tokens('chat.postMessage')).toEqual(['xoxb-T1', 'xoxb-T2', 'xoxb-T1']);
  expect(rig.end.world.views.map(({ user }) => user)).toEqual(['UANA', 'UZOE', 'UANA']);
});
