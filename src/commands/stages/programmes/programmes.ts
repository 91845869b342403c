import * as z from 'zod';
import { programmesCard } from '../../../../cards/views/stages/programmes.ts';
import { loadCoaching } from '../../../../db/queries/stages/programmes.ts';
import { ok } from '../../../domain/outcome.ts';
import { pageOf } from '../../../domain/page.ts';
import { requireCoach } from '../../../domain/stages/programmes/decide-programme.ts';
import { pageSlot } from '../../../grammar/slot.ts';
import { cohortResource } from '../../../presenters/programmes.ts';
import { defineCommand } from '../../../runner/define.ts';

/** Lists the programmes of a coach, each with the companies that they coach (STG-5). */
export const programmes = defineCommand({
  name: 'programmes',
  summary: 'List my programmes of companies.',
  examples: ['programmes', 'programmes page:2'],
  input: z.object({ page: pageSlot().optional() }),
  scope: 'workspace',
  async load(tx, { page }, who) {
    const coaching = await loadCoaching(tx, who.person.id, 'reading');
    const may = requireCoach(coaching);
    return may.ok ? ok({ ...coaching, page }) : may;
  },
  permit: () => undefined,
  view: ({ cohorts, page }) => programmesCard(pageOf(cohorts, page)),
  resource: ({ cohorts }) => ({ programmes: cohorts.map(cohortResource) }),
});
