import { projectCard } from '../../../cards/views/project/project.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import { alterProject } from '../../domain/facts.ts';
import { foundProject, ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { projectResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';

/** Activates the plan; where there is money its shares must sum to exactly 100 (MODEL-5). */
export const activate = defineCommand({
  name: 'activate',
  summary: 'Activate the plan, once its shares of the price sum to 100\u00a0%.',
  examples: ['activate'],
  async load(tx, _input, who) {
    await lockProject(tx, who.project.id);
    return foundProject(await loadProject(tx, who.project.id));
  },
  permit: (who, { project }) => needs(who, governors(project)),
  decide(facts) {
    const { project } = facts;
    if (project.status !== 'draft')
      return rule(`${project.name} ${project.status === 'active' ? 'is' : 'was'} active already.`);
    const [before, after] = [{ status: project.status }, { status: 'active' as const }];
    return ok(alterProject(facts, { type: 'project_activated', before, after }, after));
  },
  view: (facts, _who, at) => projectCard(facts, at),
  resource: (facts, _who, at) => projectResource(facts, at),
  done: ({ project }) => `${project.name} is active.`,
});
