import { z } from 'zod';
import type { PersonNews } from '../../../src/ports/intent.ts';
import { readProfile } from './profile.ts';

const eventSchema = z.object({
  type: z.literal(['user_change', 'team_join']),
  user: z.looseObject({ id: z.string().min(1).max(100) }),
});

/** Events with a profile. Source: docs.slack.dev, user_change and team_join. */
export const personEvents = new Set<string>(eventSchema.shape.type.values);

/** Returns an event as news of a person; undefined when it contains no profile. */
export function personNews(event: unknown, tenant: string): PersonNews | undefined {
  const read = eventSchema.safeParse(event).data;
  const profile = read && readProfile(read.user, tenant);
  if (!read || !profile) return undefined;
  return { is: 'told', who: { platform: 'slack', tenant, user: read.user.id }, profile };
}
