import type { ChatPlatform } from '../platform.ts';
import type { Cadence, QuietHours } from '../time/schedule.ts';

/** A person in a workspace, with accounts on any number of platforms (LIVE-4). */
export type Person = {
  id: string;
  name: string;
  /** IANA zone, chosen by them or read from a platform. */
  zone: string | null;
  /** They chose it: no platform overwrites it. Only read for the acting person. */
  zoneChosen?: boolean;
  email: string | null;
  admin: boolean;
};

/** A person's notification settings. `digestAt` null: the schedule computes the next one again. */
export type Preferences = {
  via: ChatPlatform | 'email' | null;
  quiet: QuietHours | null;
  digest: Cadence | null;
  digestAt: string | null;
};
