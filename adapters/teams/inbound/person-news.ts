import type { PersonNews } from '../../../src/ports/intent.ts';
import { roomOf } from './origin.ts';
import type { Activity } from './schemas.ts';

/**
 * People who came into a room or left it. What that means says only the roster: somebody may be in
 * other rooms still, so everybody is to be looked up.
 */
export function personNewsOf(activity: Activity, tenant: string): PersonNews[] {
  const changed = [...(activity.membersAdded ?? []), ...(activity.membersRemoved ?? [])];
  const people = new Set(changed.map(({ id }) => id).filter((id) => id !== activity.recipient.id));
  const room = roomOf(activity, tenant);
  return [...people].map((user) => ({ is: 'doubtful', who: { platform: 'teams', tenant, user }, room }));
}
