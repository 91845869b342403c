import * as z from 'zod';
import { inOtherOrder } from '../../domain/documents/figure-order.ts';
import { rule } from '../../domain/outcome.ts';
import { defineCommand } from '../../runner/define.ts';
import { importSlot, onPending, replacePreview, showsPreview } from './import-facts.ts';

/** LCH-1: swaps day and month in ambiguous dates of a pending document (10/12/2026). */
export const importOrder = defineCommand({
  ...onPending,
  ...showsPreview,
  name: 'import-order',
  summary: 'Swap day and month in the dates of a document before importing it.',
  examples: ['import-order 01a2b3c4-0000-7000-8000-000000000000'],
  input: z.object({ import: importSlot() }),
  decide(facts, _input, who, at) {
    const document = inOtherOrder(facts.pending.document);
    if (!document) return rule('Every date in this document has only one reading.');
    return replacePreview(facts, document, who, at);
  },
});
