import type { Run } from '../../../src/ports/intent.ts';
import type { Log } from '../../../src/ports/log.ts';
import type { Pages } from '../../../src/ports/pages.ts';

/** What the routes of the pages need. */
export type WebPorts = {
  pages: Pages;
  run: Run;
  /** Whether browsers come over https; false on this machine alone. */
  isSecure: boolean;
  log: Log;
};

/** Returns one value of a submitted form; empty where it has none. */
export const textOf = (body: unknown, name: string): string =>
  body instanceof URLSearchParams ? (body.get(name) ?? '') : '';
