import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectEmail } from '../../adapters/email/connect.ts';
import { readServer } from '../../adapters/email/settings.ts';
import { note, text } from '../../cards/model.ts';
import type { RoomAddress } from '../../src/ports/intent.ts';
import type { Messenger } from '../../src/ports/messenger.ts';
import type { SlackFault } from '../../src/preview/slack/api.ts';
import { connectorError, type Fault } from '../../src/preview/teams/faults.ts';
import { startMailServer } from '../support/mail-server.ts';
import { slackRig } from '../support/platforms/slack.ts';
import { startTeams } from '../support/platforms/teams.ts';

/** Failures that every platform can have. */
type Trouble = 'throttled' | 'lost room' | 'no answer' | 'gone' | 'out of order';

/** One messenger and its platform. */
type FarEnd = {
  messenger: Messenger;
  room: RoomAddress;
  person: { tenant: string; user: string };
  /** Returns the messages shown there, oldest first, as JSON. */
  shows(): string[];
  /** Returns the number of attempted posts. */
  tries(): number;
  /** Makes the next calls fail this way. */
  meets(trouble: Trouble): void;
  close(): Promise<unknown>;
};

/** Expectations that differ per platform. */
type Ways = { edits: boolean; throttled: string; lostRoom: string };

async function slack(): Promise<FarEnd> {
  const rig = await slackRig();
  const error = (code: string): SlackFault => ({ is: 'error', code });
  const faults: Record<Trouble, SlackFault> = {
    throttled: { is: 'limited', retryAfter: 7 },
    'lost room': error('is_archived'),
    'no answer': { is: 'dropped', done: true },
    gone: error('message_not_found'),
    'out of order': { is: 'garbage' },
  };
  return {
    messenger: rig.slack.messenger,
    room: { platform: 'slack', tenant: 'T1', channel: 'CGEN', kind: 'channel' },
    person: { tenant: 'T1', user: 'UANA' },
    shows: () => rig.end.world.postsIn('CGEN').map((post) => JSON.stringify(post)),
    tries: () => rig.end.calls.filter(({ method }) => method === 'chat.postMessage').length,
    meets(trouble) {
      for (const method of ['chat.postMessage', 'chat.update'] as const)
        rig.end.fail(method, faults[trouble]);
    },
    close: () => rig.close(),
  };
}

async function teams(): Promise<FarEnd> {
  const { end, rooms, teams: adapter, stop } = await startTeams();
  const answer = (status: number, code: string, headers = {}): Fault => ({
    does: 'answer',
    status,
    headers,
    body: connectorError(code),
  });
  const faults: Record<Trouble, Fault> = {
    throttled: answer(429, 'TooManyRequests', { 'retry-after': '7' }),
    'lost room': answer(403, 'BotNotInConversationRoster'),
    'no answer': { does: 'drop' },
    gone: answer(404, 'ActivityNotFoundInConversation'),
    'out of order': { does: 'garbage' },
  };
  const reach = { serviceUrl: end.serviceUrl, botId: end.bot.id };
  return {
    messenger: adapter.messenger,
    room: { platform: 'teams', tenant: end.tenant, channel: rooms.channel.id, kind: 'channel', reach },
    person: { tenant: end.tenant, user: '29:ben' },
    shows: () => end.rooms.messages.map((message) => JSON.stringify(message)),
    tries: () => end.calls.filter(({ path }) => path.endsWith('/activities')).length,
    meets(trouble) {
      for (const method of ['POST', 'PUT']) end.faults.add({ ...faults[trouble], method });
    },
    close: () => stop(),
  };
}

async function email(): Promise<FarEnd> {
  const taken: string[] = [];
  let tries = 0;
  let next: Trouble | undefined;
  const meets = (...troubles: Trouble[]) => {
    if (!next || !troubles.includes(next)) return false;
    next = undefined;
    return true;
  };
  const refusal = (responseCode: number) => Object.assign(new Error('refused'), { responseCode });
  const server = await startMailServer({
    onRcptTo(_to, _session, done) {
      tries += 1;
      if (meets('throttled')) return done(refusal(450));
      return meets('lost room') ? done(refusal(550)) : done();
    },
    onData(stream, _session, done) {
      let mail = '';
      stream.on('data', (chunk: Buffer) => {
        mail += chunk.toString('utf8');
      });
      stream.on('end', () => {
        taken.push(mail);
        if (!meets('no answer', 'out of order')) done();
      });
    },
  });
  const at = readServer(server.url);
  if (!at) throw new Error('the mail server has no address');
  const patience = { connect: 2_000, greeting: 2_000, idle: 600, total: 5_000 };
  const adapter = connectEmail(
    { ...at, from: { name: 'Milepost', address: 'm@acme.example' } },
    { timeouts: patience },
  );
  return {
    messenger: adapter.messenger,
    room: { platform: 'email', tenant: '', channel: 'ana@acme.example', kind: 'direct' },
    person: { tenant: '', user: 'ana@acme.example' },
    shows: () => taken,
    tries: () => tries,
    meets(trouble) {
      next = trouble;
    },
    close: () => Promise.all([adapter.close(), server.stop()]),
  };
}

const platforms: [string, () => Promise<FarEnd>, Ways][] = [
  ['Slack', slack, { edits: true, throttled: 'limited', lostRoom: 'room_lost' }],
  ['Teams', teams, { edits: true, throttled: 'limited', lostRoom: 'room_lost' }],
  // Mail servers announce no rates, and a rejected address is not a room that may come back.
  ['e-mail', email, { edits: false, throttled: 'retry', lostRoom: 'rejected' }],
];

describe.each(platforms)('the messenger of %s', (_name, start, ways) => {
  let end: FarEnd;
  const key = '019a0000-0000-7000-8000-000000000001';
  const message = (title: string) => ({ card: note(title, [text('Beta launch is due.')]), key });
  const post = (title = 'Apollo today') => end.messenger.post(end.room, message(title));
  beforeEach(async () => {
    end = await start();
  });
  afterEach(() => end.close());

  /** Posts a message and returns its id. */
  async function posted(title = 'Apollo today'): Promise<string> {
    const sent = await post(title);
    if (sent.is !== 'sent') throw new Error(JSON.stringify(sent));
    return sent.messageId;
  }

  it('posts a card once, and returns the message id', async () => {
    expect(await posted()).not.toBe('');
    expect(end.shows()).toEqual([expect.stringMatching(/Apollo today[\s\S]*Beta launch is due\./)]);
    expect(end.tries()).toBe(1);
  });

  it(
    ways.edits
      ? 'edits a message in place'
      : 'says that a message cannot be edited, so that it is posted anew',
    async () => {
      const id = await posted();
      const edited = await end.messenger.edit(end.room, id, message('Apollo tomorrow'));
      expect(edited).toMatchObject(ways.edits ? { is: 'sent', messageId: id } : { is: 'message_gone' });
      expect(end.shows()).toEqual([expect.stringContaining(ways.edits ? 'Apollo tomorrow' : 'Apollo today')]);
    },
  );

  it('distinguishes a deleted message from a lost room', async () => {
    const id = await posted();
    end.meets('gone');
    expect(await end.messenger.edit(end.room, id, message('x'))).toMatchObject({ is: 'message_gone' });
  });

  it('reports when a room accepts no messages, and why', async () => {
    end.meets('lost room');
    expect(await post()).toMatchObject({ is: ways.lostRoom, why: expect.stringMatching(/\S/) });
    expect(end.shows()).toEqual([]);
  });

  it('reports throttling with nothing sent, and succeeds on the next attempt', async () => {
    end.meets('throttled');
    const sent = await post();
    expect(sent.is).toBe(ways.throttled);
    if (sent.is === 'limited') expect(sent.retryAfterMs).toBe(7_000);
    expect(end.shows()).toEqual([]);
    expect(end.tries()).toBe(1);
    await posted();
    expect(end.shows()).toHaveLength(1);
  });

  it.each(['no answer', 'out of order'] as const)(
    'reports an unknown outcome when the answer is lost (%s), and does not post again',
    async (trouble) => {
      end.meets(trouble);
      expect(await post()).toMatchObject({ is: 'unknown', why: expect.stringMatching(/\S/) });
      await sleep(50);
      expect(end.tries()).toBe(1);
      expect(end.shows().length).toBeLessThanOrEqual(1);
    },
  );

  it('opens a direct chat and posts there', async () => {
    const opened = await end.messenger.openDirect(end.person, end.room);
    if (opened.is !== 'opened') throw new Error(JSON.stringify(opened));
    expect(opened.room).toMatchObject({ platform: end.room.platform, kind: 'direct' });
    expect((await end.messenger.post(opened.room, message('For you'))).is).toBe('sent');
  });

  it('never throws, whatever a card contains', async () => {
    for (const title of ['<!channel> *x*', '\u0000\u202e', '{{DATE()}}', 'a\r\nBcc: b@c.example']) {
      expect((await post(title)).is).toMatch(/^(sent|rejected)$/);
    }
  });
});
