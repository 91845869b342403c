import { leaversCard } from '../../../cards/views/people/leavers.ts';
import { loadHoldings } from '../../../db/queries/people/leavers.ts';
import { ok } from '../../domain/outcome.ts';
import { canAct, hasDuties } from '../../domain/people/leaver.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { leaversResource } from '../../presenters/people.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists open work of people who left (ADM-2). */
export const leavers = defineCommand({
  name: 'leavers',
  summary: 'List what waits for people who left.',
  examples: ['leavers'],
  async load(tx, _input, who) {
    const gone = await loadHoldings(tx, who.project.id, 'gone');
    return ok({ project: who.project, gone: gone.filter((one) => hasDuties(one) || canAct(one.role)) });
  },
  permit: (who) => needs(who, viewers),
  view: ({ project, gone }) => leaversCard(project, gone),
  resource: leaversResource,
});
