import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEnds } from '../../src/preview/ends.ts';
import { mixed } from './asks.ts';
import { startChild } from './child.ts';
import { atMost, type Figure } from './figure.ts';
import { atRate } from './load.ts';
import { type Stage, settingsOf } from './stage.ts';

/**
 * Measures resident memory before a burst and a minute after it. By then nothing of it is live, but V8 would
 * keep the pages of its young generation.
 */
export async function memoryAfterRush(stage: Stage): Promise<Figure> {
  const before = await stage.milepost.resident();
  await atRate(mixed(stage), 100, 20);
  await stage.settle();
  await sleep(70_000);
  return atMost('memory kept a minute after a rush', (await stage.milepost.resident()) - before, 40, ' MB');
}

/** Measures memory at idle, with both platforms and the database in the process. */
export async function memoryAtRest(): Promise<Figure> {
  const directory = mkdtempSync(join(tmpdir(), 'milepost-bench-'));
  const ends = await startEnds();
  const milepost = await startChild('src/main.ts', { ...settingsOf(ends), DATA_DIR: directory, PORT: '0' });
  await sleep(5_000);
  const held = await milepost.memory();
  await milepost.stop();
  await ends.close();
  rmSync(directory, { recursive: true, force: true });
  return atMost('memory at rest, embedded database included', held, 300, ' MB');
}
