import type { Lost, ProjectStatus } from '../endings/ending.ts';
import type { Billing } from '../money/billing.ts';
import type { Terms } from '../money/terms.ts';
import type { Cadence, Reminders } from '../time/schedule.ts';
import type { Kind, Policies } from './policies.ts';

/** A project as stored. */
export type Project = {
  id: string;
  name: string;
  kind: Kind;
  policies: Policies;
  status: ProjectStatus;
  /** How it was lost; null: it was not (CUS-7). */
  lost: Lost | null;
  /** An ISO instant; null: it is not archived. */
  archivedAt: string | null;
  /** The go-live date, YYYY-MM-DD. */
  target: string | null;
  /** In minor units of `currency` (PAY-1). */
  price: number | null;
  /** ISO 4217. */
  currency: string | null;
  terms: Terms;
  billing: Billing;
  /** IANA zone for reading dates and for "today". */
  zone: string;
  /** Holidays, YYYY-MM-DD, sorted. */
  holidays: string[];
  reminders: Reminders;
  /** When contributors are asked for updates; null: never. */
  asks: Cadence | null;
  version: number;
};

/** The reminders of a new project (RMD-1). */
export const defaultReminders: Reminders = { before: [7, 3, 1], overdue: true };
