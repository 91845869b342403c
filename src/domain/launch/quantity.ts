/**
 * A figure with its unit. `amount` is in billionths of the kind's base unit (second, percent, currency unit,
 * thing), so that 1,400 ms equals 1.4 s exactly.
 */
export type Quantity = {
  amount: bigint;
  /** `number`, `duration`, `percent`, a currency such as `USD`, or `of 5` for a score out of five. */
  kind: string;
  /** The written unit in billionths of the base unit: a million for ms. */
  unit: bigint;
  /** A number without unit; it takes the unit of its context. */
  isBare: boolean;
};

const base = 1_000_000_000n;

const aliases = <T>(names: string, value: T): Record<string, T> =>
  Object.fromEntries(names.split(' ').map((name) => [name, value]));

/** Without "m", which may be minutes or millions. */
const durations = new Map(
  Object.entries({
    ns: 1n,
    ...aliases('µs μs us', 1_000n),
    ...aliases('ms millisecond milliseconds millis', 1_000_000n),
    ...aliases('s sec secs second seconds', base),
    ...aliases('min mins minute minutes', 60n * base),
    ...aliases('h hr hrs hour hours', 3_600n * base),
    ...aliases('d day days', 86_400n * base),
    ...aliases('w wk wks week weeks', 604_800n * base),
  }),
);

const kinds = new Map(
  Object.entries({
    ...aliases('% percent', 'percent'),
    ...aliases('$ usd dollar dollars', 'USD'),
    ...aliases('€ eur euro euros', 'EUR'),
    ...aliases('£ gbp pounds', 'GBP'),
    chf: 'CHF',
  }),
);

const scales = new Map(
  Object.entries({
    ...aliases('k K thousand', 1_000n),
    ...aliases('M mn million', 1_000_000n),
    ...aliases('bn B billion', base),
  }),
);

const sign = '(?<minus>[-−])?\\s*';
const figure = '(?<whole>\\d{1,3}(?:[, ]\\d{3}){1,4}|\\d{1,15})(?:\\.(?<fraction>\\d{1,9}))?';
const scale = '(?:\\s?(?<scale>k|K|thousand|M|mn|million|bn|B|billion)(?![\\p{L}\\d]))?';
const amountForm = new RegExp(`^${sign}(?<currency>[$€£])?\\s*${figure}${scale}\\s*(?<behind>.*)$`, 'u');
const part = /^(\d{1,9})(?:\.(\d{1,9}))?\s*([\p{L}µ]+)\s*/u;

/**
 * Reads a figure as people write it: "1,400", "1.4 s", "2h 30m", "99.9% uptime", "$5k", "4.5/5", "100
 * signups", "no open bugs". Undefined if it is no figure or ambiguous: "5m", "1,5", "5-10", "€5.000".
 */
export function quantityOf(text: string): Quantity | undefined {
  const line = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  if (line.length === 0 || line.length > 200) return undefined;
  if (/^(?:zero|none|no)(?: |$)/i.test(line))
    return { amount: 0n, kind: 'number', unit: base, isBare: false };
  return readParts(line.toLowerCase()) ?? readSingle(line);
}

/** Reads "2h 30m", "1 min 20 s": several parts, each in a smaller unit than the last. */
function readParts(line: string): Quantity | undefined {
  let amount = 0n;
  let rest = line;
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

function readSingle(line: string): Quantity | undefined {
  const {
    minus,
    currency,
    whole = '',
    fraction = '',
    scale: large,
    behind = '',
  } = amountForm.exec(line)?.groups ?? {};
  const million = currency !== undefined && /^m(?![\p{L}\d])/u.test(behind);
  const rest = million ? behind.slice(1).trim() : behind;
  const measured = whole === '' || continuesFigure(rest) ? undefined : unitOf(currency ?? rest);
  if (!measured || (fraction.length === 3 && isMoney(measured.kind))) return undefined;
  const factor = large === undefined ? (million ? 1_000_000n : 1n) : (scales.get(large) ?? 1n);
  const size = times(whole.replaceAll(/\D/g, ''), fraction, measured.unit * factor);
  if (size === undefined) return undefined;
  return { ...measured, amount: minus ? -size : size, isBare: currency === undefined && rest === '' };
}

const isMoney = (kind: string) => /^[A-Z]{3}$/.test(kind);

/** Whether the text after a figure continues it, so that it is ambiguous. */
const continuesFigure = (behind: string) => /^(?:[^\p{L}%$€£(/]|(?:to|or|and|x|-)\s?\d)/u.test(behind);

function unitOf(behind: string): Pick<Quantity, 'kind' | 'unit'> | undefined {
  const mark =
    /^\/\s?(\d{1,4})(?![\d.,])/.exec(behind)?.[1] ?? /^out of (\d{1,4})(?![\d.,])/i.exec(behind)?.[1];
  if (mark) return { kind: `of ${mark}`, unit: base };
  const word = (/^(?:[%$€£]|[\p{L}µ]+)/u.exec(behind)?.[0] ?? '').toLowerCase();
  if (word === 'm' || /^[\p{L}µ%$€£]*\d/u.test(behind)) return undefined;
  const duration = durations.get(word);
  if (duration !== undefined) return { kind: 'duration', unit: duration };
  return { kind: kinds.get(word) ?? (/^per ?cent\b/i.test(behind) ? 'percent' : 'number'), unit: base };
}

/** Multiplies exactly; undefined if the result had to be rounded. */
function times(whole: string, fraction: string, unit: bigint): bigint | undefined {
  const parts = 10n ** BigInt(fraction.length);
  const product = BigInt(`${whole}${fraction}`) * unit;
  return product % parts === 0n ? product / parts : undefined;
}

/** Converts a bare number to the unit of another quantity: 1.4 is 1.4 s next to seconds. Undefined if the kinds differ. */
export function inUnitOf(value: Quantity, wanted: Quantity): Quantity | undefined {
  if (value.kind === wanted.kind) return value;
  return value.isBare ? { ...wanted, amount: (value.amount * wanted.unit) / base, isBare: false } : undefined;
}
