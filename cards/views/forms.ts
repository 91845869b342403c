import type { NamedThing } from '../../src/domain/named-thing.ts';
import type { Refusal } from '../../src/domain/outcome.ts';
import { type Action, type Card, note, text } from '../model.ts';
import { historyItems } from './project/history.ts';

/** Says that there is nothing to choose from, and offers what helps. */
export function nothingToChoose(what: NamedThing): Card {
  const { title, label, command } = nothing[what];
  return note(title, [], [{ label, command, input: {}, style: 'primary' }]);
}

type Nothing = { title: string } & Pick<Action, 'label' | 'command'>;

const nothing: Readonly<Record<NamedThing, Nothing>> = {
  milestone: { title: 'No milestone fits.', label: 'List', command: 'list' },
  item: { title: 'No checklist item fits.', label: 'Add an item', command: 'add' },
  criterion: {
    title: 'No open decision has a criterion to judge.',
    label: 'Decisions',
    command: 'decisions',
  },
  blocker: { title: 'No open blockers.', label: 'Add a blocker', command: 'blocker' },
  action: { title: 'No open actions.', label: 'Add an action', command: 'action' },
  metric: { title: 'No metrics yet.', label: 'Add a metric', command: 'metric' },
  risk: { title: 'No open risks.', label: 'Add a risk', command: 'risk' },
  cadence: { title: 'Nothing is scheduled yet.', label: 'Schedule one', command: 'cadence' },
  announcement: { title: 'No announcement fits.', label: 'Schedule one', command: 'cadence' },
  standup: { title: 'No standups yet.', label: 'Schedule one', command: 'cadence' },
  decision: { title: 'No decision fits.', label: 'Decisions', command: 'decisions' },
  contingency: { title: 'No contingencies yet.', label: 'Add one', command: 'if' },
  'change order': { title: 'No open change orders.', label: 'All changes', command: 'changes' },
  blueprint: { title: 'No blueprints yet.', label: 'Blueprints', command: 'blueprint' },
  receipt: { title: 'No messages failed.', label: 'All messages', command: 'receipts' },
};

/** Says that the subject of a form has changed, what happened, and that sending it again is possible. */
export function changedSince({ what, happened, today }: Extract<Refusal, { is: 'changed_since' }>): Card {
  return note(`${what} has changed since you opened this form, so nothing was done.`, [
    ...(happened.length > 0 ? [{ is: 'list' as const, items: historyItems(happened, today) }] : []),
    text('What you typed is still here: send it again if it still fits.'),
  ]);
}
