import type { Temporal } from 'temporal-polyfill';
import { invoicePdf, invoicePdfName } from '../../cards/pdf/invoice.ts';
import type { Database } from '../../db/database.ts';
import { loadLedger } from '../../db/queries/money/ledger.ts';
import { roleIn } from '../../db/queries/people/role-in.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import { invoicesOf, maySeeInvoice } from '../domain/money/ledger.ts';
import { readerOf } from '../domain/project/history-reader.ts';
import { todayIn } from '../domain/time/dates.ts';
import { pdfOf } from './pdf.ts';
import { type InvoiceAddress, readInvoice, signInvoice } from './token.ts';

/** The PDFs of invoices, at addresses that expire. */
export type InvoicePdfs = {
  address: InvoiceAddress;
  /**
   * Writes the invoice of a token as it is now; undefined when the token is invalid or expired, the person's role is
   * gone, or they may not see the invoice.
   */
  write(token: string): Promise<{ name: string; pdf: Buffer } | undefined>;
};

/** What the PDFs need. `publicUrl` is the host's public address. */
type Parts = { db: Database; secret: string; publicUrl: string; now: () => Temporal.Instant };

/** Creates the PDFs of invoices of an installation. */
export function createInvoicePdfs({ db, secret, publicUrl, now }: Parts): InvoicePdfs {
  const base = `${publicUrl.replace(/\/+$/, '')}/invoices`;
  return {
    address: (of) => `${base}/${signInvoice(secret, of, now().epochMilliseconds)}.pdf`,
    async write(token) {
      const of = readInvoice(secret, token, now().epochMilliseconds);
      if (!of) return undefined;
      const found = await db.transaction(async (tx) => {
        await enterWorkspace(tx, of.workspaceId);
        const role = await roleIn(tx, of.projectId, of.personId);
        const ledger = role && (await loadLedger(tx, of.projectId));
        if (!ledger) return undefined;
        const today = todayIn(now().toString(), ledger.project.zone);
        const siblings = invoicesOf(ledger, today).filter(({ milestone }) => milestone.id === of.milestoneId);
        const invoice = siblings.find(({ nth }) => nth === of.nth);
        const readers = [of.reader, readerOf({ role, room: undefined })];
        if (!invoice || !readers.every((reader) => maySeeInvoice(reader, invoice))) return undefined;
        const { project, hasCustomer } = ledger;
        return {
          name: invoicePdfName(invoice),
          content: invoicePdf({ project, invoice, siblings, hasCustomer }, today),
        };
      });
      return found && { name: found.name, pdf: await pdfOf(found.content) };
    },
  };
}
