import { inUnitOf, type Quantity, quantityOf } from './quantity.ts';

/** How a value is compared with a target. */
export type Comparator = '>=' | '>' | '<=' | '<' | '=';

/** The target of a metric (LCH-6). */
export type Target = {
  comparator: Comparator;
  quantity: Quantity;
  /** The figure as written, without the comparison: "2s", "$5,000". */
  figure: string;
};

/** Whether a target is met; `unknown` says why. */
export type TargetStatus = { is: 'met' } | { is: 'not_met' } | { is: 'unknown'; why: string };

/** Longer texts are no targets. */
const maxCharacters = 120;

const leadingForms: readonly [RegExp, Comparator][] = [
  [/^(?:≥|>\s?=|=\s?>|⩾)/, '>='],
  [/^(?:≤|<\s?=|=\s?<|⩽)/, '<='],
  [/^>/, '>'],
  [/^</, '<'],
  [/^={1,3}/, '='],
  [
    /^(?:at least|minimum(?: of)?|min\.?|no less than|not less than|not below|no fewer than)(?![\p{L}])/iu,
    '>=',
  ],
  [
    /^(?:at most|maximum(?: of)?|max\.?|up to|no more than|not more than|not above|not over|within)(?![\p{L}])/iu,
    '<=',
  ],
  [/^(?:more than|greater than|higher than|over|above|exceeds?|beyond)(?![\p{L}])/iu, '>'],
  [/^(?:less than|fewer than|lower than|faster than|under|below)(?![\p{L}])/iu, '<'],
  [/^(?:exactly|equals?|equal to)(?![\p{L}])/iu, '='],
];

const trailingForms: readonly [RegExp, Comparator][] = [
  [/\s*(?:\+|or more|or above|or higher|or over|at least|minimum|min\.?)$/i, '>='],
  [/\s*(?:or less|or fewer|or below|or under|or lower|or faster|at most|maximum|max\.?)$/i, '<='],
];

/** Matches the plus of "100+ signups", which follows the figure. */
const plusWithin = /^([^\s+]*\d[^\s+]*(?:\s?(?:k|M|bn|%|ms|s|h))?)\+(?=\s)/;

/**
 * Reads a target as people write it: "< 2 s", "≥ 99.9 %", "at least 100", "under $5,000", "100+ signups",
 * "exactly 3". A bare figure means "at least", zero means exactly; a bare duration is ambiguous. Undefined if
 * not understood: nothing is guessed.
 */
export function targetOf(text: string): Target | undefined {
  const line = text.slice(0, maxCharacters + 1).trim();
  if (line.length > maxCharacters) return undefined;
  const ahead = readComparator(line, leadingForms);
  const rest = ahead?.rest ?? line;
  const after = ahead ? undefined : (readPlus(rest) ?? readComparator(rest, trailingForms));
  const figure = (after?.rest ?? rest).trim();
  const quantity = quantityOf(figure);
  const comparator = ahead?.comparator ?? after?.comparator ?? (quantity && defaultComparator(quantity));
  return quantity && comparator ? { comparator, quantity, figure } : undefined;
}

/** A comparison, and the rest of the text. */
type Compared = { comparator: Comparator; rest: string };

/** Reads the comparison at the start of a text: "at least", "≥", "fewer than". */
export const leadingComparator = (line: string): Compared | undefined => readComparator(line, leadingForms);

function readComparator(line: string, ways: readonly [RegExp, Comparator][]): Compared | undefined {
  for (const [way, comparator] of ways)
    if (way.test(line)) return { comparator, rest: line.replace(way, '') };
  return undefined;
}

const readPlus = (line: string): Compared | undefined =>
  plusWithin.test(line) ? { comparator: '>=', rest: line.replace(plusWithin, '$1') } : undefined;

function defaultComparator({ amount, kind }: Quantity): Comparator | undefined {
  if (amount === 0n) return '=';
  return kind === 'duration' ? undefined : '>=';
}

/** Whether a quantity reaches a target; undefined if the kinds differ. */
export function reaches({ comparator, quantity: wanted }: Target, value: Quantity): boolean | undefined {
  const has = inUnitOf(value, wanted);
  if (!has) return undefined;
  switch (comparator) {
    case '>=':
      return has.amount >= wanted.amount;
    case '>':
      return has.amount > wanted.amount;
    case '<=':
      return has.amount <= wanted.amount;
    case '<':
      return has.amount < wanted.amount;
    case '=':
      return has.amount === wanted.amount;
    default:
      return comparator satisfies never;
  }
}

/** Returns the status of a metric from its target and last value as written (LCH-6). */
export function targetStatus(target: string | null, value: string | null): TargetStatus {
  if (!target) return { is: 'unknown', why: 'it has no target' };
  const wanted = targetOf(target);
  if (!wanted) return { is: 'unknown', why: `the target “${target}” is not understood` };
  if (!value) return { is: 'unknown', why: 'it has no value yet' };
  const has = quantityOf(value);
  if (!has) return { is: 'unknown', why: `the value “${value}” is not understood` };
  const met = reaches(wanted, has);
  if (met === undefined) return { is: 'unknown', why: `${value} and ${target} are different things` };
  return { is: met ? 'met' : 'not_met' };
}

const words: Record<Comparator, string> = {
  '>=': 'at least',
  '>': 'over',
  '<=': 'at most',
  '<': 'under',
  '=': 'exactly',
};

/** Formats a target: "under 2s"; as written if not understood. */
export function formatTarget(text: string): string {
  const target = targetOf(text);
  return target ? `${words[target.comparator]} ${target.figure}` : `“${text}”`;
}
