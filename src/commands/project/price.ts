import {
  digitsOf,
  formatMoney,
  isCurrency,
  type Money,
  maxMinorUnits,
  readAmount,
} from '../../domain/money/money.ts';
import { invalid, type Outcome, ok } from '../../domain/outcome.ts';

/** Whether a text looks like an amount, such as 10000, 99.50 or £1,200. */
export const isAmount = (text: string): boolean => /^\p{Sc}?\d[\d.,]*$/u.test(text);

/** Returns the typed price of `command`: amount and currency, or neither (PAY-1). */
export function priceOf(
  command: string,
  { price, currency }: { price?: string | undefined; currency?: string | undefined },
): Outcome<Money | null> {
  if (price === undefined) {
    return currency === undefined
      ? ok(null)
      : invalid(command, 'price', 'A currency needs a price, such as price:10000.');
  }
  const code = currency?.toUpperCase();
  if (!code) return invalid(command, 'currency', 'A price needs its currency, such as currency:GBP.');
  if (!isCurrency(code))
    return invalid(command, 'currency', `“${currency}” is not a currency. Write a code such as GBP or EUR.`);
  const read = readAmount(price, code);
  if (read.is === 'amount') return ok({ minor: read.minor, currency: code });
  if (read.is === 'too_large') {
    const largest = formatMoney({ minor: maxMinorUnits, currency: code });
    return invalid(command, 'price', `The largest price is ${largest}; you wrote “${price}”.`);
  }
  const example = digitsOf(code) > 0 ? '10000 or 99.50' : '10000';
  return invalid(command, 'price', `The price must be an amount such as ${example}; you wrote “${price}”.`);
}
