import type { PersonNews } from '../../../src/ports/intent.ts';
import { roomOf } from './origin.ts';
import type { Activity } from './schemas.ts';

/** Returns everybody who joined or left a room, to be looked up: they may still be in other rooms. */
export function personNewsOf(activity: Activity, tenant: string): PersonNews[] {
  const changed = [...(activity.membersAdded ?? []), ...(activity.membersRemoved ?? [])];
  const people = new Set(changed.map(({ id }) => id).filter((id) => id !== activity.recipient.id));
  const room = roomOf(activity, tenant);
  return [...people].map((user) => ({ is: 'doubtful', who: { platform: 'teams', tenant, user }, room }));
}
