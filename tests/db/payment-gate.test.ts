import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPaidFor } from '../../db/queries/money/gate.ts';
import { loadMilestone } from '../../db/queries/plan/milestone-facts.ts';
import { invoice, settlement } from '../../db/schema/money.ts';
import { milestone } from '../../db/schema/plan.ts';
import { project } from '../../db/schema/project.ts';
import { enterWorkspace, rowsOf } from '../../db/tenant.ts';
import { disputeOutcomes } from '../../src/domain/money/dispute.ts';
import { invoiceParts, triggers } from '../../src/domain/money/terms.ts';
import { newMilestone } from '../../src/domain/plan/milestone.ts';
import { paymentHolds } from '../../src/domain/plan/payment-holds.ts';
import { policiesOf } from '../../src/domain/project/policies.ts';
import { addDays } from '../../src/domain/time/dates.ts';
import { openRunner, type TestRunner } from '../support/runner.ts';
import { startTeam } from '../support/team.ts';

const today = '2026-12-07';
const ledgers = 250;

const anyDay = fc.integer({ min: -40, max: 2 }).map((offset) => addDays(today, offset));
/** Small amounts, where rounding decides, and large ones. */
const anyMinor = fc.oneof(fc.nat(12), fc.nat(1_000_000));

const anySettlement = fc.record({
  minor: anyMinor.map((minor) => minor + 1),
  settlesAll: fc.boolean(),
  on: anyDay,
});
const anyDispute = fc.record({ from: anyDay, days: fc.option(fc.integer({ min: -1, max: 20 })) });
const anyInvoice = fc.record({
  part: fc.constantFrom(...invoiceParts),
  net: anyMinor,
  taxBasisPoints: fc.constantFrom(0, 500, 1_999, 2_000),
  netDays: fc.nat(20),
  stopAfterDays: fc.integer({ min: 1, max: 12 }),
  approvedOn: fc.option(anyDay),
  settlements: fc.array(anySettlement, { maxLength: 2 }),
  disputes: fc.array(anyDispute, { maxLength: 2 }),
});
const anyMilestone = fc.record({
  /** Under which of the milestones before it; none at the top. */
  under: fc.option(fc.nat(4), { freq: 2 }),
  share: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 3 }),
  extra: fc.oneof(fc.constant(0), fc.integer({ min: -8, max: 8 })),
  isDropped: fc.integer({ min: 0, max: 6 }).map((chance) => chance === 0),
  invoices: fc.array(anyInvoice, { maxLength: 2 }),
});
const anyLedger = fc.record({
  price: fc.option(anyMinor, { freq: 9 }),
  trigger: fc.constantFrom(...triggers),
  advanceShare: fc.integer({ min: 1, max: 99 }),
  moneyOn: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 0),
  milestones: fc.array(anyMilestone, { minLength: 1, maxLength: 5 }),
});
type Ledger = typeof anyLedger extends fc.Arbitrary<infer T> ? T : never;

describe('the payment gate of the clock', () => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner('postgresql');
  });
  afterAll(() => runner.close());

  let serial = 0;
  /** The rows of a ledger, all of one workspace. */
  function rowsIn(workspaceId: string, { price, trigger, advanceShare, moneyOn, milestones }: Ledger) {
    const projectId = randomUUID();
    const [personId, ids] = [randomUUID(), milestones.map(() => randomUUID())];
    const shared = { workspaceId, projectId };
    const invoices = milestones.flatMap((one, at) =>
      // only milestones at the top are invoiced
      (one.under === null || at === 0 ? one.invoices : []).map((of, nth) => ({
        ...shared,
        id: randomUUID(),
        milestoneId: ids[at] ?? '',
        nth: nth + 1,
        part: of.part,
        number: `${++serial}`,
        prefix: 'INV',
        year: 2026,
        serial,
        net: of.net,
        currency: 'GBP',
        taxBasisPoints: of.taxBasisPoints,
        terms: { netDays: of.netDays, stopAfterDays: of.stopAfterDays, lateFeeBasisPoints: 150 },
        issuedOn: '2026-10-01',
        issuedById: personId,
        approvedOn: of.approvedOn,
        disputes: of.disputes.map(({ from, days }) => ({
          from,
          to: days === null ? null : addDays(from, days),
          by: 'customer' as const,
          reason: 'Too late',
          ended: days === null ? null : { as: disputeOutcomes[3], note: '' },
        })),
        settled: of.settlements,
      })),
    );
    return {
      project: {
        workspaceId,
        id: projectId,
        name: 'Apollo',
        kind: 'client' as const,
        policies: { ...policiesOf('client'), paymentGate: 'refuse' as const, moneyOn },
        price,
        currency: 'GBP',
        zone: 'Europe/London',
        terms: { netDays: 15, lateFeeBasisPoints: 150, stopAfterDays: 30, trigger, advanceShare },
      },
      milestones: milestones.map(({ under, share, extra, isDropped }, at) => {
        const parentId = under === null || at === 0 ? null : (ids[under % at] ?? null);
        const place = { number: at + 1, order: at + 1, name: `Step ${at + 1}` };
        const droppedAt = isDropped ? '2026-12-01T09:00:00.000Z' : null;
        return {
          workspaceId,
          ...newMilestone({ id: ids[at] ?? '', projectId, ...place, parentId, share, extra, droppedAt }),
        };
      }),
      invoices,
      settlements: invoices.flatMap(({ id, net, taxBasisPoints, settled }) =>
        settled.map(({ minor, settlesAll, on }) => ({
          ...shared,
          id: randomUUID(),
          invoiceId: id,
          kind: 'payment' as const,
          minor: settlesAll ? Math.max(1, net + Math.round((net * taxBasisPoints) / 10_000)) : minor,
          on,
          byId: personId,
          at: '2026-12-01T09:00:00.000Z',
        })),
      ),
    };
  }

  it('starts what people may start, and nothing else', async () => {
    const { tenant } = await startTeam(runner, 'kind:client');
    const found = await runner.db.execute(sql`select workspace_id as id from room where tenant = ${tenant}`);
    const workspaceId = rowsOf<{ id: string }>(found)[0]?.id ?? '';
    const all = fc
      .sample(anyLedger, { seed: 20_261_207, numRuns: ledgers })
      .map((one) => rowsIn(workspaceId, one));
    await runner.db.insert(project).values(all.map((one) => one.project));
    await runner.db.insert(milestone).values(all.flatMap((one) => one.milestones));
    await runner.db
      .insert(invoice)
      .values(all.flatMap((one) => one.invoices.map(({ settled: _, ...row }) => row)));
    await runner.db.insert(settlement).values(all.flatMap((one) => one.settlements));
    const rows = rowsOf<{ id: string; isPaid: boolean }>(
      await runner.db.execute(sql`select m.id, ${isPaidFor(sql`${today}::date`)} as "isPaid" from milestone m
        where m.workspace_id = ${workspaceId} and m.dropped_at is null order by m.number`),
    );
    let held = 0;
    await runner.db.transaction(async (tx) => {
      await enterWorkspace(tx, workspaceId);
      for (const { id, isPaid } of rows) {
        const facts = await loadMilestone(tx, id);
        if (!facts) throw new Error('the milestone is gone');
        const holds = paymentHolds(facts, today);
        expect(isPaid, JSON.stringify({ holds, ...facts }, null, 1)).toBe(holds.length === 0);
        held += holds.length;
      }
    });
    // both answers are common
    expect(held).toBeGreaterThan(rows.length / 4);
    expect(held).toBeLessThan((rows.length * 3) / 4);
  });
});
