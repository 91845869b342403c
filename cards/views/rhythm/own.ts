import { isWaiting } from '../../../src/domain/rhythm/digest.ts';
import type { Own } from '../../../src/domain/rhythm/personal.ts';
import { formatDate, todayIn } from '../../../src/domain/time/dates.ts';
import { type Action, type Card, type Item, plain, type Span, strong } from '../../model.ts';
import { milestoneState } from '../../states.ts';
import { dueWords, joined, numberedName } from '../words.ts';
import type { SendTime } from './sections.ts';

/** "3 · Beta launch, Apollo, due today": a reader's own milestone; `about` follows its name. */
export const ownSpans = (own: Own, about: string, sent: SendTime): Span[] => [
  strong(numberedName(own.milestone)),
  plain(`, ${joined([about, standingWords(own, sent)])}`),
];

/** Which actions a line has: buttons outside a menu, all in one menu, or the likeliest one. */
export type LineActions = 'buttons' | 'menu' | 'one';

/** Returns name, state and standing of a reader's own milestone as the head of a card. */
export const ownHead = (
  own: Own,
  about: string,
  sent: SendTime,
): Required<Pick<Card, 'title' | 'state' | 'subtitle'>> => ({
  title: [plain(numberedName(own.milestone))],
  state: milestoneState(own.milestone, sent.today),
  subtitle: [plain(joined([about, standingWords(own, sent)]))],
});

/** Returns a reader's own milestone as a list item. */
export function ownItem(own: Own, sent: SendTime, has: LineActions): Item {
  const line = {
    state: milestoneState(own.milestone, sent.today),
    spans: ownSpans(own, own.project.name, sent),
  };
  const { buttons, menu } = ownActions(own);
  if (has === 'buttons') return { ...line, buttons, actions: menu };
  return { ...line, actions: has === 'menu' ? [...buttons, ...menu] : buttons.slice(0, 1) };
}

const orphanWords = { unassigned: 'nobody is assigned', left: 'its assignee left' } as const;

function standingWords({ milestone, project, orphan }: Own, { today, zone }: SendTime): string {
  if (milestone.submittedAt) return `submitted ${formatDate(todayIn(milestone.submittedAt, zone), today)}`;
  const words = dueWords(milestone, today, project);
  const blocked = milestone.status === 'blocked' && 'blocked';
  // A milestone of type `time` must be delivered or moved on its date (MODEL-4).
  const asks = milestone.type === 'time' && milestone.dueDate === today && ': deliver or move it';
  return joined([blocked, joined([words, asks], ''), orphan && orphanWords[orphan]]);
}

/** A reader's actions: those outside the menu, the likeliest first, and the rest. */
export type OwnActions = { buttons: [Action, ...Action[]]; menu: Action[] };

/**
 * Returns what a reader may do about their milestone (RMD-1), the likeliest first. A direct chat shows no
 * project, so every button names it.
 */
export function ownActions(own: Own): OwnActions {
  const { snooze, stop } = reminderActions(own);
  const later = [snooze('next_week'), stop];
  if (isWaiting(own.milestone)) {
    const [approve, giveBack] = decisionActions(own);
    return { buttons: [approve, giveBack, snooze('tomorrow')], menu: later };
  }
  // customers can put a reminder off; the work is reported by the team
  if (own.role === 'client') return { buttons: [snooze('tomorrow')], menu: [snooze('1h'), ...later] };
  const [first, ...others] = stepsOf(own);
  if (own.orphan)
    return {
      buttons: [assignAction(own), first, snooze('tomorrow')],
      menu: [...others, ...later],
    };
  const [progress, menu] = first.command === 'progress' ? [[], others] : [others, []];
  return {
    buttons: [first, ...progress, snooze('tomorrow')],
    menu: [...menu, snooze('1h'), ...later],
  };
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
const decisionActions = (own: Own): [Action, Action] => {
  const { version } = own.milestone;
  return [
    { ...milestoneAction(own, 'Approve', 'approve'), version },
    { ...milestoneAction(own, 'Return', 'return'), version },
  ];
};

/**
 * Returns the two next steps from the milestone's state, one of them *Progress*: nothing is submitted before
 * all of it is reported.
 */
export function stepsOf(own: Own): [Action, Action] {
  const { status, percent } = own.milestone;
  const progress = milestoneAction(own, 'Progress', 'progress');
  switch (status) {
    case 'upcoming':
      return [milestoneAction(own, 'Start', 'start'), progress];
    case 'blocked':
      return [milestoneAction(own, 'Unblock', 'unblock'), progress];
    default: {
      const finish =
        own.project.policies.approver === 'nobody'
          ? milestoneAction(own, 'Done', 'done')
          : milestoneAction(own, 'Submit', 'submit');
      return (percent ?? 0) < 100 ? [progress, finish] : [finish, progress];
    }
  }
}

/** Returns a button about one milestone that works in any room. */
const milestoneAction = (
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
