import * as z from 'zod';
import { note } from '../../../cards/model.ts';
import { invalid } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs, viewers, type Who } from '../../domain/project/access.ts';
import { putOffFor, putOffUntil, spans } from '../../domain/rhythm/snooze.ts';
import { formatDate, todayIn } from '../../domain/time/dates.ts';
import { choiceSlot, dateSlot, referenceSlot } from '../../grammar/slot.ts';
import { ownRemindersResource } from '../../presenters/rhythm.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { milestoneParts } from '../plan/milestone.ts';
import { loadSnoozeFacts, type SnoozeFacts, setSnooze } from './put-off.ts';

/** Pauses the person's reminders of a milestone; others are still reminded (RMD-1). */
export const snooze = defineCommand({
  name: 'snooze',
  summary: 'Snooze my reminders for a milestone.',
  title: 'Remind me later',
  submit: 'Snooze',
  examples: ['snooze 3 1h', 'snooze 3 tomorrow', 'snooze 3 next week', 'snooze 3 until:"18 dec"'],
  input: z.object({
    milestone: referenceSlot(),
    for: choiceSlot('place', 'How long', spans).optional(),
    until: dateSlot('Until').optional(),
  }),
  load: (tx, { milestone }, who) => loadSnoozeFacts(tx, who, milestone),
  permit: (who) => needs(who, viewers),
  decide(facts, { for: span, until: date }, who, at) {
    if (span && date) return invalid('snooze', 'until', 'Give a span or a date, not both.');
    if (!span && !date)
      return invalid('snooze', 'for', 'For how long? Write 1h, tomorrow, next week or a date.');
    const moment = momentOf(facts, who, at);
    const set = span ? putOffFor(span, moment) : putOffUntil(date ?? '', moment);
    if (!set?.until) return invalid('snooze', 'until', 'Until must be a day after today.');
    const day = todayIn(set.until, moment.calendar.zone);
    const [how, after] = set.wakes
      ? ['for an hour', { hours: 1 }]
      : [`until ${formatDate(day, at.today)}`, { day }];
    const said = `Your reminders for ${milestoneName(facts.facts.milestone)} are snoozed ${how}.`;
    return setSnooze(facts, set, { said, after }, who, at);
  },
  bare: () => true,
  preset: () => ({}),
  subject: ({ facts }) => milestoneName(facts.milestone),
  opened: ({ facts }) => milestoneParts.opened(facts),
  view: ({ facts }) => note(`${milestoneName(facts.milestone)}: your reminders`),
  resource: ownRemindersResource,
  done: ({ said }) => said ?? '',
});

/** Counts days in the person's zone, with the project's holidays. */
function momentOf({ facts: { project }, preferences }: SnoozeFacts, who: Who, at: Moment) {
  const zone = who.person.zone ?? project.zone;
  const time = preferences.digest?.at ?? '09:00';
  return { now: at.now, calendar: { zone, holidays: project.holidays }, time };
}
