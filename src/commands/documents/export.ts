import * as z from 'zod';
import { exportCard } from '../../../cards/views/documents/document.ts';
import { loadLivingPlan } from '../../../db/queries/documents/living-plan.ts';
import { writeDocument } from '../../document/write/write.ts';
import { withheld } from '../../domain/customer/withhold.ts';
import { planDocument } from '../../domain/documents/plan-document.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { choiceSlot } from '../../grammar/slot.ts';
import { exportResource } from '../../presenters/documents.ts';
import { defineCommand } from '../../runner/define.ts';
import { isForCustomer } from '../../runner/drawn/for-customers.ts';

/** The characters of a plan that fit in one message. */
const maxRoomCharacters = 3000;

/** LCH-1: exports the plan as Markdown that imports to the same plan. */
export const exportCommand = defineCommand({
  name: 'export',
  summary: 'Show the plan as Markdown.',
  examples: ['export markdown'],
  input: z.object({ as: choiceSlot('place', 'Format', ['markdown']).optional() }),
  async load(tx, _input, who, { today }) {
    const loaded = await loadLivingPlan(tx, who.project);
    const plan = isForCustomer(who) ? withheld(loaded) : loaded;
    return ok({ name: who.project.name, source: writeDocument(planDocument(plan, today)) });
  },
  permit: (who) => needs(who, viewers),
  view: ({ name, source }, who) =>
    exportCard(name, source, who.platform === 'cli' ? Number.POSITIVE_INFINITY : maxRoomCharacters),
  resource: exportResource,
});
