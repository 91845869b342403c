import { projectActions, projectView } from '../../cards/views/project/project.ts';
import { loadProject } from '../../db/queries/project/project-facts.ts';
import { defineLiveCard } from './define.ts';

/** A project and its state (LIVE-1). */
export const project = defineLiveCard({
  kind: 'project',
  load: loadProject,
  view: projectView,
  actions: projectActions,
});
