/** Money is whole minor units of an ISO 4217 currency (PAY-1). */
export type Money = { minor: number; currency: string };

/** Digits after the point of a currency: 2 for GBP, 0 for JPY, 3 for KWD. */
export function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** Whether it is a currency in use. */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

/** "£3,000", "$12.50": the currency's own format, without empty decimals. */
export function inMoney({ minor, currency }: Money): string {
  const digits = digitsOf(currency);
  const whole = minor % 10 ** digits === 0;
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
}

/**
 * Amounts for whole per-cent shares of a price in minor units. They sum to the shares' part of it
 * exactly, to the price itself where the shares sum to 100: by largest remainder (PAY-1).
 */
export function amounts(price: number, shares: readonly number[]): number[] {
  const parts = shares.map((share, index) => ({ index, ...partOf(price, share) }));
  const whole = partOf(
    price,
    shares.reduce((sum, share) => sum + share, 0),
  );
  const left = whole.floor + Math.round(whole.rest / 100) - parts.reduce((sum, { floor }) => sum + floor, 0);
  const byRest = [...parts].sort((a, b) => b.rest - a.rest || a.index - b.index);
  const extra = new Set(byRest.slice(0, left).map(({ index }) => index));
  return parts.map(({ index, floor }) => floor + (extra.has(index) ? 1 : 0));
}

/** Hundreds apart, so that no product leaves the whole numbers that a double holds exactly. */
const partOf = (price: number, share: number) => ({
  floor: Math.floor(price / 100) * share + Math.floor(((price % 100) * share) / 100),
  rest: ((price % 100) * share) % 100,
});

/**
 * An amount as people type it, in minor units: `10000`, `99.50`, `10,000`, `10 000`. Undefined when
 * it is none; a comma that does not part thousands is none, because it may mean a decimal point.
 */
export function minorUnits(typed: string, currency: string): number | undefined {
  const { whole, fraction = '' } = amount.exec(typed.trim())?.groups ?? {};
  const digits = digitsOf(currency);
  if (whole === undefined || fraction.length > digits) return undefined;
  return Number(whole.replaceAll(/\D/g, '')) * 10 ** digits + Number(fraction.padEnd(digits, '0'));
}

const amount =
  /^(?<whole>\d{1,12}|\d{1,3}(?<gap>[,_' ])\d{3}(?:\k<gap>\d{3}){0,2})(?:\.(?<fraction>\d{1,9}))?$/;
