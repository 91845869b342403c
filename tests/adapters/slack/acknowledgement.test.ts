import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SlackRig, shown, slackRig } from '../../support/platforms/slack.ts';

const FORM = 'application/x-www-form-urlencoded';
const COMMAND = 'command=%2Fmilestone&text=list&team_id=T1&channel_id=CGEN&user_id=UANA&trigger_id=t1';

let rig: SlackRig;
beforeEach(async () => {
  rig = await slackRig();
});
afterEach(() => rig.close());

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
    await expect.poll(() => late.logged.join('')).toContain('slack workspace look-up failed');
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
    expect(rig.logged.join('')).toContain('slack request failed');
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
