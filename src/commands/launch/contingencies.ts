import * as z from 'zod';
import { contingenciesCard } from '../../../cards/views/launch/contingency.ts';
import { loadContingencies } from '../../../db/queries/launch/launch.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { contingenciesResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists the contingencies of a project (LCH-5). */
export const contingencies = defineCommand({
  name: 'contingencies',
  summary: 'List contingencies: what to do if a condition is true.',
  examples: ['contingencies', 'contingencies page:2'],
  input: z.object({ page: pageSlot().optional() }),
  async load(tx, { page }, who) {
    const { project } = who;
    return ok({ project, all: await loadContingencies(tx, { projectId: project.id }), page });
  },
  permit: (who) => needs(who, viewers),
  view: ({ project, all, page }, _who, at) => contingenciesCard(project, all, at.today, { page }),
  resource: contingenciesResource,
});
