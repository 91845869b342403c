import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { note } from '../../../cards/model.ts';
import type { RoomAddress } from '../../../src/ports/intent.ts';
import { blockedBody, connectorError, type Fault } from '../../../src/preview/teams/faults.ts';
import { type RunningTeams, startTeams } from '../../support/platforms/teams.ts';

let running: RunningTeams;
beforeEach(async () => {
  running = await startTeams();
});
afterEach(() => running.stop());

const message = (title = '3 · Beta launch') => ({ card: note(title), key: 'delivery-1' });
const address = (id = running.rooms.channel.id): RoomAddress => ({
  platform: 'teams',
  tenant: running.end.tenant,
  channel: id,
  kind: 'channel',
  reach: { serviceUrl: running.end.serviceUrl, botId: running.end.bot.id },
});

describe('the messenger', () => {
  it('posts a card alone, as a thread of its own, with a summary', async () => {
    const sent = await running.teams.messenger.post(address(), message());
    const [posted] = running.end.rooms.messages;
    expect(sent).toEqual({ is: 'sent', messageId: posted?.id });
    expect(posted).toMatchObject({ summary: '3 · Beta launch', card: { type: 'AdaptiveCard' } });
    expect(posted?.text).toBeUndefined();
    expect(posted?.thread).toBeUndefined();
    expect(running.end.calls[0]?.path).toBe('/v3/conversations/19:apollo@thread.tacv2/activities');
    expect(running.end.calls[0]?.authorization).toMatch(/^Bearer /);
  });

  it('answers in the thread of a message in a channel, and plainly in a chat, which has none', async () => {
    const posted = await running.posted(note('the card'));
    await running.teams.messenger.post(address(), message(), posted.id);
    expect(running.end.rooms.messages.at(-1)).toMatchObject({ thread: posted.id });
    expect(running.end.calls.at(-1)?.path).toContain(`@thread.tacv2;messageid=${posted.id}/`);
    await running.teams.messenger.post(address('19:chat@thread.v2'), message(), posted.id);
    expect(running.end.calls.at(-1)?.path).toContain('19:chat@thread.v2/');
  });

  it('says that the thread is gone, which the channel need not be', async () => {
    running.end.faults.add({ method: 'POST', does: 'answer', status: 404 });
    expect(await running.teams.messenger.post(address(), message(), '1')).toMatchObject({
      is: 'message_gone',
    });
  });

  it('changes the card in place', async () => {
    const posted = await running.posted(note('before'));
    const sent = await running.teams.messenger.edit(address(), posted.id, message('after'));
    expect(sent).toEqual({ is: 'sent', messageId: posted.id });
    expect(posted).toMatchObject({ edits: 1, summary: 'after' });
  });

  it('opens the chat with a person, where it can then post', async () => {
    const person = { tenant: running.end.tenant, user: '29:ben', name: 'Ben' };
    const opened = await running.teams.messenger.openDirect(person, address());
    if (opened.is !== 'opened') throw new Error(opened.is);
    expect(opened.room).toMatchObject({ platform: 'teams', kind: 'direct', tenant: running.end.tenant });
    await running.teams.messenger.post(opened.room, message());
    expect(running.end.rooms.seenBy(opened.room.channel, '29:ben')).toHaveLength(1);
  });

  it('says when there is no way to a person or a room', async () => {
    const { reach: _, ...nowhere } = address();
    const { messenger } = running.teams;
    expect((await messenger.openDirect({ tenant: 't', user: '29:ben' }, undefined)).is).toBe('rejected');
    expect((await messenger.openDirect({ tenant: 't', user: '29:nobody' }, address())).is).toBe('room_lost');
    expect((await messenger.post(nowhere, message())).is).toBe('rejected');
    expect((await messenger.edit(nowhere, '1', message())).is).toBe('rejected');
  });
});

describe('a failure', () => {
  const answer = (status: number, body?: unknown, headers: Record<string, string> = {}): Fault => ({
    does: 'answer',
    status,
    body,
    headers,
  });

  const cases: [string, Fault, object, object][] = [
    [
      '429 with a time',
      answer(429, undefined, { 'retry-after': '7' }),
      { is: 'limited', retryAfterMs: 7_000 },
      {},
    ],
    ['429 without', answer(429), { is: 'limited', retryAfterMs: 30_000 }, {}],
    ['412', answer(412, connectorError('PreconditionFailed')), { is: 'limited', retryAfterMs: 2_000 }, {}],
    ['500', answer(500), { is: 'unknown' }, { is: 'retry' }],
    ['502', answer(502, '<html>'), { is: 'retry' }, {}],
    ['503', answer(503), { is: 'retry' }, {}],
    ['504', answer(504), { is: 'retry' }, {}],
    ['a dropped connection', { does: 'drop' }, { is: 'unknown' }, { is: 'retry' }],
    ['garbage', { does: 'garbage' }, { is: 'unknown' }, { is: 'sent' }],
    ['a removed bot', answer(403, connectorError('BotNotInConversationRoster')), { is: 'room_lost' }, {}],
    ['a blocking person', answer(403, connectorError('ConversationBlockedByUser')), { is: 'room_lost' }, {}],
    ['an administrator', answer(403, connectorError('BotDisabledByAdmin')), { is: 'room_lost' }, {}],
    ['blocked writes', answer(403, blockedBody), { is: 'room_lost' }, {}],
    ['no installation', answer(403, connectorError('ForbiddenOperationException')), { is: 'room_lost' }, {}],
    ['another 403', answer(403, connectorError('Odd')), { is: 'room_lost' }, {}],
    ['no conversation', answer(404, connectorError('ConversationNotFound')), { is: 'room_lost' }, {}],
    [
      'no message',
      answer(404, connectorError('ActivityNotFoundInConversation')),
      { is: 'room_lost' },
      { is: 'message_gone' },
    ],
    ['404 without a word', answer(404), { is: 'room_lost' }, { is: 'message_gone' }],
    [
      '503 with a time',
      answer(503, undefined, { 'retry-after': '9' }),
      { is: 'limited', retryAfterMs: 9_000 },
      {},
    ],
    ['413', answer(413, connectorError('MessageSizeTooBig')), { is: 'rejected' }, {}],
    ['400', answer(400, connectorError('BadSyntax')), { is: 'rejected' }, {}],
    ['a redirect', answer(302, undefined, { location: 'https://example.com/' }), { is: 'rejected' }, {}],
  ];

  it.each(cases)('by %s is told apart, after one attempt', async (_name, fault, post, edit) => {
    const posted = await running.posted(note('before'));
    running.end.calls.length = 0;
    running.end.faults.add({ ...fault, method: 'POST' }, { ...fault, method: 'PUT' });
    expect(await running.teams.messenger.post(address(), message())).toMatchObject(post);
    expect(running.end.calls).toHaveLength(1);
    const edited = await running.teams.messenger.edit(address(), posted.id, message());
    expect(edited).toMatchObject({ ...post, ...edit });
    expect(running.end.calls).toHaveLength(2);
  });

  it('by one 401 is mended by a fresh token; by two in a row it is the credentials', async () => {
    const refused = answer(401, connectorError('BotNotRegistered'));
    const asked: (boolean | undefined)[] = [];
    await running.stop();
    running = await startTeams({
      settings: {
        credentials: async (how) => {
          asked.push(how?.fresh);
          return running.end.settings.credentials();
        },
      },
    });
    running.end.faults.add(refused, refused, refused);
    expect(await running.teams.messenger.post(address(), message())).toMatchObject({ is: 'cut_off' });
    expect((await running.teams.messenger.post(address(), message())).is).toBe('sent');
    expect(asked).toEqual([undefined, true, undefined, true]);
    expect(running.end.rooms.messages).toHaveLength(1);
  });

  it('by silence ends in time, and a post is not taken for undone', async () => {
    running.end.faults.add({ does: 'hang' }, { does: 'hang' });
    const { messenger } = running.teams;
    const [posted, edited] = await Promise.all([
      messenger.post(address(), message()),
      messenger.edit(address(), '1', message()),
    ]);
    expect([posted, edited]).toEqual([
      { is: 'unknown', why: 'timeout' },
      { is: 'retry', why: 'timeout' },
    ]);
  }, 15_000);

  it('by a refused connection can be tried again', async () => {
    const gone = address();
    const other = await startTeams();
    await other.stop();
    gone.reach = { serviceUrl: other.end.serviceUrl, botId: other.end.bot.id };
    expect(await running.teams.messenger.post(gone, message())).toEqual({ is: 'retry', why: 'ECONNREFUSED' });
  });

  it('by a card that is too large is told by the connector', async () => {
    const sent = await running.teams.messenger.post(address(), message('x'.repeat(60_000)));
    expect(sent).toEqual({ is: 'rejected', why: 'status 413 MessageSizeTooBig' });
  });
});

describe('whether the bot can post', () => {
  it.each([
    [403, 'BotNotInConversationRoster', 'no'],
    [404, 'ConversationNotFound', 'no'],
    [404, 'Odd', 'yes'],
    [500, 'Odd', 'yes'],
  ])('is read from the roster: %i %s is %s', async (status, code, is) => {
    running.end.faults.add({ method: 'GET', does: 'answer', status, body: connectorError(code) });
    expect(await running.teams.messenger.canPost?.(address())).toMatchObject({ is });
  });
});

describe('credentials', () => {
  const signingWith = async (credentials: () => Promise<string | undefined>) => {
    await running.stop();
    running = await startTeams({ settings: { credentials } });
    return running.teams.messenger.post(address(), message());
  };

  it('that are wrong cut Milepost off', async () => {
    expect((await signingWith(async () => 'Bearer wrong')).is).toBe('cut_off');
    const sent = await signingWith(() =>
      Promise.reject(Object.assign(new Error('x'), { errorCode: 'invalid_client' })),
    );
    expect(sent).toEqual({
      is: 'cut_off',
      why: 'the sign-in service refuses the credentials (invalid_client)',
    });
  });

  it('that cannot be fetched for now can be tried again', async () => {
    const sent = await signingWith(() =>
      Promise.reject(Object.assign(new Error('x'), { errorCode: 'network_error' })),
    );
    expect(sent.is).toBe('unreachable');
  });
});
