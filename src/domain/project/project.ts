import type { Cadence, Reminders } from '../time/schedule.ts';
import type { Kind, Policies } from './policies.ts';

/** What a project keeps. */
export type Project = {
  id: string;
  name: string;
  kind: Kind;
  policies: Policies;
  status: 'draft' | 'active';
  /** The go-live date, YYYY-MM-DD. */
  target: string | null;
  /** In minor units of `currency` (PAY-1). */
  price: number | null;
  /** ISO 4217. */
  currency: string | null;
  /** IANA zone of the rooms; dates are read and "today" is taken in it. */
  zone: string;
  /** Days on which nobody works, YYYY-MM-DD, in order. */
  holidays: string[];
  reminders: Reminders;
  /** When those who work on it are asked for an update; null: never. */
  asks: Cadence | null;
  version: number;
};

/** What a new project starts with (RMD-1). */
export const defaultReminders: Reminders = { before: [7, 3, 1], overdue: true };
