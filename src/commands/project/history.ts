import * as z from 'zod';
import { historyCard } from '../../../cards/views/project/history.ts';
import { loadHistory } from '../../../db/queries/project/history.ts';
import { ok } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import type { HistoryEntry } from '../../domain/project/history.ts';
import { referenceSlot } from '../../grammar/slot.ts';
import { historyResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';
import { findMilestone } from '../../runner/references/find.ts';

const shown = 15;

/** Shows who did what, when and where (MODEL-8). */
export const history = defineCommand({
  name: 'history',
  summary: 'Show what has happened.',
  examples: ['history', 'history 3'],
  input: z.object({ milestone: referenceSlot('Milestone', 'rest').optional() }),
  async load(tx, { milestone }, who) {
    const found = milestone ? await findMilestone(tx, who, milestone, 'reading') : undefined;
    if (found && !found.ok) return found;
    const entries: HistoryEntry[] = await loadHistory(tx, who.project.id, found?.value.id, shown + 1);
    return found
      ? ok({
          title: milestoneName(found.value),
          entries: entries.map((entry) => ({ ...entry, milestone: null })),
        })
      : ok({ title: who.project.name, entries });
  },
  permit: (who) => needs(who, viewers),
  view: ({ title, entries }, _who, { today }) =>
    historyCard(`${title}, history`, entries.slice(0, shown), entries.length > shown, today),
  resource: ({ entries }) => historyResource(entries.slice(0, shown), entries.length > shown),
});
