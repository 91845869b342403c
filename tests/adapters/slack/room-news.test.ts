import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SlackRig, slackRig } from '../../support/platforms/slack.ts';

let rig: SlackRig;
beforeEach(async () => {
  rig = await slackRig();
});
afterEach(() => rig.close());

const room = { platform: 'slack', tenant: 'T1', channel: 'CGEN', kind: 'channel' };

test.each([
  [
    'the bot joins',
    { type: 'member_joined_channel', user: 'UBOTT1', channel: 'CGEN' },
    { is: 'joined', room },
  ],
  ['archived', { type: 'channel_archive', channel: 'CGEN', user: 'UANA' }, { is: 'lost', room }],
  ['archived, private', { type: 'group_archive', channel: 'CGEN', user: 'UANA' }, { is: 'lost', room }],
  ['deleted', { type: 'channel_deleted', channel: 'CGEN' }, { is: 'lost', room }],
  ['the bot was removed', { type: 'channel_left', channel: 'CGEN' }, { is: 'lost', room }],
  ['the bot was removed, private', { type: 'group_left', channel: 'CGEN' }, { is: 'lost', room }],
  [
    'renamed',
    { type: 'channel_rename', channel: { id: 'CGEN', name: 'all', created: 1 } },
    { is: 'renamed', room, name: 'all' },
  ],
  [
    'given another id',
    { type: 'channel_id_changed', old_channel_id: 'CGEN', new_channel_id: 'CNEW' },
    { is: 'moved', room, channel: 'CNEW' },
  ],
  ['uninstalled', { type: 'app_uninstalled' }, { is: 'uninstalled', platform: 'slack', tenant: 'T1' }],
  [
    'the token of the bot revoked',
    { type: 'tokens_revoked', tokens: { oauth: [], bot: ['UBOTT1'] } },
    { is: 'uninstalled', platform: 'slack', tenant: 'T1' },
  ],
])('%s is news', async (_name, event, news) => {
  expect((await rig.desk.event('T1', event)).status).toBe(200);
  expect(rig.heard).toEqual([expect.objectContaining(news)]);
});

test.each([
  ['somebody else joins', { type: 'member_joined_channel', user: 'UANA', channel: 'CGEN' }],
  ['the tokens of users revoked', { type: 'tokens_revoked', tokens: { oauth: ['UANA'], bot: [] } }],
  ['a malformed rename', { type: 'channel_rename', channel: 'CGEN' }],
  ['anything else', { type: 'reaction_added', user: 'UANA', item: { type: 'message', channel: 'CGEN' } }],
])('%s is no news', async (_name, event) => {
  expect((await rig.desk.event('T1', event)).status).toBe(200);
  expect(rig.heard).toEqual([]);
  expect(rig.intents).toEqual([]);
});
