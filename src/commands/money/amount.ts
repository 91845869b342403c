import * as z from 'zod';
import { digitsOf, formatMoney, isCurrency, maxMinorUnits, readAmount } from '../../domain/money/money.ts';
import { readBasisPoints } from '../../domain/money/percent.ts';
import { invalid, type Outcome, ok } from '../../domain/outcome.ts';
import { type Slot, slots } from '../../grammar/slot.ts';

/** Returns a percentage slot, in hundredths of a percent up to 100 %. */
export const percentSlot = (at: Slot['at'], label: string, hint: string) =>
  z
    .string()
    .trim()
    .max(20, 'must have at most 20 characters')
    .transform((typed, context) => {
      const read = readBasisPoints(typed);
      if (read !== undefined && read <= 10_000) return read;
      context.addIssue({ code: 'custom', message: 'must be a percentage from 0 to 100, such as 1.5' });
      return z.NEVER;
    })
    .register(slots, {
      is: 'text',
      label,
      at,
      maxLength: 20,
      hint,
      sample: 'percent',
      takes: 'a percentage with at most two decimals, such as 1.5',
      reads: (text) => readBasisPoints(text) !== undefined,
      several: (text) => /^\S{1,10} (?:%|percent)$/iu.test(text) && readBasisPoints(text) !== undefined,
    });

/** Whether a text looks like an amount, with or without the sign or code of a currency. */
const looksLikeAmount = (text: string): boolean =>
  /^[-−]?(?:\p{Sc}\s?|[A-Z]{3}\s?)?\d[\d.,_' ]*(?:\s?\p{Sc}|\s?[A-Z]{3})?$/iu.test(text.trim());

/** Whether several words are one amount: "£ 3000", "3000 GBP", "10 000"; a code counts in capitals only. */
const isAmountInWords = (text: string): boolean => {
  const code = /^[A-Z]{3}(?=\s)|(?<=\s)[A-Z]{3}$/.exec(text)?.[0];
  const rest = text.replace(/^(?:\p{Sc}|[A-Z]{3})\s|\s(?:\p{Sc}|[A-Z]{3})$/u, '');
  return /^\d[\d.,_' ]*$/.test(rest) && (code === undefined || isCurrency(code));
};

/** Returns a slot for an amount in the project's currency; `amountIn` reads it. */
export const amountSlot = (at: Slot['at'], label: string) =>
  z
    .string()
    .trim()
    .min(1, 'must be an amount such as 3000')
    .max(40, 'must have at most 40 characters')
    .register(slots, {
      is: 'text',
      label,
      at,
      maxLength: 40,
      hint: '3000',
      sample: 'amount',
      takes: 'an amount in the currency of the project, such as 3000 or 99.50',
      reads: looksLikeAmount,
      several: isAmountInWords,
    });

/** Returns a typed amount in minor units of a currency (PAY-1); `field` is named where it is none. */
export function amountIn(
  command: string,
  field: string,
  { typed, currency }: { typed: string; currency: string },
): Outcome<number> {
  const { bare, code } = withoutCurrency(typed, currency);
  if (code !== undefined)
    return invalid(
      command,
      field,
      `The project is priced in ${currency}; you wrote “${typed}”. Write the amount in ${currency}.`,
    );
  const read = readAmount(bare, currency);
  if (read.is === 'too_large') {
    const largest = formatMoney({ minor: maxMinorUnits, currency });
    return invalid(command, field, `The largest amount is ${largest}; you wrote “${typed}”.`);
  }
  if (read.is === 'amount' && read.minor > 0) return ok(read.minor);
  return invalid(command, field, wrongAmount(typed, bare, currency));
}

function wrongAmount(typed: string, bare: string, currency: string): string {
  const digits = digitsOf(currency);
  const decimals = /^[\d,_' ]+\.(\d+)$/.exec(bare)?.[1]?.length ?? 0;
  if (decimals > digits)
    return digits === 0
      ? `${currency} has no decimals; you wrote “${typed}”.`
      : `${currency} has ${digits} decimals; you wrote “${typed}”.`;
  return `The amount must be more than zero, such as ${digits > 0 ? '3000 or 99.50' : '3000'}; you wrote “${typed}”.`;
}

/** Removes the currency's own sign or code; `code` is another currency that the text names. */
function withoutCurrency(typed: string, currency: string): { bare: string; code?: string } {
  const named = /^(\p{Sc}|[a-z]{3})?\s?(.*?)\s?(\p{Sc}|[a-z]{3})?$/iu.exec(typed.trim());
  const said = named?.[1] ?? named?.[3];
  const bare = (named?.[2] ?? typed).trim();
  if (said === undefined || said.toUpperCase() === currency) return { bare };
  return signsOf(currency).includes(said) ? { bare } : { bare, code: said };
}

/** The signs that people write for a currency: £ for GBP, ¥ for JPY, $ for USD. */
const signsOf = (currency: string): string[] =>
  (['symbol', 'narrowSymbol'] as const).flatMap((currencyDisplay) =>
    new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay })
      .formatToParts(1)
      .flatMap(({ type, value }) => (type === 'currency' ? [value] : [])),
  );
