import * as z from 'zod';
import { importCard } from '../../../cards/views/documents/document.ts';
import { daysTo, shiftedDocument } from '../../domain/documents/document-shift.ts';
import { invalid } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { dateSlot, numberSlot } from '../../grammar/slot.ts';
import { importResource } from '../../presenters/documents.ts';
import { defineCommand } from '../../runner/define.ts';
import { importSlot, loadPending, replacePreview } from './import-facts.ts';

/** LCH-1: moves the dates of a pending document by days or to another launch date. */
export const importDates = defineCommand({
  name: 'import-dates',
  summary: 'Move the dates of a document before it is imported.',
  fromCard: true,
  title: 'Change dates',
  submit: 'Preview',
  examples: ['import-dates 01a2b3c4-0000-7000-8000-000000000000 shift:7'],
  input: z.object({
    import: importSlot(),
    shift: numberSlot('key', 'Move by days', { min: -3650, max: 3650 }, '7').optional(),
    target: dateSlot('Or to a new launch').optional(),
  }),
  lacks: ({ shift, target }) => (shift === undefined && target === undefined ? ['shift'] : []),
  load: (tx, given, who, at) => loadPending(tx, who, given.import, at),
  permit: (who, { plan }) => needs(who, governors(plan.project)),
  decide(facts, { shift, target }, who, at) {
    const { pending } = facts;
    if (shift !== undefined && target)
      return invalid('import-dates', 'target', 'Give days or a day, not both.');
    const days = shift ?? (target ? daysTo(pending.document, target) : undefined);
    if (days === undefined)
      return invalid(
        'import-dates',
        'target',
        'The document names no day of the launch: say by how many days.',
      );
    return replacePreview(facts, shiftedDocument(pending.document, days), who, at);
  },
  view: ({ view }, _who, at) => importCard(view, at),
  resource: ({ plan, view }) => importResource(plan.project, view),
});
