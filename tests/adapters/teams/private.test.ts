import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/ports/intent.ts';
import { type RunningTeams, startTeams } from '../../support/platforms/teams.ts';

let running: RunningTeams;
afterEach(() => running.stop());

/** The first message that somebody sees in a room. */
const answerTo = (person: { id: string }, room: { id: string }) =>
  running.end.until(() => running.end.rooms.seenBy(room.id, person.id)[0]);

describe('a private answer', () => {
  describe('where Teams takes no private message', () => {
    const refusals = [400, 401, 403, 404, 405, 501];
    const secret: Reply = { is: 'done', line: 'The price is 42.' };
    /** What everybody in the room can read. */
    const aloud = (room: { id: string }) =>
      JSON.stringify(running.end.rooms.messages.filter((one) => one.room === room.id && !one.targetedTo));
    const refuseTargeted = (status: number, times = 1) => {
      for (let nth = 0; nth < times; nth += 1)
        running.end.faults.add({ does: 'answer', status, path: 'isTargetedActivity' });
    };

    it.each(refusals)('(%i) comes into the direct chat, and nothing is said in the room', async (status) => {
      running = await startTeams({ run: () => secret });
      const { end, people, rooms } = running;
      // a refused token is tried once more with a fresh one
      refuseTargeted(status, 2);
      await end.message(people.ana, rooms.channel, 'status', { thread: '42' });
      expect(await answerTo(people.ana, rooms.direct)).toMatchObject({ text: 'The price is 42.' });
      await running.teams.close();
      expect(aloud(rooms.channel)).toBe('[]');
      expect(running.logged).toEqual([]);
    });

    it('nor a direct chat, is one line in the room, which tells nothing of the answer', async () => {
      running = await startTeams({ run: () => secret });
      const { end, people, rooms } = running;
      refuseTargeted(403);
      end.faults.add({ does: 'answer', status: 403, path: '/v3/conversations', method: 'POST' });
      await end.message(people.ana, rooms.chat, 'status');
      await expect.poll(() => aloud(rooms.chat)).toContain('I cannot answer you privately');
      await running.teams.close();
      expect(aloud(rooms.chat)).not.toContain('The price is');
      expect(end.rooms.seenBy(rooms.direct.id, '29:ana')).toEqual([]);
    });

    it('is not said in the room at all when the question was private', async () => {
      running = await startTeams({ run: () => secret });
      const { end, people, rooms } = running;
      refuseTargeted(403);
      end.faults.add({ does: 'answer', status: 403, path: '/v3/conversations', method: 'POST' });
      await end.message(people.ana, rooms.chat, 'status', { isTargeted: true });
      await running.teams.close();
      expect(aloud(rooms.chat)).toBe('[]');
      expect(running.logged).toMatchObject([{ level: 'warn', message: 'teams answer failed' }]);
    });

    it.each(['hang', 'drop', 'garbage'] as const)(
      'or its outcome is unknown (%s), nothing is said aloud',
      async (does) => {
        running = await startTeams({ run: () => secret });
        const { end, people, rooms } = running;
        end.faults.add({ does, path: 'isTargetedActivity' });
        await end.message(people.ana, rooms.channel, 'status');
        await running.teams.close();
        expect(aloud(rooms.channel)).toBe('[]');
      },
    );
  });

  describe('to a private message in a channel', () => {
    it('is private, and quotes what was asked', async () => {
      running = await startTeams();
      const { end, people, rooms } = running;
      await end.message(people.ana, rooms.channel, 'milestone list', {
        id: '1772129782775',
        isTargeted: true,
      });
      expect((await answerTo(people.ana, rooms.channel)).targetedTo).toBe('29:ana');
      expect(end.calls.at(-1)?.body).toMatchObject({
        recipient: { id: '29:ana', isTargeted: true },
        entities: [{ type: 'targetedMessageInfo', messageId: '1772129782775' }],
      });
      expect(end.rooms.seenBy(rooms.channel.id, '29:ben')).toEqual([]);
      expect(running.intents[0]).toMatchObject({ surface: 'line', ask: { line: 'milestone list' } });
    });

    it('comes without the quote when Teams does not know that message any more', async () => {
      running = await startTeams();
      const { end, people, rooms } = running;
      end.faults.add({ does: 'answer', status: 404, path: 'isTargetedActivity' });
      await end.message(people.ana, rooms.channel, 'list', { isTargeted: true });
      expect((await answerTo(people.ana, rooms.channel)).targetedTo).toBe('29:ana');
      expect(end.calls.at(-1)?.body).not.toHaveProperty('entities');
    });
  });
});
