import type { RouteFacts } from '../../../cards/views/scope/routes.ts';
import { offeredRoutes } from '../../../cards/views/scope/routes.ts';
import type { Tx } from '../../../db/database.ts';
import { loadPlan } from '../../../db/queries/project/project-facts.ts';
import type { MilestoneFacts } from '../../domain/facts.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';
import { nextToStart } from '../../domain/scope/next-milestone.ts';
import { canLeave } from '../../domain/scope/swap.ts';
import { choiceSlot, textSlot } from '../../grammar/slot.ts';
import { loadFacts } from '../../runner/references/find.ts';
import { daysSlot } from './days-slot.ts';

/** Where the work of a change goes; a form about it carries it hidden. */
export const routeSlot = () => choiceSlot('key', 'Where it goes', offeredRoutes, { hidden: true });

/** The work that was asked for; a form about it carries it hidden. */
export const workSlot = () => textSlot('key', 'The change', { max: 500, hidden: true });

/** The working days that the end moves; a form about it carries it hidden. */
export const movedSlot = () => daysSlot({ hidden: true });

/** A route for a change of a milestone's scope, with the milestone. */
export type RoutedFacts = MilestoneFacts & { routed: RouteFacts };

/** Loads what a reply to the client about a change names. */
export async function loadRoute(
  tx: Tx,
  who: InProject,
  given: {
    milestone: string;
    route: RouteFacts['route'];
    text?: string | undefined;
    days?: number | undefined;
  },
): Promise<Outcome<RoutedFacts>> {
  const found = await loadFacts(tx, who, given.milestone, 'reading');
  if (!found.ok) return found;
  const { milestone, items } = found.value;
  const plan = await loadPlan(tx, who.project.id);
  const next = nextToStart(milestone, plan?.milestones ?? []) ?? null;
  const deliverables = items.filter(canLeave);
  const { route, text = null, days = 0 } = given;
  const routed = { milestone, route, text, days, next, deliverables };
  return ok({ ...found.value, routed });
}
