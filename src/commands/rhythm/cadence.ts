import * as z from 'zod';
import { cadencesCard } from '../../../cards/views/rhythm/project-cadences.ts';
import { nextNumber } from '../../domain/numbering.ts';
import { invalid, type Outcome, ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import {
  cadenceName,
  comes,
  type KnownCadence,
  kindOf,
  newCadence,
  type ProjectCadence,
} from '../../domain/rhythm/project-cadence.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { wallTime } from '../../domain/time/calendar.ts';
import { choiceSlot, dateSlot, numberSlot, textSlot } from '../../grammar/slot.ts';
import { daysSlot, timeSlot } from '../../grammar/slot-time.ts';
import { cadencesResource } from '../../presenters/rhythm.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { parseNumber, refuseUnknown } from '../../runner/references/numbered.ts';
import { type Cadences, cadenceLetter, loadAllCadences, withCadence } from './cadence-facts.ts';

const input = z.object({
  what: textSlot('rest', 'Name', { max: 200, orNumber: 'C' }, 'Weekly review'),
  every: daysSlot('Days').optional(),
  on: dateSlot('Date').optional(),
  at: timeSlot('Time').optional(),
  kind: choiceSlot('key', 'Kind', ['standup', 'review', 'planning', 'announcement', 'note']).optional(),
  to: choiceSlot('key', 'Audience', ['team', 'customer']).optional(),
  window: numberSlot('key', 'Minutes to answer (standups)', { min: 15, max: 1440 }, '120').optional(),
  draft: textSlot('key', 'Text (announcements)', { max: 2000 }).optional(),
});
type Given = z.output<typeof input>;
type Facts = Cadences & { known: KnownCadence | undefined; isNew: boolean };

/** Adds a recurring or dated message of the project, or changes an existing one (LCH-8). */
export const cadence = defineCommand({
  name: 'cadence',
  summary: 'Schedule a standup, review, note or announcement.',
  title: 'Schedule a message',
  examples: [
    'cadence "Daily standup" every:day at:10:00',
    'cadence "Weekly review" every:friday at:16:00',
    'cadence "We are live" on:"18 feb" to:customer draft:"The new shop is open."',
    'cadence C2 off',
  ],
  asks: ['every', 'on', 'at'],
  input,
  async load(tx, { what }, who) {
    const all = await loadAllCadences(tx, who, 'changing');
    const { cadences } = all;
    // the form opens without a name
    const typed = named(what ?? '');
    const number = parseNumber(typed, cadenceLetter);
    const known = cadences.find((one) => one.number === number);
    if (number !== undefined && !known) return refuseUnknown(typed, cadenceLetter, cadences.map(cadenceName));
    return ok<Facts>({ ...all, known, isNew: known === undefined });
  },
  permit: (who, { project }) => needs(who, governors(project)),
  decide(facts, given, who, at) {
    const { known, project, cadences } = facts;
    if (known) return change(facts, known, given, at);
    const row = newCadence({
      id: at.newId(),
      projectId: project.id,
      what: given.what,
      ownerId: who.person.id,
      number: nextNumber(cadences, facts.spent),
      kind: given.kind ?? typedKind(given),
      ...setOf(given, undefined),
    });
    const wrong = problem(row, project.zone, at.now);
    if (wrong) return wrong;
    const made = { ...row, owner: who.person.name };
    return ok({
      changes: [{ add: 'cadence', row }],
      events: [{ type: 'cadence_added', after: { what: cadenceName(row), comes: comes(row, at.today) } }],
      next: { ...facts, known: made, cadences: [...cadences, made] },
    });
  },
  view: (facts, _who, at) => cadencesCard(facts, at),
  resource: cadencesResource,
  done: ({ known, isNew }) => `${excerpt(cadenceName(known), 100)} ${isNew ? 'scheduled' : 'changed'}.`,
});

/** Removes the word that switches a cadence on or off. */
const named = (what: string) => what.replace(switching, '').trim();
const switching = /\s+(?:off|on)$/i;

/** Returns the kind: a message on a date is an announcement, unless its words say otherwise. */
function typedKind({ what, draft, every }: Given): ProjectCadence['kind'] {
  const said = kindOf(what);
  return draft || (said === 'note' && !every) ? 'announcement' : said;
}

function setOf(
  { every, on, at, to, window, draft, kind }: Given,
  was: KnownCadence | undefined,
): Partial<ProjectCadence> {
  const time = at ?? was?.at ?? (every ? '10:00' : '09:00');
  const days = every ?? (on ? undefined : was?.every?.days);
  return {
    ...(every || on || at ? { at: time, every: days ? { days, at: time } : null } : {}),
    ...(on ? { on } : every ? { on: null } : {}),
    ...(to ? { audience: to } : {}),
    ...(window ? { minutes: window } : {}),
    ...(draft ? { draft } : {}),
    ...(kind ? { kind } : {}),
  };
}

/** Refuses a cadence that could never be sent. */
function problem(
  { kind, every, on, at }: ProjectCadence,
  zone: string,
  now: string,
): Outcome<never> | undefined {
  if (!every && !on)
    return invalid('cadence', 'every', 'How often, or on which day? Write every:friday or on:"18 feb".');
  if (kind === 'announcement' && every)
    return invalid('cadence', 'every', 'An announcement has one day: write on:"18 feb".');
  if (on && wallTime(on, at, zone) <= now) return invalid('cadence', 'on', 'That time has passed.');
  return undefined;
}

function change(facts: Facts, known: KnownCadence, given: Given, at: Moment) {
  const word = switching.exec(given.what)?.[0].trim().toLowerCase();
  const set: Partial<ProjectCadence> = {
    ...setOf(given, known),
    ...(word === 'off' ? { state: 'off' } : word === 'on' || given.every || given.on ? { state: 'on' } : {}),
  };
  const changed = { ...known, ...set };
  const fields = Object.keys(set) as (keyof ProjectCadence)[];
  if (fields.every((field) => JSON.stringify(changed[field]) === JSON.stringify(known[field])))
    return rule(`Nothing changed: ${cadenceName(known)} already has these values.`);
  const wrong = word === 'off' ? undefined : problem(changed, facts.project.zone, at.now);
  if (wrong) return wrong;
  const next = { ...changed, nextAt: null };
  const { today } = at;
  return ok({
    changes: [{ alter: 'cadence' as const, id: known.id, set: { ...set, nextAt: null } }],
    events: [
      {
        type: 'cadence_changed' as const,
        before: { comes: comes(known, today) },
        after: { what: cadenceName(known), comes: comes(next, today) },
      },
    ],
    next: { ...withCadence(facts, next), known: next },
  });
}
