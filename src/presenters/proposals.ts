import { latestOf, type NamedProposal, type ProposalsFacts } from '../domain/proposals/proposal-facts.ts';
import { milestoneRef, moneyOf, personRef, projectRef, type Resource } from './resource.ts';

/** The newest proposal, or one by its number; null before the first. */
export function proposalResource(facts: ProposalsFacts & { proposal?: NamedProposal }): Resource {
  const proposal = facts.proposal ?? latestOf(facts);
  return { project: projectRef(facts.project), proposal: proposal ? proposalOf(proposal) : null };
}

function proposalOf(proposal: NamedProposal) {
  const { content } = proposal;
  return {
    number: proposal.number,
    state: proposal.state,
    price: moneyOf(content.price, content.currency),
    target: content.target,
    milestones: content.lines.map((line) => ({
      ...milestoneRef(line),
      outcome: line.outcome,
      share: line.share,
      amount: moneyOf(line.amount, content.currency),
      type: line.type,
      ownerParty: line.ownerParty,
      blocksGoLive: line.blocksGoLive,
      startDate: line.startDate,
      dueDate: line.dueDate,
      deliverables: line.deliverables,
    })),
    sentBy: personRef(proposal.sentById, proposal.sentBy),
    sentAt: proposal.sentAt,
    closedBy: personRef(proposal.closedById, proposal.closedBy),
    closedAt: proposal.closedAt,
    reason: proposal.reason,
  };
}
