import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PreviewMail } from './mail/mailbox.ts';
import type { SlackWritings } from './slack/world.ts';
import type { TeamsWritings } from './teams/rooms.ts';

/** The stand-ins' state, which no database has: without it, cards would be missing after a restart. */
export type Kept = {
  version: 1;
  /** Offset of the product's clock from the real one, in milliseconds. */
  aheadMs: number;
  /** Number of completed steps of the sample. */
  sampled: number;
  /** The port of Teams, whose address the database stores. */
  teamsPort: number;
  slack: SlackWritings;
  teams: TeamsWritings;
  /** Absent where an earlier version wrote it. */
  mails?: PreviewMail[];
};

const fileIn = (directory: string) => join(directory, 'preview.json');

/**
 * Reads the state of an earlier start from a data directory; undefined when there is none.
 *
 * @throws with one line for the operator when it is unreadable.
 */
export function readKept(directory: string): Kept | undefined {
  const path = fileIn(directory);
  if (!existsSync(path)) return undefined;
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Kept;
    if (kept.version === 1) return kept;
  } catch {
    // reported below
  }
  throw new Error(`${path} is none that this version wrote. Start over with: npm start -- --fresh`);
}

/** Removes the stored state. */
export const forgetKept = (directory: string): void => rmSync(fileIn(directory), { force: true });

/** Stores the state in a data directory. */
export type WorldStore = {
  /** Resolves once the current state is on disk. Concurrent calls share a write. */
  save(): Promise<void>;
};

/** Creates a store that replaces its file atomically, so that a kill leaves the old or the new state. */
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
