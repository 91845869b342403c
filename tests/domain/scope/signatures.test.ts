import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Side, sides, sign } from '../../../src/domain/scope/change-order.ts';
import { order } from './plan.ts';

describe('the signatures of a change order', () => {
  const at = { shown: 1, present: 1, today: '2026-12-09' };
  const signature = (fingerprint: number) => ({ personId: 'x', at: '2026-12-08T10:00:00Z', fingerprint });

  it('apply it when both sides have signed the same figures', () => {
    expect(sign(order(), 'supplier', at)).toEqual({ is: 'wait', for: 'client' });
    expect(sign(order({ supplier: signature(1) }), 'client', at)).toEqual({ is: 'apply' });
  });

  it('do not count for other figures than the present ones', () => {
    expect(sign(order(), 'client', { ...at, present: 2 })).toEqual({ is: 'stale' });
    expect(sign(order({ supplier: signature(3) }), 'client', at)).toEqual({
      is: 'wait',
      for: 'supplier',
    });
  });

  it('come too late once it is closed or has expired', () => {
    expect(sign(order({ state: 'superseded' }), 'client', at)).toEqual({ is: 'closed', state: 'superseded' });
    expect(sign(order({ expiresOn: '2026-12-08' }), 'client', at)).toEqual({
      is: 'closed',
      state: 'expired',
    });
  });

  it('apply it when the last of each side is for the present figures, and never again, in any order', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('sign' as const), side: fc.constantFrom(...sides), shown: fc.nat(2) }),
      fc.record({ do: fc.constant('change' as const), present: fc.nat(2) }),
    );
    const seen = { apply: 0, wait: 0, stale: 0, closed: 0, already_signed: 0 };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let now = order();
        let present = 0;
        let isApplied = false;
        const signed: Partial<Record<Side, number>> = {};
        for (const one of steps) {
          if (one.do === 'change') {
            present = one.present;
            continue;
          }
          const { side, shown } = one;
          const other = side === 'supplier' ? 'client' : 'supplier';
          const [own, theirs] = [signed[side], signed[other]];
          const result = sign(now, side, { shown, present, today: '2026-12-09' });
          seen[result.is] += 1;
          if (isApplied) expect(result.is).toBe('closed');
          else if (shown !== present) expect(result.is).toBe('stale');
          else if (own === present) expect(result.is).toBe('already_signed');
          else expect(result.is).toBe(theirs === present ? 'apply' : 'wait');
          if (result.is !== 'wait' && result.is !== 'apply') continue;
          signed[side] = shown;
          isApplied = result.is === 'apply';
          now = { ...now, [side]: signature(shown), state: isApplied ? 'applied' : 'open' };
        }
      }),
      { seed: 23, numRuns: 500 },
    );
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(20);
  });
});
