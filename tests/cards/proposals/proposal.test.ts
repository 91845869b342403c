import { expect, it } from 'vitest';
import { newestProposalCard, proposalCard } from '../../../cards/views/proposals/proposal.ts';
import { proposalOf } from '../../../src/domain/proposals/proposal.ts';
import type { NamedProposal, ProposalFacts } from '../../../src/domain/proposals/proposal-facts.ts';
import { at, projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const project = projectOf('delivery', { status: 'draft', price: 1_000_000, currency: 'GBP' });
type Step = ProposalFacts['milestones'][number];
const step = (number: number, name: string, more: Partial<Step> = {}): Step => ({
  id: `m${number}`,
  parentId: null,
  number,
  order: number,
  name,
  status: 'upcoming',
  share: 33,
  outcome: null,
  type: 'time',
  ownerParty: 'expert',
  blocksGoLive: false,
  startDate: null,
  dueDate: null,
  deliverables: [],
  ...more,
});
const milestones = [
  step(1, 'Connect', {
    outcome: 'Your tools are connected',
    dueDate: '2026-12-14',
    deliverables: ['A page'],
  }),
  step(2, 'Train', { ownerParty: 'customer', type: 'event' }),
  step(3, 'Go live', { share: 34, startDate: '2026-12-15', dueDate: '2026-12-18', blocksGoLive: true }),
];
const content = proposalOf(project, milestones);
if (!content.ok) throw new Error('the plan cannot be proposed');
const proposal: NamedProposal = {
  id: 'q1',
  projectId: 'p1',
  number: 1,
  content: content.value,
  state: 'open',
  sentById: 'olivia',
  sentAt: at,
  closedById: null,
  closedAt: null,
  reason: null,
  sentBy: 'Olivia',
  closedBy: null,
};
const base = { project, milestones, proposals: [proposal], hasClient: true, hasChannel: true };
const drawn = (more: Partial<NamedProposal>, rest: Partial<ProposalFacts> = {}) => {
  const one = { ...proposal, ...more };
  return proposalCard({ ...base, proposals: [one], ...rest, proposal: one }, { today });
};
const ended = { closedBy: 'Cleo', closedAt: at };

const shown: Shown[] = [
  ['No proposal yet', newestProposalCard({ ...base, proposals: [] }, { today }, true)],
  [
    'No proposal yet, and no money',
    newestProposalCard(
      {
        ...base,
        project: { ...project, policies: { ...project.policies, moneyOn: false } },
        proposals: [],
      },
      { today },
      true,
    ),
  ],
  ['Open', drawn({})],
  ['Nobody can accept it', drawn({}, { hasClient: false })],
  ['The customer has no channel', drawn({}, { hasChannel: false })],
  ['The plan has changed since', drawn({}, { milestones: milestones.slice(0, 2) })],
  ['Accepted', drawn({ ...ended, state: 'accepted' })],
  ['Declined', drawn({ ...ended, state: 'declined', reason: 'It is too late' })],
  [
    'Declined, and active since',
    drawn({ ...ended, state: 'declined' }, { project: { ...project, status: 'active' } }),
  ],
  ['Withdrawn', drawn({ ...ended, state: 'withdrawn' })],
  ['Replaced', drawn({ ...ended, state: 'superseded' })],
];

it('proposals read well on both platforms', async () => {
  await expect(sideBySide('Proposals', shown)).toMatchFileSnapshot('proposal.golden.md');
});
