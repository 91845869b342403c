import * as z from 'zod';
import { changeOrderCard, noEffectWords } from '../../../cards/views/scope/change-order.ts';
import { loadTree } from '../../../db/queries/plan/milestones.ts';
import type { Change } from '../../domain/change.ts';
import type { Event } from '../../domain/events.ts';
import { alreadyDone, ok, refuse, rule } from '../../domain/outcome.ts';
import { needs, signers } from '../../domain/project/access.ts';
import { applyChangeOrder } from '../../domain/scope/apply.ts';
import {
  type ChangeOrder,
  changeOrderKey,
  type Side,
  sideOf,
  sign as signed,
} from '../../domain/scope/change-order.ts';
import { type ChangeOrderFacts, effectIn } from '../../domain/scope/change-order-facts.ts';
import { fingerprintOf } from '../../domain/scope/effect.ts';
import { textSlot } from '../../grammar/slot.ts';
import { changeOrderResource } from '../../presenters/scope.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { changeLetter, loadOrderFacts, requireOpen, whatOf } from './change-facts.ts';

type Facts = ChangeOrderFacts & { highest: number; waitsFor: Side | null; reads: boolean };

const sideWords: Record<Side, string> = { supplier: 'the supplier', client: 'the customer' };

/** Signs a change order for one's side; the second signature applies it, as it was shown (SCP-3). */
export const sign = defineCommand({
  name: 'sign',
  summary: 'Sign a change order for your side.',
  examples: ['sign CO1'],
  input: z.object({
    order: numberedSlot(changeLetter),
    // what was shown; without it, the order is shown first
    figures: textSlot('key', 'Figures that were shown', { max: 10, hidden: true }).optional(),
  }),
  async load(tx, { order, figures }, who) {
    const facts = await loadOrderFacts(tx, who, order);
    if (!facts.ok) return facts;
    const { highest } = await loadTree(tx, who.project.id);
    return ok<Facts>({ ...facts.value, highest, waitsFor: null, reads: figures === undefined });
  },
  permit: (who) => needs(who, signers),
  version: (facts) => presentOf(facts),
  decide(facts, { figures }, who, at) {
    const { order } = facts;
    const open = requireOpen(order, at.today);
    if (!open.ok) return open;
    const found = effectIn(facts);
    if (!found.ok) return rule(`${changeOrderKey(order)} cannot be signed. ${noEffectWords(found.why)}`);
    if (figures === undefined) return ok({ changes: [], events: [], next: facts });
    const side = sideOf(who.role);
    if (!side) throw new Error(`the role ${who.role} signs for no side`);
    const present = fingerprintOf(found.effect);
    const shown = Number.parseInt(figures, 36);
    const result = signed(order, side, { shown, present, today: at.today });
    const other = order[side === 'supplier' ? 'client' : 'supplier'];
    switch (result.is) {
      case 'closed':
        return rule(`${changeOrderKey(order)} is closed.`);
      case 'stale':
        return refuse({ is: 'stale' });
      case 'already_signed':
        return alreadyDone(
          `${changeOrderKey(order)} was signed for ${sideWords[side]}`,
          side === 'supplier' ? order.supplierName : order.clientName,
          order[side]?.at ?? at.now,
        );
      case 'wait':
      case 'apply':
        break;
      default:
        return result satisfies never;
    }
    if (other?.personId === who.person.id && other.fingerprint === present)
      return rule(
        'You have signed for the other side, and two people have to sign.',
        `Somebody else must sign for ${sideWords[side]}.`,
      );
    const signature = { personId: who.person.id, at: at.now, fingerprint: present };
    const named = side === 'supplier' ? { supplierName: who.person.name } : { clientName: who.person.name };
    const signing: Partial<ChangeOrder> = { [side]: signature };
    const what = { milestoneId: order.milestoneId, after: { what: whatOf(order) } };
    if (result.is === 'wait') {
      return ok({
        changes: [{ alter: 'changeOrder', id: order.id, set: signing }],
        events: [{ type: 'change_signed', ...what }],
        next: { ...facts, order: { ...order, ...signing, ...named }, waitsFor: result.for },
      });
    }
    const set = {
      ...signing,
      state: 'applied',
      closedById: who.person.id,
      closedAt: at.now,
      effect: found.effect,
    } as const;
    const done = applyChangeOrder(order, found.effect, facts, {
      newId: at.newId,
      highest: facts.highest,
      now: at.now,
    });
    const changes: Change[] = [{ alter: 'changeOrder', id: order.id, set }, ...done.changes];
    const events: Event[] = [{ type: 'change_applied', ...what }, ...done.events];
    const closed = { ...order, ...set, ...named, closedBy: who.person.name };
    return ok({ changes, events, next: { ...facts, order: closed }, isAgreed: true });
  },
  view: (facts, _who, at) => changeOrderCard(facts, at),
  resource: changeOrderResource,
  done({ order, waitsFor, reads }) {
    if (reads) return `Read ${changeOrderKey(order)}, then press Sign.`;
    return waitsFor === null
      ? `${changeOrderKey(order)} is signed by both sides; the plan has changed.`
      : `You signed ${changeOrderKey(order)}. It waits for ${sideWords[waitsFor]}.`;
  },
});

/** The fingerprint of what the card shows now; 0 where the order cannot be applied. */
function presentOf(facts: ChangeOrderFacts): number {
  const found = effectIn(facts);
  return found.ok ? fingerprintOf(found.effect) : 0;
}
