import * as z from 'zod';
import { proposalCard } from '../../../cards/views/proposals/proposal.ts';
import { ok } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { proposalName } from '../../domain/proposals/proposal.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { textSlot } from '../../grammar/slot.ts';
import { proposalResource } from '../../presenters/proposals.ts';
import { defineCommand } from '../../runner/define.ts';
import { closingProposal, loadProposalFacts, proposalNumber, requireOpen } from './proposal-facts.ts';

/** Takes a proposal back before it is answered, for the side that sends (CUS-10). */
export const proposalWithdraw = defineCommand({
  name: 'proposal-withdraw',
  synonyms: [{ words: 'withdraw proposal' }],
  summary: 'Take the proposal back.',
  title: 'Withdraw the proposal',
  submit: 'Withdraw',
  examples: ['proposal withdraw', 'proposal withdraw we found a cheaper way'],
  input: z.object({
    number: proposalNumber(),
    reason: textSlot('rest', 'Reason', { max: 500 }).optional(),
  }),
  load: (tx, { number }, who) => loadProposalFacts(tx, who, number),
  permit: (who, { project }) => needs(who, governors(project)),
  decide(facts, { reason = null }, who, at) {
    const open = requireOpen(facts);
    if (!open.ok) return open;
    const closed = closingProposal(facts.proposal, 'withdrawn', who.person, { now: at.now, reason });
    return ok({
      changes: [closed.change],
      events: [closed.event],
      next: { ...facts, proposal: closed.proposal },
    });
  },
  view: (facts, _who, at) => proposalCard(facts, at),
  resource: proposalResource,
  done: ({ proposal }) => `${capitalised(proposalName(proposal))} withdrawn.`,
});
