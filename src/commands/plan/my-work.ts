import { myWorkCard } from '../../../cards/views/rhythm/my-work.ts';
import { loadOwn } from '../../../db/queries/rhythm/personal.ts';
import { ok } from '../../domain/outcome.ts';
import { myWork as workOf } from '../../domain/rhythm/my-work.ts';
import { defineCommand } from '../../runner/define.ts';

/** Shows what waits for the person, and what they can do next. It answers an empty line. */
export const myWork = defineCommand({
  name: 'my-work',
  summary: 'Show what waits for me.',
  examples: ['my work'],
  scope: 'workspace',
  load: async (tx, _input, who) => ok(await loadOwn(tx, who.person.id, 'work')),
  permit: () => undefined,
  view(rows, { person, project, role }, { now, today }) {
    const zone = person.zone ?? project?.zone ?? 'UTC';
    return myWorkCard(workOf(rows, project?.id, today), { role, project }, { slot: now, now, zone, today });
  },
});
