import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { note } from '../../../cards/model.ts';
import type { SlackFault } from '../../../src/preview/slack/api.ts';
import { milestoneCard, type SlackRig, slackRig } from '../../support/platforms/slack.ts';

let rig: SlackRig;
beforeEach(async () => {
  rig = await slackRig();
});
afterEach(() => rig.close());

const room = { platform: 'slack', tenant: 'T1', channel: 'CGEN', kind: 'channel' } as const;
const message = { card: milestoneCard(), key: 'job-1' };
const post = () => rig.slack.messenger.post(room, message);
const edit = (ts: string) => rig.slack.messenger.edit(room, ts, { card: note('Now'), key: 'job-2' });
const error = (code: string): SlackFault => ({ is: 'error', code });

test('a post carries the card, its text and the key of its delivery, and unfurls nothing', async () => {
  const sent = await post();
  const [posted] = rig.end.world.postsIn('CGEN');
  expect(sent).toEqual({ is: 'sent', messageId: posted?.ts });
  expect(posted?.text).toBe('3 · Beta launch\n60%');
  expect(posted?.metadata).toEqual({ event_type: 'milepost_card', event_payload: { key: 'job-1' } });
  const call = rig.end.calls.find(({ method }) => method === 'chat.postMessage');
  expect(call?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
});

test('a message goes into the thread of another; where the thread takes nothing, that one counts as gone', async () => {
  await post();
  const ts = String(rig.end.world.postsIn('CGEN')[0]?.ts);
  await rig.slack.messenger.post(room, message, ts);
  expect(rig.end.world.postsIn('CGEN')[1]).toMatchObject({ threadTs: ts });
  rig.end.fail('chat.postMessage', error('restricted_action_thread_locked'));
  expect(await rig.slack.messenger.post(room, message, ts)).toMatchObject({ is: 'message_gone' });
});

test('an edit replaces text and blocks', async () => {
  await post();
  const ts = String(rig.end.world.postsIn('CGEN')[0]?.ts);
  expect(await edit(ts)).toEqual({ is: 'sent', messageId: ts });
  expect(rig.end.world.postsIn('CGEN')[0]).toMatchObject({ text: 'Now', edits: 1 });
});

const BOTH: [SlackFault, string][] = [
  [error('is_archived'), 'room_lost'],
  [error('channel_not_found'), 'room_lost'],
  [error('restricted_action'), 'room_lost'],
  [error('restricted_action_read_only_channel'), 'room_lost'],
  [error('ekm_access_denied'), 'room_lost'],
  [error('messages_tab_disabled'), 'room_lost'],
  [error('team_access_not_granted'), 'room_lost'],
  [error('account_inactive'), 'cut_off'],
  [error('token_revoked'), 'cut_off'],
  [error('token_expired'), 'cut_off'],
  [error('invalid_auth'), 'cut_off'],
  [error('org_login_required'), 'cut_off'],
  [error('team_added_to_org'), 'unreachable'],
  [error('msg_too_long'), 'rejected'],
  [error('invalid_blocks'), 'rejected'],
  [error('an_error_of_tomorrow'), 'rejected'],
  [error('ratelimited'), 'limited'],
  [{ is: 'limited', retryAfter: 7 }, 'limited'],
  [{ is: 'limited' }, 'limited'],
  [{ is: 'status', status: 403 }, 'retry'],
];

/** What only matters for a post is known to have failed for an edit. */
const UNSURE: SlackFault[] = [
  { is: 'status', status: 500 },
  { is: 'status', status: 503 },
  error('internal_error'),
  error('fatal_error'),
  error('service_unavailable'),
  { is: 'garbage' },
  { is: 'dropped' },
];

const name = (fault: SlackFault) => JSON.stringify(fault);

describe('what a failed call means', () => {
  test.each(BOTH.map(([fault, is]) => [name(fault), is, fault] as const))(
    '%s is %s',
    async (_n, is, fault) => {
      rig.end.fail('chat.postMessage', fault);
      rig.end.fail('chat.update', fault);
      expect((await post()).is).toBe(is);
      expect((await edit('1.1')).is).toBe(is);
    },
  );

  test.each(UNSURE.map((fault) => [name(fault), fault] as const))(
    '%s is unknown for a post and worth repeating for an edit',
    async (_n, fault) => {
      rig.end.fail('chat.postMessage', fault);
      rig.end.fail('chat.update', fault);
      expect((await post()).is).toBe('unknown');
      expect((await edit('1.1')).is).toBe('retry');
    },
  );

  test.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    '%s: the message is gone',
    async (code) => {
      rig.end.fail('chat.update', error(code));
      expect(await edit('1.1')).toEqual({ is: 'message_gone', why: code });
    },
  );

  test('a post that arrived without its answer is unknown and is not repeated', async () => {
    rig.end.fail('chat.postMessage', { is: 'dropped', done: true });
    expect((await post()).is).toBe('unknown');
    expect(rig.end.world.postsIn('CGEN')).toHaveLength(1);
    expect(rig.end.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  });

  test('a Slack that cannot be reached has seen nothing', async () => {
    await rig.end.close();
    // the connection that was kept open breaks first
    await edit('1.1');
    expect(await post()).toEqual({ is: 'unreachable', why: 'ECONNREFUSED' });
    expect(await edit('1.1')).toEqual({ is: 'unreachable', why: 'ECONNREFUSED' });
  });

  test('no answer in time is unknown', { timeout: 15_000 }, async () => {
    rig.end.fail('chat.postMessage', { is: 'hang' });
    expect(await post()).toEqual({ is: 'unknown', why: expect.any(String) });
  });
});

describe('a post that may have arrived', () => {
  const since = new Date(Date.now() - 60_000).toISOString();
  const find = () => rig.slack.messenger.find?.(room, 'job-1', since);

  test('is found by its key, where Slack lets us look; asked once a minute at most', async () => {
    rig.end.fail('chat.postMessage', { is: 'dropped', done: true });
    await post();
    const [posted] = rig.end.world.postsIn('CGEN');
    expect(await find()).toEqual({ is: 'found', messageId: posted?.ts });
    expect(await find()).toMatchObject({ is: 'later' });
    expect(rig.end.calls.filter(({ method }) => method === 'conversations.history')).toHaveLength(1);
  });

  test('is absent when nothing of that key is there', async () => {
    rig.end.fail('chat.postMessage', { is: 'dropped' });
    await post();
    expect(await find()).toEqual({ is: 'absent' });
  });

  test.each([
    [error('missing_scope'), 'hidden'],
    [error('channel_not_found'), 'hidden'],
    [{ is: 'limited', retryAfter: 60 }, 'later'],
    [error('internal_error'), 'later'],
    [{ is: 'dropped' }, 'later'],
  ] as [SlackFault, string][])('cannot be looked for after %j', async (fault, is) => {
    rig.end.fail('conversations.history', fault);
    expect((await find())?.is).toBe(is);
  });
});

describe('whether the bot can post', () => {
  const can = () => rig.slack.messenger.canPost?.(room);
  const leave = () => rig.end.world.channel('CGEN').members.delete('UBOTT1');

  test('is yes where it is a member, and in a public channel that it can join', async () => {
    expect(await can()).toEqual({ is: 'yes' });
    leave();
    expect(await can()).toEqual({ is: 'yes' });
    expect(rig.end.world.channel('CGEN').members.has('UBOTT1')).toBe(true);
  });

  test('is no in a private channel, one that it may not join, and an archived one', async () => {
    leave();
    rig.end.fail('conversations.join', error('missing_scope'));
    expect(await can()).toEqual({ is: 'no', why: 'not_in_room' });
    rig.end.world.channel('CGEN').kind = 'private';
    expect(await can()).toEqual({ is: 'no', why: 'not_in_room' });
    rig.end.world.channel('CGEN').archived = true;
    expect(await can()).toEqual({ is: 'no', why: 'archived' });
    rig.end.fail('conversations.info', error('channel_not_found'));
    expect(await can()).toEqual({ is: 'no', why: 'not_in_room' });
  });

  test.each([
    error('missing_scope'),
    { is: 'limited', retryAfter: 60 },
    { is: 'hang' },
    { is: 'dropped' },
  ] as SlackFault[])('is taken for yes when Slack does not say (%j)', async (fault) => {
    rig.end.fail('conversations.info', fault);
    expect(await can()).toEqual({ is: 'yes' });
  });
});

describe('patience', () => {
  test('is as long as Slack says', async () => {
    rig.end.fail('chat.postMessage', { is: 'limited', retryAfter: 7 });
    expect(await post()).toEqual({ is: 'limited', retryAfterMs: 7000 });
  });

  test('is half a minute where Slack does not say', async () => {
    rig.end.fail('chat.postMessage', { is: 'limited' }, { is: 'limited', retryAfter: 0 });
    expect(await post()).toEqual({ is: 'limited', retryAfterMs: 30_000 });
    expect(await post()).toEqual({ is: 'limited', retryAfterMs: 30_000 });
  });

  test('is an hour at most', async () => {
    rig.end.fail('chat.postMessage', { is: 'limited', retryAfter: 1_000_000 });
    expect(await post()).toEqual({ is: 'limited', retryAfterMs: 3_600_000 });
  });

  test('of one call holds no other call', async () => {
    rig.end.fail('chat.postMessage', { is: 'limited', retryAfter: 60 });
    await post();
    expect((await post()).is).toBe('sent');
  });
});
