import * as z from 'zod';
import { historyCard } from '../../../cards/views/project/history.ts';
import { loadHistory } from '../../../db/queries/project/history.ts';
import { ok } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { readerOf } from '../../domain/project/history-reader.ts';
import { pageSlot, referenceSlot } from '../../grammar/slot.ts';
import { historyResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';
import { knownTo } from '../../runner/drawn/for-customers.ts';
import { findMilestone } from '../../runner/references/find.ts';

/** Shows who did what, when and where (MODEL-8). */
export const history = defineCommand({
  name: 'history',
  summary: 'Show what happened, latest first.',
  examples: ['history', 'history 3', 'history page:2'],
  input: z.object({
    milestone: referenceSlot('Milestone', 'rest').optional(),
    page: pageSlot().optional(),
  }),
  async load(tx, { milestone, page: wanted }, who) {
    const found = milestone ? await findMilestone(tx, who, milestone, 'reading') : undefined;
    if (found && !found.ok) return found;
    const of = { projectId: who.project.id, milestoneId: found?.value.id, reader: readerOf(who) };
    const page = await loadHistory(tx, of, wanted);
    if (!found) return ok({ title: who.project.name, page, input: {} });
    const lines = page.lines.map((entry) => ({ ...entry, milestone: null }));
    const input = { milestone: String(found.value.number) };
    return ok({ title: milestoneName(knownTo(who, found.value)), page: { ...page, lines }, input });
  },
  permit: (who) => needs(who, viewers),
  view: ({ title, page, input }, _who, { today }) => historyCard(`${title}, history`, page, today, { input }),
  resource: ({ page }) => historyResource(page.lines, page.hasNext),
});
