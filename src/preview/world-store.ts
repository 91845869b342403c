import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SlackWritings } from './slack/world.ts';
import type { TeamsWritings } from './teams/rooms.ts';

/** What the far ends know and no database does: without it a restart would find cards that nobody shows. */
export type Kept = {
  version: 1;
  /** How far the product's clock is ahead of the real one, in milliseconds. */
  aheadMs: number;
  /** Steps of the sample that are made. */
  sampled: number;
  /** Where Teams stands: the database remembers the address. */
  teamsPort: number;
  slack: SlackWritings;
  teams: TeamsWritings;
};

const fileIn = (directory: string) => join(directory, 'preview.json');

/**
 * Reads what an earlier start left in a data directory; undefined when there was none.
 *
 * @throws with one line for whoever started it when it cannot be read.
 */
export function readKept(directory: string): Kept | undefined {
  const path = fileIn(directory);
  if (!existsSync(path)) return undefined;
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Kept;
    if (kept.version === 1) return kept;
  } catch {
    // said below
  }
  throw new Error(`${path} is none that this version wrote. Start over with: npm start -- --fresh`);
}

/** Removes what was kept. */
export const forgetKept = (directory: string): void => rmSync(fileIn(directory), { force: true });

/** Writes to a data directory what `take` says. */
export type WorldStore = {
  /** Resolves once what is so now is on the disk. Calls that come together share a write. */
  save(): Promise<void>;
};

/** A store whose file is replaced whole, so that a kill at any moment leaves the one or the other. */
export function worldStore(directory: string, take: () => Kept): WorldStore {
  const path = fileIn(directory);
  let written = '';
  let underway: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const write = async () => {
    next = undefined;
    const text = JSON.stringify(take());
    if (text === written) return;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.next`, text);
    await rename(`${path}.next`, path);
    written = text;
  };
  return {
    save() {
      next ??= underway.catch(() => {}).then(write);
      underway = next;
      return next;
    },
  };
}
