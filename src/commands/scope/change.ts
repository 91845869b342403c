import * as z from 'zod';
import { changeOrderCard, noEffectWords } from '../../../cards/views/scope/change-order.ts';
import { removedNumbers } from '../../../db/queries/plan/removed-numbers.ts';
import { nextNumber } from '../../domain/numbering.ts';
import { invalid, type Outcome, ok, rule } from '../../domain/outcome.ts';
import { needs, planners, viewers } from '../../domain/project/access.ts';
import { parseItemReference } from '../../domain/reference.ts';
import { type ChangeOrder, changeOrderKey, type Route, routes } from '../../domain/scope/change-order.ts';
import type { NamedChangeOrder } from '../../domain/scope/change-order-facts.ts';
import { effectOf } from '../../domain/scope/effect.ts';
import { nextToStart } from '../../domain/scope/next-milestone.ts';
import { choiceSlot, dateSlot, itemSlot, referenceSlot, textSlot, yesNoSlot } from '../../grammar/slot.ts';
import { changeOrderResource } from '../../presenters/scope.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { findMilestone } from '../../runner/references/find.ts';
import { numberedSlot, parseNumber, refuseUnknown } from '../../runner/references/numbered.ts';
import {
  type ChangesFacts,
  changeLetter,
  closing,
  loadChanges,
  requireOpen,
  whatOf,
} from './change-facts.ts';
import { daysSlot } from './days-slot.ts';
import { noPriceHint, signedCost } from './signed-cost.ts';

const input = z.object({
  text: textSlot(
    'place',
    'What changes',
    { max: 500, orNumber: changeLetter.letter, rephrased: true },
    'Also an Arabic version',
  ),
  milestone: referenceSlot('Milestone', 'place', 'open').optional(),
  route: choiceSlot('key', 'Where it goes', routes).optional(),
  days: daysSlot().optional(),
  cost: textSlot('key', 'Added cost', { max: 30, rephrased: true }, '500').optional(),
  swap: itemSlot('What leaves in a swap', 'key').optional(),
  expires: dateSlot('Last day to sign').optional(),
  deliverable: yesNoSlot('Adds a deliverable').optional(),
  replaces: numberedSlot(changeLetter, { at: 'key' }).optional(),
});
type Given = z.output<typeof input>;

type Facts = ChangesFacts & {
  known: NamedChangeOrder | undefined;
  milestoneId: string | null;
  replaced: NamedChangeOrder | undefined;
  next: number;
  today: string;
};

/** Proposes a change of what was agreed, which both sides sign, or shows an order (SCP-3). */
export const change = defineCommand({
  name: 'change',
  summary: 'Propose a change of what was agreed, or post its card here.',
  title: 'Propose a change',
  submit: 'Propose',
  asks: ['milestone', 'route', 'days', 'cost', 'swap'],
  examples: [
    'change "Also an Arabic version" 2 days:2 cost:500 route:next',
    'change "Search by colour" 2 route:swap swap:2.1',
    'change CO1',
  ],
  input,
  lacks: (given) => {
    if (isNumber(given)) return [];
    const hasSize = given.days !== undefined || given.cost !== undefined || given.swap !== undefined;
    return [...(given.milestone ? [] : ['milestone']), ...(hasSize ? [] : ['days'])];
  },
  async load(tx, typed, who, { today }) {
    const given = inOrder(typed);
    const facts = await loadChanges(tx, who);
    if (!facts.ok) return facts;
    const { orders, project } = facts.value;
    const named = (text: string) => orders.find(({ number }) => number === parseNumber(text, changeLetter));
    const known = isNumber(given) ? named(given.text) : undefined;
    if (isNumber(given) && !known) return refuseUnknown(given.text, changeLetter, orders.map(whatOf));
    const replaced = given.replaces ? named(given.replaces) : undefined;
    if (given.replaces && !replaced) return refuseUnknown(given.replaces, changeLetter, orders.map(whatOf));
    const meant = given.milestone ? await findMilestone(tx, who, given.milestone, 'reading') : undefined;
    if (meant && !meant.ok) return meant;
    const { CO: spent } = await removedNumbers(tx, project.id);
    return ok<Facts>({
      ...facts.value,
      known,
      replaced,
      milestoneId: meant?.value.id ?? null,
      next: nextNumber(orders, spent),
      today,
    });
  },
  permit: (who, { project, known }) => needs(who, known ? viewers : planners(project)),
  decide(facts, typed, who, at) {
    const { known, replaced } = facts;
    if (known) return ok({ changes: [], events: [], next: { ...facts, order: known, isNew: false } });
    const made = orderOf(facts, inOrder(typed), who.person.id, at);
    if (!made.ok) return made;
    const order = { ...made.value, proposedBy: who.person.name, ...nobody };
    const open = replaced ? requireOpen(replaced, at.today) : ok(true as const);
    if (!open.ok) return open;
    const reason = changeOrderKey(order);
    const closes = replaced && closing(replaced, 'superseded', who.person, { now: at.now, reason });
    return ok({
      changes: [{ add: 'changeOrder', row: made.value }, ...(closes ? [closes.change] : [])],
      events: [
        { type: 'change_proposed', milestoneId: order.milestoneId, after: { what: whatOf(order) } },
        ...(closes ? [closes.event] : []),
      ],
      next: { ...facts, order, isNew: true },
    });
  },
  view: (facts, _who, at) => changeOrderCard(facts, at),
  resource: changeOrderResource,
  done: ({ order, isNew }) =>
    isNew
      ? `${whatOf(order)} proposed. It waits for both sides to sign.`
      : `Posting the card of ${changeOrderKey(order)}.`,
  announces: ({ order, isNew }) => (isNew ? { kind: 'change-order', id: order.id } : undefined),
  posts: ({ order, isNew }) => (isNew ? undefined : { kind: 'change-order', id: order.id }),
});

const nobody = { supplierName: null, clientName: null, closedBy: null };

const isNumber = ({ text = '' }: Partial<Given>) => /^CO ?\d+$/i.test(text);

/** "change 2 Arabic" is understood as "change Arabic 2". */
const inOrder = (given: Given): Given =>
  given.milestone && /^#?\d+$/.test(given.text ?? '') && !/^#?\d+$/.test(given.milestone)
    ? { ...given, text: given.milestone, milestone: given.text }
    : given;

/** Returns the proposed order; refuses one that could not be applied today. */
function orderOf(facts: Facts, given: Given, personId: string, at: Moment): Outcome<ChangeOrder> {
  const { project, plan } = facts;
  const from = plan.milestones.find(({ id }) => id === facts.milestoneId);
  if (!from)
    return rule('Say which milestone the change is for.', 'For example “change "An Arabic version" 2”.');
  const cost = signedCost('change', given.cost, plan.currency, noEffectWords('no_price'));
  if (!cost.ok) return cost;
  const swapped = given.swap ? parseItemReference(given.swap) : undefined;
  if (swapped && swapped.milestone !== from.number)
    return invalid('change', 'swap', `What leaves must be an item of milestone ${from.number}.`);
  if (swapped && given.route && given.route !== 'swap' && given.route !== 'here')
    return invalid('change', 'route', 'Something leaves only on the routes swap and here.');
  if (given.expires && given.expires < at.today)
    return invalid('change', 'expires', 'The last day to sign must be today or later.');
  const later = nextToStart(from, plan.milestones);
  const usual: Route = swapped ? 'swap' : later ? 'next' : 'phase';
  const order: ChangeOrder = {
    id: at.newId(),
    projectId: project.id,
    number: facts.next,
    milestoneId: from.id,
    text: given.text,
    route: given.route ?? usual,
    days: given.days ?? 0,
    cost: cost.value,
    currency: cost.value === 0 ? null : plan.currency,
    addsWork: given.deliverable ?? true,
    swapItem: swapped?.item ?? null,
    state: 'open',
    supplier: null,
    client: null,
    reason: null,
    proposedById: personId,
    proposedAt: at.now,
    expiresOn: given.expires ?? null,
    closedById: null,
    closedAt: null,
    effect: null,
  };
  const effect = effectOf(order, plan);
  return effect.ok ? ok(order) : rule(noEffectWords(effect.why), hints[effect.why]);
}

const hints = {
  dropped: 'Propose it for another milestone.',
  done: 'Propose it for a milestone that is not done, or choose route:phase on one.',
  no_next: 'Choose another route, such as route:phase.',
  below_zero: 'Lower the cost by less.',
  nothing_to_swap: 'Name what leaves, such as swap:2.1.',
  cannot_leave: 'Name a deliverable that is not done, such as swap:2.1.',
  other_currency: 'Write the cost in the currency of the project.',
  ends_before_start: 'Take off fewer days.',
  part_ends_later: 'Take off fewer days, or move the part first.',
  no_price: noPriceHint,
};
