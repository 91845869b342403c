/** One thing that `doctor` looked at; `says` tells what is so, and where it failed what to do. */
export type Check = { name: string; state: 'ok' | 'failed' | 'skipped'; says: string };

/** It is as it should be. */
export const ok = (name: string, says: string): Check => ({ name, state: 'ok', says });
/** Somebody must do something. */
export const failed = (name: string, says: string): Check => ({ name, state: 'failed', says });
/** It was not looked at: not set up, or something before it failed. */
export const skipped = (name: string, says: string): Check => ({ name, state: 'skipped', says });

/** One line a check. */
export const checkLines = (checks: readonly Check[]): string =>
  checks.map(({ name, state, says }) => `${state.padEnd(7)}  ${name}: ${says}`).join('\n');
