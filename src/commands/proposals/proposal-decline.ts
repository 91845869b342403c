import * as z from 'zod';
import { proposalCard } from '../../../cards/views/proposals/proposal.ts';
import { ok } from '../../domain/outcome.ts';
import { customers, needs } from '../../domain/project/access.ts';
import { proposalName } from '../../domain/proposals/proposal.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { textSlot } from '../../grammar/slot.ts';
import { proposalResource } from '../../presenters/proposals.ts';
import { defineCommand } from '../../runner/define.ts';
import { closingProposal, loadProposalFacts, proposalNumber, requireOpen } from './proposal-facts.ts';

/** Declines a proposal with a reason, for the customer (CUS-10). */
export const proposalDecline = defineCommand({
  name: 'proposal-decline',
  synonyms: [{ words: 'decline proposal' }],
  summary: 'Decline the proposal, with the reason.',
  title: 'Decline the proposal',
  submit: 'Decline',
  examples: ['proposal decline the price is too high'],
  input: z.object({
    number: proposalNumber(),
    reason: textSlot('rest', 'Reason', { max: 500 }, 'The price is too high'),
  }),
  load: (tx, { number }, who) => loadProposalFacts(tx, who, number),
  subject: ({ proposal }) => capitalised(proposalName(proposal)),
  opened: ({ proposal }) => ({ on: [proposal.number, proposal.state] }),
  permit: (who) => needs(who, customers),
  decide(facts, { reason }, who, at) {
    const open = requireOpen(facts);
    if (!open.ok) return open;
    const closed = closingProposal(facts.proposal, 'declined', who.person, { now: at.now, reason });
    return ok({
      changes: [closed.change],
      events: [closed.event],
      next: { ...facts, proposal: closed.proposal },
    });
  },
  view: (facts, _who, at) => proposalCard(facts, at),
  resource: proposalResource,
  done: ({ proposal }) => `${capitalised(proposalName(proposal))} declined. The team can send another one.`,
});
