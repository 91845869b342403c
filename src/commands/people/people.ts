import * as z from 'zod';
import { peopleCard } from '../../../cards/views/plan/lists.ts';
import { membersOf } from '../../../db/queries/people/people.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { membersResource } from '../../presenters/people.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists the people of a project with their roles (ADM-2). */
export const people = defineCommand({
  name: 'people',
  summary: 'List people and their roles.',
  examples: ['people', 'people page:2'],
  input: z.object({ page: pageSlot().optional() }),
  async load(tx, { page }, who) {
    return ok({ project: who.project, members: await membersOf(tx, who.project.id), page });
  },
  permit: (who) => needs(who, viewers),
  view: ({ project, members, page }) => peopleCard(project, members, { page }),
  resource: membersResource,
});
