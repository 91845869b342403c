import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectSlack } from '../../../adapters/slack/connect.ts';
import type { SlackFault } from '../../../src/preview/slack/api.ts';
import { milestoneCard, type SlackRig, signingSecret, slackRig } from '../../support/platforms/slack.ts';

let rig: SlackRig;
beforeEach(async () => {
  rig = await slackRig();
});
afterEach(() => rig.close());

const room = { platform: 'slack', tenant: 'T1', channel: 'CGEN', kind: 'channel' } as const;
const message = { card: milestoneCard(), key: 'job-1' };
const post = () => rig.slack.messenger.post(room, message);
const error = (code: string): SlackFault => ({ is: 'error', code });

describe('rooms that the bot is not in', () => {
  const leave = () => rig.end.world.channel('CGEN').members.delete('UBOTT1');

  test('a public channel is joined, once, and the card posted', async () => {
    leave();
    expect((await post()).is).toBe('sent');
    expect(rig.end.calls.filter(({ method }) => method === 'conversations.join')).toHaveLength(1);
  });

  test('a channel that cannot be joined is lost', async () => {
    leave();
    rig.end.fail('conversations.join', error('method_not_supported_for_channel_type'));
    expect(await post()).toEqual({ is: 'room_lost', why: 'not_in_channel' });
  });

  test('a join that must wait makes the post wait', async () => {
    leave();
    rig.end.fail('conversations.join', { is: 'limited', retryAfter: 5 });
    expect(await post()).toEqual({ is: 'limited', retryAfterMs: 5000 });
  });

  test('a join that changed nothing is not tried for ever', async () => {
    rig.end.fail('chat.postMessage', error('not_in_channel'), error('not_in_channel'));
    expect(await post()).toEqual({ is: 'room_lost', why: 'not_in_channel' });
  });

  test('a private channel without the bot is lost', async () => {
    leave();
    rig.end.world.channel('CGEN').kind = 'private';
    expect(await post()).toEqual({ is: 'room_lost', why: 'channel_not_found' });
  });
});

describe('installations', () => {
  test('a workspace that is not installed is cut off', async () => {
    const sent = await rig.slack.messenger.post({ ...room, tenant: 'T9' }, message);
    expect(sent).toEqual({ is: 'cut_off', why: 'not installed in this workspace' });
  });

  test('an address where nobody listens is worth trying again, for a post too', async () => {
    const nowhere = connectSlack(
      { signingSecret, botToken: 'xoxb-T1', apiUrl: 'http://127.0.0.1:9/api/' },
      {
        run: () => Promise.reject(new Error('unused')),
        onRoomNews: async () => {},
        log: rig.app.log,
        now: Date.now,
      },
    );
    expect((await nowhere.messenger.post(room, message)).is).toBe('retry');
    await expect(nowhere.check()).rejects.toThrow('Check SLACK_BOT_TOKEN and SLACK_API_URL');
  });

  test('the check names the workspace', async () => {
    expect(await rig.slack.check()).toBe('Slack workspace Acme (T1) as @milepost');
  });

  test('the check of a dead token says what Slack says', async () => {
    // The question of the start comes first.
    await expect.poll(() => rig.end.calls.length).toBe(1);
    rig.end.fail('auth.test', error('token_revoked'));
    await expect(rig.slack.check()).rejects.toThrow('token_revoked');
  });
});

describe('direct chats', () => {
  test('one is opened and takes messages', async () => {
    const opened = await rig.slack.messenger.openDirect(
      { tenant: 'T1', user: 'UANA', name: 'Ana' },
      undefined,
    );
    if (opened.is !== 'opened') throw new Error(opened.is);
    expect(opened.room).toEqual({
      platform: 'slack',
      tenant: 'T1',
      channel: 'DUANA',
      kind: 'direct',
      name: 'Ana',
    });
    expect((await rig.slack.messenger.post(opened.room, message)).is).toBe('sent');
  });

  test('somebody who is gone has none', async () => {
    const opened = await rig.slack.messenger.openDirect({ tenant: 'T1', user: 'UGONE' }, undefined);
    expect(opened).toEqual({ is: 'room_lost', why: 'user_not_found' });
  });

  test('opening one is worth repeating after a fault', async () => {
    rig.end.fail('conversations.open', { is: 'status', status: 500 });
    const opened = await rig.slack.messenger.openDirect({ tenant: 'T1', user: 'UANA' }, undefined);
    expect(opened.is).toBe('retry');
  });
});
