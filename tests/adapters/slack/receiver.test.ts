import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isFromSlack, sign } from '../../../adapters/slack/inbound/signature.ts';
import { type SlackRig, shown, slackRig } from '../../support/platforms/slack.ts';

const FORM = 'application/x-www-form-urlencoded';
const COMMAND = 'command=%2Fmilestone&text=list&team_id=T1&channel_id=CGEN&user_id=UANA&trigger_id=t1';

let rig: SlackRig;
beforeEach(async () => {
  rig = await slackRig();
});
afterEach(() => rig.close());

describe('signatures', () => {
  const vector = {
    secret: 'milepost-test-secret',
    raw: Buffer.from('command=%2Fmilestone&text=list'),
    timestamp: '1767225600',
    signature: 'v0=68b6ae00c62c19c8fe6359226dd6698dfee7146f3ef41750ba6c3b6de9f633a9',
    now: 1_767_225_600_000,
  };

  test('the known vector is accepted', () => {
    expect(isFromSlack(vector)).toBe(true);
    expect(sign(vector.secret, vector.timestamp, vector.raw)).toBe(vector.signature);
  });

  test.each([
    ['another secret', { secret: 'other' }],
    ['another body', { raw: Buffer.from('command=%2Fmilestone&text=lisT') }],
    ['bytes that only look the same as text', { raw: Buffer.from([0xff, 0xfe]) }],
    ['another version', { signature: vector.signature.replace('v0', 'v1') }],
    ['a short signature', { signature: 'v0=68b6' }],
    ['no signature', { signature: undefined }],
    ['no stamp', { timestamp: undefined }],
    ['a stamp that is no number', { timestamp: 'soon' }],
    ['a stamp of 5 minutes and a second ago', { now: vector.now + 301_000 }],
    ['a stamp of 61 seconds ahead', { now: vector.now - 61_000 }],
  ])('%s is refused', (_name, change) => {
    expect(isFromSlack({ ...vector, ...change })).toBe(false);
  });

  test('stamps within the bounds are accepted', () => {
    expect(isFromSlack({ ...vector, now: vector.now + 300_000 })).toBe(true);
    expect(isFromSlack({ ...vector, now: vector.now - 60_000 })).toBe(true);
  });

  test('a request with a wrong signature, an old or a future stamp gets 401 and never reaches the core', async () => {
    const seconds = Math.floor(Date.now() / 1000);
    const answers = await Promise.all([
      rig.desk.send(FORM, COMMAND, { signature: `v0=${'0'.repeat(64)}` }),
      rig.desk.send(FORM, COMMAND, { timestamp: seconds - 400 }),
      rig.desk.send(FORM, COMMAND, { timestamp: seconds + 600 }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(rig.intents).toEqual([]);
  });
});

/** A payload of somebody's, as a form field. */
const interactive = (payload: object): string =>
  new URLSearchParams({
    payload: JSON.stringify({ team: { id: 'T1' }, user: { id: 'UANA' }, ...payload }),
  }).toString();

/** An envelope around an event in a channel. */
const eventOf = (event: object): string =>
  JSON.stringify({ type: 'event_callback', team_id: 'T1', event: { channel: 'CGEN', ...event } });

describe('bodies', () => {
  test.each([
    ['broken JSON', 'application/json', '{"type":'],
    ['JSON that is no object', 'application/json', '[1]'],
    ['a payload that is no JSON', FORM, 'payload=%7Bbroken'],
    ['a form of nothing we know', FORM, 'hello=world'],
    ['another content type', 'text/plain', 'hello'],
    ['nothing', FORM, ''],
    ['a field twice', FORM, `${COMMAND}&user_id=UBEN`],
    ['a command of nobody', FORM, COMMAND.replace('user_id=UANA', '')],
    ['an id that is no id', FORM, COMMAND.replace('CGEN', 'C%20GEN')],
    ['an id without an end', FORM, COMMAND.replace('UANA', 'U'.repeat(65))],
    ['an address that is none', FORM, `${COMMAND}&response_url=javascript:0`],
    ['JSON that never ends', 'application/json', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['JSON of no kind', 'application/json', '{}'],
    ['an event that is none', 'application/json', '{"type":"event_callback","team_id":"T1"}'],
    ['a press of nobody', FORM, interactive({ type: 'block_actions', user: {}, actions: [{}] })],
    ['a press on nothing', FORM, interactive({ type: 'block_actions', actions: [] })],
    ['a press on null', FORM, interactive({ type: 'block_actions', actions: [null] })],
    ['a form that is none', FORM, interactive({ type: 'view_submission', view: null })],
    ['a mention of many', 'application/json', eventOf({ type: 'app_mention', user: ['UANA'] })],
    ['a word that is a number', 'application/json', eventOf({ type: 'message', text: 5 })],
    ['a thread without words', 'application/json', eventOf({ type: 'app_mention', thread_ts: {} })],
  ])('%s gets 400', async (_name, type, body) => {
    const answer = await rig.desk.send(type, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error: 'The request is malformed.' });
    expect(rig.intents).toEqual([]);
  });

  test('a body over one mebibyte gets 413', async () => {
    const answer = await rig.desk.send(FORM, `${COMMAND}&text=${'a'.repeat(1024 * 1024)}`);
    expect(answer.status).toBe(413);
    expect(rig.intents).toEqual([]);
  });

  test('a body just under one mebibyte reaches the core whole', async () => {
    const text = 'a'.repeat(1024 * 1024 - 1000);
    const answer = await rig.desk.send(FORM, COMMAND.replace('text=list', `text=${text}`));
    expect(answer.status).toBe(200);
    expect(rig.intents[0]?.ask).toEqual({ line: text });
  });

  test.each([
    ['a kind of payload', FORM, interactive({ type: 'block_suggestion', value: 'a' })],
    ['a shortcut', FORM, interactive({ type: 'shortcut', callback_id: 'x' })],
    [
      'an event',
      'application/json',
      eventOf({ type: 'reaction_added', user: 'UANA', item: { type: 'file' } }),
    ],
    ['a step of a workflow', 'application/json', eventOf({ type: 'function_executed' })],
    ['an event of nobody', 'application/json', eventOf({ type: 'channel_topic', user: null, channel: null })],
  ])('%s that nobody uses gets 200 and reaches nobody', async (_name, type, body) => {
    expect((await rig.desk.send(type, body)).status).toBe(200);
    expect(rig.intents).toEqual([]);
    expect(rig.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  test('what no database keeps is taken out of a line and of a name', async () => {
    await rig.desk.send(
      FORM,
      COMMAND.replace('text=list', 'text=li%00st').replace('UANA', 'UANA&user_name=A%00na'),
    );
    expect(rig.intents[0]).toMatchObject({ ask: { line: 'list' }, actor: { name: 'Ana' } });
    await rig.desk.send(
      'application/json',
      eventOf({ type: 'app_mention', user: 'UANA', text: 'li\ud800st' }),
    );
    expect(rig.intents[1]).toMatchObject({ ask: { line: 'li\ufffdst' } });
  });

  test('a charset after the content type is no hindrance', async () => {
    const answer = await rig.desk.send(`${FORM}; charset=utf-8`, COMMAND);
    expect(answer.status).toBe(200);
    expect(rig.intents).toHaveLength(1);
  });

  test('other routes of the server keep their JSON', async () => {
    const both = await slackRig({
      before: (_end, app) => {
        app.post('/echo', async (request) => request.body);
      },
    });
    const response = await both.app.inject({ method: 'POST', url: '/echo', payload: { a: 1 } });
    await both.close();
    expect(response.json()).toEqual({ a: 1 });
  });
});

describe('handshakes', () => {
  test('url_verification answers the challenge', async () => {
    const answer = await rig.desk.send('application/json', '{"type":"url_verification","challenge":"c1"}');
    expect(answer).toMatchObject({ status: 200, body: { challenge: 'c1' } });
  });

  test('an unsigned url_verification is refused', async () => {
    const body = '{"type":"url_verification","challenge":"c1"}';
    expect((await rig.desk.send('application/json', body, { signature: 'v0=' })).status).toBe(401);
  });

  test('ssl_check is answered without a signature', async () => {
    const answer = await rig.desk.send(FORM, 'ssl_check=1&token=x', { signature: 'v0=' });
    expect(answer.status).toBe(200);
  });

  test('a command that smuggles ssl_check still needs its signature', async () => {
    const answer = await rig.desk.send(FORM, `${COMMAND}&ssl_check=1`, { signature: 'v0=' });
    expect(answer.status).toBe(401);
  });
});

describe('answers', () => {
  test('what nobody handles is answered at once and empty', async () => {
    const answer = await rig.desk.interact('T1', 'UANA', {
      type: 'view_closed',
      view: { id: 'V1', callback_id: 'x' },
    });
    expect(answer).toMatchObject({ status: 200, body: '' });
  });

  test('a command of another workspace is told that Milepost is not installed there', async () => {
    const answer = await rig.desk.send(FORM, COMMAND.replace('team_id=T1', 'team_id=T9'));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('not installed in this workspace'),
    });
    expect(rig.intents).toEqual([]);
  });

  test('a press in another workspace is told so over its response_url', async () => {
    const { world } = rig.end;
    world.addTeam('T9');
    world.addPerson({ id: 'UEVE', team: 'T9', name: 'eve' });
    world.addChannel({ id: 'CEVE', team: 'T9', name: 'eve' });
    world.posts.push({ ts: '1.1', channel: 'CEVE', user: 'UBOT', text: 'x', edits: 0, blocks: [button] });
    expect((await rig.desk.press('UEVE', 'CEVE', '1.1', 'Start')).status).toBe(200);
    await expect.poll(() => world.shownTo('UEVE')[0]?.text).toContain('not installed in this workspace');
    expect(rig.intents).toEqual([]);
  });

  test('an event of another workspace gets 401 and is not to be repeated', async () => {
    rig.end.world.addTeam('T9');
    const answer = await rig.desk.event('T9', {
      type: 'app_mention',
      user: 'U1',
      text: 'x',
      channel: 'C1',
      ts: '1.1',
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-slack-no-retry')).toBe('1');
  });

  test('while Slack does not confirm the token, a command is told to try again, and the next one works', async () => {
    const fault = { is: 'status', status: 500 } as const;
    const late = await slackRig({ before: (end) => end.fail('auth.test', fault, fault) });
    // The question of the start has failed by the time that the command asks again.
    await expect.poll(() => late.logged.join('')).toContain('does not say yet');
    const first = await late.desk.slash('UANA', 'CGEN', 'list');
    const second = await late.desk.slash('UANA', 'CGEN', 'list');
    await late.close();
    expect(first.body).toMatchObject({ text: expect.stringContaining('could not check its installation') });
    expect(second.body).toMatchObject({ text: 'Hello' });
  });

  test('requests at the same time share one question of whose token it is', async () => {
    const fresh = await slackRig();
    await Promise.all([1, 2, 3, 4].map(() => fresh.desk.slash('UANA', 'CGEN', 'list')));
    await fresh.close();
    expect(fresh.end.calls.map(({ method }) => method)).toEqual(['auth.test']);
  });

  test('a core that is too slow for the acknowledgement answers over the response_url', async () => {
    const gate = Promise.withResolvers<void>();
    rig.answer(async () => {
      await gate.promise;
      return shown('Here it is');
    });
    const ack = await rig.desk.slash('UANA', 'CGEN', 'list');
    gate.resolve();
    expect(ack).toMatchObject({ status: 200, body: '' });
    await expect.poll(() => rig.end.world.shownTo('UANA')[0]?.text).toBe('Here it is');
  });

  test('a core that fails after the acknowledgement apologises over the response_url', async () => {
    const gate = Promise.withResolvers<never>();
    rig.answer(() => gate.promise);
    await rig.desk.slash('UANA', 'CGEN', 'list');
    gate.reject(new Error('broken'));
    await expect.poll(() => rig.end.world.shownTo('UANA')[0]?.text).toContain('Something went wrong');
  });

  test('the core is given the same delivery for the same bytes and another for other bytes', async () => {
    await rig.desk.send(FORM, COMMAND);
    await rig.desk.send(FORM, COMMAND);
    await rig.desk.send(FORM, COMMAND.replace('t1', 't2'));
    const [first, again, other] = rig.intents.map(({ delivery }) => delivery);
    expect(first).toMatch(/^slack:[0-9a-f]{64}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test('a defect of the core is an apology without a stack trace', async () => {
    rig.answer(() => {
      throw new Error('the secret xoxb-12345-abcdef broke');
    });
    const answer = await rig.desk.slash('UANA', 'CGEN', 'list');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('went wrong'),
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/xoxb|Error|\.ts/);
    expect(rig.logged.join('')).not.toContain('xoxb-12345');
    expect(rig.logged.join('')).toContain('A request of Slack failed');
  });

  test('an event whose news cannot be stored gets 500, so that Slack repeats it', async () => {
    rig.onRoomNews(async () => {
      throw new Error('no database');
    });
    const answer = await rig.desk.event('T1', { type: 'channel_archive', channel: 'CGEN', user: 'UANA' });
    expect(answer.status).toBe(500);
  });

  test('closing waits for a request that was taken on', async () => {
    const gate = Promise.withResolvers<void>();
    rig.answer(async () => {
      await gate.promise;
      return shown('Late');
    });
    const asked = rig.desk.slash('UANA', 'CGEN', 'list');
    await expect.poll(() => rig.intents.length).toBe(1);
    const closed = rig.app.close();
    gate.resolve();
    await closed;
    expect((await asked).body).toMatchObject({ text: 'Late' });
  });
});

const button = {
  type: 'actions',
  block_id: 'b',
  elements: [
    {
      type: 'button',
      action_id: 'start#0',
      text: { type: 'plain_text', text: 'Start' },
      value: '{"c":"start","i":{"milestone":"3"}}',
    },
  ],
};
