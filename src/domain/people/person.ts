import type { ChatPlatform } from '../platform.ts';
import type { Cadence, QuietHours } from '../time/schedule.ts';

/** Somebody in a workspace; one person however many platforms they use (LIVE-4). */
export type Person = {
  id: string;
  name: string;
  /** IANA zone, as they chose it or as a platform told it. */
  zone: string | null;
  /** They chose it themselves: no platform changes it. Read of whoever acts only. */
  zoneChosen?: boolean;
  email: string | null;
  admin: boolean;
};

/** How somebody wants to be told things. `digestAt` null: the schedule plans the next one anew. */
export type Preferences = {
  via: ChatPlatform | 'email' | null;
  quiet: QuietHours | null;
  digest: Cadence | null;
  digestAt: string | null;
};
