import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { text } from '../event-fields.ts';
import { projectFields } from '../project/events.ts';

const own = {
  on: 'project',
  customer: 'never',
  digest: null,
  lookback: false,
  undo: 'yes',
} as const;

/** Of a company's own blueprints. Another project may have replaced or saved one since, so they are final. */
const ofCompany = { ...own, redraws: 'none' } as const;

/** Events of blueprints. */
export const blueprintEvents = declareEvents({
  blueprint_applied: {
    ...own,
    redraws: 'all',
    verb: 'applied a blueprint',
    before: projectFields,
    after: { what: text, ...projectFields },
  },
  blueprint_saved: {
    ...ofCompany,
    undo: { why: 'shared', instead: 'blueprint-remove' },
    verb: 'saved a blueprint',
    after: { what: text },
  },
  blueprint_removed: {
    ...ofCompany,
    undo: { why: 'shared', instead: 'blueprint-save' },
    verb: 'removed a blueprint',
    before: { what: text },
  },
});

/** The events of blueprints, as a union by `type`. */
export type BlueprintEvent = EventsOf<typeof blueprintEvents>;
