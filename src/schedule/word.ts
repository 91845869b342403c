import type { Temporal } from 'temporal-polyfill';
import type { Word } from '../ports/content.ts';
import { wordsOf } from './registry.ts';

/** Words scheduled messages when they are sent (RMD-5); `now` is the calendar's clock. Each reads at most twice. */
export const worder =
  (now: () => Temporal.Instant): Word =>
  (tx, message) =>
    wordsOf(message.kind)(tx, message, now().toString({ fractionalSecondDigits: 3 }));
