import { inUnitOf, quantityOf } from './quantity.ts';
import { targetOf } from './target.ts';

/** How the last values of a metric run: a bar for each, and the same in a word. */
export type Trend = { bars: string; is: 'rising' | 'falling' | 'steady' };

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const most = 8;

/**
 * The trend of values as they were written, oldest first; bare ones are in the unit of the target.
 * Undefined for fewer than two of one kind.
 */
export function trendOf(values: readonly string[], target: string | null): Trend | undefined {
  const read = values.slice(-most).map(quantityOf);
  const wanted = (target && targetOf(target)?.quantity) || read[0];
  const alike = wanted && read.flatMap((one) => (one && inUnitOf(one, wanted)) ?? []);
  if (!alike || alike.length < 2 || alike.length < read.length) return undefined;
  const amounts = alike.map(({ amount }) => amount);
  const [first, last] = [amounts[0] ?? 0n, amounts.at(-1) ?? 0n];
  const least = amounts.reduce((a, b) => (a < b ? a : b));
  const span = amounts.reduce((a, b) => (a > b ? a : b)) - least;
  const top = BigInt(bars.length - 1);
  const barOf = (amount: bigint) => bars[span === 0n ? 0 : Number(((amount - least) * top) / span)];
  return {
    bars: amounts.map(barOf).join(''),
    is: last > first ? 'rising' : last < first ? 'falling' : 'steady',
  };
}
