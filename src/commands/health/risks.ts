import * as z from 'zod';
import { risksCard } from '../../../cards/views/health/risks.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { risksResource } from '../../presenters/health.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadAllRisks } from './risk-facts.ts';

/** Lists the risks of a project and when to resolve them (LCH-7). */
export const risks = defineCommand({
  name: 'risks',
  summary: 'List the open risks.',
  examples: ['risks', 'risks page:2'],
  input: z.object({ page: pageSlot().optional() }),
  load: async (tx, { page }, who) => ok({ ...(await loadAllRisks(tx, who, 'reading')), page }),
  permit: (who) => needs(who, viewers),
  view: (facts, _who, at) => risksCard(facts, at, facts),
  resource: risksResource,
});
