/** Money is whole minor units of an ISO 4217 currency (PAY-1). */
export type Money = { minor: number; currency: string };

/** Returns the decimal digits of a currency: 2 for GBP, 0 for JPY, 3 for KWD. */
export function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/**
 * The largest price, in minor units: 9,999,999,999,999.99 in a currency with two digits. Sums of a few such
 * prices are still exact as doubles.
 */
export const maxMinorUnits = 999_999_999_999_999;

/**
 * Returns minor units as a number.
 *
 * @throws RangeError if it is not an integer that a double holds exactly.
 */
export function wholeMinorUnits(minor: number | bigint): number {
  const whole = Number(minor);
  if (!Number.isSafeInteger(whole)) throw new RangeError(`${minor} is no whole number of minor units`);
  return whole;
}

/** Returns the sum of amounts, in minor units, at most the largest exact number. */
export function sumOf(minors: readonly number[]): number {
  const sum = minors.reduce((before, minor) => before + BigInt(wholeMinorUnits(minor)), 0n);
  return sum > Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER : wholeMinorUnits(sum);
}

/** Formats an amount in the currency's major units, exactly and without empty decimals: "12.50", "3000". */
export function decimalOf({ minor, currency }: Money): `${number}` {
  const digits = digitsOf(currency);
  const [sign, text] =
    minor < 0 ? ['-', String(-wholeMinorUnits(minor))] : ['', String(wholeMinorUnits(minor))];
  const padded = text.padStart(digits + 1, '0');
  const [whole, fraction] = [padded.slice(0, padded.length - digits), padded.slice(padded.length - digits)];
  return `${sign}${whole}${/[1-9]/.test(fraction) ? `.${fraction}` : ''}` as `${number}`;
}

/** Whether a code is a known ISO 4217 currency. */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

/** Formats an amount for people, without empty decimals: "£3,000", "$12.50", or with the code of its currency: "GBP 3,000". */
export function formatMoney(money: Money, currencyDisplay: 'symbol' | 'code' = 'symbol'): string {
  const { currency } = money;
  const decimal = decimalOf(money);
  const digits = decimal.includes('.') ? digitsOf(currency) : 0;
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(decimal);
}

/**
 * Splits a price by percent shares, in minor units, by largest remainder (PAY-1). The amounts sum exactly to
 * the shares' part of the price, to the price if the shares sum to 100.
 */
export function splitByShares(price: number, shares: readonly number[]): number[] {
  const parts = shares.map((share, index) => ({ index, ...partOf(price, share) }));
  const whole = partOf(
    price,
    shares.reduce((sum, share) => sum + share, 0),
  );
  const floors = parts.reduce((sum, { floor }) => sum + floor, 0n);
  const left = Number(whole.floor + (whole.rest >= 50n ? 1n : 0n) - floors);
  const byRest = [...parts].sort((a, b) => Number(b.rest - a.rest) || a.index - b.index);
  const extra = new Set(byRest.slice(0, left).map(({ index }) => index));
  return parts.map(({ index, floor }) => wholeMinorUnits(floor + (extra.has(index) ? 1n : 0n)));
}

/**
 * Returns the amount of a milestone in minor units: its share of the price, and what change orders have added. All
 * amounts of a plan sum to the price and what was added to it (PAY-1, SCP-3).
 */
export function amountOf(
  { id, share, extra = 0 }: { id: string; share: number | null; extra?: number },
  price: number,
  shares: readonly { id: string; share: number }[],
): number {
  const all = shares.map((other) => (other.id === id ? (share ?? 0) : other.share));
  const at = shares.findIndex((other) => other.id === id);
  const base = at < 0 ? splitByShares(price, [share ?? 0])[0] : splitByShares(price, all)[at];
  return (base ?? 0) + extra;
}

/** Uses big integers: a price times a share may exceed what a double holds exactly. */
function partOf(price: number, share: number): { floor: bigint; rest: bigint } {
  const hundredfold = BigInt(price) * BigInt(share);
  return { floor: hundredfold / 100n, rest: hundredfold % 100n };
}

/** A typed amount in minor units, or why it is not valid. */
type ReadAmount = { is: 'amount'; minor: number } | { is: 'too_large' } | { is: 'unreadable' };

/**
 * Reads an amount as people type it: `10000`, `99.50`, `10,000`, `10 000`. A comma that does not separate
 * thousands makes it unreadable: it may be a decimal point.
 */
export function readAmount(typed: string, currency: string): ReadAmount {
  const { whole, fraction = '' } = amountForm.exec(typed.trim())?.groups ?? {};
  const digits = digitsOf(currency);
  if (whole === undefined || fraction.length > digits) return { is: 'unreadable' };
  const minor = BigInt(whole.replaceAll(/\D/g, '') + fraction.padEnd(digits, '0'));
  return minor > maxMinorUnits ? { is: 'too_large' } : { is: 'amount', minor: wholeMinorUnits(minor) };
}

const amountForm =
  /^(?<whole>\d{1,30}|\d{1,3}(?<gap>[,_' ])\d{3}(?:\k<gap>\d{3}){0,9})(?:\.(?<fraction>\d{1,9}))?$/;
