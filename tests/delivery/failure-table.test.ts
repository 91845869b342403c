import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureByCode } from '../../adapters/slack/outbound/failure.ts';
import { note } from '../../cards/model.ts';
import type { RoomAddress } from '../../src/ports/intent.ts';
import type { SendResult } from '../../src/ports/messenger.ts';
import type { SlackFault } from '../../src/preview/slack/api.ts';
import { blockedBody, connectorError, type Fault } from '../../src/preview/teams/faults.ts';
import { type SlackRig, slackRig } from '../support/platforms/slack.ts';
import { type RunningTeams, startTeams } from '../support/platforms/teams.ts';
import { consequences, failureDocument, type Row } from './failure-table.ts';
import { clearWorld, makePlan, openWorld, until, type World } from './world.ts';

type Outcome = Exclude<SendResult['is'], 'sent'>;
const message = { card: note('3 · Beta launch'), key: 'key-1' };

/** The documented errors of chat.postMessage, chat.update and conversations.open that blame the message. */
const faultyMessages = [
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'too_many_attachments',
  'attachment_payload_limit_exceeded',
  'metadata_too_large',
  'invalid_metadata_format',
  'invalid_arguments',
  'invalid_arg_name',
  'invalid_array_arg',
  'invalid_charset',
  'invalid_form_data',
  'invalid_post_type',
  'missing_post_type',
  'method_deprecated',
  'deprecated_endpoint',
  'duplicate_channel_not_found',
  'duplicate_message_not_found',
  'block_mismatch',
  'markdown_text_conflict',
];

const kindOfCode: Record<(typeof failureByCode)[string], [post: Outcome, edit: Outcome]> = {
  room_lost: ['room_lost', 'room_lost'],
  cut_off: ['cut_off', 'cut_off'],
  unreachable: ['unreachable', 'unreachable'],
  message_gone: ['message_gone', 'message_gone'],
  limited: ['limited', 'limited'],
  retry: ['retry', 'retry'],
  broken: ['unknown', 'retry'],
};

type SlackRow = [name: string, fault: SlackFault, post: Outcome, edit: Outcome];
const slackRows: SlackRow[] = [
  ...Object.entries(failureByCode).map(
    ([code, kind]): SlackRow => [code, { is: 'error', code }, ...kindOfCode[kind]],
  ),
  ...faultyMessages.map((code): SlackRow => [code, { is: 'error', code }, 'rejected', 'rejected']),
  ['429, Retry-After 7', { is: 'limited', retryAfter: 7 }, 'limited', 'limited'],
  ['429, Retry-After 1000000', { is: 'limited', retryAfter: 1_000_000 }, 'limited', 'limited'],
  ['429 without Retry-After', { is: 'limited' }, 'limited', 'limited'],
  ...[400, 403, 404].map(
    (status): SlackRow => [`HTTP ${status}`, { is: 'status', status }, 'retry', 'retry'],
  ),
  ...[408, 500, 502, 503, 504].map(
    (status): SlackRow => [`HTTP ${status}`, { is: 'status', status }, 'unknown', 'retry'],
  ),
  ['no JSON', { is: 'garbage' }, 'unknown', 'retry'],
  ['connection closed', { is: 'dropped' }, 'unknown', 'retry'],
];

const answer = (status: number, code?: string, headers: Record<string, string> = {}): Fault => ({
  does: 'answer',
  status,
  headers,
  ...(code === undefined ? {} : { body: connectorError(code) }),
});
const later = (value: string) => ({ 'retry-after': value });

type TeamsRow = [name: string, fault: Fault, post: Outcome, edit: Outcome];
const same = (name: string, fault: Fault, is: Outcome): TeamsRow => [name, fault, is, is];
const teamsRows: TeamsRow[] = [
  same('429, Retry-After 7', answer(429, undefined, later('7')), 'limited'),
  same(
    '429, Retry-After a date',
    answer(429, undefined, later(new Date(Date.now() + 9_000).toUTCString())),
    'limited',
  ),
  same('429, Retry-After unreadable', answer(429, undefined, later('soon')), 'limited'),
  same('429 without Retry-After', answer(429), 'limited'),
  same('412 PreconditionFailed', answer(412, 'PreconditionFailed'), 'limited'),
  ...[502, 503, 504].map((status) => same(String(status), answer(status), 'retry')),
  same('503, Retry-After 9', answer(503, undefined, later('9')), 'limited'),
  ...[408, 500].map((status): TeamsRow => [String(status), answer(status), 'unknown', 'retry']),
  ['connection closed', { does: 'drop' }, 'unknown', 'retry'],
  ...[
    'BotNotInConversationRoster',
    'ConversationBlockedByUser',
    'BotDisabledByAdmin',
    'ForbiddenOperationException',
    'Unnamed',
  ].map((code) => same(`403 ${code}`, answer(403, code), 'room_lost')),
  same('403 MessageWritesBlocked', { does: 'answer', status: 403, body: blockedBody }, 'room_lost'),
  same('404 ConversationNotFound', answer(404, 'ConversationNotFound'), 'room_lost'),
  [
    '404 ActivityNotFoundInConversation',
    answer(404, 'ActivityNotFoundInConversation'),
    'room_lost',
    'message_gone',
  ],
  same('400 BadSyntax', answer(400, 'BadSyntax'), 'rejected'),
  same('413 MessageSizeTooBig', answer(413, 'MessageSizeTooBig'), 'rejected'),
];

/** What the library for the sign-in service rejects with, for each of that service's answers. */
const signInRows: [name: string, errorCode: string, is: Outcome][] = [
  ['429, 500 or 503', '', 'unreachable'],
  ['503 temporarily_unavailable', 'temporarily_unavailable', 'unreachable'],
  ['server_error', 'server_error', 'unreachable'],
  ['no connection', 'network_error', 'unreachable'],
  ['its addresses do not resolve', 'endpoints_resolution_error', 'unreachable'],
  ['its configuration does not come', 'openid_config_error', 'unreachable'],
  ['no answer in time', 'timeout', 'unreachable'],
  ['invalid_client', 'invalid_client', 'cut_off'],
  ['unauthorized_client', 'unauthorized_client', 'cut_off'],
  ['invalid_scope', 'invalid_scope', 'cut_off'],
];

const rows: Row[] = [
  ...slackRows.flatMap(([name, , post, edit]) => [
    { far: 'Slack', call: 'post', answer: name, is: post },
    ...(edit === post ? [] : [{ far: 'Slack', call: 'edit', answer: name, is: edit }]),
  ]),
  ...teamsRows.flatMap(([name, , post, edit]) => [
    { far: 'Teams', call: 'post', answer: name, is: post },
    ...(edit === post ? [] : [{ far: 'Teams', call: 'edit', answer: name, is: edit }]),
  ]),
  { far: 'Teams', call: 'any', answer: '401 once: a fresh token mends it', is: 'sent' },
  { far: 'Teams', call: 'any', answer: '401 twice', is: 'cut_off' },
  ...signInRows.map(([name, , is]) => ({ far: 'Sign-in service', call: 'any', answer: name, is })),
];

describe('what each answer of a platform means', () => {
  let slack: SlackRig;
  let teams: RunningTeams;
  beforeAll(async () => {
    [slack, teams] = await Promise.all([slackRig(), startTeams()]);
  });
  afterAll(() => Promise.all([slack.close(), teams.stop()]));

  const slackRoom = { platform: 'slack', tenant: 'T1', channel: 'CGEN', kind: 'channel' } as const;
  const teamsRoom = (): RoomAddress => ({
    platform: 'teams',
    tenant: teams.end.tenant,
    channel: teams.rooms.channel.id,
    kind: 'channel',
    reach: { serviceUrl: teams.end.serviceUrl, botId: teams.end.bot.id },
  });

  it.each(slackRows)('Slack: %s', async (name, fault, post, edit) => {
    const { messenger } = slack.slack;
    slack.end.fail('chat.postMessage', ...(name === 'not_in_channel' ? [fault, fault] : [fault]));
    expect((await messenger.post(slackRoom, message)).is).toBe(post);
    slack.end.fail('chat.update', ...(name === 'not_in_channel' ? [fault, fault] : [fault]));
    expect((await messenger.edit(slackRoom, '1.1', message)).is).toBe(edit);
    slack.end.fail('conversations.open', fault);
    const opened = await messenger.openDirect({ tenant: 'T1', user: 'UANA' }, undefined);
    expect(opened.is).not.toBe('unknown');
  });

  it.each(teamsRows)('Teams: %s', async (_name, fault, post, edit) => {
    const { messenger } = teams.teams;
    teams.end.faults.add({ ...fault, method: 'POST' }, { ...fault, method: 'PUT' });
    expect((await messenger.post(teamsRoom(), message)).is).toBe(post);
    expect((await messenger.edit(teamsRoom(), '1', message)).is).toBe(edit);
  });

  it('says the same in docs/failures.md', async () => {
    await expect(failureDocument(rows)).toMatchFileSnapshot('../../docs/failures.md');
  });

  it('ends nowhere in nothing, for ever', () => {
    for (const { is } of rows) {
      if (is === 'sent') continue;
      const { again, reads } = consequences[is];
      expect(again ?? reads, is).not.toBeNull();
    }
    expect(Object.values(consequences).every(({ again }) => again !== null)).toBe(true);
  });
});

describe('the sign-in service', () => {
  it.each(signInRows)('%s', async (_name, errorCode, is) => {
    const credentials = () => Promise.reject(Object.assign(new Error('x'), { errorCode }));
    const teams = await startTeams({ settings: { credentials } });
    const reach = { serviceUrl: teams.end.serviceUrl, botId: teams.end.bot.id };
    const room: RoomAddress = {
      platform: 'teams',
      tenant: teams.end.tenant,
      channel: '19:a',
      kind: 'channel',
      reach,
    };
    expect((await teams.teams.messenger.post(room, message)).is).toBe(is);
    expect(teams.end.calls).toEqual([]);
    await teams.stop();
  });
});

describe('what follows from each kind of answer', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld('postgresql');
  });
  afterAll(async () => {
    await clearWorld(world);
    await world.close();
  });

  const answers: [Outcome, Exclude<SendResult, { is: 'sent' }>][] = [
    ['limited', { is: 'limited', retryAfterMs: 50 }],
    ['retry', { is: 'retry', why: 'HTTP 503' }],
    ['unknown', { is: 'unknown', why: 'timeout' }],
    ['room_lost', { is: 'room_lost', why: 'channel_not_found' }],
    ['cut_off', { is: 'cut_off', why: 'invalid_auth' }],
    ['unreachable', { is: 'unreachable', why: 'ECONNREFUSED' }],
    ['rejected', { is: 'rejected', why: 'invalid_blocks' }],
  ];

  it.each(answers)('after one “%s” the message arrives, or its owner is told', async (_is, once) => {
    await clearWorld(world);
    const plan = await makePlan(world);
    await plan.room('C1');
    world.slack.next(once, ({ channel }) => channel === 'C1');
    await plan.tell({ news: [{ id: v7(), card: note('one') }] });
    await until(world, () => world.slack.shown('C1').length + world.slack.shown('direct-U1').length > 0);
    const isTold = once.is === 'unknown' || once.is === 'rejected';
    expect(world.slack.shown(isTold ? 'direct-U1' : 'C1')).toHaveLength(1);
  });
});
