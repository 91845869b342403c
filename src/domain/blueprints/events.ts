import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { text } from '../event-fields.ts';

const own = {
  on: 'project',
  customer: 'never',
  digest: null,
  lookback: false,
  undo: 'yes',
} as const;

/** Events of blueprints. */
export const blueprintEvents = declareEvents({
  blueprint_applied: { ...own, redraws: 'all', verb: 'applied a blueprint', after: { what: text } },
  blueprint_saved: { ...own, redraws: 'none', verb: 'saved a blueprint', after: { what: text } },
  blueprint_removed: { ...own, redraws: 'none', verb: 'removed a blueprint', before: { what: text } },
});

/** The events of blueprints, as a union by `type`. */
export type BlueprintEvent = EventsOf<typeof blueprintEvents>;
