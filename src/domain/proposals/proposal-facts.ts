import { type Outcome, rule } from '../outcome.ts';
import type { Project } from '../project/project.ts';
import { capitalised } from '../text/wording.ts';
import {
  contentHash,
  type Proposal,
  type ProposalContent,
  type ProposedMilestone,
  proposalName,
  proposalOf,
} from './proposal.ts';

/** A proposal with the names on it. */
export type NamedProposal = Proposal & { sentBy: string; closedBy: string | null };

/** A project with its present plan and its proposals. */
export type ProposalsFacts = {
  project: Project;
  /** Without dropped ones. */
  milestones: ProposedMilestone[];
  /** By number. */
  proposals: NamedProposal[];
  /** Whether anybody can accept one. */
  hasClient: boolean;
  /** Whether a channel of the customer is linked. */
  hasChannel: boolean;
};

/** What the card of a proposal shows. */
export type ProposalFacts = ProposalsFacts & { proposal: NamedProposal };

/** Whether the plan is no longer what an open proposal says, so that it cannot be accepted as it was shown. */
export function hasDrifted({ project, milestones, proposal }: ProposalFacts): boolean {
  if (proposal.state !== 'open') return false;
  const present = proposalOf(project, milestones);
  return !present.ok || contentHash(present.value) !== contentHash(proposal.content);
}

/** Returns the version that the buttons of a proposal carry; 0 where the plan has changed since (LIVE-3). */
export const proposalVersion = (facts: ProposalFacts): number =>
  hasDrifted(facts) ? 0 : contentHash(facts.proposal.content);

/** Returns the newest proposal; undefined before the first. */
export const latestOf = ({ proposals }: Pick<ProposalsFacts, 'proposals'>): NamedProposal | undefined =>
  proposals.at(-1);

/**
 * Returns what would be sent to the customer now, or why nothing can be: the rule of the command and of the buttons
 * that offer it (CUS-10).
 */
export function sendable(facts: ProposalsFacts): Outcome<ProposalContent> {
  const { project, milestones } = facts;
  const newest = latestOf(facts);
  if (newest?.state === 'accepted')
    return rule(
      `${capitalised(proposalName(newest))} was accepted, so it stays as it is.`,
      'Propose a change of it instead.',
      { label: 'Propose a change', command: 'change', input: {} },
    );
  if (project.status !== 'draft')
    return rule(
      `${project.name} is active already, so there is nothing left to propose.`,
      'Propose a change of the plan instead.',
      { label: 'Propose a change', command: 'change', input: {} },
    );
  const content = proposalOf(project, milestones);
  if (!content.ok) return content;
  if (newest?.state === 'open' && contentHash(newest.content) === contentHash(content.value))
    return rule(
      `${capitalised(proposalName(newest))} says the same and waits for the customer.`,
      'Change the plan first, or show it again.',
      { label: 'Show it', command: 'proposal', input: {} },
    );
  return content;
}
