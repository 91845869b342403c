import * as z from 'zod';
import { importCard } from '../../cards/views/document.ts';
import { governors, needs } from '../domain/access.ts';
import type { PendingImport } from '../domain/change.ts';
import { ok } from '../domain/outcome.ts';
import { defineCommand } from './define.ts';
import { type ImportFacts, importedWords, importing, importSlot, loadPending } from './import-facts.ts';
import { yesNoSlot } from './slot.ts';

type Facts = Omit<ImportFacts, 'view' | 'document'> & { pending: PendingImport; view?: ImportFacts['view'] };

/** LCH-1: imports a document whose preview was read: everything, or nothing. */
export const importApply = defineCommand({
  name: 'import-apply',
  summary: 'Import the document of a preview.',
  fromCard: true,
  examples: ['import-apply 01a2b3c4-0000-7000-8000-000000000000'],
  input: z.object({ import: importSlot(), drop: yesNoSlot('Drop what is gone').optional() }),
  scope: 'project',
  async load(tx, given, who, at) {
    const loaded = await loadPending(tx, who, given.import ?? '', at);
    if (!loaded.ok) return loaded;
    const facts: Facts = loaded.value;
    return ok(facts);
  },
  permit: (who, { plan }) => needs(who, governors(plan.project)),
  decide(facts, { drop = false }, who, at) {
    const { plan, pending } = facts;
    const imported = importing({ plan, document: pending.document }, drop, who, at);
    if (!imported.ok) return imported;
    const { changes, events, next } = imported.value;
    return ok({
      changes: [...changes, { remove: 'import', id: pending.id }],
      events,
      next: { ...facts, view: next.view },
    });
  },
  view: ({ view }, _who, at) => importCard(view as ImportFacts['view'], at),
  done: ({ view }) => `Imported: ${importedWords(view as ImportFacts['view'])}.`,
});
