import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import { type Item, type ItemKind, itemKinds, type Milestone } from '../../../src/domain/plan/milestone.ts';
import { type Block, heading, type Task, text } from '../../model.ts';
import { firstItems, item } from '../first-items.ts';

/** Of one kind of item, and of each where there are several. */
const maxItems = { alone: 5, each: 3 };

const headings: Readonly<Record<ItemKind, string>> = {
  deliverable: 'Deliverables',
  criterion: 'Success criteria',
  task: 'Tasks',
  demo_step: 'Demo script',
};

/**
 * Returns the checklist to tick, by kind: the open items first where not all are shown; only the open ones once it is
 * done. Tasks alone need no heading.
 */
export function checklist({ milestone, items }: MilestoneFacts): Block[] {
  // whoever decides sees all criteria and the whole demo in lists of their own
  const listed = milestone.submittedAt ? items.filter(({ kind }) => !reviewedKinds.includes(kind)) : items;
  if (milestone.status === 'done') {
    const lines = listed.filter(isOpen).map((one) => item(itemText(milestone, one)));
    return lines.length > 0 ? [{ is: 'list', items: firstItems(lines, maxItems.alone) }] : [];
  }
  const kinds = itemKinds.filter((kind) => listed.some((one) => one.kind === kind));
  const max = kinds.length > 1 ? maxItems.each : maxItems.alone;
  return kinds.flatMap((kind): Block[] => {
    const ofKind = listed.filter((one) => one.kind === kind);
    const titled = kind !== 'task' || kinds.length > 1;
    return [...(titled ? [heading(headings[kind])] : []), ...tasks(milestone, ofKind, max)];
  });
}

const reviewedKinds: readonly ItemKind[] = ['criterion', 'demo_step'];

const isOpen = ({ done, skipReason }: Item) => !done && skipReason === null;

function tasks(milestone: Milestone, items: readonly Item[], max: number): Block[] {
  const shown = [...items.filter(isOpen), ...items.filter((one) => !isOpen(one))].slice(0, max);
  const rest = items.length - shown.length;
  return [
    {
      is: 'tasks',
      tasks: shown.toSorted((a, b) => a.number - b.number).map((one) => taskOf(milestone, one)),
    },
    ...(rest > 0 ? [text(`and ${rest} more`, 'quiet')] : []),
  ];
}

const itemText = (milestone: Milestone, one: Item) =>
  `${milestone.number}.${one.number} ${one.text}${one.skipReason === null ? '' : ` (skipped: ${one.skipReason})`}`;

/** Carries no version: a press names one item, whatever else has changed on the milestone. */
function taskOf(milestone: Milestone, one: Item): Task {
  const input = { item: `${milestone.number}.${one.number}` };
  return {
    text: itemText(milestone, one),
    done: one.done,
    check: { label: 'Check', command: 'check', input },
    uncheck: { label: 'Uncheck', command: 'uncheck', input },
  };
}
