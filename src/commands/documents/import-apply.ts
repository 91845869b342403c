import * as z from 'zod';
import { ok } from '../../domain/outcome.ts';
import { yesNoSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import { applyImport, importedWords, importSlot, onPending, showsPreview } from './import-facts.ts';

/** LCH-1: imports the document of a preview, completely or not at all. */
export const importApply = defineCommand({
  ...onPending,
  ...showsPreview,
  name: 'import-apply',
  summary: 'Import the document in a preview.',
  examples: ['import-apply 01a2b3c4-0000-7000-8000-000000000000'],
  input: z.object({
    import: importSlot(),
    drop: yesNoSlot('Remove what is not in the document').optional(),
  }),
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
  done: ({ view }) => `Imported: ${importedWords(view)}.`,
});
