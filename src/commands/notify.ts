import * as z from 'zod';
import { reachedCard, through } from '../../cards/views/reached.ts';
import { both, platformWords } from '../../cards/views/words.ts';
import { lockPreferences, type Reached } from '../../db/queries/preferences.ts';
import type { Preferences } from '../domain/change.ts';
import { type Outcome, ok, rule } from '../domain/outcome.ts';
import { defineCommand } from './define.ts';
import { choiceSlot } from './slot.ts';

/** RMD-4, RMD-6: where Milepost tells me what is mine. */
export const notify = defineCommand({
  name: 'notify',
  summary: 'Show or choose where Milepost reaches me.',
  examples: ['notify', 'notify teams', 'notify email'],
  input: z.object({ via: choiceSlot('place', 'Way', ['slack', 'teams', 'email']).optional() }),
  scope: 'workspace',
  load: async (tx, _input, who) => ok(await lockPreferences(tx, who.person.id)),
  permit: () => undefined,
  decide(facts, { via }, who) {
    if (!via) return ok({ changes: [], events: [], next: facts });
    const known = isKnown(facts, via);
    if (!known.ok) return known;
    if (facts.via === via) return rule(`Nothing was changed: Milepost reaches you ${through(via)} already.`);
    return ok({
      changes: [{ alter: 'person', id: who.person.id, set: { via } }],
      events: [{ type: 'preferences_changed', before: { via: facts.via }, after: { via } }],
      next: { ...facts, via },
    });
  },
  view: (facts) => reachedCard(facts),
  done: ({ via }) => (via ? `From now on Milepost reaches you ${through(via)}.` : ''),
});

function isKnown({ on, email }: Reached, via: NonNullable<Preferences['via']>): Outcome<true> {
  if (via === 'email') {
    if (email) return ok(true);
    return rule(
      'No address of yours is verified.',
      'Milepost takes the one that Slack or Teams vouches for. Ask whoever administers it there whether Milepost may read it.',
    );
  }
  if (on.includes(via)) return ok(true);
  const elsewhere = on.filter((platform) => platform !== 'cli').map((platform) => platformWords[platform]);
  const where = elsewhere.length > 0 ? `You are known in ${both(elsewhere)}. ` : '';
  return rule(
    `You are not known in ${platformWords[via]}.`,
    `${where}Type “link me” here, and there the line that it gives you.`,
  );
}
