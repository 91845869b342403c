import type { FigureReading, PlanDocument } from './document.ts';

/** Returns the other order of day and month. */
export const otherOrder = (order: FigureReading['order']): FigureReading['order'] =>
  order === 'day' ? 'month' : 'day';

/** Returns the document with ambiguous dates (10/12/2026) read in the given order. */
export const inOrder = (document: PlanDocument, order: FigureReading['order']): PlanDocument =>
  document.figures && document.figures.order !== order ? (inOtherOrder(document) ?? document) : document;

/** Swaps day and month in ambiguous dates (10/12/2026), as chosen; undefined without such dates. */
export function inOtherOrder({ figures, ...document }: PlanDocument): PlanDocument | undefined {
  if (!figures) return undefined;
  const { order, other, example } = figures;
  return { ...other, figures: { order: otherOrder(order), by: 'choice', example, other: document } };
}
