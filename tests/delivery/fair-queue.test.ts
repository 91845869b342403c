import { describe, expect, it } from 'vitest';
import { createFairQueue, type Installation } from '../../src/delivery/fair-queue.ts';

const slack = (tenant: string): Installation => ({ platform: 'slack', tenant });
const teams: Installation = { platform: 'teams', tenant: 'T1' };

/** Rooms whose turns end when the test says so. */
function hanging(limits = { all: 8, platform: 6, installation: 3 }) {
  const underway = new Map<string, () => void>();
  const begun: string[] = [];
  const lanes = createFairQueue<string>(limits, (room) => {
    begun.push(room);
    return new Promise((resolve) => {
      underway.set(room, () => {
        underway.delete(room);
        resolve();
      });
    });
  });
  const add = (lane: Installation, rooms: string[]) => {
    for (const room of rooms) lanes.add(room, lane, room);
  };
  const end = async (room: string) => {
    underway.get(room)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { lanes, add, end, begun, underway };
}

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

describe('turns of rooms', () => {
  it('an installation that hangs with a hundred rooms holds a few turns, and others begin at once', () => {
    const { add, begun } = hanging();
    add(slack('T1'), names('a', 100));
    expect(begun).toEqual(['a0', 'a1', 'a2']);
    add(teams, ['t0']);
    expect(begun.at(-1)).toBe('t0');
  });

  it('a platform that hangs in many organisations leaves room for another platform', () => {
    const { add, begun } = hanging();
    for (const tenant of names('T', 10)) add(slack(tenant), names(`${tenant}-`, 10));
    expect(begun).toHaveLength(6);
    add(teams, ['t0', 't1']);
    expect(begun.slice(6)).toEqual(['t0', 't1']);
  });

  it('installations take turns', async () => {
    const { add, begun, end } = hanging({ all: 1, platform: 1, installation: 1 });
    add(slack('T1'), ['a0', 'a1', 'a2']);
    add(slack('T2'), ['b0']);
    await end('a0');
    await end('a1');
    await end('b0');
    expect(begun).toEqual(['a0', 'a1', 'b0', 'a2']);
  });

  it('a room with its turn gives way when its installation has more than its share', () => {
    const { lanes, add } = hanging({ all: 4, platform: 4, installation: 3 });
    add(slack('T1'), names('a', 3));
    expect(lanes.shouldYield(slack('T1'))).toBe(false);
    add(slack('T2'), names('b', 3));
    expect(lanes.shouldYield(slack('T1'))).toBe(true);
    expect(lanes.shouldYield(slack('T2'))).toBe(false);
  });

  it('a room that is added while it has its turn gets another one, and one that waits does not', async () => {
    const { add, begun, end } = hanging({ all: 1, platform: 1, installation: 1 });
    add(slack('T1'), ['a0', 'a1', 'a0', 'a1']);
    await end('a0');
    await end('a1');
    await end('a0');
    expect(begun).toEqual(['a0', 'a1', 'a0']);
  });

  it('stops when the turns under way are over, and begins no more', async () => {
    const { lanes, add, begun, end } = hanging({ all: 1, platform: 1, installation: 1 });
    add(slack('T1'), ['a0', 'a1']);
    const stopped = lanes.stop();
    await end('a0');
    await stopped;
    expect(begun).toEqual(['a0']);
  });
});
