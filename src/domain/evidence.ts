import type { Evidence } from './milestone.ts';

const decimal = /^[<>≤≥=]{0,2}\s*-?[$£€]?\d[\d.,\s]{0,30}\s*[\p{L}%]{0,20}$/u;

/** Whether a text is a figure: a number, with a comparison, a currency or a unit if need be. */
export const isFigure = (text: string): boolean => decimal.test(text);

/** Whether a metric reaches its target: at least it, unless the target says otherwise. Undefined without a target (APR-3). */
export function isMet({ value, target }: Pick<Evidence, 'value' | 'target'>): boolean | undefined {
  if (value === null || target === null) return undefined;
  const [has, wants] = [figure(value), figure(target)];
  switch (/^[<>≤≥=]{0,2}/.exec(target)?.[0]) {
    case '<':
      return has < wants;
    case '<=':
    case '≤':
      return has <= wants;
    case '>':
      return has > wants;
    case '=':
      return has === wants;
    default:
      return has >= wants;
  }
}

const figure = (text: string) => Number(text.replaceAll(/[^\d.-]/g, ''));

/** "“paying customers” 7, target 5: met". */
export function describe(piece: Evidence): string {
  if (piece.kind !== 'metric') return `“${piece.title}”`;
  const met = isMet(piece);
  const target = piece.target ? `, target ${piece.target}: ${met ? 'met' : 'not met'}` : '';
  return `“${piece.title}” ${piece.value}${target}`;
}
