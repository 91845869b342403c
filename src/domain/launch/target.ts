import { inUnitOf, type Quantity, quantityOf } from './quantity.ts';

/** How a value is held against a target. */
export type Comparator = '>=' | '>' | '<=' | '<' | '=';

/** What is to be reached (LCH-6). */
export type Target = {
  comparator: Comparator;
  quantity: Quantity;
  /** The figure as it was written, without what compares: "2s", "$5,000". */
  figure: string;
};

/** Whether a target is met, or why nobody can say. */
export type TargetStatus = { is: 'met' } | { is: 'not_met' } | { is: 'unknown'; why: string };

/** No target has more letters. */
const longest = 120;

const before: readonly [RegExp, Comparator][] = [
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

const behind: readonly [RegExp, Comparator][] = [
  [/\s*(?:\+|or more|or above|or higher|or over|at least|minimum|min\.?)$/i, '>='],
  [/\s*(?:or less|or fewer|or below|or under|or lower|or faster|at most|maximum|max\.?)$/i, '<='],
];

/** The plus of "100+ signups" goes behind the figure. */
const plusWithin = /^([^\s+]*\d[^\s+]*(?:\s?(?:k|M|bn|%|ms|s|h))?)\+(?=\s)/;

/**
 * Reads a target as people write it: "< 2 s", "≥ 99.9 %", "at least 100", "under $5,000", "100+ signups",
 * "exactly 3". A bare figure is the least, zero is exact; a bare duration may be either, so it is none.
 * Undefined for what is not understood: nothing is guessed.
 */
export function targetOf(text: string): Target | undefined {
  const said = text.slice(0, longest + 1).trim();
  if (said.length > longest) return undefined;
  const ahead = compared(said, before);
  const rest = ahead?.rest ?? said;
  const after = ahead ? undefined : (plused(rest) ?? compared(rest, behind));
  const figure = (after?.rest ?? rest).trim();
  const quantity = quantityOf(figure);
  const comparator = ahead?.comparator ?? after?.comparator ?? (quantity && ofBare(quantity));
  return quantity && comparator ? { comparator, quantity, figure } : undefined;
}

/** What a text begins with, and what is left of it. */
export type Compared = { comparator: Comparator; rest: string };

/** What compares at the beginning of a text: "at least", "≥", "fewer than". */
export const leadingComparator = (said: string): Compared | undefined => compared(said, before);

function compared(said: string, ways: readonly [RegExp, Comparator][]): Compared | undefined {
  for (const [way, comparator] of ways)
    if (way.test(said)) return { comparator, rest: said.replace(way, '') };
  return undefined;
}

const plused = (said: string): Compared | undefined =>
  plusWithin.test(said) ? { comparator: '>=', rest: said.replace(plusWithin, '$1') } : undefined;

function ofBare({ amount, kind }: Quantity): Comparator | undefined {
  if (amount === 0n) return '=';
  return kind === 'duration' ? undefined : '>=';
}

/** Whether a quantity reaches a target; undefined where the two are of different kinds. */
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

/** LCH-6: how a metric stands, from its target and its last value as they were written. Pure and total. */
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

/** A target in words, as it is understood: "under 2s"; as it was written where it is not. */
export function formatTarget(text: string): string {
  const target = targetOf(text);
  return target ? `${words[target.comparator]} ${target.figure}` : `“${text}”`;
}
