/** What an invoice says of the seller and the buyer, its tax and its number; an issued invoice keeps a copy (PAY-3). */
export type Billing = {
  /** Tax in hundredths of a percent: 2000 is 20 %. */
  taxBasisPoints: number;
  /** Name and address, on several lines. */
  seller: string | null;
  buyer: string | null;
  /** The start of invoice numbers. */
  prefix: string;
};

/** The billing details of a new project. */
export const defaultBilling: Readonly<Billing> = {
  taxBasisPoints: 0,
  seller: null,
  buyer: null,
  prefix: 'INV',
};

/** Returns the number of the nth invoice of a year and prefix: "INV-2026-0007". */
export const invoiceNumber = (prefix: string, year: number, nth: number): string =>
  `${prefix}-${year}-${String(nth).padStart(4, '0')}`;
