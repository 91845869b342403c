import type { Temporal } from 'temporal-polyfill';
import { milestoneCard } from '../../cards/views/milestone.ts';
import { projectCard } from '../../cards/views/project.ts';
import { loadMilestone, loadProject } from '../../db/queries/milestones.ts';
import { todayIn } from '../domain/dates.ts';
import type { Draw } from './settings.ts';

/** Draws live cards from what is committed, with `now` as the calendar's clock. */
export function drawer(now: () => Temporal.Instant): Draw {
  const today = (zone: string) => ({ today: todayIn(now().toString(), zone) });
  return async (tx, { kind, id }) => {
    if (kind === 'project') {
      const facts = await loadProject(tx, id);
      return facts && projectCard(facts, today(facts.project.zone));
    }
    const facts = await loadMilestone(tx, id);
    return facts && milestoneCard(facts, today(facts.project.zone));
  };
}
