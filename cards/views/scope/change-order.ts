import { formatMoney } from '../../../src/domain/money/money.ts';
import type { NamedMilestone } from '../../../src/domain/plan/milestone.ts';
import {
  type Changed,
  type ChangeOrder,
  changeOrderKey,
  type Effect,
  type Side,
  stateOn,
} from '../../../src/domain/scope/change-order.ts';
import {
  type ChangeOrderFacts,
  effectIn,
  type NamedChangeOrder,
} from '../../../src/domain/scope/change-order-facts.ts';
import { fingerprintOf, type NoEffect } from '../../../src/domain/scope/effect.ts';
import { movedInvoices } from '../../../src/domain/scope/moved-invoices.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  type Fact,
  type Item,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { firstItems } from '../first-items.ts';
import { joined, numberedName } from '../words.ts';
import { routeWords } from './routes.ts';

type At = { today: string };

const maxMoved = 8;

/** Draws a change order's live card (SCP-3). `today` is YYYY-MM-DD in the project's zone. */
export const changeOrderCard = (facts: ChangeOrderFacts, at: At): Card => ({
  ...changeOrderView(facts, at),
  ...changeOrderActions(facts, at),
  of: { kind: 'change-order', id: facts.order.id },
});

/** Shows what a change order does, before and after, and who has signed it. */
export function changeOrderView(facts: ChangeOrderFacts, { today }: At): CardBody {
  const { order, plan } = facts;
  const state = stateOn(order, today);
  const from = plan.milestones.find(({ id }) => id === order.milestoneId);
  const found = effectIn(facts);
  const until =
    state === 'open' && order.expiresOn && `can be signed until ${formatDate(order.expiresOn, today)}`;
  return {
    title: [plain(`${changeOrderKey(order)} · ${excerpt(order.text, 150)}`)],
    state,
    subtitle: [
      plain(
        joined([
          from && `for ${numberedName(from)}`,
          order.route !== 'here' && routeWords[order.route].label.toLowerCase(),
          until,
        ]),
      ),
    ],
    blocks: [
      ...(found.ok ? effectBlocks(facts, found.effect, today) : []),
      ...(!found.ok && state === 'open' ? [text(noEffectWords(found.why), 'alert')] : []),
      ...(state === 'open' || state === 'applied' || state === 'expired'
        ? signatureBlocks(facts, found.ok ? fingerprintOf(found.effect) : undefined)
        : []),
      ...closedBlocks(order, state),
    ],
  };
}

/** "+2 working days", "-1 working day"; "no change". */
export const daysWords = (days: number): string =>
  days === 0 ? 'no change' : `${days > 0 ? '+' : '-'}${plural(Math.abs(days), 'working day')}`;

/** "+£500", "-£200"; "no change". */
export const costWords = (minor: number, currency: string | null): string =>
  minor === 0 || currency === null
    ? 'no change'
    : `${minor > 0 ? '+' : '-'}${formatMoney({ minor: Math.abs(minor), currency })}`;

function effectBlocks(
  { order, project, plan, money: invoiced }: ChangeOrderFacts,
  effect: Effect,
  today: string,
): Block[] {
  const day = (change: Changed<string>) =>
    `${formatDate(change.was, today)} → ${formatDate(change.is, today)}`;
  const currency = order.currency ?? project.currency;
  const money = (minor: number) => (currency === null ? '' : formatMoney({ minor, currency }));
  const facts: Fact[] = [
    ['Days', daysWords(order.days)],
    ['Cost', costWords(order.cost, currency)],
    ...(effect.total ? [['Price', `${money(effect.total.was)} → ${money(effect.total.is)}`]] : []),
    ...(effect.target ? [['Go-live', day(effect.target)]] : []),
  ].map(([label = '', value = '']) => ({ label, value: [plain(value)] }));
  const named = (id: string) => plan.milestones.find((one) => one.id === id);
  const moves = effect.dates.flatMap(({ id, start, due }): Item[] => {
    const milestone = named(id);
    if (!milestone) return [];
    const words = joined([start && `start ${day(start)}`, due && `due ${day(due)}`]);
    return [{ spans: [strong(numberedName(milestone)), plain(`: ${words}`)] }];
  });
  // an applied order has moved them already
  const invoices = order.effect ? [] : movedInvoices({ project, ...invoiced }, effect, today);
  const bills = invoices.map(({ milestone, was, is }): Item => {
    const words = was === null ? 'new, ' : is === null ? 'no longer, ' : `${money(was)} → `;
    const label = milestone ? `Invoice of ${numberedName(milestone)}` : 'Invoice of the new milestone';
    return { spans: [strong(label), plain(`: ${words}${money(is ?? was ?? 0)}`)] };
  });
  return [
    text(workWords(order, effect, named, today)),
    { is: 'facts', facts },
    ...(moves.length + bills.length > 0
      ? [{ is: 'list' as const, items: [...firstItems(moves, maxMoved), ...firstItems(bills, maxMoved)] }]
      : []),
    ...(moves.length === 0 && order.days !== 0 && !effect.phase && order.route !== 'project'
      ? [text('No date moves: the milestones have none.', 'quiet')]
      : []),
  ];
}

/** Where the work goes, and what leaves for it. */
function workWords(
  order: ChangeOrder,
  effect: Effect,
  named: (id: string) => NamedMilestone | undefined,
  today: string,
): Span[] {
  const into = effect.into === null ? undefined : named(effect.into);
  if (order.route === 'project')
    return [plain('The work becomes a project of its own; this plan stays as it is.')];
  if (effect.phase) {
    const { startDate, dueDate } = effect.phase;
    const dates =
      startDate && dueDate ? `, ${formatDate(startDate, today)} to ${formatDate(dueDate, today)}` : '';
    return [plain(`The work becomes a new milestone after the others${dates}.`)];
  }
  const comes = !order.addsWork
    ? 'No deliverable is added.'
    : into
      ? `The work joins ${numberedName(into)}.`
      : '';
  if (!effect.leaves) return [plain(comes)];
  const isEqual = order.days === 0 && order.cost === 0;
  const size = isEqual
    ? ''
    : ` They are not of equal size: ${joined([order.days !== 0 && daysWords(order.days), order.cost !== 0 && 'the cost below'])}.`;
  return [plain(`${comes} “${excerpt(effect.leaves.text, 100)}” leaves.${size}`)];
}

const sideWords: Record<Side, string> = { supplier: 'Supplier', client: 'Customer' };

function signatureBlocks(
  { order, hasClient, project }: ChangeOrderFacts,
  present: number | undefined,
): Block[] {
  const of = (side: Side): Span[] => {
    const signature = order[side];
    const name = side === 'supplier' ? order.supplierName : order.clientName;
    if (!signature) return [strong(`${sideWords[side]}: `), plain('not signed yet')];
    const when: Span = { is: 'instant', at: signature.at, past: true };
    const isOld = order.state === 'open' && signature.fingerprint !== present;
    return [
      strong(`${sideWords[side]}: `),
      plain(
        isOld
          ? `${name ?? 'somebody'} signed other figures; the plan has changed since, `
          : `signed by ${name ?? 'somebody'}, `,
      ),
      when,
    ];
  };
  const isOpen = order.state === 'open';
  return [
    text([...of('supplier'), plain('\n'), ...of('client')]),
    ...(isOpen && !hasClient
      ? [text(`Nobody in ${project.name} has the role customer yet, so nobody can sign for them.`, 'quiet')]
      : []),
  ];
}

function closedBlocks(order: NamedChangeOrder, state: ChangeOrder['state']): Block[] {
  if (state === 'open' || state === 'applied') return [];
  const words = {
    declined: `Declined by ${order.closedBy ?? 'somebody'}`,
    withdrawn: `Withdrawn by ${order.closedBy ?? 'somebody'}`,
    superseded: 'Replaced',
    expired: 'Its last day has passed',
  }[state];
  return [text([strong(words), plain(order.reason ? `: ${order.reason}` : '.')])];
}

const noEffectSentences: Record<NoEffect, string> = {
  dropped: 'Its milestone has left the plan.',
  done: 'The milestone is done, and a change order does not move what is done.',
  no_next: 'No later milestone is waiting to start, so the work cannot go there.',
  below_zero: 'The price cannot become less than nothing.',
  nothing_to_swap: 'The item that would leave is not there.',
  other_currency: 'Its cost is in another currency than the price has now.',
  ends_before_start: 'A milestone would end before it starts.',
  part_ends_later: 'A milestone would end before one of its parts.',
  cannot_leave: 'Only a deliverable that is not done can leave in a swap.',
  no_price: 'The project has no price yet, so a change has no cost.',
};

/** Says why a change order cannot be applied. */
export const noEffectWords = (why: NoEffect): string => noEffectSentences[why];

/** Returns the buttons of an open order. Each carries the fingerprint of what is shown (LIVE-3). */
export function changeOrderActions(facts: ChangeOrderFacts, { today }: At): CardActions {
  const { order } = facts;
  if (stateOn(order, today) !== 'open') return { actions: [], more: [] };
  const found = effectIn(facts);
  const input = { order: changeOrderKey(order) };
  const decline: Action = { label: 'Decline', command: 'decline', input };
  const withdraw: Action = { label: 'Withdraw', command: 'withdraw', input };
  if (!found.ok) return { actions: [decline], more: [withdraw] };
  const figures = fingerprintOf(found.effect);
  const sign: Action = {
    label: 'Sign',
    command: 'sign',
    input: { ...input, figures: figures.toString(36) },
    version: figures,
    style: 'primary',
    confirm: {
      title: `Sign ${changeOrderKey(order)}?`,
      text: `${joined([`Days: ${daysWords(order.days)}`, `cost: ${costWords(order.cost, order.currency)}`])}. Once both sides have signed it, the plan changes.`,
      yes: 'Sign',
    },
  };
  return { actions: [sign, decline], more: [withdraw] };
}
