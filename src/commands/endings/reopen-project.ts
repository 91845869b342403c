import { openedNews } from '../../../cards/views/endings/closed.ts';
import { projectCard } from '../../../cards/views/project/project.ts';
import { alterProject } from '../../domain/facts.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { projectResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadToEnd } from './ending-facts.ts';

/** Takes up a project again that was closed as lost (CUS-7). */
export const reopenProject = defineCommand({
  name: 'reopen-project',
  summary: 'Take up again a project that was closed as lost.',
  examples: ['reopen project'],
  load: (tx, _input, who) => loadToEnd(tx, who),
  permit: (who, { project }) => needs(who, governors(project)),
  decide(facts) {
    const { project } = facts;
    if (project.status !== 'lost' || project.lost === null)
      return rule(`${project.name} is not closed as lost.`, 'A milestone is reopened with “reopen 3”.');
    const status = project.lost.was;
    return ok(alterProject(facts, { type: 'project_reopened' }, { status, lost: null }));
  },
  view: (facts, _who, at) => projectCard(facts, at),
  resource: (facts, _who, at) => projectResource(facts, at),
  news: ({ project }, { person }) => openedNews(project, `${person.name} reopened`),
  done: ({ project }) => `${project.name} is open again.`,
});
