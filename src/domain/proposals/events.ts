import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { text } from '../event-fields.ts';

const proposal = {
  on: 'project',
  redraws: 'project',
  customer: 'always',
  digest: null,
  lookback: false,
  after: { what: text },
} as const;

/** Events of proposals (CUS-10). */
export const proposalEvents = declareEvents({
  proposal_sent: {
    ...proposal,
    feed: { when: 'always', words: 'was sent' },
    verb: 'sent a proposal',
    undo: { why: 'sent', instead: 'proposal-withdraw' },
  },
  proposal_accepted: {
    ...proposal,
    feed: { when: 'always', words: 'is accepted' },
    verb: 'accepted the proposal',
    undo: { why: 'decided', instead: null },
  },
  proposal_declined: {
    ...proposal,
    feed: { when: 'always', words: 'was declined' },
    verb: 'declined the proposal',
    undo: { why: 'decided', instead: null },
  },
  proposal_withdrawn: {
    ...proposal,
    feed: { when: 'always', words: 'was withdrawn' },
    verb: 'withdrew the proposal',
    undo: { why: 'decided', instead: null },
  },
  proposal_replaced: {
    ...proposal,
    verb: 'replaced the proposal',
    undo: { why: 'decided', instead: null },
  },
});

/** Events of proposals, as a union by `type`. */
export type ProposalEvent = EventsOf<typeof proposalEvents>;
