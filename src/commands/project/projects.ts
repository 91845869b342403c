import { projectsCard } from '../../../cards/views/plan/lists.ts';
import { projectsOf } from '../../../db/queries/directory/who.ts';
import { ok } from '../../domain/outcome.ts';
import { projectsResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists the projects of the person. */
export const projects = defineCommand({
  name: 'projects',
  summary: 'List my projects.',
  examples: ['projects'],
  scope: 'workspace',
  load: async (tx, _input, who) => ok(await projectsOf(tx, who.person)),
  permit: () => undefined,
  view: (rows, _who, at) => projectsCard(rows, at.today),
  resource: projectsResource,
});
