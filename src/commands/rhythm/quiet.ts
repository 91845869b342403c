import * as z from 'zod';
import { quietCard } from '../../../cards/views/rhythm/calendar.ts';
import { lockPreferences } from '../../../db/queries/people/preferences.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { hoursInWords } from '../../domain/rhythm/cadence.ts';
import type { QuietHours } from '../../domain/time/schedule.ts';
import { hoursSlot } from '../../grammar/slot-time.ts';
import { quietResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';

/** Sets a person's quiet hours (RMD-4). */
export const quiet = defineCommand({
  name: 'quiet',
  summary: 'Show or set my quiet hours.',
  examples: ['quiet', 'quiet 18:00-08:00', 'quiet off'],
  input: z.object({ hours: hoursSlot('Quiet hours', 'rest').optional() }),
  scope: 'workspace',
  async load(tx, _input, who) {
    const preferences = await lockPreferences(tx, who.person.id);
    return ok({ quiet: preferences.quiet });
  },
  permit: () => undefined,
  decide(facts, { hours }, who) {
    if (hours === undefined) return ok({ changes: [], events: [], next: facts });
    const [was, is] = [words(facts.quiet), words(hours)];
    if (was === is)
      return rule(
        `Nothing changed: ${is ? `your quiet hours are ${is} already` : 'you have no quiet hours'}.`,
      );
    return ok({
      changes: [{ alter: 'person', id: who.person.id, set: { quiet: hours } }],
      events: [{ type: 'preferences_changed', before: { quiet: was }, after: { quiet: is } }],
      next: { quiet: hours },
    });
  },
  view: (facts) => quietCard(facts.quiet),
  resource: quietResource,
  done: () => 'Quiet hours changed.',
});

const words = (hours: QuietHours | null) => hours && hoursInWords(hours);
