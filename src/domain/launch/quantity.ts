/**
 * A figure with its unit. `amount` counts billionths of the kind's own unit (a second, a per cent, one of
 * a currency, one thing), so that 1,400 ms and 1.4 s are exactly the same.
 */
export type Quantity = {
  amount: bigint;
  /** `number`, `duration`, `percent`, a currency such as `USD`, or `of 5` for a mark out of five. */
  kind: string;
  /** The unit that was written, in the same billionths: a million for ms. */
  unit: bigint;
  /** Nothing but a number: its unit is the one that is spoken of. */
  isBare: boolean;
};

const one = 1_000_000_000n;

const alike = <T>(names: string, value: T): Record<string, T> =>
  Object.fromEntries(names.split(' ').map((name) => [name, value]));

/** "m" alone is nobody's: minutes and millions are both written so. */
const durations = new Map(
  Object.entries({
    ns: 1n,
    ...alike('µs μs us', 1_000n),
    ...alike('ms millisecond milliseconds millis', 1_000_000n),
    ...alike('s sec secs second seconds', one),
    ...alike('min mins minute minutes', 60n * one),
    ...alike('h hr hrs hour hours', 3_600n * one),
    ...alike('d day days', 86_400n * one),
    ...alike('w wk wks week weeks', 604_800n * one),
  }),
);

const kinds = new Map(
  Object.entries({
    ...alike('% percent', 'percent'),
    ...alike('$ usd dollar dollars', 'USD'),
    ...alike('€ eur euro euros', 'EUR'),
    ...alike('£ gbp pounds', 'GBP'),
    chf: 'CHF',
  }),
);

const scales = new Map(
  Object.entries({
    ...alike('k K thousand', 1_000n),
    ...alike('M mn million', 1_000_000n),
    ...alike('bn B billion', one),
  }),
);

const sign = '(?<minus>[-−])?\\s*';
const figure = '(?<whole>\\d{1,3}(?:[, ]\\d{3}){1,4}|\\d{1,15})(?:\\.(?<fraction>\\d{1,9}))?';
const scale = '(?:\\s?(?<scale>k|K|thousand|M|mn|million|bn|B|billion)(?![\\p{L}\\d]))?';
const counted = new RegExp(`^${sign}(?<currency>[$€£])?\\s*${figure}${scale}\\s*(?<behind>.*)$`, 'u');
const part = /^(\d{1,9})(?:\.(\d{1,9}))?\s*([\p{L}µ]+)\s*/u;

/**
 * Reads a figure as people write it: "1,400", "1.4 s", "2h 30m", "99.9% uptime", "$5k", "4.5/5", "100 signups",
 * "no open bugs". Undefined for what is no figure, and for what may mean two: "5m", "1,5", "5-10", "€5.000".
 */
export function quantityOf(text: string): Quantity | undefined {
  const said = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  if (said.length === 0 || said.length > 200) return undefined;
  if (/^(?:zero|none|no)(?: |$)/i.test(said)) return { amount: 0n, kind: 'number', unit: one, isBare: false };
  return inParts(said.toLowerCase()) ?? inOne(said);
}

/** "2h 30m", "1 min 20 s": more than one part, each in a smaller unit than the last. */
function inParts(said: string): Quantity | undefined {
  let amount = 0n;
  let rest = said;
  const units: bigint[] = [];
  for (let found = part.exec(rest); found; found = part.exec(rest)) {
    const unit = durations.get(found[3] === 'm' ? 'min' : (found[3] ?? ''));
    const size = unit && times(found[1] ?? '', found[2] ?? '', unit);
    if (unit === undefined || size === undefined || unit >= (units.at(-1) ?? unit + 1n)) return undefined;
    amount += size;
    units.push(unit);
    rest = rest.slice(found[0].length);
  }
  const [, second] = units;
  return second !== undefined && rest === ''
    ? { amount, kind: 'duration', unit: second, isBare: false }
    : undefined;
}

function inOne(said: string): Quantity | undefined {
  const {
    minus,
    currency,
    whole = '',
    fraction = '',
    scale: large,
    behind = '',
  } = counted.exec(said)?.groups ?? {};
  const million = currency !== undefined && /^m(?![\p{L}\d])/u.test(behind);
  const rest = million ? behind.slice(1).trim() : behind;
  const measured = whole === '' || isMore(rest) ? undefined : unitOf(currency ?? rest);
  if (!measured || (fraction.length === 3 && isMoney(measured.kind))) return undefined;
  const factor = large === undefined ? (million ? 1_000_000n : 1n) : (scales.get(large) ?? 1n);
  const size = times(whole.replaceAll(/\D/g, ''), fraction, measured.unit * factor);
  if (size === undefined) return undefined;
  return { ...measured, amount: minus ? -size : size, isBare: currency === undefined && rest === '' };
}

const isMoney = (kind: string) => /^[A-Z]{3}$/.test(kind);

/** What stands behind goes on with the figure, so that nobody knows which is meant. */
const isMore = (behind: string) => /^(?:[^\p{L}%$€£(/]|(?:to|or|and|x|-)\s?\d)/u.test(behind);

function unitOf(behind: string): Pick<Quantity, 'kind' | 'unit'> | undefined {
  const mark =
    /^\/\s?(\d{1,4})(?![\d.,])/.exec(behind)?.[1] ?? /^out of (\d{1,4})(?![\d.,])/i.exec(behind)?.[1];
  if (mark) return { kind: `of ${mark}`, unit: one };
  const word = (/^(?:[%$€£]|[\p{L}µ]+)/u.exec(behind)?.[0] ?? '').toLowerCase();
  if (word === 'm' || /^[\p{L}µ%$€£]*\d/u.test(behind)) return undefined;
  const duration = durations.get(word);
  if (duration !== undefined) return { kind: 'duration', unit: duration };
  return { kind: kinds.get(word) ?? (/^per ?cent\b/i.test(behind) ? 'percent' : 'number'), unit: one };
}

/** Exactly so much, or undefined where it would have to be rounded. */
function times(whole: string, fraction: string, unit: bigint): bigint | undefined {
  const parts = 10n ** BigInt(fraction.length);
  const product = BigInt(`${whole}${fraction}`) * unit;
  return product % parts === 0n ? product / parts : undefined;
}

/** A bare number in the unit that is spoken of: 1.4 is 1.4 s beside seconds. Undefined for different things. */
export function inUnitOf(value: Quantity, wanted: Quantity): Quantity | undefined {
  if (value.kind === wanted.kind) return value;
  return value.isBare ? { ...wanted, amount: (value.amount * wanted.unit) / one, isBare: false } : undefined;
}
