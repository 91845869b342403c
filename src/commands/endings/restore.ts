import { openedNews } from '../../../cards/views/endings/closed.ts';
import { projectCard } from '../../../cards/views/project/project.ts';
import { alterProject } from '../../domain/facts.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { projectResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadToEnd } from './ending-facts.ts';

/** Brings an archived project back, with its cards. */
export const restore = defineCommand({
  name: 'restore',
  synonyms: [{ words: 'unarchive' }],
  summary: 'Bring an archived project back.',
  examples: ['restore'],
  load: (tx, _input, who) => loadToEnd(tx, who),
  permit: (who, { project }) => needs(who, governors(project)),
  decide(facts) {
    const { project } = facts;
    if (project.archivedAt === null)
      return rule(`${project.name} is not archived.`, 'The history shows what happened in it.', {
        label: 'History',
        command: 'history',
        input: {},
      });
    return ok(alterProject(facts, { type: 'project_restored' }, { archivedAt: null }));
  },
  view: (facts, _who, at) => projectCard(facts, at),
  resource: (facts, _who, at) => projectResource(facts, at),
  news: ({ project }, { person }) => openedNews(project, `${person.name} restored`),
  done: ({ project }) => `${project.name} is restored.`,
});
