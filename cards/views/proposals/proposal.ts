import { formatMoney } from '../../../src/domain/money/money.ts';
import { basisPointWords } from '../../../src/domain/money/percent.ts';
import type { ProposalContent, ProposalLine, ProposalState } from '../../../src/domain/proposals/proposal.ts';
import {
  hasDrifted,
  latestOf,
  type ProposalFacts,
  type ProposalsFacts,
  proposalVersion,
  sendable,
} from '../../../src/domain/proposals/proposal-facts.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  callout,
  type Fact,
  heading,
  type Item,
  note,
  plain,
  strong,
  text,
} from '../../model.ts';
import type { State } from '../../states.ts';
import { firstItems } from '../first-items.ts';
import { paidWords } from '../money/terms.ts';
import { asSentence, joined, partyWords, withFullStop } from '../words.ts';

type At = { today: string };

/** More do not fit on one message; `list` shows the rest. */
const maxLines = 20;

const looks: Record<ProposalState, State> = {
  open: 'open',
  accepted: 'accepted',
  declined: 'declined',
  withdrawn: 'withdrawn',
  superseded: 'superseded',
};

/** Draws a proposal's live card (CUS-10). `today` is YYYY-MM-DD in the project's zone. */
export const proposalCard = (facts: ProposalFacts, at: At): Card => ({
  ...proposalView(facts, at),
  ...proposalActions(facts),
  of: { kind: 'proposal', id: facts.proposal.id },
});

/** Draws the newest proposal; without one says what a proposal is, and offers to send the plan. */
export function newestProposalCard(facts: ProposalsFacts, at: At, canSend: boolean): Card {
  const proposal = latestOf(facts);
  if (proposal) return proposalCard({ ...facts, proposal }, at);
  const offer = sendable(facts);
  const why =
    offer.ok || offer.refusal.is !== 'rule'
      ? []
      : [text(joined([offer.refusal.sentence, offer.refusal.next], ' '))];
  return note(
    'No proposal yet',
    [
      text(
        'A proposal is the price, the milestones and their dates. The customer accepts or declines it; accepting activates the plan.',
      ),
      ...(canSend ? why : []),
    ],
    canSend ? sendOffer(facts, 'Send the proposal').map((one) => ({ ...one, style: 'primary' })) : [],
  );
}

/**
 * Offers to send the plan; where the command would refuse, the step that its refusal offers. Shares that do not add up
 * have no such step, so that pressing says what is wrong with them.
 */
function sendOffer(facts: ProposalsFacts, label: string): Action[] {
  const offer = sendable(facts);
  const step = offer.ok || offer.refusal.is !== 'rule' ? undefined : offer.refusal.step;
  return [step ? { ...step } : { label, command: 'proposal-send', input: {} }];
}

/** Shows what a proposal says and how it ended. */
export function proposalView(facts: ProposalFacts, { today }: At): CardBody {
  const { proposal, project } = facts;
  const { content } = proposal;
  const money = (minor: number) => formatMoney({ minor, currency: content.currency });
  return {
    title: [plain(`Proposal ${proposal.number} · ${excerpt(project.name, 120)}`)],
    state: looks[proposal.state],
    subtitle: [plain(`sent by ${proposal.sentBy}, `), { is: 'instant', at: proposal.sentAt, past: true }],
    blocks: [
      ...endBlocks(facts),
      { is: 'facts', facts: factsOf(content, money, today) },
      heading(plural(content.lines.length, 'milestone')),
      {
        is: 'list',
        items: firstItems(
          content.lines.map((line) => lineItem(line, money, today)),
          maxLines,
          '; List shows them',
        ),
      },
      ...waitingBlocks(facts),
    ],
  };
}

function factsOf(content: ProposalContent, money: (minor: number) => string, today: string): Fact[] {
  const { price, target, terms, taxBasisPoints } = content;
  const tax = taxBasisPoints > 0 ? ` plus ${basisPointWords(taxBasisPoints)} tax` : '';
  return [
    ['Price', `${money(price)}${tax}`],
    ...(target ? [['Go-live', formatDate(target, today)]] : []),
    ['Payment', asSentence(paidWords(terms))],
    ['Due', `${plural(terms.netDays, 'day')} after an invoice is approved`],
  ].map(([label = '', value = '']) => ({ label, value: [plain(value)] }));
}

/** "1 · Sign-in works: 25 %, £2,500, due Fri 4 Dec, the expert. Delivers: a page; a form." */
function lineItem(line: ProposalLine, money: (minor: number) => string, today: string): Item {
  const words = joined([
    percentWords(line.share),
    money(line.amount),
    line.startDate && `from ${formatDate(line.startDate, today)}`,
    line.dueDate && `due ${formatDate(line.dueDate, today)}`,
    line.type === 'event' ? 'complete when delivered' : false,
    `done by ${partyWords[line.ownerParty]}`,
    line.blocksGoLive && 'blocks the go-live',
  ]);
  const delivers =
    line.deliverables.length > 0 ? ` Delivers: ${excerpt(line.deliverables.join('; '), 200)}.` : '';
  return {
    spans: [strong(`${line.number} · ${line.outcome ?? line.name}`), plain(`: ${words}.${delivers}`)],
  };
}

function endBlocks(facts: ProposalFacts): Block[] {
  const { proposal } = facts;
  if (hasDrifted(facts))
    return [
      callout('overdue', [
        plain('The plan has changed since this was sent, so it cannot be accepted until it is sent again.'),
      ]),
    ];
  if (proposal.state === 'open') return [];
  const by = proposal.closedBy ?? 'somebody';
  const words = {
    accepted: `Accepted by ${by}`,
    declined: `Declined by ${by}`,
    withdrawn: `Withdrawn by ${by}`,
    superseded: 'Replaced by a newer proposal',
  }[proposal.state];
  return [
    text([
      strong(words),
      ...(proposal.closedAt
        ? [plain(', '), { is: 'instant' as const, at: proposal.closedAt, past: true as const }]
        : []),
      plain(proposal.reason ? `: ${withFullStop(proposal.reason)}` : '.'),
    ]),
  ];
}

function waitingBlocks({ proposal, project, hasClient, hasChannel }: ProposalFacts): Block[] {
  if (proposal.state !== 'open') return [];
  if (!hasChannel)
    return [
      text(
        `No channel of the customer is linked to ${project.name} yet: “link as:customer” makes the code for it.`,
        'quiet',
      ),
    ];
  return hasClient
    ? []
    : [text(`Nobody in ${project.name} has the role customer yet, so nobody can accept it.`, 'quiet')];
}

/** Returns the buttons of a proposal. Each carries the fingerprint of what is shown (LIVE-3). */
export function proposalActions(facts: ProposalFacts): CardActions {
  const { proposal } = facts;
  const input = { number: String(proposal.number) };
  const show: Action = { label: 'Show the newest', command: 'proposal', input: {} };
  if (proposal.state === 'accepted') return { actions: [], more: [] };
  if (proposal.state === 'superseded') return { actions: [show], more: [] };
  if (proposal.state !== 'open')
    return latestOf(facts)?.id === proposal.id
      ? { actions: sendOffer(facts, 'Send again'), more: [] }
      : { actions: [show], more: [] };
  const decline: Action = { label: 'Decline', command: 'proposal-decline', input };
  const withdraw: Action = { label: 'Withdraw', command: 'proposal-withdraw', input };
  const version = proposalVersion(facts);
  if (version === 0) return { actions: [...sendOffer(facts, 'Send again'), decline], more: [withdraw] };
  const { price, currency, lines } = proposal.content;
  const accept: Action = {
    label: 'Accept',
    command: 'proposal-accept',
    input: { ...input, figures: version.toString(36) },
    version,
    style: 'primary',
    confirm: {
      title: `Accept proposal ${proposal.number}?`,
      text: `${formatMoney({ minor: price, currency })} for ${plural(lines.length, 'milestone')}. It becomes the plan, and work can begin.`,
      yes: 'Accept',
    },
  };
  return { actions: [accept, decline], more: [withdraw] };
}
