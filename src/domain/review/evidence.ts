import type { Evidence } from '../plan/milestone.ts';

/** A number as a metric has it, with a comparison, a currency or a unit if need be: `7`, `≥ 80 %`, `$1.2M`. */
const figure =
  /^(?<sign>[<>≤≥]=?|=)?\s*(?<minus>[-−])?\s*(?<currency>[$£€])?\s*(?<whole>\d{1,15}|\d{1,3}(?<gap>[, ])\d{3}(?:\k<gap>\d{3}){0,4})(?:\.(?<fraction>\d{1,9}))?\s*(?<unit>%|\p{L}{1,20})?$/u;

/** Units that only say how large a number is; any other unit is the thing that is counted. */
const scales: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, bn: 1e9 };

type Figure = { comparison: string; number: number; unit: string };

function read(text: string): Figure | undefined {
  const parts = figure.exec(text.trim())?.groups;
  if (!parts) return undefined;
  const { sign = '', minus, currency = '', whole = '', fraction = '0', unit = '' } = parts;
  const scale = scales[unit];
  const size = Number(`${whole.replaceAll(/\D/g, '')}.${fraction}`) * (scale ?? 1);
  return {
    comparison: sign,
    number: minus ? -size : size,
    unit: `${currency}${scale ? '' : unit.toLowerCase()}`,
  };
}

/** Whether a text is a figure. A comma that does not part thousands is none: it may mean a decimal point. */
export const isFigure = (text: string): boolean => read(text) !== undefined;

/**
 * Whether a metric reaches its target: at least it, unless the target says otherwise (APR-3).
 * Undefined without a target, and where the two are in different units.
 */
export function isMet({ value, target }: Pick<Evidence, 'value' | 'target'>): boolean | undefined {
  const [has, wants] = [read(value ?? ''), read(target ?? '')];
  if (!has || !wants || (has.unit && wants.unit && has.unit !== wants.unit)) return undefined;
  switch (wants.comparison) {
    case '<':
      return has.number < wants.number;
    case '<=':
    case '≤':
      return has.number <= wants.number;
    case '>':
      return has.number > wants.number;
    case '=':
      return has.number === wants.number;
    default:
      return has.number >= wants.number;
  }
}

/** "“paying customers” 7, target 5, met". */
export function describe(piece: Evidence): string {
  if (piece.kind !== 'metric') return `“${piece.title}”`;
  const met = isMet(piece);
  const verdict = met === undefined ? '' : met ? ', met' : ', not met';
  const target = piece.target ? `, target ${piece.target}${verdict}` : '';
  return `“${piece.title}” ${piece.value}${target}`;
}
