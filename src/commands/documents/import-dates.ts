import * as z from 'zod';
import { daysTo, shiftedDocument } from '../../domain/documents/document-shift.ts';
import { invalid } from '../../domain/outcome.ts';
import { dateSlot, numberSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import { importSlot, onPending, replacePreview, showsPreview } from './import-facts.ts';

/** LCH-1: moves the dates of a pending document by days or to another launch date. */
export const importDates = defineCommand({
  ...onPending,
  ...showsPreview,
  name: 'import-dates',
  summary: 'Move the dates of a document before importing it.',
  title: 'Change dates',
  submit: 'Preview',
  examples: ['import-dates 01a2b3c4-0000-7000-8000-000000000000 shift:7'],
  input: z.object({
    import: importSlot(),
    shift: numberSlot('key', 'Move by days', { min: -3650, max: 3650 }, '7').optional(),
    target: dateSlot('Or to a new launch').optional(),
  }),
  lacks: ({ shift, target }) => (shift === undefined && target === undefined ? ['shift'] : []),
  decide(facts, { shift, target }, who, at) {
    const { pending } = facts;
    if (shift !== undefined && target)
      return invalid('import-dates', 'target', 'Give days or a day, not both.');
    const days = shift ?? (target ? daysTo(pending.document, target) : undefined);
    if (days === undefined)
      return invalid(
        'import-dates',
        'target',
        'The document has no launch date: say by how many days to move.',
      );
    return replacePreview(facts, shiftedDocument(pending.document, days), who, at);
  },
});
