import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { listOf, nullable, optional, text } from '../event-fields.ts';

const quiet = { customer: 'never', digest: null, lookback: false } as const;
const ofPerson = { ...quiet, on: 'person', redraws: 'none' } as const;
// every card of both people is redrawn by the merge itself, in all of their projects
const ofAccounts = { ...quiet, on: 'project', redraws: 'none' } as const;

const merge = { merge: text };
/** By name. One that an address brought about has the id of whoever moved, and no request. */
const accounts = { merge: optional(text), by: optional(text), from: text, into: optional(text) };
const organisation = { organisation: text, domains: listOf(text) };

/** What happens to people, their accounts, their roles and their organisations. */
export const peopleEvents = declareEvents({
  person_linked: { ...ofAccounts, verb: 'became one person with another account', after: accounts },
  person_parted: { ...ofAccounts, verb: 'took two linked accounts apart', after: accounts },
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
    before: { person: text, role: nullable(text) },
    after: { person: text, role: text },
  },
  // told and redrawn by the look at the profile that found it
  person_left: {
    ...quiet,
    on: 'project',
    redraws: 'all',
    verb: 'saw that somebody left',
    after: { person: text },
  },
  person_returned: {
    ...quiet,
    on: 'project',
    redraws: 'all',
    verb: 'saw that somebody is back',
    after: { person: text },
  },
  reassigned: {
    ...quiet,
    on: 'either',
    redraws: 'all',
    verb: 'reassigned work',
    before: { person: text },
    after: { person: text, what: optional(text) },
  },
});

/** What happens to people, as a union by `type`. */
export type PeopleEvent = EventsOf<typeof peopleEvents>;
