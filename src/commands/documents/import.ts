import * as z from 'zod';
import { expiredImports } from '../../../db/queries/documents/living-plan.ts';
import { readPlanText } from '../../document/read/open.ts';
import type { Change } from '../../domain/change.ts';
import { emptyDocument } from '../../domain/documents/document.ts';
import { inOrder } from '../../domain/documents/figure-order.ts';
import { differs } from '../../domain/documents/plan-difference.ts';
import { ok } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { choiceSlot, slots, yesNoSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import {
  applyImport,
  type ImportFacts,
  importedWords,
  loadPlan,
  newPendingImport,
  previewOf,
  showsPreview,
} from './import-facts.ts';

/** Slack's limit for a text field. */
const maxFormCharacters = 3000;

/** A whole document; its line breaks and indents are kept. */
const documentSlot = z
  .string()
  .min(1, 'must have some text')
  .register(slots, {
    is: 'text',
    label: 'The plan as Markdown, up to 3,000 characters',
    at: 'rest',
    maxLength: maxFormCharacters,
    long: true,
    hint: 'headings with dates, and tasks such as - [ ] Load test below them',
    sample: 'plan',
    takes:
      'a plan as Markdown, or as a file in Slack and in a direct chat; at a terminal, the name of a file',
    file: {
      label: 'Or a file',
      types: ['md', 'markdown', 'txt'],
      instead:
        'To import a longer plan, send the file to Milepost in a direct chat with the line import project:Name.',
      missing: 'Paste the plan, or send it as a file.',
    },
  });

/** A yes/no input that only lines take, because the preview has a button for it. */
const typedYesNo = (label: string) =>
  yesNoSlot(label).register(slots, { is: 'yesno', label, at: 'key', typed: true });

/** The orders of day and month; the preview has a button to swap them. */
const orders = ['day', 'month'] as const;

type Facts = ImportFacts & { expired: string[] };

/** LCH-1: reads a plan and previews the changes; with `now` it imports at once. */
export const importCommand = defineCommand({
  ...showsPreview,
  name: 'import',
  summary: 'Import a plan written as Markdown.',
  title: 'Import a plan',
  submit: 'Preview',
  examples: ['import now:yes "# Apollo"'],
  input: z.object({
    text: documentSlot,
    now: typedYesNo('Import now').optional(),
    drop: typedYesNo('Remove what is not in the document').optional(),
    order: choiceSlot('key', 'First number in 10/12', orders)
      .register(slots, {
        is: 'choice',
        label: 'First number in 10/12',
        at: 'key',
        choices: orders,
        typed: true,
      })
      .optional(),
  }),
  async load(tx, { text, drop = false, order }, who, at) {
    const plan = await loadPlan(tx, who);
    // opening the form loads the facts before there is a text
    const read = readPlanText(text ?? '#', at.today, { zone: who.person.zone ?? who.project?.zone });
    if (!read.ok) return text === undefined ? ok(emptyFacts(plan)) : read;
    const document = order ? inOrder(read.value, order) : read.value;
    const expired = await expiredImports(tx, plan.project.id, at.now);
    const view = previewOf(document, plan, drop, who, at);
    return ok<Facts>({ plan, document, view, expired });
  },
  permit: (who, { plan }) => needs(who, governors(plan.project)),
  decide(facts, { now = false, drop = false }, who, at) {
    if (now) {
      const imported = applyImport(facts, drop, who, at);
      return imported.ok ? ok({ ...imported.value, next: { ...facts, ...imported.value.next } }) : imported;
    }
    if (!differs(facts.view.difference, true)) return ok({ changes: [], events: [], next: facts });
    const pending = newPendingImport(facts.document, facts.plan, who, at);
    const changes: Change[] = facts.expired.map((id) => ({ remove: 'import', id }));
    return ok({
      changes: [...changes, { add: 'import', row: pending }],
      events: [],
      next: { ...facts, view: { ...facts.view, id: pending.id } },
    });
  },
  done: ({ view }) => `Imported: ${importedWords(view)}.`,
});

/** The facts while the form is open and there is no document yet. */
function emptyFacts(plan: ImportFacts['plan']): Facts {
  const document = emptyDocument('');
  const view = { document, difference: { parts: [] }, project: plan.project.name, id: null, dropping: false };
  return { plan, document, view, expired: [] };
}
