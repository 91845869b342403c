import { archivedNews } from '../../../cards/views/endings/closed.ts';
import { projectCard } from '../../../cards/views/project/project.ts';
import { alterProject } from '../../domain/facts.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { projectResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadToEnd } from './ending-facts.ts';

/** Puts a project away: it can be read, but nothing in it changes and nobody is reminded, until it is restored. */
export const archive = defineCommand({
  name: 'archive',
  summary: 'Put the project away: it can be read, and nobody is reminded.',
  examples: ['archive'],
  load: (tx, _input, who) => loadToEnd(tx, who),
  permit: (who, { project }) => needs(who, governors(project)),
  decide(facts, _input, _who, at) {
    const { project } = facts;
    if (project.archivedAt !== null)
      return rule(`${project.name} is archived already.`, 'An owner can restore it.', {
        label: 'Restore',
        command: 'restore',
        input: {},
      });
    return ok(alterProject(facts, { type: 'project_archived' }, { archivedAt: at.now }));
  },
  view: (facts, _who, at) => projectCard(facts, at),
  resource: (facts, _who, at) => projectResource(facts, at),
  news: ({ project }, { person }) => archivedNews(project, person.name),
  done: ({ project }) => `${project.name} is archived.`,
});
