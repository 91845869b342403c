import type { Temporal } from 'temporal-polyfill';
import type { Card } from '../../cards/model.ts';
import { contingencyCard } from '../../cards/views/launch/contingency.ts';
import { decisionCard } from '../../cards/views/launch/decision.ts';
import { milestoneCard } from '../../cards/views/plan/milestone.ts';
import { projectCard } from '../../cards/views/project/project.ts';
import { loadContingency, loadDecision } from '../../db/queries/launch/launch.ts';
import { loadMilestone } from '../../db/queries/plan/milestone-facts.ts';
import { loadProject } from '../../db/queries/project/project-facts.ts';
import { todayIn } from '../domain/time/dates.ts';
import type { Draw } from './settings.ts';

/** Draws live cards from what is committed, with `now` as the calendar's clock. */
export function drawer(now: () => Temporal.Instant): Draw {
  const drawn = <Facts extends { project: { zone: string } }>(
    facts: Facts | undefined,
    draw: (facts: Facts, at: { today: string }) => Card,
  ) => facts && draw(facts, { today: todayIn(now().toString(), facts.project.zone) });
  return async (tx, { kind, id }) => {
    switch (kind) {
      case 'project':
        return drawn(await loadProject(tx, id), projectCard);
      case 'milestone':
        return drawn(await loadMilestone(tx, id), milestoneCard);
      case 'decision':
        return drawn(await loadDecision(tx, id), decisionCard);
      case 'contingency':
        return drawn(await loadContingency(tx, id), contingencyCard);
      default:
        return kind satisfies never;
    }
  };
}
