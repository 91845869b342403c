import * as z from 'zod';
import { type ImportView, importCard } from '../../../cards/views/documents/document.ts';
import { inOtherOrder } from '../../domain/documents/figure-order.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { defineCommand } from '../../runner/define.ts';
import { compared, importSlot, loadPending, pendingOf } from './import-facts.ts';

/** LCH-1: reads the dates in figures of a document the other way round: 10/12/2026 as 10 December or 12 October. */
export const importOrder = defineCommand({
  name: 'import-order',
  summary: 'Swap day and month in the dates of a document before it is imported.',
  fromCard: true,
  examples: ['import-order 01a2b3c4-0000-7000-8000-000000000000'],
  input: z.object({ import: importSlot() }),
  scope: 'project',
  load: (tx, given, who, at) => loadPending(tx, who, given.import, at),
  permit: (who, { plan }) => needs(who, governors(plan.project)),
  decide(facts, _input, who, at) {
    const { plan, pending } = facts;
    const document = inOtherOrder(pending.document);
    if (!document) return rule('No date of this document could be another day.');
    const difference = compared(document, plan, who, at);
    // under an id of its own: the preview above, which shows the other dates, imports them no longer
    const row = pendingOf(document, plan, who, at);
    const view = { document, difference, project: plan.project.name, id: row.id, dropping: false };
    return ok({
      changes: [
        { remove: 'import', id: pending.id },
        { add: 'import', row },
      ],
      events: [],
      next: { ...facts, view },
    });
  },
  view: ({ view }, _who, at) => importCard(view as ImportView, at),
});
