import type { Asked } from './load.ts';
import { place } from './slash.ts';
import { rooms, type Stage, steps } from './stage.ts';

type To = Pick<Stage, 'signingSecret' | 'milepost'>;

/** A load of people who list the milestones of their rooms; of one room only where `among` is 1. */
export const listing = (stage: To, among = rooms): Asked => ({
  ...to(stage),
  ask: (n) => ({ at: place(n % among), text: 'list' }),
  says: 'Step 1',
});

/** A load of people who report progress in their rooms. */
export const reporting = (stage: To, among = rooms): Asked => ({
  ...to(stage),
  ask: (n) => ({ at: place(n % among), text: progress(1 + (n % steps), n) }),
  says: 'Step',
});

/** A load like a working day: seven list, three report progress. */
export const mixed = (stage: To): Asked => ({
  ...to(stage),
  ask: (n) => ({ at: place(n % rooms), text: n % 10 < 7 ? 'list' : progress(1 + (n % steps), n) }),
  says: 'Step',
});

/** Returns a line that reports progress. */
export const progress = (milestone: number, n: number): string =>
  `progress ${milestone} ${n % 100} OAuth flow works`;

const to = ({ milepost, signingSecret }: To) => ({ url: milepost.url, signingSecret });
