import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { listOf, nullable, optional, text } from '../event-fields.ts';

const quiet = { customer: 'never', digest: null, lookback: false } as const;
const ofPerson = { ...quiet, on: 'person', redraws: 'none', undo: 'passed' } as const;
// the merge itself redraws all cards of both people, in all of their projects
const ofAccounts = {
  ...quiet,
  on: 'project',
  redraws: 'none',
  undo: { why: 'linked', instead: null },
} as const;

const merge = { merge: text };
/** Names. A merge by mail address has the id of the person who moved, and no request. */
const accounts = { merge: optional(text), by: optional(text), from: text, into: optional(text) };
const organisation = { organisation: text, domains: listOf(text) };

/** Events of people, their accounts, roles and organisations. */
export const peopleEvents = declareEvents({
  person_linked: { ...ofAccounts, verb: 'linked two accounts', after: accounts },
  person_parted: { ...ofAccounts, verb: 'separated two linked accounts', after: accounts },
  merge_asked: { ...ofPerson, verb: 'asked to link two accounts', after: { ...merge, with: text } },
  merge_agreed: { ...ofPerson, verb: 'agreed to link two accounts', after: merge },
  merge_declined: { ...ofPerson, verb: 'declined to link two accounts', after: merge },
  organisation_bound: {
    ...ofPerson,
    verb: 'trusted an organisation’s mail domains',
    before: organisation,
    after: organisation,
  },
  organisation_unbound: {
    ...ofPerson,
    verb: 'stopped trusting an organisation’s mail domains',
    before: organisation,
    after: organisation,
  },
  role_changed: {
    ...quiet,
    on: 'project',
    redraws: 'all',
    verb: 'changed a role',
    undo: 'yes',
    before: { person: text, role: nullable(text) },
    after: { person: text, role: text },
  },
  // announced and redrawn by the profile check that found it
  person_left: {
    ...quiet,
    on: 'project',
    redraws: 'all',
    verb: 'noticed that somebody left',
    undo: 'passed',
    after: { person: text },
  },
  person_returned: {
    ...quiet,
    on: 'project',
    redraws: 'all',
    verb: 'noticed that somebody is back',
    undo: 'passed',
    after: { person: text },
  },
  reassigned: {
    ...quiet,
    on: 'either',
    redraws: 'all',
    verb: 'reassigned work',
    undo: 'yes',
    before: { person: text },
    after: { person: text, what: optional(text) },
  },
});

/** Events of people, as a union by `type`. */
export type PeopleEvent = EventsOf<typeof peopleEvents>;
