import { isWaiting } from '../../../src/domain/rhythm/digest.ts';
import type { Own } from '../../../src/domain/rhythm/personal.ts';
import { inWords, todayIn } from '../../../src/domain/time/dates.ts';
import { type Action, type Item, plain, type Span, strong } from '../../model.ts';
import { dueWords, joined, titled } from '../words.ts';
import type { Sent } from './sections.ts';

/** "3 · Beta launch, Apollo, due today": somebody's own milestone; `about` comes after its name. */
export const ownWords = (own: Own, about: string, sent: Sent): Span[] => [
  strong(titled(own.milestone)),
  plain(`, ${joined([about, standing(own, sent)])}`),
];

/** The same as a line of a list, with what can be done about it. */
export const ownLine = (own: Own, sent: Sent): Item => ({
  spans: ownWords(own, own.project.name, sent),
  actions: ownActions(own),
});

const orphans = { unassigned: 'nobody is assigned', left: 'its assignee left' } as const;

function standing({ milestone, project, orphan }: Own, { today, zone }: Sent): string {
  if (milestone.submittedAt) return `submitted ${inWords(todayIn(milestone.submittedAt, zone), today)}`;
  const words = dueWords(milestone, today, project);
  const blocked = milestone.status === 'blocked' && 'blocked';
  // one that triggers on its date has come (MODEL-4)
  const asks = milestone.type === 'time' && milestone.dueDate === today && ': deliver or move it';
  return joined([blocked, joined([words, asks], ''), orphan && orphans[orphan]]);
}

/**
 * What somebody may do about a milestone of theirs (RMD-1), the likeliest first. In their own chat no
 * room says which project is meant, so that every button does.
 */
export function ownActions(own: Own): Action[] {
  const { snooze, stop } = putOffs(own);
  if (isWaiting(own.milestone)) return [...decide(own), snooze('tomorrow'), snooze('next_week'), stop];
  const steps = own.orphan ? [assign(own), forward(own)] : [forward(own), snooze('1h')];
  return [...steps, snooze('tomorrow'), snooze('next_week'), stop];
}

/** The form of the milestone, where its owner is chosen. */
const assign = (own: Own): Action => press(own, 'Assign', 'edit');

/** How somebody may put a reminder off. */
export const putOffs = (own: Own) => ({
  snooze: (span: keyof typeof spans) => press(own, spans[span], 'snooze', { for: span }),
  stop: press(own, 'Stop reminding', 'remind', { mode: 'off' }),
});

const spans = {
  '1h': 'Snooze 1 h',
  tomorrow: 'Snooze until tomorrow',
  next_week: 'Snooze until next week',
} as const;

/** A decision is on what the card shows: a later submission is another one (LIVE-3). */
const decide = (own: Own): Action[] =>
  [press(own, 'Approve', 'approve'), press(own, 'Return', 'return')].map((action) => ({
    ...action,
    version: own.milestone.version,
  }));

/** The step that moves it on from where it stands. */
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

/** A button about one milestone, wherever it is pressed. */
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
