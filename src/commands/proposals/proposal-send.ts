import { proposalCard } from '../../../cards/views/proposals/proposal.ts';
import { ok } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { type Proposal, proposalName } from '../../domain/proposals/proposal.ts';
import {
  latestOf,
  type ProposalFacts,
  type ProposalsFacts,
  sendable,
} from '../../domain/proposals/proposal-facts.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { proposalResource } from '../../presenters/proposals.ts';
import { defineCommand } from '../../runner/define.ts';
import { closingProposal, loadLockedProposals } from './proposal-facts.ts';

/** Sends the present plan to the customer as a proposal; it replaces the one that waits (CUS-10). */
export const proposalSend = defineCommand({
  name: 'proposal-send',
  synonyms: [{ words: 'send proposal' }],
  summary: 'Send the plan to the customer, who accepts or declines it.',
  examples: ['proposal send'],
  load: (tx, _input, who) => loadLockedProposals(tx, who),
  permit: (who, { project }) => needs(who, governors(project)),
  decide(facts: ProposalsFacts, _input, who, at) {
    const { project, proposals } = facts;
    const newest = latestOf(facts);
    const content = sendable(facts);
    if (!content.ok) return content;
    const row: Proposal = {
      id: at.newId(),
      projectId: project.id,
      number: proposals.length + 1,
      content: content.value,
      state: 'open',
      sentById: who.person.id,
      sentAt: at.now,
      closedById: null,
      closedAt: null,
      reason: null,
    };
    const replaced =
      newest?.state === 'open' &&
      closingProposal(newest, 'superseded', who.person, { now: at.now, reason: null });
    const named = { ...row, sentBy: who.person.name, closedBy: null };
    const next: ProposalFacts = { ...facts, proposals: [...proposals, named], proposal: named };
    return ok({
      changes: [...(replaced ? [replaced.change] : []), { add: 'proposal', row }],
      events: [
        { type: 'proposal_sent', after: { what: proposalName(row) } },
        ...(replaced ? [replaced.event] : []),
      ],
      next,
    });
  },
  view: (facts, _who, at) => proposalCard(facts, at),
  resource: proposalResource,
  done: ({ proposal, hasChannel }) =>
    hasChannel
      ? `${capitalised(proposalName(proposal))} sent to the customer.`
      : `${capitalised(proposalName(proposal))} is ready. Link the customer's channel with “link as:customer”, so that they get it.`,
  announces: ({ proposal }) => ({ kind: 'proposal', id: proposal.id }),
});
