import * as z from 'zod';
import { note, text } from '../../../cards/model.ts';
import { ok } from '../../domain/outcome.ts';
import { defineCommand } from '../../runner/define.ts';
import { importSlot, onPending } from './import-facts.ts';

/** LCH-1: discards the document of a preview. */
export const importCancel = defineCommand({
  ...onPending,
  name: 'import-cancel',
  summary: 'Cancel the import in a preview.',
  examples: ['import-cancel 01a2b3c4-0000-7000-8000-000000000000'],
  input: z.object({ import: importSlot() }),
  decide: (facts) => ok({ changes: [{ remove: 'import', id: facts.pending.id }], events: [], next: facts }),
  view: ({ plan }) => note('Import cancelled.', [text(`${plan.project.name} did not change.`)]),
});
