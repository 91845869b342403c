import { inUnitOf, quantityOf } from './quantity.ts';
import { targetOf } from './target.ts';

/** The trend of the last values of a metric: a bar for each, and a word. */
type Trend = { bars: string; is: 'rising' | 'falling' | 'steady' };

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const maxValues = 8;

/**
 * Returns the trend of values as written, oldest first; bare ones are in the target's unit. Undefined if
 * there are fewer than two or their kinds differ.
 */
export function trendOf(values: readonly string[], target: string | null): Trend | undefined {
  const read = values.slice(-maxValues).map(quantityOf);
  const wanted = (target && targetOf(target)?.quantity) || read[0];
  const comparable = wanted && read.flatMap((value) => (value && inUnitOf(value, wanted)) ?? []);
  if (!comparable || comparable.length < 2 || comparable.length < read.length) return undefined;
  const amounts = comparable.map(({ amount }) => amount);
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
