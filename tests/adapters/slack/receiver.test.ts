import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isFromSlack, sign } from '../../../adapters/slack/inbound/signature.ts';
import { type SlackRig, slackRig } from '../../support/platforms/slack.ts';

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
    ['a kind of payload', FORM, interactive({ type: 'dialog_suggestion', value: 'a' })],
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
