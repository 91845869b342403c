import { formatMoney } from '../../../src/domain/money/money.ts';
import { type Cash, maxCashWeeks } from '../../../src/domain/money/project-budget.ts';
import { addDays, formatDate, plural } from '../../../src/domain/time/dates.ts';
import { joined } from '../words.ts';

/** Says what the picture of the cash shows, as its alternative text. `today` is YYYY-MM-DD in the project's zone. */
export function cashPictureWords({ weeks, undated, total }: Cash, currency: string, today: string): string {
  const money = (minor: number) => formatMoney({ minor, currency });
  const paying = weeks.filter(({ minor }) => minor > 0);
  const left = paying.length - maxCashWeeks;
  const parts = paying
    .slice(0, maxCashWeeks)
    .map(
      ({ monday, minor }) =>
        `${formatDate(monday, today)} to ${formatDate(addDays(monday, 6), today)} ${money(minor)}`,
    );
  return `${joined(
    [
      `Cash by week on ${formatDate(today, today)}: ${money(total)} is expected, with tax`,
      parts.length > 0 && parts.join('; '),
      left > 0 && `And ${plural(left, 'more week')}`,
      undated > 0 && `${money(undated)} has no date yet`,
    ],
    '. ',
  )}.`;
}
