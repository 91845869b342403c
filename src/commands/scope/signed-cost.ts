import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { amountIn } from '../money/amount.ts';

/** What to do about a project without a price. */
export const noPriceHint = 'Set it with “edit project price:10000 currency:GBP”, or leave the cost out.';

/** Reads "+500", "-200" or "£500" as minor units of the project's currency; `noPrice` refuses one without. */
export function signedCost(
  command: string,
  typed: string | undefined,
  currency: string | null,
  noPrice: string,
): Outcome<number> {
  if (typed === undefined) return ok(0);
  const [, sign = '', amount = ''] = /^([-+−–]?)\s*(.*)$/u.exec(typed.trim()) ?? [];
  if (/^0+$/.test(amount)) return ok(0);
  if (currency === null) return rule(noPrice, noPriceHint);
  const read = amountIn(command, 'cost', { typed: amount, currency });
  return read.ok && sign !== '' && sign !== '+' ? ok(-read.value) : read;
}
