import * as z from 'zod';
import { projectsCard } from '../../../cards/views/plan/lists.ts';
import { projectsOf } from '../../../db/queries/directory/who.ts';
import { ok } from '../../domain/outcome.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { projectsResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists the projects of the person. */
export const projects = defineCommand({
  name: 'projects',
  summary: 'List my projects.',
  examples: ['projects', 'projects page:2'],
  input: z.object({ page: pageSlot().optional() }),
  scope: 'workspace',
  load: async (tx, { page }, who) => ok({ rows: await projectsOf(tx, who.person), page }),
  permit: () => undefined,
  view: ({ rows, page }, _who, at) => projectsCard(rows, at.today, { page }),
  resource: ({ rows }) => projectsResource(rows),
});
