import { describe, expect, it } from 'vitest';
import {
  type Dispute,
  disputeOutcomes,
  endingSide,
  withDispute,
  withoutDispute,
} from '../../../src/domain/money/dispute.ts';
import { isDisputed, lateFee } from '../../../src/domain/money/late-fee.ts';
import { addDays } from '../../../src/domain/time/dates.ts';

describe('the end of a dispute', () => {
  it.each([
    { as: 'part_payment', customer: 'supplier', supplier: 'supplier' },
    { as: 'extra_milestone', customer: 'customer', supplier: 'supplier' },
    { as: 'mediation', customer: 'customer', supplier: 'supplier' },
    { as: 'withdrawn', customer: 'customer', supplier: 'supplier' },
  ] as const)('$as: the $customer ends one of the customer, the $supplier one of the supplier', (row) => {
    const { as, ...sides } = row;
    expect(endingSide[as]).toEqual(sides);
  });

  it('is by no side that gives nothing up and did not open it', () => {
    for (const as of disputeOutcomes)
      for (const opener of ['customer', 'supplier'] as const)
        if (endingSide[as][opener] !== opener) expect(as).toBe('part_payment');
  });

  it('on the day on which it began leaves no disputed day, and the late fee as it was', () => {
    const day = '2026-12-24';
    const open = withDispute([], { by: 'customer', reason: 'Too late' }, day);
    expect(isDisputed(open, day)).toBe(true);
    const disputes: Dispute[] = withoutDispute(open, { as: 'withdrawn', note: 'It was there' }, day);
    for (const offset of [-1, 0, 1]) expect(isDisputed(disputes, addDays(day, offset))).toBe(false);
    const late = { gross: 300_000, dueOn: '2026-12-22', basisPoints: 150, settlements: [] };
    for (const upTo of ['2026-12-24', '2027-01-23', '2027-02-23'])
      expect(lateFee({ ...late, disputes }, upTo)).toBe(lateFee({ ...late, disputes: [] }, upTo));
  });
});
