import { peopleCard } from '../../../cards/views/plan/lists.ts';
import { membersOf } from '../../../db/queries/people/people.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { membersResource } from '../../presenters/people.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists the people of a project with their roles (ADM-2). */
export const people = defineCommand({
  name: 'people',
  summary: 'List who has which role.',
  examples: ['people'],
  async load(tx, _input, who) {
    return ok({ project: who.project, members: await membersOf(tx, who.project.id) });
  },
  permit: (who) => needs(who, viewers),
  view: ({ project, members }) => peopleCard(project, members),
  resource: membersResource,
});
