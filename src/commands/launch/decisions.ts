import { decisionsCard } from '../../../cards/views/launch/decision.ts';
import { loadDecisions } from '../../../db/queries/launch/launch.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { decisionsResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists the decisions of a project, open and closed (LCH-4). */
export const decisions = defineCommand({
  name: 'decisions',
  summary: 'List what is to be decided.',
  examples: ['decisions'],
  async load(tx, _input, who) {
    const { project } = who;
    return ok({ project, all: await loadDecisions(tx, { projectId: project.id }) });
  },
  permit: (who) => needs(who, viewers),
  view: ({ project, all }, _who, at) => decisionsCard(project, all, at.today),
  resource: decisionsResource,
});
