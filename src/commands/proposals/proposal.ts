import * as z from 'zod';
import { newestProposalCard, proposalCard } from '../../../cards/views/proposals/proposal.ts';
import { loadProposals } from '../../../db/queries/proposals/proposals.ts';
import { foundProject, ok } from '../../domain/outcome.ts';
import { governors, needs, viewers } from '../../domain/project/access.ts';
import { latestOf, type NamedProposal, type ProposalsFacts } from '../../domain/proposals/proposal-facts.ts';
import { numberSlot } from '../../grammar/slot.ts';
import { proposalResource } from '../../presenters/proposals.ts';
import { defineCommand } from '../../runner/define.ts';
import { chosenProposal } from './proposal-facts.ts';

type Facts = ProposalsFacts & { proposal?: NamedProposal };

/** Posts the card of a proposal, the newest without a number (CUS-10). */
export const proposal = defineCommand({
  name: 'proposal',
  summary: 'Show what was proposed to the customer: price, milestones and dates.',
  examples: ['proposal', 'proposal 1'],
  input: z.object({
    number: numberSlot('place', 'Number of the proposal', { min: 1, max: 9999 }, '2').optional(),
  }),
  async load(tx, { number }, who) {
    const facts = foundProject(await loadProposals(tx, who.project.id));
    if (!facts.ok) return facts;
    const isNone = number === undefined && latestOf(facts.value) === undefined;
    return isNone ? ok<Facts>(facts.value) : chosenProposal(facts.value, number);
  },
  permit: (who) => needs(who, viewers),
  decide: (facts) => ok({ changes: [], events: [], next: facts }),
  view: (facts, who, at) =>
    facts.proposal
      ? proposalCard({ ...facts, proposal: facts.proposal }, at)
      : newestProposalCard(facts, at, !needs(who, governors(facts.project))),
  resource: proposalResource,
  done: (facts) => `Posting the card of proposal ${facts.proposal?.number}.`,
  posts: (facts) => facts.proposal && { kind: 'proposal', id: facts.proposal.id },
});
