import { endQuiet } from '../../../db/queries/schedule/clock.ts';
import type { Kind } from '../kind.ts';

/** What waited for the end of somebody's quiet hours (RMD-4) is told now; there is no other batch of it. */
export const quiet: Kind = {
  name: 'quiet',
  plan: async (tx, { now }) => ({ claimed: 0, rooms: await endQuiet(tx, now) }),
};
