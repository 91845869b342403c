import { describe, expect, it } from 'vitest';
import { actorOf } from '../../../adapters/teams/inbound/origin.ts';
import { activitySchema } from '../../../adapters/teams/inbound/schemas.ts';

const zoneIn = (more: object) =>
  actorOf(
    activitySchema.parse({
      type: 'message',
      channelId: 'msteams',
      serviceUrl: 'https://smba.example/',
      from: { id: '29:ana' },
      recipient: { id: '28:bot' },
      conversation: { id: '19:room' },
      ...more,
    }),
    'tenant',
  ).zone;

describe('the time zone of whoever acts in Teams', () => {
  const clientInfo = { type: 'clientInfo', country: 'JP', timezone: 'Asia/Tokyo' };
  const localTimestamp = '2026-07-01T14:30:00.000+02:00';

  it.each([
    ['as the activity names it', { localTimezone: 'Europe/London', entities: [clientInfo] }, 'Europe/London'],
    ['as the client names it', { entities: [{ type: 'mention' }, clientInfo], localTimestamp }, 'Asia/Tokyo'],
    ['by the offset of its clock', { localTimezone: '', localTimestamp }, '+02:00'],
    ['unknown where it says nothing', { localTimezone: null, entities: [null, 3, 'x'] }, undefined],
    ['unknown where its clock is no time', { localTimestamp: 'half past two' }, undefined],
  ])('is %s', (_how, more, zone) => {
    expect(zoneIn(more)).toBe(zone);
  });
});
