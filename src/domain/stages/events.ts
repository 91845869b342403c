import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { optional, text } from '../event-fields.ts';

/** `evidence` are the titles of what was counted. */
const after = { what: text, evidence: optional(text) };
const own = { on: 'milestone', redraws: 'all', customer: 'never', lookback: true } as const;

/** Events of the stages of a company (STG-2). */
export const stageEvents = declareEvents({
  stage_achieved: {
    ...own,
    verb: 'decided that a stage is achieved',
    digest: 'approved',
    undo: { why: 'decided', instead: 'unachieve' },
    after,
  },
  stage_unachieved: {
    ...own,
    verb: 'decided that a stage is no longer achieved',
    digest: 'reopened',
    undo: { why: 'decided', instead: 'achieve' },
    after,
  },
});

/** Events of the stages of a company, as a union by `type`. */
export type StageEvent = EventsOf<typeof stageEvents>;
