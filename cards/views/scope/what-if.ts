import { formatMoney } from '../../../src/domain/money/money.ts';
import { type Wait, waitsForSame } from '../../../src/domain/plan/dependencies.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { joinBreaches, type LockBreach } from '../../../src/domain/scope/breach.ts';
import {
  type MilestoneDifference,
  type TriedDifference,
  type TriedMilestone,
  type TriedState,
  triedDifference,
} from '../../../src/domain/scope/what-if.ts';
import { cut, excerpt } from '../../../src/domain/text/cut.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { addDays, formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Action, type Card, type Item, note, plain, strong, text } from '../../model.ts';
import { firstItems, item } from '../first-items.ts';
import { andList, joined, numberedName, statusWord } from '../words.ts';
import { orderInput } from './routes.ts';

/** A trial: what was tried, and what would differ. */
export type TrialFacts = {
  project: Project;
  /** In words. */
  lines: string[];
  /** As they were typed, with mentions. */
  typed: string[];
  /** What each line would answer; empty where it only shows something. */
  said: string[];
  /** A change order is among them: the plan changes once both sides have signed it. */
  proposes: boolean;
  /** What a locked scope would not take, by line. */
  breaches: LockBreach[][];
  /** The states before and after. */
  was: TriedState;
  is: TriedState;
  /** A fingerprint of all that would be written; a press on another one is stale. */
  figures: string;
};

const maxItems = 10;

/** Shows what commands would change, and offers to carry them out (SCP-5). `today` is YYYY-MM-DD. */
export function whatIfCard(facts: TrialFacts, { today }: { today: string }): Card {
  const difference = triedDifference(facts.was, facts.is);
  const items = differenceItems(facts, difference, today);
  const weeks = cashItems(facts, difference, today);
  const { reminders } = difference;
  const said = facts.said.filter((line) => line !== '');
  return note(
    `What if: ${excerpt(facts.lines.join('; '), 200)}`,
    [
      ...(items.length > 0 ? [{ is: 'list' as const, items: firstItems(items, maxItems) }] : []),
      ...(weeks.length > 0 ? [{ is: 'list' as const, items: weeks }] : []),
      ...(items.length + weeks.length > 0
        ? []
        : [text('Go-live, health, dates and amounts would stay as they are.')]),
      ...(reminders > 0 ? [text(reminderWords(reminders), 'quiet')] : []),
      ...(said.length > 0 ? [text(`It would answer: ${excerpt(said.join(' '), 400)}`, 'quiet')] : []),
      text(closingWords(facts), 'quiet'),
    ],
    actionsOf(facts),
  );
}

const reminderWords = (count: number) =>
  count === 1
    ? 'Reminders of 1 milestone move with its date.'
    : `Reminders of ${count} milestones move with their dates.`;

function closingWords({ proposes, breaches }: TrialFacts): string {
  const breach = joinBreaches(breaches.flat());
  if (breach) {
    const also = breach.others > 0 ? ` and ${plural(breach.others, 'other')}` : '';
    const keeps = breach.others > 0 ? 'keep their scope, and each needs' : 'keeps its scope, so this needs';
    return `Nothing was saved. ${numberedName(breach.milestone)}${also} ${keeps} a change order.`;
  }
  return proposes
    ? 'Nothing was saved. The plan changes once both sides have signed it.'
    : 'Nothing was saved.';
}

function actionsOf({ typed, proposes, breaches, figures }: TrialFacts): Action[] {
  const breach = joinBreaches(breaches.flat());
  const all = typed.filter((_, nth) => !breaches[nth]?.length).join('; ');
  const fits = all !== '' && all.length <= maxLineCharacters;
  if (breach) {
    const input = orderInput(breach, 'here');
    return [
      { label: 'Propose a change order', command: 'change', input, style: 'primary' },
      // a change order takes nothing else
      ...(fits ? [{ label: 'Try the others', command: 'what-if', input: { lines: all } }] : []),
    ];
  }
  if (!fits) return [];
  const input = { lines: all, figures };
  return [{ label: proposes ? 'Propose it' : 'Do it', command: 'what-if', input, style: 'primary' }];
}

/** No button can carry more. */
const maxLineCharacters = 1200;

function differenceItems({ was, is }: TrialFacts, difference: TriedDifference, today: string): Item[] {
  const { target, health, total, milestones, invoices } = difference;
  const day = (date: string | null) => (date === null ? 'none' : formatDate(date, today));
  const [before, after] = [moneyOf(was), moneyOf(is)];
  return [
    ...(target ? [line('Go-live', `${day(target.was)} → ${day(target.is)}`)] : []),
    ...(health ? [line('Health', healthWords(health))] : []),
    ...(total ? [line('Price', `${before(total.was)} → ${after(total.is)}`)] : []),
    ...milestones.map((one) => milestoneItem(one, day, [before, after])),
    ...invoices.map(({ was: old, is: next }) =>
      line(
        `Invoice of milestone ${(next ?? old)?.milestone}`,
        old && next
          ? joined([
              old.net !== next.net && `${before(old.net)} → ${after(next.net)}`,
              old.status !== next.status && `${old.status} → ${next.status}`,
              old.dueOn !== next.dueOn && `due ${day(old.dueOn)} → ${day(next.dueOn)}`,
            ])
          : next
            ? `new, ${after(next.net)}`
            : 'gone',
      ),
    ),
  ];
}

type MoneyWords = (minor: number | null) => string;

const moneyOf =
  ({ currency }: TriedState): MoneyWords =>
  (minor) =>
    minor === null || currency === null ? 'none' : formatMoney({ minor, currency });

const line = (label: string, words: string): Item => ({ spans: [strong(label), plain(`: ${words}`)] });

const maxWeeks = 4;

/** The weeks in which other money comes in, and what has no date. */
function cashItems({ was, is }: TrialFacts, { cash }: TriedDifference, today: string): Item[] {
  const [before, after] = [moneyOf(was), moneyOf(is)];
  const { weeks, undated } = cash;
  const more = weeks.length - maxWeeks;
  return [
    ...weeks
      .slice(0, maxWeeks)
      .map((week) =>
        line(
          `Cash, ${formatDate(week.monday, today)} to ${formatDate(addDays(week.monday, 6), today)}`,
          `${before(week.was)} → ${after(week.is)}`,
        ),
      ),
    ...(more > 0 ? [item(`and ${plural(more, 'more week')}`)] : []),
    ...(undated ? [line('Cash without a date', `${before(undated.was)} → ${after(undated.is)}`)] : []),
  ];
}

function healthWords({ was, is }: NonNullable<TriedDifference['health']>): string {
  const fresh = is.reasons.filter((reason) => !was.reasons.includes(reason));
  const gone = was.reasons.filter((reason) => !is.reasons.includes(reason));
  return joined(
    [
      was.status === is.status ? is.status : `${was.status} → ${is.status}`,
      fresh.length > 0 && `new: ${cut(fresh.join('; '), 300)}`,
      gone.length > 0 && `gone: ${cut(gone.join('; '), 300)}`,
    ],
    '; ',
  );
}

function milestoneItem(
  { was, is }: MilestoneDifference,
  day: (date: string | null) => string,
  [before, after]: [MoneyWords, MoneyWords],
): Item {
  const name = numberedName(is ?? was ?? { number: 0, name: '', outcome: null });
  const spans = (words: string): Item => ({ spans: [strong(excerpt(name, 100)), plain(`: ${words}`)] });
  if (!is) return spans('leaves the plan');
  if (!was)
    return spans(
      joined([
        'new',
        is.dueDate && `due ${day(is.dueDate)}`,
        is.amount !== null && after(is.amount),
        is.waits.length > 0 && gateWords(is.waits),
      ]),
    );
  const changed = <F extends keyof TriedMilestone>(
    field: F,
    label: string,
    words: (value: TriedMilestone[F]) => string,
  ) => was[field] !== is[field] && `${label} ${words(was[field])} → ${words(is[field])}`;
  const share = (value: number | null) => (value === null ? 'none' : percentWords(value));
  const comes = is.items.filter((item) => !was.items.includes(item));
  const leaves = was.items.filter((item) => !is.items.includes(item));
  const isUpcoming = was.status === 'upcoming' && is.status === 'upcoming';
  const quoted = (items: string[]) => items.map((item) => `“${excerpt(item, 60)}”`).join(', ');
  return spans(
    joined([
      changed('name', 'name', (value) => excerpt(value, 60)),
      changed('startDate', 'start', day),
      changed('dueDate', 'due', day),
      changed('status', 'state', statusWord),
      changed('percent', 'progress', percentWords),
      changed('share', 'share', share),
      was.amount !== is.amount && `amount ${before(was.amount)} → ${after(is.amount)}`,
      changed('priority', 'priority', (value) => value.toUpperCase()),
      comes.length > 0 && `gets ${quoted(comes)}`,
      leaves.length > 0 && `loses ${quoted(leaves)}`,
      isUpcoming && !waitsForSame(was.waits, is.waits) && `${gateWords(was.waits)} → ${gateWords(is.waits)}`,
    ]),
  );
}

const maxWaits = 3;

/** "can start"; "waits for 2 · Build and the payment of INV-2026-0007". */
function gateWords(waits: readonly Wait[]): string {
  if (waits.length === 0) return 'can start';
  const more = waits.length - maxWaits;
  return `waits for ${andList([...waits.slice(0, maxWaits).map(waitWords), ...(more > 0 ? [`${more} more`] : [])])}`;
}

function waitWords(wait: Wait): string {
  if (wait.for === 'payment') return `the payment of ${wait.invoice}`;
  const name = excerpt(numberedName(wait), 60);
  if (wait.for === 'milestone') return name;
  return wait.for === 'decision' ? `a decision on ${name}` : `the invoice of the advance of ${name}`;
}
