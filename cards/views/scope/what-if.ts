import { formatMoney } from '../../../src/domain/money/money.ts';
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
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Action, type Card, type Item, note, plain, strong, text } from '../../model.ts';
import { firstItems } from '../first-items.ts';
import { joined, numberedName, statusWord } from '../words.ts';
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
  const items = differenceItems(facts, today);
  const said = facts.said.filter((line) => line !== '');
  return note(
    `What if: ${excerpt(facts.lines.join('; '), 200)}`,
    [
      ...(items.length > 0
        ? [{ is: 'list' as const, items: firstItems(items, maxItems) }]
        : [text('Go-live, health, dates and amounts would stay as they are.')]),
      ...(said.length > 0 ? [text(`It would answer: ${excerpt(said.join(' '), 400)}`, 'quiet')] : []),
      text(closingWords(facts), 'quiet'),
    ],
    actionsOf(facts),
  );
}

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

function differenceItems({ was, is, project }: TrialFacts, today: string): Item[] {
  const { target, health, total, milestones, invoices } = triedDifference(was, is);
  const day = (date: string | null) => (date === null ? 'none' : formatDate(date, today));
  const money = (minor: number | null) =>
    minor === null || project.currency === null ? 'none' : formatMoney({ minor, currency: project.currency });
  const line = (label: string, words: string): Item => ({ spans: [strong(label), plain(`: ${words}`)] });
  return [
    ...(target ? [line('Go-live', `${day(target.was)} → ${day(target.is)}`)] : []),
    ...(health ? [line('Health', healthWords(health))] : []),
    ...(total ? [line('Price', `${money(total.was)} → ${money(total.is)}`)] : []),
    ...milestones.map((one) => milestoneItem(one, day, money)),
    ...invoices.map(({ was: before, is: after }) =>
      line(
        `Invoice of milestone ${(after ?? before)?.milestone}`,
        before && after
          ? joined([
              before.net !== after.net && `${money(before.net)} → ${money(after.net)}`,
              before.status !== after.status && `${before.status} → ${after.status}`,
              before.dueOn !== after.dueOn && `due ${day(before.dueOn)} → ${day(after.dueOn)}`,
            ])
          : after
            ? `new, ${money(after.net)}`
            : 'gone',
      ),
    ),
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
  money: (minor: number | null) => string,
): Item {
  const name = numberedName(is ?? was ?? { number: 0, name: '' });
  const spans = (words: string): Item => ({ spans: [strong(excerpt(name, 100)), plain(`: ${words}`)] });
  if (!is) return spans('leaves the plan');
  if (!was)
    return spans(
      joined(['new', is.dueDate && `due ${day(is.dueDate)}`, is.amount !== null && money(is.amount)]),
    );
  const changed = <F extends keyof TriedMilestone>(
    field: F,
    label: string,
    words: (value: TriedMilestone[F]) => string,
  ) => was[field] !== is[field] && `${label} ${words(was[field])} → ${words(is[field])}`;
  const share = (value: number | null) => (value === null ? 'none' : percentWords(value));
  const comes = is.items.filter((item) => !was.items.includes(item));
  const leaves = was.items.filter((item) => !is.items.includes(item));
  const quoted = (items: string[]) => items.map((item) => `“${excerpt(item, 60)}”`).join(', ');
  return spans(
    joined([
      changed('name', 'name', (value) => excerpt(value, 60)),
      changed('startDate', 'start', day),
      changed('dueDate', 'due', day),
      changed('status', 'state', statusWord),
      changed('percent', 'progress', percentWords),
      changed('share', 'share', share),
      changed('amount', 'amount', money),
      changed('priority', 'priority', (value) => value.toUpperCase()),
      comes.length > 0 && `gets ${quoted(comes)}`,
      leaves.length > 0 && `loses ${quoted(leaves)}`,
    ]),
  );
}
