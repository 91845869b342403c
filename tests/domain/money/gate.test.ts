import { describe, expect, it } from 'vitest';
import { type GatedInvoice, gateReason } from '../../../src/domain/money/gate.ts';
import { defaultTerms, type Trigger } from '../../../src/domain/money/terms.ts';

const gated = (
  milestoneId: string,
  of: Partial<GatedInvoice['state']> = {},
  part: GatedInvoice['part'] = 'whole',
): GatedInvoice => ({
  id: `i-${milestoneId}-${part}`,
  milestoneId,
  part,
  state: { status: 'approved', isPaid: false, stopsWork: false, ...of },
});
/** A milestone of 10 minor units. */
const build = { id: '2', amount: 10 };
const paidBy = (trigger: Trigger, advanceShare = 50) => ({ ...defaultTerms, trigger, advanceShare });
const overdue = { status: 'overdue' } as const;
const paid = { status: 'paid', isPaid: true } as const;

describe('the payment gate', () => {
  it('lets a milestone start while earlier invoices are not late', () => {
    expect(gateReason(build, paidBy('on_delivery'), [gated('1')])).toBeUndefined();
    expect(gateReason(build, paidBy('on_delivery'), [])).toBeUndefined();
  });

  it('holds the next milestone while an earlier invoice is overdue', () => {
    const late = gated('1', overdue);
    expect(gateReason(build, paidBy('on_delivery'), [late])).toEqual({ why: 'overdue', invoice: late });
    expect(gateReason(build, paidBy('on_delivery'), [gated('1', paid)])).toBeUndefined();
  });

  it('holds every milestone while work is stopped', () => {
    const stopped = gated('2', { ...overdue, stopsWork: true });
    expect(gateReason(build, paidBy('on_delivery'), [stopped])).toEqual({
      why: 'work_stopped',
      invoice: stopped,
    });
  });

  it('waits for the advance where one is agreed, whether it is issued or not', () => {
    expect(gateReason(build, paidBy('advance'), [gated('1', paid)])).toEqual({
      why: 'advance',
      invoice: null,
    });
    const advance = gated('2', {}, 'advance');
    expect(gateReason(build, paidBy('hybrid'), [advance])).toEqual({ why: 'advance', invoice: advance });
    expect(
      gateReason(build, paidBy('hybrid'), [gated('2', paid, 'advance'), gated('2', {}, 'balance')]),
    ).toBeUndefined();
  });

  it.each([
    ['no amount', { id: '2', amount: 0 }, paidBy('advance')],
    ['a negative amount', { id: '2', amount: -5 }, paidBy('advance')],
    ['an advance that rounds to nothing', build, paidBy('hybrid', 4)],
    ['a payment after the approval', build, paidBy('on_delivery')],
  ])('waits for no advance of %s', (_name, milestone, terms) => {
    expect(gateReason(milestone, terms, [])).toBeUndefined();
  });

  it('waits for an advance from half of a minor unit on', () => {
    expect(gateReason(build, paidBy('hybrid', 5), [])).toEqual({ why: 'advance', invoice: null });
  });

  it('waits for no advance that can be sent no more', () => {
    expect(gateReason(build, paidBy('hybrid'), [gated('2', {}, 'balance')])).toBeUndefined();
  });
});
