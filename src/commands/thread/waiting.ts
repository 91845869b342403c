import { waitingCard } from '../../../cards/views/thread/outreach.ts';
import { openOutreach, threadsOf } from '../../../db/queries/thread/outreach.ts';
import { ok } from '../../domain/outcome.ts';
import { waitingOf } from '../../domain/thread/outreach.ts';
import { waitingResource } from '../../presenters/thread.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists what waits for whom in all projects that the person runs, the oldest silence first (CUS-5). */
export const waiting = defineCommand({
  name: 'waiting',
  summary: 'List who each blocker and thread waits for, in the projects you run.',
  examples: ['waiting'],
  scope: 'workspace',
  async load(tx, _input, who) {
    const threads = await threadsOf(tx, who.person.id);
    const blockers = await openOutreach(
      tx,
      threads.map(({ id }) => id),
    );
    const all = threads.flatMap(({ last, ...project }) =>
      waitingOf(
        project,
        blockers.filter(({ blocker }) => blocker.projectId === project.id),
        last,
      ),
    );
    return ok({ all, runs: threads.length });
  },
  permit: () => undefined,
  view: ({ all, runs }) => waitingCard(all, runs),
  resource: ({ all }) => waitingResource(all),
});
