import { describe, expect, it } from 'vitest';
import type { SentInvoice } from '../../../src/domain/money/sent.ts';
import type { Role } from '../../../src/domain/project/roles.ts';
import { type InvoicedProject, paymentsOf } from '../../../src/domain/rhythm/payments.ts';
import { weekdayOf } from '../../../src/domain/time/dates.ts';
import { projectOf } from '../../support/cards/facts.ts';
import { sent } from '../../support/cards/money.ts';

/** Approved on Tuesday 1 December, so that it is due on Wednesday 16 December. */
const invoice: SentInvoice = { ...sent, milestone: 1, approvedOn: '2026-12-01' };
const invoiced = (role: Role, more: Partial<InvoicedProject> = {}): InvoicedProject => ({
  project: projectOf('client'),
  role,
  hasCustomer: true,
  invoices: [invoice],
  ...more,
});
const daysOf = (one: InvoicedProject) =>
  Array.from({ length: 31 }, (_, at) => `2026-12-${String(at + 1).padStart(2, '0')}`).filter(
    (day) => weekdayOf(day) <= 5 && paymentsOf([one], day, 'working').length > 0,
  );
/** From the due date on: each working day for seven of them, then once a week. */
const late = ['16', '17', '18', '21', '22', '23', '24', '25', '30'].map((day) => `2026-12-${day}`);
const settled = (minor: number) => ({ kind: 'payment' as const, minor, on: '2026-12-10' });

describe('who is reminded of a payment', () => {
  it('is the customer: seven, three and one days before, on the day, and after it', () => {
    expect(daysOf(invoiced('client'))).toEqual(['2026-12-09', '2026-12-11', '2026-12-15', ...late]);
  });

  it('is the owner, from the due date on, or all along where nobody is the customer', () => {
    expect(daysOf(invoiced('owner'))).toEqual(late);
    expect(daysOf(invoiced('owner', { hasCustomer: false }))).toEqual(daysOf(invoiced('client')));
  });

  it('is nobody else', () => {
    for (const role of ['contributor', 'viewer', 'none'] as const)
      expect(daysOf(invoiced(role)), role).toEqual([]);
  });

  it('follows the reminders and the holidays of the project', () => {
    const project = projectOf('client', { reminders: { before: [2], overdue: false } });
    expect(daysOf(invoiced('client', { project }))).toEqual(['2026-12-14', '2026-12-16']);
    const holidays = projectOf('client', { holidays: ['2026-12-16', '2026-12-17'] });
    // what is due on a holiday is told on the working day before
    expect(daysOf(invoiced('owner', { project: holidays }))[0]).toBe('2026-12-15');
  });

  it.each([
    ['is not approved', { approvedOn: null }, []],
    [
      'is disputed',
      { disputes: [{ from: '2026-12-01', to: null, by: 'customer', reason: 'x', ended: null }] },
      [],
    ],
    ['is paid', { settlements: [settled(360_000)] }, ['2026-12-09']],
    ['is paid in part', { settlements: [settled(1)] }, ['2026-12-09', '2026-12-11', '2026-12-15', ...late]],
  ] satisfies [string, Partial<SentInvoice>, string[]][])('of one that %s', (_name, more, days) => {
    expect(daysOf(invoiced('client', { invoices: [{ ...invoice, ...more }] }))).toEqual(days);
  });

  it('names the most overdue first, and what each person does about it', () => {
    const older = { ...invoice, number: 'INV-2026-0001', approvedOn: '2026-11-01' };
    const shown = paymentsOf(
      [invoiced('client'), invoiced('owner', { invoices: [older] })],
      '2026-12-17',
      'working',
    );
    expect(shown.map(({ invoice: { number }, as }) => [number, as])).toEqual([['INV-2026-0007', 'payer']]);
    const weekly = paymentsOf(
      [invoiced('client'), invoiced('owner', { invoices: [older] })],
      '2026-12-21',
      'working',
    );
    expect(weekly.map(({ invoice: { number }, as }) => [number, as])).toEqual([
      ['INV-2026-0001', 'receiver'],
      ['INV-2026-0007', 'payer'],
    ]);
  });
});
