import * as z from 'zod';
import { importCard } from '../../../cards/views/documents/document.ts';
import { ok } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { yesNoSlot } from '../../grammar/slot.ts';
import { importResource } from '../../presenters/documents.ts';
import { defineCommand } from '../../runner/define.ts';
import { applyImport, importedWords, importSlot, loadPending } from './import-facts.ts';

/** LCH-1: imports the document of a preview, completely or not at all. */
export const importApply = defineCommand({
  name: 'import-apply',
  summary: 'Import the document of a preview.',
  fromCard: true,
  examples: ['import-apply 01a2b3c4-0000-7000-8000-000000000000'],
  input: z.object({ import: importSlot(), drop: yesNoSlot('Drop what is gone').optional() }),
  load: (tx, given, who, at) => loadPending(tx, who, given.import, at),
  permit: (who, { plan }) => needs(who, governors(plan.project)),
  decide(facts, { drop = false }, who, at) {
    const { plan, pending } = facts;
    const imported = applyImport({ plan, document: pending.document }, drop, who, at);
    if (!imported.ok) return imported;
    const { changes, events, next } = imported.value;
    return ok({
      changes: [...changes, { remove: 'import', id: pending.id }],
      events,
      next: { ...facts, view: next.view },
    });
  },
  view: ({ view }, _who, at) => importCard(view, at),
  resource: ({ plan, view }) => importResource(plan.project, view),
  done: ({ view }) => `Imported: ${importedWords(view)}.`,
});
