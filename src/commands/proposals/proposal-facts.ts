import type { Tx } from '../../../db/database.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadProposals } from '../../../db/queries/proposals/proposals.ts';
import type { Change } from '../../domain/change.ts';
import type { Event } from '../../domain/events.ts';
import { alreadyDone, foundProject, type Outcome, ok, rule } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';
import { type Proposal, type ProposalState, proposalName } from '../../domain/proposals/proposal.ts';
import {
  latestOf,
  type NamedProposal,
  type ProposalFacts,
  type ProposalsFacts,
} from '../../domain/proposals/proposal-facts.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { numberSlot } from '../../grammar/slot.ts';

/** The number of a proposal; absent: the newest. */
export const proposalNumber = () =>
  numberSlot('key', 'Number of the proposal', { min: 1, max: 9999, keyed: true }, '2').optional();

/** Loads the project, locked, with its plan and proposals. */
export async function loadLockedProposals(tx: Tx, who: InProject): Promise<Outcome<ProposalsFacts>> {
  await lockProject(tx, who.project.id);
  return foundProject(await loadProposals(tx, who.project.id));
}

/** Loads a proposal by number, else the newest; the project is locked. */
export async function loadProposalFacts(
  tx: Tx,
  who: InProject,
  number: number | undefined,
): Promise<Outcome<ProposalFacts>> {
  const facts = await loadLockedProposals(tx, who);
  return facts.ok ? chosenProposal(facts.value, number) : facts;
}

/** Returns the facts of a proposal by number, else of the newest; refuses where there is none. */
export function chosenProposal(facts: ProposalsFacts, number: number | undefined): Outcome<ProposalFacts> {
  const proposal =
    number === undefined ? latestOf(facts) : facts.proposals.find((one) => one.number === number);
  if (proposal) return ok({ ...facts, proposal });
  const newest = latestOf(facts);
  return newest
    ? rule(`There is no proposal ${number} here.`, `The newest is ${proposalName(newest)}.`, showNewest)
    : rule('No proposal was sent yet.', 'The owner sends the plan with “proposal send”.');
}

const showNewest = { label: 'Show the newest', command: 'proposal', input: {} };

const closedWords: Record<Exclude<ProposalState, 'open'>, string> = {
  accepted: 'was accepted',
  declined: 'was declined',
  withdrawn: 'was withdrawn',
  superseded: 'was replaced',
};

/** Refuses a proposal that is closed, and says who closed it and when. */
export function requireOpen(facts: ProposalFacts): Outcome<true> {
  const { proposal } = facts;
  if (proposal.state === 'open') return ok(true);
  const words = `${capitalised(proposalName(proposal))} ${closedWords[proposal.state]}`;
  const newest = latestOf(facts);
  if (proposal.state === 'superseded' && newest)
    return rule(`${words} by ${proposalName(newest)}.`, 'Read the newest one.', showNewest);
  return alreadyDone(words, proposal.closedBy, proposal.closedAt ?? proposal.sentAt);
}

const closingEvents = {
  accepted: 'proposal_accepted',
  declined: 'proposal_declined',
  withdrawn: 'proposal_withdrawn',
  superseded: 'proposal_replaced',
} as const;

/** Returns the change that closes a proposal, its event, and the proposal afterwards. */
export function closingProposal(
  proposal: NamedProposal,
  state: Exclude<ProposalState, 'open'>,
  by: { id: string; name: string },
  { now, reason }: { now: string; reason: string | null },
): { change: Change; event: Event; proposal: NamedProposal } {
  const set = { state, reason, closedById: by.id, closedAt: now } satisfies Partial<Proposal>;
  return {
    change: { alter: 'proposal', id: proposal.id, set },
    event: {
      type: closingEvents[state],
      after: { what: proposalName(proposal) },
      note: reason ?? undefined,
    },
    proposal: { ...proposal, ...set, closedBy: by.name },
  };
}
