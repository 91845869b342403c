import type { Budget } from '../../../src/domain/money/budget.ts';
import { formatMoney } from '../../../src/domain/money/money.ts';
import { type Cash, maxCashWeeks } from '../../../src/domain/money/project-budget.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { addDays, formatDate } from '../../../src/domain/time/dates.ts';
import { type Block, type Card, callout, plain, strong, text } from '../../model.ts';
import { firstItems, item } from '../first-items.ts';
import { joined } from '../words.ts';
import { cashPictureWords } from './picture-words.ts';

/** A project with a price. */
type Priced = { project: Project; currency: string };

/** A budget, and what only the team sees of it: its cost; null for customers. */
export type BudgetFacts = Priced & { budget: Budget; cost: number | null };

const moneyIn =
  (currency: string) =>
  (minor: number): string =>
    formatMoney({ minor, currency });

/** What is overdue comes before whether the work keeps pace with the time. */
function stateOf({ overdue, isOnTrack }: Budget): Pick<Card, 'state'> {
  if (overdue > 0) return { state: 'overdue' };
  return isOnTrack === null ? {} : { state: isOnTrack ? 'on_track' : 'minor_issues' };
}

/** Shows the budget of a project: used of the price, paid of what is invoiced, time used, and whether it is on track. */
export function budgetCard({ project, currency, budget, cost }: BudgetFacts): Card {
  const money = moneyIn(currency);
  const { total, used, invoiced, paid, due, overdue, lateFees, paidFees, moneyUsed, timeUsed, isOnTrack } =
    budget;
  const line = (label: string, words: string) => ({ spans: [strong(`${label}: `), plain(words)] });
  const time =
    timeUsed === null
      ? 'not known, because the project has no go-live date'
      : `${percentWords(timeUsed)} of the days until the go-live`;
  return {
    title: [plain(project.name)],
    ...stateOf(budget),
    subtitle: [plain(joined(['budget', isOnTrack === false && 'more time than money is used']))],
    blocks: [
      {
        is: 'progress',
        percent: Math.min(100, moneyUsed),
        label: `${percentWords(moneyUsed)} used, ${money(used)} of ${money(total)}`,
      },
      ...(overdue > 0
        ? [
            callout('overdue', [
              plain(joined([`${money(overdue)} overdue`, lateFees > 0 && `late fees ${money(lateFees)}`])),
            ]),
          ]
        : []),
      {
        is: 'facts',
        facts: [
          { label: 'Invoiced', value: [plain(money(invoiced))] },
          { label: 'Paid', value: [plain(money(paid))] },
          { label: 'Due', value: [plain(money(due))] },
        ],
      },
      {
        is: 'list',
        items: [
          line('Time used', time),
          ...(overdue === 0 && lateFees > 0 ? [line('Late fees', money(lateFees))] : []),
          ...(paidFees > 0 ? [line('Late fees received', money(paidFees))] : []),
          ...(cost === null
            ? []
            : [
                line('Cost', money(cost)),
                line(
                  'Profit so far',
                  `${money(used - cost)}, the amounts of done milestones without the cost`,
                ),
              ]),
        ],
      },
      text('Invoiced, paid and due include tax; used and the price do not.', 'quiet'),
    ],
    actions: [{ label: 'Cash', command: 'cash', input: {} }],
    more: [{ label: 'Payment terms', command: 'terms', input: {} }],
  };
}

/** Shows the money that comes in by week. `picture` is a URL. */
export function cashCard(
  { project, currency, cash }: Priced & { cash: Cash },
  today: string,
  picture?: string,
): Card {
  const money = moneyIn(currency);
  const weeks = cash.weeks.filter(({ minor }) => minor > 0);
  const lines = weeks.map(({ monday, minor }) =>
    item(`${formatDate(monday, today)} to ${formatDate(addDays(monday, 6), today)}: ${money(minor)}`),
  );
  const undated: Block[] =
    cash.undated > 0
      ? [text(`${money(cash.undated)} has no date yet: its milestones have no due date.`)]
      : [];
  return {
    title: [plain(project.name)],
    subtitle: [plain(joined(['cash', `${money(cash.total)} is expected`]))],
    blocks: [
      ...(picture && cash.total > 0
        ? [{ is: 'image' as const, url: picture, alt: cashPictureWords(cash, currency, today) }]
        : []),
      ...(lines.length > 0
        ? [{ is: 'list' as const, items: firstItems(lines, maxCashWeeks) }]
        : [text('Nothing is expected in the coming weeks.')]),
      ...undated,
      text(
        'With tax: sent invoices when they are due, the others after their milestone and the days of the terms. Disputed invoices are left out.',
        'quiet',
      ),
    ],
    actions: [{ label: 'Budget', command: 'budget', input: {} }],
    more: [{ label: 'Payment terms', command: 'terms', input: {} }],
  };
}
