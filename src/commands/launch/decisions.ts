import * as z from 'zod';
import { decisionsCard } from '../../../cards/views/launch/decision.ts';
import { loadDecisions } from '../../../db/queries/launch/launch.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { decisionsResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists the decisions of a project, open and closed (LCH-4). */
export const decisions = defineCommand({
  name: 'decisions',
  summary: 'List decisions, open ones first.',
  examples: ['decisions', 'decisions page:2'],
  input: z.object({ page: pageSlot().optional() }),
  async load(tx, { page }, who) {
    const { project } = who;
    return ok({ project, all: await loadDecisions(tx, { projectId: project.id }), page });
  },
  permit: (who) => needs(who, viewers),
  view: ({ project, all, page }, _who, at) => decisionsCard(project, all, at.today, { page }),
  resource: decisionsResource,
});
