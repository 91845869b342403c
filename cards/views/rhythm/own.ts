import { isWaiting } from '../../../src/domain/rhythm/digest.ts';
import type { Own } from '../../../src/domain/rhythm/personal.ts';
import { formatDate, todayIn } from '../../../src/domain/time/dates.ts';
import { type Action, type Item, plain, type Span, strong } from '../../model.ts';
import { dueWords, joined, titled } from '../words.ts';
import type { Sent } from './sections.ts';

/** "3 · Beta launch, Apollo, due today": a reader's own milestone; `about` follows its name. */
export const ownWords = (own: Own, about: string, sent: Sent): Span[] => [
  strong(titled(own.milestone)),
  plain(`, ${joined([about, standing(own, sent)])}`),
];

/** Returns a reader's own milestone as a list item with its actions. */
export const ownLine = (own: Own, sent: Sent): Item => ({
  spans: ownWords(own, own.project.name, sent),
  actions: ownActions(own),
});

const orphans = { unassigned: 'nobody is assigned', left: 'its assignee left' } as const;

function standing({ milestone, project, orphan }: Own, { today, zone }: Sent): string {
  if (milestone.submittedAt) return `submitted ${formatDate(todayIn(milestone.submittedAt, zone), today)}`;
  const words = dueWords(milestone, today, project);
  const blocked = milestone.status === 'blocked' && 'blocked';
  // A milestone of type `time` must be delivered or moved on its date (MODEL-4).
  const asks = milestone.type === 'time' && milestone.dueDate === today && ': deliver or move it';
  return joined([blocked, joined([words, asks], ''), orphan && orphans[orphan]]);
}

/**
 * Returns what a reader may do about their milestone (RMD-1), the likeliest first. A direct chat shows no
 * project, so every button names it.
 */
export function ownActions(own: Own): Action[] {
  const { snooze, stop } = putOffs(own);
  if (isWaiting(own.milestone)) return [...decide(own), snooze('tomorrow'), snooze('next_week'), stop];
  const steps = own.orphan ? [assign(own), forward(own)] : [forward(own), snooze('1h')];
  return [...steps, snooze('tomorrow'), snooze('next_week'), stop];
}

/** Opens the milestone's form, which asks for the owner. */
const assign = (own: Own): Action => press(own, 'Assign', 'edit');

/** Returns the buttons that postpone or stop a reminder. */
export const putOffs = (own: Own) => ({
  snooze: (span: keyof typeof spans) => press(own, spans[span], 'snooze', { for: span }),
  stop: press(own, 'Stop reminding', 'remind', { mode: 'off' }),
});

const spans = {
  '1h': 'Snooze 1 h',
  tomorrow: 'Snooze until tomorrow',
  next_week: 'Snooze until next week',
} as const;

/** Binds a decision to the submission shown; a later submission has another version (LIVE-3). */
const decide = (own: Own): Action[] =>
  [press(own, 'Approve', 'approve'), press(own, 'Return', 'return')].map((action) => ({
    ...action,
    version: own.milestone.version,
  }));

/** Returns the next step from the milestone's state. */
export function forward(own: Own): Action {
  switch (own.milestone.status) {
    case 'upcoming':
      return press(own, 'Start', 'start');
    case 'blocked':
      return press(own, 'Unblock', 'unblock');
    default:
      return own.project.policies.approver === 'nobody'
        ? press(own, 'Done', 'done')
        : press(own, 'Submit', 'submit');
  }
}

/** Returns a button about one milestone that works in any room. */
export const press = (
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
