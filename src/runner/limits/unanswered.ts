import type { Temporal } from 'temporal-polyfill';
import type { Whereabouts } from '../../ports/intent.ts';

/** People about whom a platform gave no answer a short while ago. */
export type Unanswered = { add(who: Whereabouts): void; has(who: Whereabouts): boolean };

const peaceMinutes = 5;
const mostPeople = 10_000;

/** Remembers them in this process alone: elsewhere they are asked about once more. */
export function createUnanswered(now: () => Temporal.Instant): Unanswered {
  const since = new Map<string, number>();
  const keyOf = ({ platform, tenant, user }: Whereabouts) => `${platform}/${tenant}/${user}`;
  return {
    add(who) {
      if (since.size >= mostPeople) since.clear();
      since.set(keyOf(who), now().epochMilliseconds);
    },
    has(who) {
      const at = since.get(keyOf(who));
      return at !== undefined && Math.abs(now().epochMilliseconds - at) < peaceMinutes * 60_000;
    },
  };
}
