import { describe, expect, it } from 'vitest';
import { burnOf, riskLeft } from '../../../src/domain/health/burn.ts';
import { policiesOf } from '../../../src/domain/project/policies.ts';
import { factsOf, planned, today } from '../plan/plans.ts';

const burn = (...facts: Parameters<typeof factsOf>) => burnOf(factsOf(...facts), today);

describe('the time that is used', () => {
  it('counts from the day on which the project was made', () => {
    expect(burn([planned(1)]).time).toEqual({ used: 6, total: 17 });
  });

  it('counts from the first start date, where there is one', () => {
    const plan = [
      planned(1),
      planned(2, { startDate: '2026-12-02' }),
      planned(3, { startDate: '2026-12-04' }),
    ];
    expect(burn(plan).time).toEqual({ used: 5, total: 16 });
  });

  it('is none before that, and more than there is after the go-live date', () => {
    expect(burn([planned(1, { startDate: '2026-12-10' })]).time).toEqual({ used: 0, total: 8 });
    expect(burn([planned(1)], [], { target: '2026-12-03' }).time).toEqual({ used: 6, total: 2 });
  });

  it('is not known without a go-live date after the start', () => {
    expect(burn([planned(1)], [], { target: null }).time).toBeNull();
    expect(burn([planned(1)], [], { target: '2026-12-01' }).time).toBeNull();
  });

  it('counts the first day in the project’s own zone', () => {
    const late = { ...factsOf([]), began: '2026-12-01T23:30:00.000Z' };
    const inTokyo = { ...late, project: { ...late.project, zone: 'Asia/Tokyo' } };
    expect(burnOf(late, today).time).toEqual({ used: 6, total: 17 });
    expect(burnOf(inTokyo, today).time).toEqual({ used: 5, total: 16 });
  });
});

describe('the budget that is used', () => {
  const priced = { price: 10_000, currency: 'GBP', policies: policiesOf('client') };
  const shares = [
    planned(1, { share: 33, status: 'done' }),
    planned(2, { share: 33, status: 'done' }),
    planned(3, { share: 34, status: 'in_progress', percent: 90 }),
    planned(4, { parentId: 'm1', status: 'done' }),
  ];

  it('is what the finished milestones are worth', () => {
    expect(burn(shares, [], priced).budget).toEqual({ used: 6_600, total: 10_000, currency: 'GBP' });
  });

  it('is the whole price when all is done, to the penny', () => {
    const all = shares.map((one) => ({ ...one, status: 'done' as const }));
    expect(burn(all, [], { ...priced, price: 9_999 }).budget?.used).toBe(9_999);
  });

  it('is not known where there is no price', () => {
    expect(burn(shares).budget).toBeNull();
    expect(burn(shares, [], { ...priced, policies: policiesOf('launch') }).budget).toBeNull();
  });
});

describe('the risk that is left', () => {
  const done = (number: number, riskAfter: number | null, doneAt: string) =>
    planned(number, { status: 'done', riskAfter, doneAt });

  it('starts at 100 and falls to what was said of the last that was finished', () => {
    const [first, second] = [planned(1, { riskAfter: 70 }), planned(2, { riskAfter: 30 })];
    expect(riskLeft([first, second])).toBe(100);
    expect(riskLeft([done(1, 70, '2026-12-01T09:00:00.000Z'), second])).toBe(70);
    expect(riskLeft([done(1, 70, '2026-12-01T09:00:00.000Z'), done(2, 30, '2026-12-02T09:00:00.000Z')])).toBe(
      30,
    );
    expect(riskLeft([done(1, 0, '2026-12-01T09:00:00.000Z'), second])).toBe(0);
  });

  it('stays where it was when nothing was said of the last', () => {
    const plan = [done(1, 70, '2026-12-01T09:00:00.000Z'), done(2, null, '2026-12-02T09:00:00.000Z')];
    expect(riskLeft(plan)).toBe(70);
  });

  it('is not known where nobody has said anything', () => {
    expect(riskLeft([planned(1), done(2, null, '2026-12-02T09:00:00.000Z')])).toBeNull();
  });
});
