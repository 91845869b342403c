/** When a milestone is paid (PAY-2). */
export const triggers = ['on_delivery', 'on_start', 'advance', 'hybrid'] as const;
/** When a milestone is invoiced: after its approval, when its work begins, before its work, or in two parts. */
export type Trigger = (typeof triggers)[number];

/** The payment terms of a project; an issued invoice keeps a copy (PAY-3). */
export type Terms = {
  /** Days from the approval of an invoice to its due date. */
  netDays: number;
  /** Late fee for each started month, in hundredths of a percent: 150 is 1.5 %. */
  lateFeeBasisPoints: number;
  /** Days overdue after which work stops. */
  stopAfterDays: number;
  trigger: Trigger;
  /** Whole percent of a milestone's amount that is paid before its work; used by the trigger `hybrid`. */
  advanceShare: number;
};

/** The terms of a new project (PAY-2, PAY-3). */
export const defaultTerms: Readonly<Terms> = {
  netDays: 15,
  lateFeeBasisPoints: 150,
  stopAfterDays: 30,
  trigger: 'on_delivery',
  advanceShare: 50,
};

/** Which part of a milestone's amount an invoice asks for (PAY-4). */
export const invoiceParts = ['whole', 'advance', 'balance'] as const;
/** Which part of a milestone's amount an invoice asks for. */
export type InvoicePart = (typeof invoiceParts)[number];

/** Whether an invoice can be sent as soon as the work of its milestone has begun (PAY-2). */
export const isSentOnStart = ({ trigger }: Pick<Terms, 'trigger'>): boolean => trigger === 'on_start';

/** Whether a part is paid before the work of its milestone; other parts wait for its approval (PAY-2). */
export const isBeforeWork = (part: InvoicePart, { trigger, advanceShare }: Terms): boolean =>
  part === 'advance' || trigger === 'advance' || (trigger === 'hybrid' && advanceShare === 100);

/** Returns the parts of a milestone's invoices, in the order in which they are issued (PAY-4). */
export function partsOf({ trigger, advanceShare }: Terms): InvoicePart[] {
  if (trigger === 'hybrid' && advanceShare > 0 && advanceShare < 100) return ['advance', 'balance'];
  return ['whole'];
}
