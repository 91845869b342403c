import * as z from 'zod';
import { cadencesCard } from '../../../cards/views/rhythm/project-cadences.ts';
import { nextNumber } from '../../domain/numbering.ts';
import { invalid, ok } from '../../domain/outcome.ts';
import type { NamedMilestone } from '../../domain/plan/milestone.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { cadenceName, comes, newCadence } from '../../domain/rhythm/project-cadence.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { percentWords } from '../../domain/text/wording.ts';
import { wallTime } from '../../domain/time/calendar.ts';
import { dateSlot, numberSlot, referenceSlot } from '../../grammar/slot.ts';
import { timeSlot } from '../../grammar/slot-time.ts';
import { cadencesResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';
import { findMilestone } from '../../runner/references/find.ts';
import { type Cadences, loadAllCadences } from '../rhythm/cadence-facts.ts';

type Facts = Cadences & { of: (NamedMilestone & { id: string }) | undefined };

/** Sets an expected progress on a day; the rooms are told only if less is done (LCH-8). */
export const expectCommand = defineCommand({
  name: 'expect',
  summary: 'Set how much should be done by a date.',
  title: 'Set expected progress',
  submit: 'Save',
  examples: ['expect 25% on:wednesday milestone:3', 'expect 80 on:"12 feb" at:17:00'],
  input: z.object({
    percent: numberSlot('place', 'Percent', { min: 1, max: 100 }, '25'),
    on: dateSlot('Date'),
    milestone: referenceSlot('Milestone', 'key', 'open').optional(),
    at: timeSlot('Time').optional(),
  }),
  async load(tx, { milestone }, who) {
    const all = await loadAllCadences(tx, who, 'changing');
    const of = milestone ? await findMilestone(tx, who, milestone, 'reading') : undefined;
    if (of && !of.ok) return of;
    return ok<Facts>({ ...all, of: of?.value });
  },
  permit: (who) => needs(who, contributors),
  decide(facts, { percent, on, at: time = '16:00' }, who, at) {
    const { project, cadences, of } = facts;
    if (!on) return invalid('expect', 'on', 'By which day?');
    if (wallTime(on, time, project.zone) <= at.now) return invalid('expect', 'on', 'That time has passed.');
    const row = newCadence({
      id: at.newId(),
      projectId: project.id,
      ownerId: who.person.id,
      kind: 'expect',
      number: nextNumber(cadences, facts.spent),
      what: `${percentWords(percent)} of ${of ? excerpt(milestoneName(of), 150) : 'the project'}`,
      percent,
      milestoneId: of?.id ?? null,
      on,
      at: time,
    });
    const made = { ...row, owner: who.person.name };
    return ok({
      changes: [{ add: 'cadence', row }],
      events: [{ type: 'cadence_added', after: { what: cadenceName(row), comes: comes(row, at.today) } }],
      next: { ...facts, made, cadences: [...cadences, made] },
    });
  },
  view: (facts, _who, at) => cadencesCard(facts, at),
  resource: cadencesResource,
  done: ({ made }) => `${excerpt(cadenceName(made), 120)} saved.`,
});
