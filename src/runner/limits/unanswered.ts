import type { Temporal } from 'temporal-polyfill';
import type { AccountAddress } from '../../ports/intent.ts';

/** People whose profile lookup had no answer in the last minutes. */
export type Unanswered = { add(who: AccountAddress): void; has(who: AccountAddress): boolean };

const pauseMinutes = 5;
const maxPeople = 10_000;

/** Creates an empty set of them, kept in this process alone. */
export function createUnanswered(now: () => Temporal.Instant): Unanswered {
  const since = new Map<string, number>();
  const keyOf = ({ platform, tenant, user }: AccountAddress) => `${platform}/${tenant}/${user}`;
  return {
    add(who) {
      if (since.size >= maxPeople) since.clear();
      since.set(keyOf(who), now().epochMilliseconds);
    },
    has(who) {
      const at = since.get(keyOf(who));
      return at !== undefined && Math.abs(now().epochMilliseconds - at) < pauseMinutes * 60_000;
    },
  };
}
