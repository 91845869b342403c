import { describe, expect, it } from 'vitest';
import { memoryKeeper } from '../src/memory.ts';

const mb = 1024 * 1024;

/** A process whose memory and work a test sets; a collection leaves `lives`. */
function process(lives = 100) {
  const now = { resident: lives * mb, busy: 0, lives: lives * mb, collected: 0 };
  const look = memoryKeeper({
    resident: () => now.resident,
    busy: () => now.busy,
    collect() {
      now.collected += 1;
      now.resident = now.lives;
    },
  });
  return { now, look };
}

describe('what a rush leaves behind', () => {
  it('is given back once nobody asks for anything', () => {
    const { now, look } = process();
    Object.assign(now, { resident: 250 * mb, busy: 0.6 });
    look();
    expect(now.collected).toBe(0);
    now.busy = 0.01;
    look();
    expect([now.collected, now.resident]).toEqual([1, 100 * mb]);
  });

  it('is left where it is little, and where a collection frees nothing it is not tried again', () => {
    const { now, look } = process();
    now.resident = 120 * mb;
    look();
    expect(now.collected).toBe(0);
    Object.assign(now, { resident: 200 * mb, lives: 190 * mb });
    for (let times = 0; times < 5; times += 1) look();
    expect(now.collected).toBe(1);
  });
});
