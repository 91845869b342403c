import { addDays, addMonths } from '../time/dates.ts';
import { sumOf } from './money.ts';

/** Days of a dispute, both included; `to` is null while it lasts (HLT-6). Dates are YYYY-MM-DD. */
export type DisputedTime = { from: string; to: string | null };

/** Whether a day belongs to a dispute. */
export const isDisputed = (disputes: readonly DisputedTime[], day: string): boolean =>
  disputes.some(({ from, to }) => from <= day && (to === null || day <= to));

type LateInvoice = {
  /** Minor units, with tax. */
  gross: number;
  dueOn: string;
  /** Hundredths of a percent for each started month. */
  basisPoints: number;
  settlements: readonly { minor: number; on: string }[];
  disputes: readonly DisputedTime[];
};

/**
 * Returns the late fee of an invoice up to a day, in minor units: simple, for each started month after the
 * due date, on what was open when the month began, rounded half up once (PAY-4). A month counts from its
 * first day that is not disputed. Never falls as days pass.
 */
export function lateFee(
  { gross, dueOn, basisPoints, settlements, disputes }: LateInvoice,
  upTo: string,
): number {
  const firstDay = addDays(dueOn, 1);
  let sum = 0n;
  for (let month = 0; ; month += 1) {
    // from the first day each time: a month from 31 January ends on 28 February, two months on 31 March
    const begin = addMonths(firstDay, month);
    if (begin > upTo) break;
    const charged = firstUndisputedDay(disputes, begin, addMonths(firstDay, month + 1));
    if (charged === undefined || charged > upTo) continue;
    const settled = sumOf(settlements.filter(({ on }) => on < charged).map(({ minor }) => minor));
    if (settled >= gross) break;
    sum += BigInt(gross - settled) * BigInt(basisPoints);
  }
  return Number((sum + 5_000n) / 10_000n);
}

/** Returns the first day from `begin` and before `end` that no dispute covers. */
function firstUndisputedDay(
  disputes: readonly DisputedTime[],
  begin: string,
  end: string,
): string | undefined {
  for (let day = begin; day < end; day = addDays(day, 1)) if (!isDisputed(disputes, day)) return day;
  return undefined;
}
