import * as z from 'zod';
import { announcementCard, cadencesCard } from '../../../cards/views/rhythm/project-cadences.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { cadenceName } from '../../domain/rhythm/project-cadence.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { cadencesResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { cadenceLetter, loadOneCadence, needsOwner, withCadence } from './cadence-facts.ts';
import { refuseFinished } from './draft.ts';

/** Posts an announcement (LCH-8). */
export const announce = defineCommand({
  name: 'announce',
  summary: 'Send an announcement now.',
  examples: ['announce C2'],
  input: z.object({ cadence: numberedSlot(cadenceLetter, { names: 'announcement' }) }),
  load: (tx, { cadence }, who) => loadOneCadence(tx, who, cadence, 'announcement'),
  permit: (who, facts) => needsOwner(who, facts),
  decide(facts) {
    const { cadence } = facts;
    const over = refuseFinished(cadence);
    if (over) return over;
    if (!cadence.draft)
      return rule(`${cadenceName(cadence)} has no text yet.`, `Write it with “draft C${cadence.number} …”.`, {
        label: 'Write the text',
        command: 'draft',
        input: { cadence: `C${cadence.number}` },
      });
    const next = { ...cadence, state: 'done' as const };
    return ok({
      changes: [{ alter: 'cadence', id: cadence.id, set: { state: 'done' } }],
      events: [{ type: 'announced', before: { what: cadenceName(cadence) } }],
      next: { ...withCadence(facts, next), cadence: next },
    });
  },
  view: (facts, _who, at) => cadencesCard(facts, at),
  resource: cadencesResource,
  done: ({ cadence }) => `${excerpt(cadenceName(cadence), 100)} is being sent.`,
  news: ({ cadence }) => announcementCard(cadence),
  audience: ({ cadence }) => cadence.audience,
});
