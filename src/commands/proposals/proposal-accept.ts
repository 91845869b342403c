import * as z from 'zod';
import { proposalCard } from '../../../cards/views/proposals/proposal.ts';
import type { Change } from '../../domain/change.ts';
import type { Event } from '../../domain/events.ts';
import { ok, refuse, rule } from '../../domain/outcome.ts';
import { customers, needs } from '../../domain/project/access.ts';
import { proposalName } from '../../domain/proposals/proposal.ts';
import { hasDrifted, type ProposalFacts, proposalVersion } from '../../domain/proposals/proposal-facts.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { textSlot } from '../../grammar/slot.ts';
import { proposalResource } from '../../presenters/proposals.ts';
import { defineCommand } from '../../runner/define.ts';
import { closingProposal, loadProposalFacts, proposalNumber, requireOpen } from './proposal-facts.ts';

type Facts = ProposalFacts & { reads: boolean };

/** Accepts a proposal as it was shown: it is kept as the contract, and the plan becomes active (CUS-10). */
export const proposalAccept = defineCommand({
  name: 'proposal-accept',
  synonyms: [{ words: 'accept proposal' }],
  summary: 'Accept the proposal, for the customer.',
  title: 'Accept the proposal',
  submit: 'Read it',
  examples: ['proposal accept'],
  input: z.object({
    number: proposalNumber(),
    // what was shown; without it, the proposal is shown first
    figures: textSlot('key', 'Figures that were shown', { max: 10, hidden: true }).optional(),
  }),
  async load(tx, { number, figures }, who) {
    const facts = await loadProposalFacts(tx, who, number);
    if (!facts.ok) return facts;
    return ok<Facts>({ ...facts.value, reads: figures === undefined });
  },
  permit: (who) => needs(who, customers),
  version: (facts) => proposalVersion(facts),
  decide(facts, { figures }, who, at) {
    const open = requireOpen(facts);
    if (!open.ok) return open;
    const { proposal, project } = facts;
    if (hasDrifted(facts))
      return rule(
        `The plan has changed since ${proposalName(proposal)} was sent, so it cannot be accepted.`,
        'The owner has to send it again.',
      );
    if (figures === undefined) return ok({ changes: [], events: [], next: facts });
    if (Number.parseInt(figures, 36) !== proposalVersion(facts)) return refuse({ is: 'stale' });
    const closed = closingProposal(proposal, 'accepted', who.person, { now: at.now, reason: null });
    const activates = project.status === 'draft';
    const changes: Change[] = [closed.change];
    const events: Event[] = [closed.event];
    if (activates) {
      changes.push({
        alter: 'project',
        id: project.id,
        set: { status: 'active', version: project.version + 1 },
      });
      events.push({
        type: 'project_activated',
        before: { status: project.status },
        after: { status: 'active' },
      });
    }
    const next = { ...facts, project: { ...project, status: 'active' as const }, proposal: closed.proposal };
    return ok({ changes, events, next });
  },
  view: (facts, _who, at) => proposalCard(facts, at),
  resource: proposalResource,
  done: ({ proposal, project, reads }) =>
    reads
      ? `Read ${proposalName(proposal)}, then press Accept.`
      : `${capitalised(proposalName(proposal))} accepted. ${project.name} is active.`,
});
