import type { Temporal } from 'temporal-polyfill';
import { claimStaleProfiles } from '../../db/queries/people/known-identities.ts';
import type { PersonNewsHandler } from '../ports/intent.ts';
import { profileTtlMinutes } from './freshness.ts';
import type { ProfilePorts } from './update.ts';

/** Platforms allow about 100 look-ups a minute per workspace (Slack tier 4); most are left to commands. */
const maxLookUpsPerMinute = 40;
const maxConcurrentLookUps = 5;

/**
 * Refreshes, a few a minute, profiles older than a day of people with work or a role. Covers people who
 * were only mentioned, and platforms that send no event when somebody leaves.
 */
export async function refreshStaleProfiles(
  ports: ProfilePorts,
  onPersonNews: PersonNewsHandler,
): Promise<void> {
  const instant = (moment: Temporal.Instant) => moment.toString({ fractionalSecondDigits: 3 });
  const at = {
    now: instant(ports.now()),
    before: instant(ports.now().subtract({ minutes: profileTtlMinutes })),
  };
  const platforms = Object.keys(ports.findProfile);
  if (platforms.length === 0) return;
  const unseen = await claimStaleProfiles(ports.db, platforms, at, maxLookUpsPerMinute);
  for (let done = 0; done < unseen.length; done += maxConcurrentLookUps) {
    await Promise.all(
      unseen
        .slice(done, done + maxConcurrentLookUps)
        .map(({ workspaceId: _, ...who }) => onPersonNews({ is: 'doubtful', who })),
    );
  }
}
