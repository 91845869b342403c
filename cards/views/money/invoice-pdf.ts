import { invoiceName, type MilestoneInvoice } from '../../../src/domain/money/ledger.ts';
import { capitalised } from '../../../src/domain/text/wording.ts';
import { type Card, note, plain, strong, text } from '../../model.ts';

/** Gives a person the link to an invoice as PDF. `hours`: for how long it works. */
export const invoicePdfCard = (invoice: MilestoneInvoice, link: { url: string; hours: number }): Card => ({
  ...note('', [
    text([{ is: 'link', text: 'Open the PDF', url: link.url }]),
    text(`The link works for ${link.hours} hours, for everybody who has it.`, 'quiet'),
  ]),
  title: [strong(capitalised(invoiceName(invoice))), plain(' as a PDF')],
});
