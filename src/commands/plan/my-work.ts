import { myWorkCard } from '../../../cards/views/rhythm/my-work.ts';
import { loadDuties } from '../../../db/queries/rhythm/duties.ts';
import { loadOwn } from '../../../db/queries/rhythm/personal.ts';
import { ok } from '../../domain/outcome.ts';
import { waitingMilestones } from '../../domain/rhythm/my-work.ts';
import { myWorkResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';

/** Shows everything that waits for the person, in all their projects. It answers an empty line. */
export const myWork = defineCommand({
  name: 'my-work',
  synonyms: [{ words: 'todo' }],
  summary: 'Show everything that waits for you, in all your projects.',
  examples: ['my work'],
  scope: 'workspace',
  async load(tx, _input, who, { today }) {
    const [rows, duties] = [await loadOwn(tx, who.person.id, 'work'), await loadDuties(tx, who.person.id)];
    return ok({ milestones: waitingMilestones(rows, today), ...duties });
  },
  permit: () => undefined,
  view(work, { person, project, role, here, room }, { now, today }) {
    const zone = person.zone ?? project?.zone ?? 'UTC';
    const shown = here?.kind === 'channel' ? { projectId: room?.projectId ?? null } : undefined;
    return myWorkCard(work, { role, project }, { slot: now, now, zone, today }, shown);
  },
  resource: myWorkResource,
});
