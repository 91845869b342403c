import { describe, expect, it } from 'vitest';
import { note } from '../../cards/model.ts';
import { reportingUnreachable } from '../../src/delivery/failures/unreachable-people.ts';
import type { PersonNews, RoomAddress } from '../../src/ports/intent.ts';
import type { SendResult } from '../../src/ports/messenger.ts';
import { farEnd } from '../support/platforms/far-end.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const chat: RoomAddress = { platform: 'slack', tenant: 'T1', channel: 'D1', kind: 'direct' };

/** What is heard of people when a message into a room is answered so. */
async function heardOf(answer: Exclude<SendResult, { is: 'sent' }>, room = chat): Promise<PersonNews[]> {
  const end = farEnd();
  const heard: PersonNews[] = [];
  const messenger = reportingUnreachable('slack', end, async (news) => void heard.push(news), quiet);
  end.next(answer);
  expect(await messenger.post(room, { card: note('Hello'), key: 'k' })).toEqual(answer);
  return heard;
}

describe('a chat that takes no message', () => {
  it.each([
    ['user_disabled', true],
    ['user_not_found', true],
    ['status 403 ForbiddenOperationException', false],
    ['is_archived', false],
  ])('because of %s makes its person doubtful; the account is gone: %s', async (why, gone) => {
    expect(await heardOf({ is: 'room_lost', why })).toEqual([{ is: 'unreachable', chat, gone }]);
  });

  it('says nothing of people where it is a channel, or only for now', async () => {
    const channel: RoomAddress = { ...chat, channel: 'C1', kind: 'channel' };
    expect(await heardOf({ is: 'room_lost', why: 'user_disabled' }, channel)).toEqual([]);
    expect(await heardOf({ is: 'limited', retryAfterMs: 1 })).toEqual([]);
    expect(await heardOf({ is: 'unknown', why: 'timeout' })).toEqual([]);
  });

  it('tells it of a chat that cannot be opened, and goes on where nobody can be looked up', async () => {
    const end = farEnd();
    const heard: PersonNews[] = [];
    const messenger = reportingUnreachable(
      'slack',
      end,
      async (news) => {
        heard.push(news);
        throw new Error('no database');
      },
      quiet,
    );
    end.next({ is: 'room_lost', why: 'user_disabled' });
    expect(await messenger.openDirect({ tenant: 'T1', user: 'UMO' }, undefined)).toMatchObject({
      is: 'room_lost',
    });
    expect(heard).toEqual([{ is: 'unreachable', chat: { ...chat, channel: 'user:UMO' }, gone: true }]);
  });
});
