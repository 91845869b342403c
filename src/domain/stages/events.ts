import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { listOf, optional, text } from '../event-fields.ts';

/** `evidence` are the titles of what was counted. */
const after = { what: text, evidence: optional(text) };
const own = { on: 'milestone', redraws: 'all', customer: 'never', lookback: true } as const;

const quiet = { redraws: 'none', customer: 'never', digest: null, lookback: false, undo: 'passed' } as const;
const programme = { programme: text, companies: listOf(text) };

/** Events of the stages of a company (STG-2), and of programmes of companies (STG-5). */
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
  // no company learns what other companies are in a programme
  programme_changed: {
    ...quiet,
    on: 'person',
    verb: 'changed a programme',
    before: programme,
    after: programme,
  },
  programme_asked: { ...quiet, on: 'project', verb: 'asked the company a question', after: { what: text } },
  programme_answered: { ...quiet, on: 'project', verb: 'answered a coach’s question', after: { what: text } },
});

/** Events of the stages of a company, as a union by `type`. */
export type StageEvent = EventsOf<typeof stageEvents>;
