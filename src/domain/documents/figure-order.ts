import type { FigureReading, PlanDocument } from './document.ts';

/** The other order of a day and a month in figures. */
export const otherOrder = (order: FigureReading['order']): FigureReading['order'] =>
  order === 'day' ? 'month' : 'day';

/** The document with 10/12/2026 read in the given order, wherever it could be read in both. */
export const inOrder = (document: PlanDocument, order: FigureReading['order']): PlanDocument =>
  document.figures && document.figures.order !== order ? (inOtherOrder(document) ?? document) : document;

/** The document with 10/12/2026 read the other way round, as somebody chose; undefined where that makes no difference. */
export function inOtherOrder({ figures, ...document }: PlanDocument): PlanDocument | undefined {
  if (!figures) return undefined;
  const { order, other, example } = figures;
  return { ...other, figures: { order: otherOrder(order), by: 'choice', example, other: document } };
}
