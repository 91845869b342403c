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

/** Amounts for whole per-cent shares that sum to 100; they sum to the price exactly, by largest remainder (PAY-1). */
export function amounts(price: number, shares: readonly number[]): number[] {
  const parts = shares.map((share, index) => ({
    index,
    floor: Math.floor((price * share) / 100),
    rest: (price * share) % 100,
  }));
  const total = Math.round((price * shares.reduce((a, b) => a + b, 0)) / 100);
  const left = total - parts.reduce((sum, part) => sum + part.floor, 0);
  const byRest = [...parts].sort((a, b) => b.rest - a.rest || a.index - b.index);
  const extra = new Set(byRest.slice(0, left).map((part) => part.index));
  return parts.map((part) => part.floor + (extra.has(part.index) ? 1 : 0));
}
