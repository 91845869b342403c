import { burnUpPicture } from '../../../cards/pictures/burn-up.ts';
import { burnUpCard } from '../../../cards/views/plan/burn-up.ts';
import { loadPast } from '../../../db/queries/plan/past.ts';
import { foundProject } from '../../domain/outcome.ts';
import { burnUpOf } from '../../domain/plan/burn-up.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { burnUpResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';

/** Shows the work done against the scope, and the forecast (LCH-3). */
export const burnup = defineCommand({
  name: 'burnup',
  summary: 'Show work done over time against the scope.',
  examples: ['burnup'],
  load: async (tx, _input, who) => foundProject(await loadPast(tx, who.project.id)),
  permit: (who) => needs(who, viewers),
  view(past, _who, at) {
    const burnUp = burnUpOf(past, at.today);
    const picture = at.picture('burnup', burnUpPicture(past.project, burnUp, at.today));
    return burnUpCard(past, burnUp, at, picture);
  },
  resource: (past, _who, { today }) => burnUpResource(past, burnUpOf(past, today)),
});
