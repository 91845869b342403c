import * as z from 'zod';
import { cadencesCard } from '../../../cards/views/rhythm/project-cadences.ts';
import { ok } from '../../domain/outcome.ts';
import { cadenceName } from '../../domain/rhythm/project-cadence.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { cadencesResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { cadenceLetter, loadOneCadence, needsOwner, withCadence } from './cadence-facts.ts';
import { refuseFinished } from './draft.ts';

/** Skips an announcement (LCH-8). */
export const announceSkip = defineCommand({
  name: 'announce-skip',
  summary: 'Skip an announcement.',
  examples: ['announce skip C2'],
  input: z.object({ cadence: numberedSlot(cadenceLetter, { names: 'announcement' }) }),
  load: (tx, { cadence }, who) => loadOneCadence(tx, who, cadence, 'announcement'),
  permit: (who, facts) => needsOwner(who, facts),
  decide(facts, _input, _who, at) {
    const { cadence } = facts;
    const over = refuseFinished(cadence);
    if (over) return over;
    const next = { ...cadence, state: 'skipped' as const };
    const after = { what: cadenceName(cadence), comes: 'left out' };
    return ok({
      changes: [{ alter: 'cadence', id: cadence.id, set: { state: 'skipped' } }],
      events: [{ type: 'cadence_changed', before: { comes: `on ${cadence.on ?? at.today}` }, after }],
      next: { ...withCadence(facts, next), cadence: next },
    });
  },
  view: (facts, _who, at) => cadencesCard(facts, at),
  resource: cadencesResource,
  done: ({ cadence }) => `${excerpt(cadenceName(cadence), 100)} skipped.`,
});
