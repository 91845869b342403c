import type { Evidence } from '../plan/milestone.ts';

/** Matches a number with an optional comparison, currency or unit: `7`, `≥ 80 %`, `$1.2M`. */
const figure =
  /^(?<sign>[<>≤≥]=?|=)?\s*(?<minus>[-−])?\s*(?<currency>[$£€])?\s*(?<whole>\d{1,15}|\d{1,3}(?<gap>[, ])\d{3}(?:\k<gap>\d{3}){0,4})(?:\.(?<fraction>\d{1,9}))?\s*(?<unit>%|\p{L}{1,20})?$/u;

/** Units that scale the number; any other unit is what is counted. */
const scales: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, bn: 1e9 };

type Figure = { comparison: string; number: number; unit: string };

function readFigure(text: string): Figure | undefined {
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

/** Whether a text is a figure. A comma that does not separate thousands is not accepted: it may be a decimal point. */
export const isFigure = (text: string): boolean => readFigure(text) !== undefined;

/**
 * Whether a metric reaches its target: at least, unless the target says otherwise (APR-3). Undefined without
 * a target, or if the units differ.
 */
export function isMet({ value, target }: Pick<Evidence, 'value' | 'target'>): boolean | undefined {
  const [has, wants] = [readFigure(value ?? ''), readFigure(target ?? '')];
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

/** Slack's limit for a link is 3,000 characters, and a card holds five. */
const maxAddressCharacters = 2000;

/** Returns the normalised http or https address that a text is; undefined for anything else, or a longer one. */
export function webAddress(text: string): string | undefined {
  const url = URL.parse(text);
  const isWeb = url !== null && ['http:', 'https:'].includes(url.protocol);
  return isWeb && url.href.length <= maxAddressCharacters ? url.href : undefined;
}

/** Formats a piece of evidence: "“paying customers” 7, target 5, met". */
export function describe(piece: Evidence): string {
  if (piece.kind !== 'metric') return `“${piece.title}”`;
  const met = isMet(piece);
  const verdict = met === undefined ? '' : met ? ', met' : ', not met';
  const target = piece.target ? `, target ${piece.target}${verdict}` : '';
  return `“${piece.title}” ${piece.value}${target}`;
}
