import { afterEach, beforeEach, expect, test } from 'vitest';
import { note } from '../../../cards/model.ts';
import { renderSlack } from '../../../cards/render/slack/cards.ts';
import { form, milestoneCard, type SlackRig, shown, slackRig } from '../../support/platforms/slack.ts';

let rig: SlackRig;
beforeEach(async () => {
  rig = await slackRig();
});
afterEach(() => rig.close());

const room = { platform: 'slack', tenant: 'T1', channel: 'CGEN', kind: 'channel' } as const;

/** A card in the room, posted as the queue does it. */
async function posted(): Promise<string> {
  const sent = await rig.slack.messenger.post(room, { card: milestoneCard(), key: 'k1' });
  if (sent.is !== 'sent') throw new Error(sent.is);
  return sent.messageId;
}

/** A private card, as an answer to a command. */
async function privately(): Promise<string> {
  rig.answer({ is: 'shown', card: milestoneCard() });
  await rig.desk.slash('UANA', 'CGEN', 'show 3');
  rig.intents.length = 0;
  return String(rig.end.world.shownTo('UANA')[0]?.ts);
}

test('a press reaches the core with command, input and the version of the card', async () => {
  const ts = await posted();
  await rig.desk.press('UBEN', 'CGEN', ts, 'Progress');
  expect(rig.intents).toEqual([
    {
      delivery: expect.stringMatching(/^slack:[0-9a-f]{64}$/),
      actor: { platform: 'slack', tenant: 'T1', user: 'UBEN', name: 'ben' },
      room: { ...room, name: 'general' },
      surface: 'press',
      ask: { command: 'progress', input: { milestone: '3' } },
      version: 7,
    },
  ]);
});

test('a choice behind "More" reaches the core whole', async () => {
  await rig.desk.press('UBEN', 'CGEN', await posted(), 'Evidence');
  expect(rig.intents[0]).toMatchObject({
    ask: { command: 'evidence', input: { milestone: '3' } },
    version: 7,
  });
});

test('a press on a button that opens a page is acknowledged, and is nothing to the core', async () => {
  const page = { is: 'page', label: 'Pay this invoice', url: 'https://pay.example.com/7' } as const;
  const sent = await rig.slack.messenger.post(room, { card: note('Invoice', [page]), key: 'k2' });
  if (sent.is !== 'sent') throw new Error(sent.is);
  const calls = rig.end.calls.length;
  const answer = await rig.desk.press('UBEN', 'CGEN', sent.messageId, 'Pay this invoice');
  expect(answer).toMatchObject({ status: 200 });
  expect(rig.intents).toEqual([]);
  expect(rig.end.calls.slice(calls)).toEqual([]);
});

test('somebody of another organisation is external, under the address of our workspace', async () => {
  rig.end.world.addPerson({ id: 'UEXT', team: 'T1', name: 'ext', home: 'T8' });
  await rig.desk.press('UEXT', 'CGEN', await posted(), 'Progress');
  expect(rig.intents[0]?.actor).toEqual({
    platform: 'slack',
    tenant: 'T1',
    user: 'UEXT',
    name: 'ext',
    standing: 'external',
  });
});

test('a colleague from another workspace of the same organisation is not external', async () => {
  Object.assign(rig.end.world.team('T1'), { enterpriseId: 'E1' });
  rig.end.world.addPerson({ id: 'UGRID', team: 'T1', name: 'grid', home: 'T7' });
  await rig.desk.press('UGRID', 'CGEN', await posted(), 'Progress');
  expect(rig.intents[0]?.actor.standing).toBeUndefined();
});

test('done on a card of the room is silent, because the queue redraws the card', async () => {
  const ts = await posted();
  rig.answer({ is: 'done', line: 'Started.', card: milestoneCard() });
  const answer = await rig.desk.press('UANA', 'CGEN', ts, 'Progress');
  await rig.app.close();
  expect(answer).toMatchObject({ status: 200, body: '' });
  expect(rig.end.world.shownTo('UANA')).toEqual([]);
  expect(rig.end.world.postsIn('CGEN')).toHaveLength(1);
});

test('done on a card of the room is said where no card of a room shows it', async () => {
  const ts = await posted();
  rig.answer({ is: 'done', line: 'A digest comes on Mondays.', card: milestoneCard(), unseen: true });
  await rig.desk.press('UANA', 'CGEN', ts, 'Progress');
  await expect.poll(() => rig.end.world.shownTo('UANA')[0]?.text).toContain('A digest comes on Mondays.');
  expect(rig.end.world.postsIn('CGEN')).toHaveLength(1);
});

test('done in the direct chat is said, because an answer there is redrawn by nobody', async () => {
  rig.answer({ is: 'shown', card: milestoneCard() });
  await rig.desk.dm('UANA', 'show 3');
  await expect.poll(() => rig.end.world.postsIn('DUANA').length).toBe(2);
  rig.answer({ is: 'done', line: 'Started.', card: milestoneCard() });
  await rig.desk.press('UANA', 'DUANA', String(rig.end.world.postsIn('DUANA')[1]?.ts), 'Progress');
  await expect.poll(() => rig.end.world.shownTo('UANA', 'DUANA')[0]?.text).toBe('Started.');
});

test('done without a card to redraw says its line', async () => {
  rig.answer({ is: 'done', line: 'Type link ABC in the other room.' });
  await rig.desk.press('UANA', 'CGEN', await posted(), 'Progress');
  await expect.poll(() => rig.end.world.shownTo('UANA')[0]?.text).toBe('Type link ABC in the other room.');
});

test('done on a private card replaces it', async () => {
  const ts = await privately();
  rig.answer({ is: 'done', line: 'Started.', card: note('The present card') });
  await rig.desk.press('UANA', 'CGEN', ts, 'Progress');
  await expect.poll(() => rig.end.world.shownTo('UANA')[0]?.text).toBe('Started.\nThe present card');
  expect(rig.end.world.shownTo('UANA')).toHaveLength(1);
});

test('a reply to read comes beside the card, to the presser only', async () => {
  const ts = await posted();
  rig.answer(shown('The list'));
  await rig.desk.press('UANA', 'CGEN', ts, 'Progress');
  await expect.poll(() => rig.end.world.shownTo('UANA')[0]?.text).toBe('The list');
  expect(rig.end.world.shownTo('UBEN')).toEqual([]);
  expect(rig.end.world.postsIn('CGEN')[0]?.text).toBe('3 · Beta launch\n60%');
});

test('a stale press gets the words, then the present card', async () => {
  const ts = await posted();
  rig.answer({
    is: 'refused',
    refusal: { is: 'stale' },
    card: note('It has changed.'),
    present: note('Now'),
  });
  await rig.desk.press('UANA', 'CGEN', ts, 'Progress');
  await expect.poll(() => rig.end.world.shownTo('UANA')[0]?.text).toBe('It has changed.\nNow');
});

test('a press in a thread is answered in the thread', async () => {
  const ts = await posted();
  Object.assign(rig.end.world.posts[0] ?? {}, { threadTs: '1.000001' });
  rig.answer(shown('The list'));
  await rig.desk.press('UANA', 'CGEN', ts, 'Progress');
  await expect.poll(() => rig.end.world.shownTo('UANA')[0]?.threadTs).toBe('1.000001');
});

test('where the response_url does not work, the answer still reaches the person', async () => {
  const ts = await posted();
  rig.answer(() => {
    for (const url of rig.end.world.responseUrls.values()) url.uses = 5;
    return shown('The list');
  });
  await rig.desk.press('UANA', 'CGEN', ts, 'Progress');
  await expect.poll(() => rig.end.world.shownTo('UANA')[0]?.text).toBe('The list');
  expect(rig.end.calls.map(({ method }) => method)).toContain('chat.postEphemeral');
});

test('a press that asks for more opens the form of its room', async () => {
  rig.answer({ is: 'form', form });
  await rig.desk.press('UANA', 'CGEN', await posted(), 'Progress');
  await expect.poll(() => rig.end.world.views.length).toBe(1);
  expect(JSON.parse(String(rig.end.world.views[0]?.view.private_metadata))).toMatchObject({
    room: { channel: 'CGEN', name: 'general' },
  });
});

test('when the form does not open, the presser is told', async () => {
  rig.answer({ is: 'form', form });
  rig.end.fail('views.open', { is: 'limited', retryAfter: 30 });
  await rig.desk.press('UANA', 'CGEN', await posted(), 'Progress');
  await expect.poll(() => rig.end.world.shownTo('UANA')[0]?.text).toContain('did not open the form');
});

test.each([
  ['no JSON', 'hello'],
  ['JSON of another kind', '[1,2]'],
  ['no command', '{"i":{}}'],
  ['input that is no text', '{"c":"done","i":{"milestone":3}}'],
  ['a project that is no id', '{"c":"done","i":{},"p":"Apollo"}'],
  ['more than a button of ours says', '{"c":"done","i":{},"user":"U1"}'],
  ['very long', JSON.stringify({ c: 'done', i: { milestone: '3'.repeat(10_000) } })],
])('a button whose value is %s asks for no command that exists, and is answered', async (_name, value) => {
  const ts = await posted();
  const { blocks } = renderSlack(milestoneCard(), { tenant: 'T1' });
  Object.assign(rig.end.world.posts[0] ?? {}, {
    blocks: JSON.parse(
      JSON.stringify(blocks).replace(/"value":"(?:[^"\\]|\\.)*"/, `"value":${JSON.stringify(value)}`),
    ),
  });
  const answer = await rig.desk.press('UANA', 'CGEN', ts, 'Progress');
  expect(answer).toMatchObject({ status: 200, body: '' });
  expect(rig.intents).toMatchObject([{ surface: 'press', ask: { command: '', input: {} } }]);
  await expect.poll(() => rig.end.world.shownTo('UANA').length).toBe(1);
});
