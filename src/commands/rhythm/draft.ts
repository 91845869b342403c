import * as z from 'zod';
import { draftCard } from '../../../cards/views/rhythm/project-cadences.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { cadenceName, type KnownCadence } from '../../domain/rhythm/project-cadence.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { textSlot } from '../../grammar/slot.ts';
import { cadencesResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { cadenceLetter, loadOneCadence, needsOwner, withCadence } from './cadence-facts.ts';

/** Sets the text of an announcement (LCH-8). */
export const draft = defineCommand({
  name: 'draft',
  summary: 'Write the text of an announcement.',
  title: 'Edit the text',
  examples: ['draft C2 "The new shop is open."'],
  input: z.object({
    cadence: numberedSlot(cadenceLetter, { names: 'announcement' }),
    text: textSlot('rest', 'Text', { max: 2000 }),
  }),
  load: (tx, { cadence }, who) => loadOneCadence(tx, who, cadence, 'announcement'),
  permit: (who, facts) => needsOwner(who, facts),
  subject: ({ cadence }) => cadenceName(cadence),
  opened: ({ cadence }) => ({ on: [cadence.draft, cadence.state] }),
  preset: ({ cadence }) => (cadence.draft ? { text: cadence.draft } : {}),
  decide(facts, { text }) {
    const { cadence } = facts;
    const over = refuseFinished(cadence);
    if (over) return over;
    if (text === cadence.draft) return rule('Nothing changed: the text is the same.');
    const next = { ...cadence, draft: text };
    return ok({
      changes: [{ alter: 'cadence', id: cadence.id, set: { draft: text } }],
      events: [
        {
          type: 'cadence_changed',
          before: { draft: cadence.draft },
          after: { what: cadenceName(cadence), draft: excerpt(text, 80) },
        },
      ],
      next: { ...withCadence(facts, next), cadence: next },
    });
  },
  view: ({ project, cadence }, _who, { now, today }) =>
    draftCard(project, cadence, { slot: now, now, zone: project.zone, today }),
  resource: cadencesResource,
  done: ({ cadence }) => `Text of ${excerpt(cadenceName(cadence), 100)} saved.`,
});

/** Refuses if an announcement was sent or left out; undefined otherwise. */
export function refuseFinished(cadence: KnownCadence) {
  if (cadence.state === 'done') return rule(`${excerpt(cadenceName(cadence), 100)} was sent already.`);
  if (cadence.state === 'skipped' || cadence.state === 'off')
    return rule(
      `${excerpt(cadenceName(cadence), 100)} was skipped.`,
      `Type “cadence C${cadence.number} on:…” to schedule it again.`,
    );
  return undefined;
}
