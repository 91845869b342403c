import { optional, text } from '../event-fields.ts';

/** The keys of blockers that an event cleared as well: "B4, B5"; absent if none. */
export const clearedBlockers = { blockers: optional(text) };
