import { formatMoney } from '../../../src/domain/money/money.ts';
import { isLocked } from '../../../src/domain/scope/lock.ts';
import type { ScopeFacts } from '../../../src/domain/scope/scope.ts';
import { isUnchanged, type LockedKind, type ScopeSnapshot } from '../../../src/domain/scope/snapshot.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import {
  type Block,
  type Card,
  type Fact,
  heading,
  type Item,
  note,
  plain,
  strong,
  text,
} from '../../model.ts';
import { firstItems } from '../first-items.ts';
import { numberedName } from '../words.ts';

const maxItems = 10;

/** Shows what was agreed when a milestone started beside the present (SCP-1). */
export function scopeCard(facts: ScopeFacts, { today }: { today: string }): Card {
  const { milestone, agreed, present } = facts;
  const title = `${numberedName(milestone)}, scope`;
  const shown = agreed ?? present;
  return note(title, [
    text(
      agreed
        ? [plain('Agreed when it started, '), { is: 'instant', at: agreed.at }, plain('.')]
        : notAgreed(facts),
    ),
    ...factsOf(facts, today),
    ...itemBlocks(shown, facts, 'deliverable', 'Deliverables'),
    ...itemBlocks(shown, facts, 'criterion', 'Criteria'),
    ...(isUnchangedOf(facts) ? [text('Nothing is different now.', 'quiet')] : []),
    ...(agreed ? [text(lockWords(facts), 'quiet')] : []),
  ]);
}

const notAgreed = ({ milestone }: ScopeFacts): string =>
  milestone.status === 'upcoming'
    ? 'It has not started: this is agreed when it starts.'
    : 'It started before Milepost recorded what was agreed: this is its present scope.';

const isUnchangedOf = ({ difference }: ScopeFacts) => difference !== null && isUnchanged(difference);

const lockWords = (facts: ScopeFacts): string =>
  isLocked(facts.project, facts.milestone)
    ? 'The scope is locked: a change order that both sides sign can change it.'
    : 'The scope is not locked in this project.';

function factsOf({ project, agreed, present }: ScopeFacts, today: string): Block[] {
  const day = (date: string | null) => (date === null ? 'none' : formatDate(date, today));
  const money = (minor: number | null) =>
    minor === null || !project.currency ? 'none' : formatMoney({ minor, currency: project.currency });
  const share = (percent: number | null) => (percent === null ? 'none' : percentWords(percent));
  const all: [string, string, string][] = (
    [
      ['Share', share, 'share'],
      ['Amount', money, 'amount'],
      ['Start', day, 'startDate'],
      ['Due', day, 'dueDate'],
    ] as const
  ).map(([label, words, field]) => {
    const is = words(present[field] as never);
    return [label, agreed ? words(agreed[field] as never) : is, is];
  });
  const shown = all
    .filter(([, was, is]) => was !== 'none' || is !== 'none')
    .map(([label, was, is]): Fact => ({ label, value: [plain(was === is ? was : `${was}, now ${is}`)] }));
  return shown.length > 0 ? [{ is: 'facts', facts: shown }] : [];
}

function itemBlocks(
  shown: Pick<ScopeSnapshot, 'items'>,
  { milestone, difference }: ScopeFacts,
  kind: LockedKind,
  words: string,
): Block[] {
  const name = (number: number) => `${milestone.number}.${number} `;
  const items = shown.items
    .filter((item) => item.kind === kind)
    .map(({ number, text: agreed }): Item => {
      const changed = difference?.changed.find((one) => one.number === number);
      const isGone = difference?.removed.some((one) => one.number === number) === true;
      const now = isGone ? ' (no longer part of it)' : changed ? ` (now “${changed.is}”)` : '';
      return { spans: [plain(`${name(number)}${agreed}${now}`)] };
    });
  const added = (difference?.added ?? [])
    .filter((item) => item.kind === kind)
    .map((item): Item => ({ spans: [strong('Added: '), plain(`${name(item.number)}${item.text}`)] }));
  const all = [...items, ...added];
  return all.length > 0 ? [heading(words), { is: 'list', items: firstItems(all, maxItems) }] : [];
}
