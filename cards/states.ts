/**
 * The one table of states: colour, icon and word are the same on cards, in lists and in pictures. A state is
 * never shown by colour or icon alone.
 */

import type { Severity } from '../src/domain/health/health.ts';
import type { InvoiceStatus } from '../src/domain/money/invoice.ts';
import type { Milestone, Status } from '../src/domain/plan/milestone.ts';

/** The colours that carry meaning. */
export type Colour = 'grey' | 'blue' | 'yellow' | 'red' | 'green' | 'amber';

type Look = { colour: Colour; icon: string; word: string };

/** Colour, icon and word of each state. */
export const states = {
  upcoming: { colour: 'grey', icon: '⚪', word: 'Upcoming' },
  in_progress: { colour: 'blue', icon: '🔵', word: 'In progress' },
  waiting: { colour: 'yellow', icon: '🟡', word: 'Waiting for approval' },
  blocked: { colour: 'red', icon: '⛔', word: 'Blocked' },
  overdue: { colour: 'red', icon: '🔴', word: 'Overdue' },
  done: { colour: 'green', icon: '✅', word: 'Done' },
  delivered: { colour: 'green', icon: '✅', word: 'Delivered' },
  lost: { colour: 'grey', icon: '✖️', word: 'Closed as lost' },
  archived: { colour: 'grey', icon: '✖️', word: 'Archived' },
  dropped: { colour: 'grey', icon: '✖️', word: 'Dropped' },
  on_track: { colour: 'green', icon: '🟢', word: 'On track' },
  minor_issues: { colour: 'amber', icon: '🟠', word: 'Minor issues' },
  at_risk: { colour: 'red', icon: '🔴', word: 'At risk' },
  approved: { colour: 'green', icon: '✅', word: 'Approved' },
  returned: { colour: 'amber', icon: '🟠', word: 'Returned' },
  recalled: { colour: 'grey', icon: '⚪', word: 'Taken back' },
  draft: { colour: 'grey', icon: '⚪', word: 'Draft' },
  issued: { colour: 'blue', icon: '🔵', word: 'Sent' },
  payable: { colour: 'yellow', icon: '🟡', word: 'To pay' },
  disputed: { colour: 'amber', icon: '🟠', word: 'Disputed' },
  paid: { colour: 'green', icon: '✅', word: 'Paid' },
  open: { colour: 'blue', icon: '🔵', word: 'Open' },
  go: { colour: 'green', icon: '✅', word: 'Go' },
  conditions: { colour: 'amber', icon: '🟠', word: 'Go with conditions' },
  no_go: { colour: 'red', icon: '⛔', word: 'No-go' },
  applied: { colour: 'green', icon: '✅', word: 'Applied' },
  accepted: { colour: 'green', icon: '✅', word: 'Accepted' },
  declined: { colour: 'red', icon: '⛔', word: 'Declined' },
  withdrawn: { colour: 'grey', icon: '✖️', word: 'Withdrawn' },
  superseded: { colour: 'grey', icon: '✖️', word: 'Replaced' },
  expired: { colour: 'grey', icon: '✖️', word: 'Expired' },
  dismissed: { colour: 'grey', icon: '✖️', word: 'Dismissed' },
} as const satisfies Record<string, Look>;

/** A state that a card, a line or a picture can show. */
export type State = keyof typeof states;

/** A colour as hex, on a light and on a dark background; text in it reaches 4.5:1 on either. */
export const hexOf: Record<Colour, { light: string; dark: string }> = {
  grey: { light: '#616161', dark: '#b3b3b3' },
  blue: { light: '#1264a3', dark: '#6cb4f0' },
  yellow: { light: '#806000', dark: '#f2c744' },
  red: { light: '#c4314b', dark: '#f47c8a' },
  green: { light: '#237b4b', dark: '#6fcf97' },
  amber: { light: '#a74109', dark: '#ff9d5c' },
};

/** What the state of a milestone is read from. */
type Standing = Pick<Milestone, 'status' | 'submittedAt' | 'dueDate'>;

/** The state of a milestone. */
export type MilestoneState = Status | 'waiting' | 'overdue';

/** Returns the state of a milestone as people see it. `today` is YYYY-MM-DD in the project's zone. */
export function milestoneState({ status, submittedAt, dueDate }: Standing, today: string): MilestoneState {
  if (status === 'done') return 'done';
  if (submittedAt) return 'waiting';
  if (status === 'blocked') return 'blocked';
  return dueDate !== null && dueDate < today ? 'overdue' : status;
}

/** Returns the state of an invoice as people see it. */
export const invoiceLook = (status: InvoiceStatus): State => (status === 'approved' ? 'payable' : status);

const healthStates: Record<Severity, State> = { 0: 'on_track', 1: 'minor_issues', 2: 'at_risk' };

/** Returns the state of a project of this severity. */
export const healthState = (severity: Severity): State => healthStates[severity];

/** The word of a state inside a sentence or a line: "in progress". */
export const stateWord = (state: State): string => states[state].word.toLowerCase();
