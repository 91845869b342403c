import * as z from 'zod';
import { invoiceCard } from '../../../cards/views/money/invoice.ts';
import { invoiceName, invoiceVersion } from '../../domain/money/ledger.ts';
import { invalid, ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { webAddress } from '../../domain/review/evidence.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { textSlot } from '../../grammar/slot.ts';
import { invoiceResource } from '../../presenters/money.ts';
import { defineCommand } from '../../runner/define.ts';
import { invoiceInputs, loadInvoice, withChanged } from './invoice-facts.ts';
import { settleable } from './settle.ts';

/** Puts the link of a payment provider on the card of an invoice, for the payer (PAY-7). */
export const payLink = defineCommand({
  name: 'pay-link',
  summary: 'Put a link to pay on the card of an invoice.',
  title: 'Link to pay',
  submit: 'Save',
  examples: ['pay link 2 https://pay.example.com/7', 'pay link 2 none'],
  input: z.object({
    milestone: invoiceInputs.milestone,
    link: textSlot('place', 'Link', { max: 1000 }, 'https://…'),
    nth: invoiceInputs.nth,
  }),
  load: (tx, given, who, { today }) =>
    loadInvoice(tx, who, given, { today, prefers: settleable, why: 'changing' }),
  permit: (who, { project }) => needs(who, governors(project)),
  version: ({ invoice }) => invoiceVersion(invoice),
  subject: ({ invoice }) => invoiceName(invoice),
  opened: ({ invoice }) => ({ on: [invoice.issued?.number ?? null, invoice.issued?.payLink ?? null] }),
  decide(facts, { link: typed }) {
    const { issued } = facts.invoice;
    if (!issued) return rule(`${capitalised(invoiceName(facts.invoice))} is not sent yet.`);
    const link = typed.toLowerCase() === 'none' ? null : payAddress(typed);
    if (link === undefined)
      return invalid('pay-link', 'link', `The link must begin with https://; you wrote “${typed}”.`);
    if (link === issued.payLink) return rule(`Nothing changed: ${issued.number} has this link already.`);
    const set = { payLink: link, version: issued.version + 1 };
    return ok({
      changes: [{ alter: 'invoice', id: issued.id, set }],
      events: [
        {
          type: 'pay_link_set',
          milestoneId: issued.milestoneId,
          before: { link: issued.payLink },
          after: { what: issued.number, link },
        },
      ],
      next: withChanged(facts, { ...issued, ...set }),
    });
  },
  view: (facts, _who, at) => invoiceCard(facts, at),
  resource: invoiceResource,
  done: ({ invoice }) =>
    invoice.issued?.payLink
      ? `${invoice.issued.number} has a link to pay.`
      : `${invoice.issued?.number} has no link to pay now.`,
});

/** Returns the normalised https address, without a user name or password; undefined for anything else. */
function payAddress(typed: string): string | undefined {
  const address = webAddress(typed.replace(/^<(.*?)(?:\|.*)?>$/, '$1'));
  if (address === undefined) return undefined;
  const { protocol, username, password } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' ? address : undefined;
}
