import { nextCard } from '../../../cards/views/plan/next.ts';
import { loadLinesHere, loadPlan } from '../../../db/queries/project/project-facts.ts';
import { foundProject, ok } from '../../domain/outcome.ts';
import { nextFor } from '../../domain/plan/next.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { milestonesResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';

/** Shows the one most useful next step of the person in a plan. */
export const next = defineCommand({
  name: 'next',
  summary: 'Show the one thing to do next in this project.',
  examples: ['next'],
  prefetch: (tx) => ({ facts: loadLinesHere(tx), isAll: true }),
  async load(tx, _input, who, { today }, lines) {
    const found = foundProject(
      lines ? { project: who.project, milestones: lines } : await loadPlan(tx, who.project.id),
    );
    return found.ok ? ok({ plan: found.value, own: nextFor(found.value, who, today) }) : found;
  },
  permit: (who) => needs(who, viewers),
  view: ({ plan, own }, _who, at) => nextCard(plan, own, at),
  resource: ({ plan, own }) => milestonesResource(plan, own),
});
