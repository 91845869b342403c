import type { Card } from '../../cards/model.ts';
import { milestoneCard } from '../../cards/views/milestone.ts';
import { projectCard } from '../../cards/views/project.ts';
import type { Held } from '../domain/blocker.ts';

/** What a blocker holds up, as it stands. `today` is YYYY-MM-DD in the project's zone. */
export const heldCard = (held: Held, at: { today: string }): Card =>
  held.is === 'milestone' ? milestoneCard(held.facts, at) : projectCard(held.facts, at);
