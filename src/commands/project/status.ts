import { customerProjectCard } from '../../../cards/views/customer/project.ts';
import { projectCard } from '../../../cards/views/project/project.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import { foundProject } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { projectResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';
import { isForCustomer } from '../../runner/drawn/for-customers.ts';

/** Posts the project's live card into the room (LIVE-1). */
export const status = defineCommand({
  name: 'status',
  summary: 'Post the project’s card here.',
  examples: ['status'],
  async load(tx, _input, who) {
    // so that concurrent changes update the new card too
    await lockProject(tx, who.project.id);
    return foundProject(await loadProject(tx, who.project.id));
  },
  permit: (who) => needs(who, viewers),
  view: (facts, who, at) =>
    isForCustomer(who) ? customerProjectCard({ ...facts, latest: null }, at) : projectCard(facts, at),
  resource: (facts, _who, at) => projectResource(facts, at),
  done: ({ project }) => `Posting the card of ${project.name}.`,
  posts: ({ project }) => ({ kind: 'project', id: project.id }),
});
