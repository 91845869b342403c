import { optional, text } from '../event-fields.ts';

/** The blockers that an event cleared besides, by their keys: "B4, B5"; absent where there were none. */
export const clearedBlockers = { blockers: optional(text) };
