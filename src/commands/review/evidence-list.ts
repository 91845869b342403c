import * as z from 'zod';
import { evidenceCard } from '../../../cards/views/review/evidence.ts';
import type { MilestoneFacts } from '../../domain/facts.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { numberSlot, referenceSlot } from '../../grammar/slot.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadFacts } from '../../runner/references/find.ts';

type Facts = MilestoneFacts & { page: number };

/** Lists all evidence of a milestone, a page at a time (APR-3). */
export const evidenceList = defineCommand({
  name: 'evidence-list',
  summary: 'See all evidence of a milestone.',
  title: 'All evidence',
  submit: 'Show',
  examples: ['evidence list 3', 'evidence list 3 page:2'],
  input: z.object({
    milestone: referenceSlot('Milestone', 'rest'),
    page: numberSlot('key', 'Page', { min: 1, max: 1000 }).optional(),
  }),
  async load(tx, { milestone, page = 1 }, who) {
    const facts = await loadFacts(tx, who, milestone, 'reading');
    return facts.ok ? ok<Facts>({ ...facts.value, page }) : facts;
  },
  permit: (who) => needs(who, viewers),
  view: (facts) => evidenceCard(facts, facts.page),
  resource: milestoneResource,
});
