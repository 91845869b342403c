/** Result of one check of `doctor`; `says` is what it found and, where it failed, what to do. */
export type Check = { name: string; state: 'ok' | 'failed' | 'skipped'; says: string };

/** A check that passed. */
export const ok = (name: string, says: string): Check => ({ name, state: 'ok', says });
/** A check that failed. */
export const failed = (name: string, says: string): Check => ({ name, state: 'failed', says });
/** A check that was not made: not set up, or an earlier check failed. */
export const skipped = (name: string, says: string): Check => ({ name, state: 'skipped', says });

/** Formats one line per check. */
export const checkLines = (checks: readonly Check[]): string =>
  checks.map(({ name, state, says }) => `${state.padEnd(7)}  ${name}: ${says}`).join('\n');
