import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { text } from '../event-fields.ts';

const ending = {
  on: 'project',
  redraws: 'all',
  customer: 'always',
  digest: null,
  lookback: false,
} as const;

/** Events of the end of a project, and of what the customer said of its milestones (CUS-7, CUS-9). */
export const endingEvents = declareEvents({
  // follows from the work and the payments, so that taking these back takes it back
  project_delivered: { ...ending, verb: 'delivered the project', undo: 'passed' },
  delivery_revoked: { ...ending, verb: 'has work or an invoice open again', undo: 'passed' },
  // the reason is in the note, which customers do not read
  project_lost: { ...ending, verb: 'closed the project as lost', undo: { why: 'decided', instead: null } },
  project_reopened: { ...ending, verb: 'reopened the project', undo: { why: 'decided', instead: null } },
  // a later answer replaces it
  csat_given: {
    ...ending,
    redraws: 'project',
    verb: 'rated the project',
    undo: { why: 'sent', instead: 'csat' },
    after: { what: text },
  },
  milestone_rated: {
    on: 'milestone',
    redraws: 'project',
    customer: 'always',
    digest: null,
    lookback: false,
    verb: 'rated it',
    undo: { why: 'sent', instead: 'csat' },
    after: { what: text },
  },
  project_archived: { ...ending, verb: 'archived the project', undo: { why: 'decided', instead: null } },
  project_restored: { ...ending, verb: 'restored the project', undo: { why: 'decided', instead: null } },
});

/** Events of the end of a project, as a union by `type`. */
export type EndingEvent = EventsOf<typeof endingEvents>;
