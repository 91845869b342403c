import { describe, expect, it } from 'vitest';
import { invoicePdf, invoicePdfName } from '../../cards/pdf/invoice.ts';
import type { InvoiceFacts } from '../../cards/views/money/invoice.ts';
import type { Settlement } from '../../src/domain/money/invoice.ts';
import { type IssuedInvoice, invoicesOf } from '../../src/domain/money/ledger.ts';
import { pdfOf } from '../../src/pdf/pdf.ts';
import { projectOf } from '../support/cards/facts.ts';
import { sent as aSent } from '../support/cards/money.ts';
import { textOf } from './read-pdf.ts';

const today = '2027-01-12';
const seller = 'Студія Північ\n1 Вулиця Їжакевича, Київ';
const buyer = 'Ωμέγα ΑΕ\nΟδός Ερμού 12, Αθήνα';

const sent: IssuedInvoice = { ...aSent, part: 'advance', seller, buyer };

const settled = (kind: Settlement['kind'], minor: number, on: string) => ({
  id: `${kind}${on}`,
  projectId: 'p1',
  invoiceId: 'i1',
  kind,
  minor,
  on,
  note: 'what the team says about it',
  byId: 'olivia',
  by: 'Olivia',
  at: `${on}T12:00:00.000Z`,
});

/** A milestone of £6,000 in two parts: the first invoice of it, as given, and the draft of the rest. */
function factsOf(more: Partial<IssuedInvoice> | null, name = 'Żółta łódź'): InvoiceFacts {
  const billing = { taxBasisPoints: 2000, seller, buyer, prefix: 'INV' };
  const project = projectOf('client', { price: 600_000, currency: 'GBP', billing });
  const milestone = {
    id: 'm1',
    number: 2,
    name,
    outcome: null,
    parentId: null,
    share: 100,
    extra: 0,
    status: 'in_progress' as const,
    startDate: null,
    dueDate: null,
    droppedAt: null,
  };
  const ledger = {
    project,
    milestones: [milestone],
    invoices: more ? [{ ...sent, ...more }] : [],
    hasCustomer: true,
    cost: 12_345,
    began: '2026-11-01T09:00:00.000Z',
  };
  const siblings = invoicesOf(ledger, today);
  const [invoice] = siblings;
  if (!invoice) throw new Error('the milestone has an invoice');
  return { project, invoice, siblings, hasCustomer: true };
}

const pdf = (more: Partial<IssuedInvoice> | null, name?: string) =>
  pdfOf(invoicePdf(factsOf(more, name), today));
const read = async (more: Partial<IssuedInvoice> | null, name?: string) => textOf(await pdf(more, name));

describe('the PDF of an invoice', () => {
  it('has the number, the days, both parties, the line, the tax, the total and the terms', async () => {
    const text = await read({ approvedOn: '2027-01-05' });
    for (const part of [
      'Invoice INV-2026-0007',
      'To pay by 20 Jan 2027',
      'From Студія Північ 1 Вулиця Їжакевича, Київ',
      'To Ωμέγα ΑΕ Οδός Ερμού 12, Αθήνα',
      'Number INV-2026-0007 Date 1 Dec 2026 Due 20 Jan 2027',
      'Milestone 2 · Żółta łódź',
      '2 · Żółta łódź Advance, invoice 1 of 2 for this milestone. £3,000',
      'Net £3,000 Tax 20 % £600 Total £3,600 Amount due £3,600',
      'How to pay Pay £3,600 by 20 Jan 2027. Give the number INV-2026-0007 with your payment.',
      'Terms: due 15 days after approval, late fee 1.5 % for each started month, work stops 30 days after the due date.',
      'Ownership and source access stay with the supplier until paid.',
      'page 1 of 1',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('Late fee so far');
  });

  it.each<[string, Partial<IssuedInvoice> | null, string[], string[]]>([
    [
      'a draft',
      null,
      ['Draft invoice', 'Draft, not sent yet', 'Number given when it is sent'],
      ['How to pay', 'Amount due'],
    ],
    [
      'a sent one',
      {},
      ['Sent, waiting for approval', 'Due 15 days after approval', 'within 15 days after approval'],
      [],
    ],
    [
      'an overdue one',
      { approvedOn: '2026-12-02' },
      [
        'Overdue since 17 Dec 2026',
        'Late fee so far £54',
        'Amount due £3,654',
        'Pay £3,654 now: it was due on 17 Dec 2026.',
      ],
      [],
    ],
    [
      'a part payment',
      { approvedOn: '2027-01-05', settlements: [settled('payment', 100_000, '2027-01-10')] },
      ['Paid 10 Jan 2027 -£1,000', 'Amount due £2,600', 'Pay £2,600 by'],
      [],
    ],
    [
      'a paid one',
      {
        approvedOn: '2026-12-05',
        settlements: [settled('payment', 100_000, '2026-12-10'), settled('payment', 260_000, '2026-12-11')],
      },
      ['Paid on 11 Dec 2026', 'Amount due £0'],
      ['How to pay', 'Late fee'],
    ],
    [
      'a credited one',
      { settlements: [settled('credit', 360_000, '2026-12-10')] },
      ['Credited on 10 Dec 2026', 'Credit 10 Dec 2026 -£3,600', 'Amount due £0'],
      ['How to pay'],
    ],
    [
      'a disputed one',
      {
        approvedOn: '2026-12-05',
        disputes: [{ from: '2026-12-20', to: null, by: 'customer', reason: 'too late', ended: null }],
      },
      ['Disputed since 20 Dec 2026'],
      ['too late'],
    ],
    [
      'one with a link',
      { payLink: 'https://pay.example.com/7' },
      ['Pay online: https://pay.example.com/7'],
      [],
    ],
  ])('says the state of %s', async (_what, more, told, untold) => {
    const text = await read(more);
    for (const part of told) expect(text).toContain(part);
    // what the team notes, and what a milestone cost it, is on no invoice
    for (const part of [...untold, 'what the team says', '123.45']) expect(text).not.toContain(part);
  });

  it('is the same bytes for the same facts, with both weights of the font inside', async () => {
    const [one, other] = [await pdf({}), await pdf({})];
    expect(one.equals(other)).toBe(true);
    expect(one.equals(await pdf({ net: 300_001 }))).toBe(false);
    const fonts = one.toString('latin1').match(/\/FontName \/[A-Z]{6}\+(\S+)/g) ?? [];
    expect(fonts.map((font) => font.replace(/.*\+/, '')).sort()).toEqual([
      'DejaVuSansCondensed',
      'DejaVuSansCondensed-Bold',
    ]);
    expect(one.toString('latin1').match(/\/FontFile2/g)).toHaveLength(2);
  });

  it('says that it lacks letters which the font does not have', async () => {
    expect(await read({}, '日本 launch')).toContain('… launch');
    expect(await read({}, '日本 launch')).toContain('Some letters cannot be written here.');
    expect(await read({})).not.toContain('Some letters');
  });

  it('goes on to further pages, and has a name that no path or header is made of', async () => {
    const text = await read({ buyer: Array.from({ length: 80 }, (_, nth) => `Line ${nth}`).join('\n') });
    expect(text).toContain('page 3 of 3');
    expect(text).toContain('Line 79');
    const { invoice } = factsOf({ number: 'A/../"7"\r\n' });
    expect(invoicePdfName(invoice)).toBe('A-7-');
  });
});
