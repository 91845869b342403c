import { type KnownInvoice, knownInvoices, type SentInvoice } from '../money/sent.ts';
import { governors } from '../project/access.ts';
import type { Project } from '../project/project.ts';
import type { Role } from '../project/roles.ts';
import type { Cadence } from '../time/schedule.ts';
import { reminderFor } from './reminders.ts';

/** A project in which a person pays, or records payments, with its sent invoices. */
export type InvoicedProject = {
  project: Pick<Project, 'id' | 'name' | 'kind' | 'holidays' | 'reminders'>;
  role: Role;
  /** Whether somebody has the role of the customer. */
  hasCustomer: boolean;
  invoices: SentInvoice[];
};

/** An invoice that a person is reminded of: to pay it, or to record its payment. */
export type OwnPayment = {
  project: InvoicedProject['project'];
  invoice: KnownInvoice;
  as: 'payer' | 'receiver';
};

/**
 * Returns the invoices that a person is reminded of on a day, YYYY-MM-DD, the most overdue first (RMD-1). Customers are
 * reminded before the due date, on it and after it, on the days of the project's reminders; those who run the project
 * from the due date on, and before it where nobody is the customer. Disputed and paid ones are left out.
 */
export function paymentsOf(
  projects: readonly InvoicedProject[],
  day: string,
  days: Cadence['days'] | undefined,
): OwnPayment[] {
  const all = projects.flatMap(({ project, role, hasCustomer, invoices }): OwnPayment[] => {
    const as = role === 'client' ? 'payer' : 'receiver';
    if (as === 'receiver' && !governors(project).includes(role)) return [];
    return knownInvoices(invoices, day)
      .filter(({ state: { status, dueOn } }) => {
        if (status !== 'approved' && status !== 'overdue') return false;
        const reminder = reminderFor(
          { dueDate: dueOn, status: 'upcoming', submittedAt: null },
          { today: day, calendar: project, reminders: project.reminders, ...(days ? { days } : {}) },
        );
        return as === 'receiver' && hasCustomer && reminder === 'before' ? false : reminder !== undefined;
      })
      .map((invoice) => ({ project, invoice, as }));
  });
  return all.sort(byDueDate);
}

const byDueDate = (a: OwnPayment, b: OwnPayment) =>
  (a.invoice.state.dueOn ?? '').localeCompare(b.invoice.state.dueOn ?? '') ||
  a.project.name.localeCompare(b.project.name) ||
  (a.invoice.number ?? '').localeCompare(b.invoice.number ?? '');
