import * as z from 'zod';
import { routeCard } from '../../../cards/views/scope/routes.ts';
import { needs, planners } from '../../domain/project/access.ts';
import { referenceSlot } from '../../grammar/slot.ts';
import { routeResource } from '../../presenters/scope.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadRoute, movedSlot, routeSlot, workSlot } from './route-facts.ts';

/** Explains where a change of a locked scope can go, with a suggested answer to the customer (SCP-2). */
export const route = defineCommand({
  name: 'route',
  fromCard: true,
  summary: 'Show where a change of a locked scope can go.',
  examples: ['route 3 route:next text:"An Arabic version"'],
  input: z.object({
    milestone: referenceSlot(),
    route: routeSlot(),
    text: workSlot().optional(),
    days: movedSlot().optional(),
  }),
  load: (tx, input, who) => loadRoute(tx, who, input),
  permit: (who, { project }) => needs(who, planners(project)),
  view: ({ routed }) => routeCard(routed),
  resource: routeResource,
});
