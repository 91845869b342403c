import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { day, nullable, optional, text } from '../event-fields.ts';
import { clearedBlockers } from '../health/cleared.ts';

/** In whose name a deputy did it. */
const inName = { for: optional(text) };

const decided = { on: 'milestone', redraws: 'milestone', customer: 'always' } as const;

/** Events of evidence and reviews. */
export const reviewEvents = declareEvents({
  evidence_added: {
    ...decided,
    verb: 'added evidence',
    customer: 'never',
    digest: null,
    lookback: false,
    undo: 'yes',
    after: { evidence: text, kind: text },
  },
  evidence_removed: {
    ...decided,
    verb: 'took back the reaction that was evidence',
    customer: 'never',
    digest: null,
    lookback: false,
    undo: 'yes',
    before: { evidence: text },
  },
  evidence_changed: {
    ...decided,
    verb: 'noticed that a message of its evidence changed',
    customer: 'never',
    digest: null,
    lookback: false,
    undo: 'passed',
    after: { evidence: text, became: text },
  },
  submitted: {
    feed: { when: 'always', words: 'waits for approval' },
    ...decided,
    verb: 'submitted it',
    digest: null,
    lookback: false,
    undo: 'yes',
  },
  recalled: {
    feed: { when: 'always', words: 'is in progress again' },
    ...decided,
    verb: 'took the submission back',
    digest: null,
    lookback: false,
    undo: 'yes',
  },
  approved: {
    feed: { when: 'always', words: 'is approved and done' },
    ...decided,
    verb: 'approved it',
    digest: 'approved',
    lookback: true,
    undo: { why: 'decided', instead: 'reopen' },
    before: clearedBlockers,
    after: inName,
  },
  approval_given: {
    ...decided,
    customer: 'never',
    verb: 'approved it, as one of several',
    digest: null,
    lookback: false,
    undo: { why: 'decided', instead: 'return' },
    after: inName,
  },
  silently_accepted: {
    feed: { when: 'always', words: 'is accepted and done' },
    ...decided,
    verb: 'recorded that it was accepted by silence',
    digest: 'approved',
    lookback: true,
    undo: { why: 'decided', instead: 'reopen' },
    before: clearedBlockers,
  },
  silence_escalated: {
    ...decided,
    customer: 'never',
    verb: 'told its reviewers and the owner that its time for approval is over',
    digest: null,
    lookback: false,
    undo: 'passed',
  },
  silence_stopped: {
    ...decided,
    redraws: 'all',
    customer: 'never',
    verb: 'stopped the work, because its time for approval is over',
    digest: null,
    lookback: false,
    undo: 'passed',
  },
  asked_for_more: {
    ...decided,
    customer: 'never',
    verb: 'asked about it',
    digest: null,
    lookback: false,
    undo: 'yes',
    after: inName,
  },
  question_answered: {
    ...decided,
    customer: 'never',
    verb: 'answered',
    digest: null,
    lookback: false,
    undo: 'yes',
  },
  returned: {
    feed: { when: 'always', words: 'was returned for changes' },
    ...decided,
    verb: 'returned it',
    digest: 'returned',
    lookback: false,
    undo: { why: 'decided', instead: 'submit' },
    after: inName,
  },
  deputy_changed: {
    on: 'project',
    redraws: 'all',
    verb: 'changed a deputy',
    customer: 'never',
    digest: null,
    lookback: false,
    undo: 'yes',
    before: { deputy: nullable(text), until: nullable(day) },
    after: { deputy: nullable(text), until: nullable(day) },
  },
  reopened: {
    feed: { when: 'always', words: 'is in progress again' },
    ...decided,
    verb: 'reopened it',
    digest: 'reopened',
    lookback: true,
    undo: 'yes',
  },
});

/** Events of reviews, as a union by `type`. */
export type ReviewEvent = EventsOf<typeof reviewEvents>;
