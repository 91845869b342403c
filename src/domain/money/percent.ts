import { percentWords } from '../text/wording.ts';

/** Reads a percentage with up to two decimals, such as `1.5` or `20%`, as hundredths of a percent; else undefined. */
export function readBasisPoints(typed: string): number | undefined {
  const { whole, fraction = '' } =
    /^(?<whole>\d{1,3})(?:[.,](?<fraction>\d{1,2}))?\s*(?:%|percent)?$/iu.exec(typed.trim())?.groups ?? {};
  return whole === undefined ? undefined : Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

/** Formats hundredths of a percent: "1.5 %". */
export const basisPointWords = (basisPoints: number): string => percentWords(basisPoints / 100);
