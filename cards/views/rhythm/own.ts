import { isWaiting } from '../../../src/domain/rhythm/digest.ts';
import type { Own } from '../../../src/domain/rhythm/personal.ts';
import { formatDate, todayIn } from '../../../src/domain/time/dates.ts';
import { type Action, type Item, plain, type Span, strong } from '../../model.ts';
import { dueWords, joined, numberedName } from '../words.ts';
import type { SendTime } from './sections.ts';

/** "3 · Beta launch, Apollo, due today": a reader's own milestone; `about` follows its name. */
export const ownSpans = (own: Own, about: string, sent: SendTime): Span[] => [
  strong(numberedName(own.milestone)),
  plain(`, ${joined([about, standingWords(own, sent)])}`),
];

/** Returns a reader's own milestone as a list item with its actions. */
export const ownItem = (own: Own, sent: SendTime): Item => ({
  spans: ownSpans(own, own.project.name, sent),
  actions: ownActions(own),
});

const orphanWords = { unassigned: 'nobody is assigned', left: 'its assignee left' } as const;

function standingWords({ milestone, project, orphan }: Own, { today, zone }: SendTime): string {
  if (milestone.submittedAt) return `submitted ${formatDate(todayIn(milestone.submittedAt, zone), today)}`;
  const words = dueWords(milestone, today, project);
  const blocked = milestone.status === 'blocked' && 'blocked';
  // A milestone of type `time` must be delivered or moved on its date (MODEL-4).
  const asks = milestone.type === 'time' && milestone.dueDate === today && ': deliver or move it';
  return joined([blocked, joined([words, asks], ''), orphan && orphanWords[orphan]]);
}

/**
 * Returns what a reader may do about their milestone (RMD-1), the likeliest first. A direct chat shows no
 * project, so every button names it.
 */
export function ownActions(own: Own): Action[] {
  const { snooze, stop } = reminderActions(own);
  if (isWaiting(own.milestone))
    return [...decisionActions(own), snooze('tomorrow'), snooze('next_week'), stop];
  const steps = own.orphan ? [assignAction(own), nextStep(own)] : [nextStep(own), snooze('1h')];
  return [...steps, snooze('tomorrow'), snooze('next_week'), stop];
}

/** Opens the milestone's form, which asks for the owner. */
const assignAction = (own: Own): Action => milestoneAction(own, 'Assign', 'edit');

/** Returns the buttons that postpone or stop a reminder. */
export const reminderActions = (own: Own) => ({
  snooze: (span: keyof typeof snoozeLabels) =>
    milestoneAction(own, snoozeLabels[span], 'snooze', { for: span }),
  stop: milestoneAction(own, 'Stop reminding', 'remind', { mode: 'off' }),
});

const snoozeLabels = {
  '1h': 'Snooze 1 h',
  tomorrow: 'Snooze until tomorrow',
  next_week: 'Snooze until next week',
} as const;

/** Binds a decision to the submission shown; a later submission has another version (LIVE-3). */
const decisionActions = (own: Own): Action[] =>
  [milestoneAction(own, 'Approve', 'approve'), milestoneAction(own, 'Return', 'return')].map((action) => ({
    ...action,
    version: own.milestone.version,
  }));

/** Returns the next step from the milestone's state. */
export function nextStep(own: Own): Action {
  switch (own.milestone.status) {
    case 'upcoming':
      return milestoneAction(own, 'Start', 'start');
    case 'blocked':
      return milestoneAction(own, 'Unblock', 'unblock');
    default:
      return own.project.policies.approver === 'nobody'
        ? milestoneAction(own, 'Done', 'done')
        : milestoneAction(own, 'Submit', 'submit');
  }
}

/** Returns a button about one milestone that works in any room. */
export const milestoneAction = (
  { milestone, project }: Own,
  label: string,
  command: string,
  more: Record<string, string> = {},
): Action => ({
  label,
  command,
  input: { milestone: String(milestone.number), ...more },
  about: { project: project.id },
});
