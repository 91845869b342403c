import { type IssuedInvoice, invoicesOf, type MoneyFacts } from '../../../src/domain/money/ledger.ts';
import { defaultTerms } from '../../../src/domain/money/terms.ts';
import { at, projectOf, today } from './facts.ts';

const billing = {
  taxBasisPoints: 2000,
  seller: 'Studio North\n1 High Street',
  buyer: 'Acme Ltd',
  prefix: 'INV',
};
/** A client project of £10,000 with 20 % tax. */
export const project = projectOf('client', { price: 1_000_000, currency: 'GBP', billing });
/** The currency of the project. */
export const currency = 'GBP';
const of = (number: number, name: string, share: number) => ({
  id: `m${number}`,
  number,
  name,
  outcome: null,
  parentId: null,
  share,
  extra: 0,
  status: 'upcoming' as const,
  startDate: null,
  dueDate: '2026-12-14',
  droppedAt: null,
});
/** An invoice of the first milestone that was sent. */
export const sent: IssuedInvoice = {
  id: 'i1',
  projectId: 'p1',
  milestoneId: 'm1',
  nth: 1,
  part: 'whole',
  number: 'INV-2026-0007',
  prefix: 'INV',
  year: 2026,
  serial: 7,
  net: 300_000,
  currency: 'GBP',
  taxBasisPoints: 2000,
  terms: defaultTerms,
  seller: billing.seller,
  buyer: billing.buyer,
  issuedOn: '2026-12-01',
  issuedById: 'olivia',
  approvedOn: null,
  approvedById: null,
  approvedAt: null,
  payLink: null,
  disputes: [],
  version: 1,
  settlements: [],
  approvedBy: null,
  issuedBy: 'Olivia',
};
/** The same, approved, with a link to pay. */
export const approved = {
  ...sent,
  approvedOn: '2026-12-02',
  approvedBy: 'Cleo',
  payLink: 'https://pay.example.com/7',
};
/** The same, so late that work stops. */
export const late = { ...approved, issuedOn: '2026-10-01', approvedOn: '2026-10-20' };
/** A payment of it, in minor units. */
export const paidBy = (minor: number) => [
  {
    kind: 'payment' as const,
    minor,
    on: '2026-12-05',
    id: 's',
    projectId: 'p1',
    invoiceId: 'i1',
    note: null,
    byId: 'olivia',
    at,
    by: 'Olivia',
  },
];

/** The money of the project, of two milestones. */
export const ledger = (
  invoices: IssuedInvoice[] = [],
  more: Partial<MoneyFacts['project']> = {},
): MoneyFacts => ({
  project: { ...project, ...more },
  milestones: [of(1, 'Design', 30), of(2, 'Build', 70)],
  invoices,
  hasCustomer: true,
  cost: 120_000,
  began: at,
});
/** Returns what the card of the first milestone’s first invoice is drawn from. */
export function first(facts: MoneyFacts) {
  const siblings = invoicesOf(facts, today).filter(({ milestone }) => milestone.number === 1);
  const [invoice] = siblings;
  if (!invoice) throw new Error('there is no invoice');
  return { project: facts.project, invoice, siblings, hasCustomer: facts.hasCustomer };
}
/** The same project with all work done. */
export const delivered = ({ milestones, ...facts }: MoneyFacts): MoneyFacts => ({
  ...facts,
  milestones: milestones.map((one) => ({ ...one, status: 'done' })),
});
