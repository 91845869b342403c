import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEnds } from '../../src/preview/ends.ts';
import { startChild } from './child.ts';
import { atMost, type Figure } from './figure.ts';
import { settingsOf } from './stage.ts';

/** What Milepost holds when nobody asks anything, with both platforms and the database in its process. */
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
