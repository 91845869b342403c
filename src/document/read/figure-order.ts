import { figuresIn } from '../../dates/figure-order.ts';
import { orderOf, type Reader } from '../../dates/reader.ts';
import type { PlanDocument } from '../../domain/documents/document.ts';
import { otherOrder } from '../../domain/documents/figure-order.ts';

/**
 * Reads a document in the order of day and month that its own dates tell, else in that of whoever imports, else
 * with the month first. Where that was a guess and the other order reads another plan, both are kept.
 */
export function inOrder(
  texts: readonly string[],
  by: Reader,
  readIn: (order: 'day' | 'month') => PlanDocument,
): PlanDocument {
  const { order: told, example } = figuresIn(texts);
  const known = told ?? orderOf(by);
  const order = known ?? 'month';
  const document = readIn(order);
  if (told || example === undefined) return document;
  const other = readIn(otherOrder(order));
  if (JSON.stringify(document) === JSON.stringify(other)) return document;
  return { ...document, figures: { order, by: known ? 'reader' : 'default', example, other } };
}
