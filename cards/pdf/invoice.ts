import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { openDispute } from '../../src/domain/money/dispute.ts';
import type { MilestoneInvoice } from '../../src/domain/money/ledger.ts';
import { basisPointWords } from '../../src/domain/money/percent.ts';
import { formatDateWithYear, plural } from '../../src/domain/time/dates.ts';
import { inFont } from '../pictures/letters.ts';
import { hexOf, invoiceLook, states } from '../states.ts';
import { amountWords, type InvoiceFacts, invoiceTermsSentence, partWords } from '../views/money/invoice.ts';
import type { settlementWords } from '../views/money/settlement.ts';
import { ownershipWords } from '../views/money/terms.ts';
import { numberedName } from '../views/words.ts';
import { pdfFont } from './font.ts';

const [ink, faint, line] = ['#1d1c1d', '#5f6670', '#d0d4da'];

/** The name of an invoice's file, without its ending: "INV-2026-0007". */
export const invoicePdfName = ({ issued, milestone, nth }: MilestoneInvoice): string =>
  (issued?.number ?? `draft-${milestone.number}-${nth}`).replaceAll(/[^A-Za-z0-9-]+/g, '-');

/** Lays out an invoice for its PDF: the same facts on the same day are the same bytes (PAY-3, PAY-4). */
export function invoicePdf(facts: InvoiceFacts, today: string): TDocumentDefinitions {
  const { invoice, project } = facts;
  const { issued } = invoice;
  const title = issued ? `Invoice ${issued.number}` : 'Draft invoice';
  const { seller, buyer } = issued ?? project.billing;
  return {
    info: {
      title: `${title}, ${project.name}`,
      creationDate: new Date(`${issued?.issuedOn ?? today}T00:00:00Z`),
    },
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 60],
    defaultStyle: { font: pdfFont, fontSize: 10, lineHeight: 1.25, color: ink },
    footer: (page, pages) => ({
      text: `${title} · page ${page} of ${pages}`,
      fontSize: 8,
      color: faint,
      margin: [48, 20, 48, 0],
    }),
    content: [
      { text: title, fontSize: 22, bold: true },
      { text: statusWords(invoice), bold: true, color: colourOf(invoice), margin: [0, 2, 0, 16] },
      { columns: [party('From', seller), party('To', buyer)], columnGap: 24 },
      details(facts),
      lines(facts),
      totals(facts),
      ...howToPay(facts),
      {
        text: `${invoiceTermsSentence(facts)} ${ownershipWords}`,
        fontSize: 8,
        color: faint,
        margin: [0, 20, 0, 0],
      },
      ...unwritten([project.name, invoice.milestone.name, seller ?? '', buyer ?? '']),
    ],
  };
}

/** What is open, with the late fee. */
const dueOf = ({ state }: MilestoneInvoice) => state.open + state.openFee;

const colourOf = ({ state }: MilestoneInvoice) => hexOf[states[invoiceLook(state.status)].colour].light;

/** "Draft, not sent yet"; "Sent, waiting for approval"; "Paid on 22 Dec 2026"; "£500 is still due, by 22 Dec 2026". */
function statusWords(invoice: MilestoneInvoice): string {
  const { issued, state } = invoice;
  if (!issued) return 'Draft, not sent yet';
  const last =
    issued.settlements
      .map(({ on }) => on)
      .sort()
      .at(-1) ?? issued.issuedOn;
  if (state.isPaid) {
    const settled = `${state.paid > 0 ? 'Paid' : 'Credited'} on ${formatDateWithYear(last)}`;
    return state.openFee > 0 ? `${settled}, a late fee is due` : settled;
  }
  const dispute = openDispute(issued.disputes);
  if (dispute) return `Disputed since ${formatDateWithYear(dispute.from)}`;
  if (state.dueOn === null) return 'Sent, waiting for approval';
  const due = formatDateWithYear(state.dueOn);
  return state.daysOverdue > 0 ? `Overdue since ${due}` : `To pay by ${due}`;
}

const party = (label: string, words: string | null): Content => ({
  stack: [
    { text: label, fontSize: 8, color: faint },
    ...(words ?? 'Not named')
      .split('\n')
      .flatMap((one) => (one.trim() === '' ? [] : [{ text: inFont(one).text }])),
  ],
});

/** What identifies the invoice, as rows of a label and a value. */
function details({ invoice: { issued, state, milestone }, project }: InvoiceFacts): Content {
  const netDays = (issued?.terms ?? project.terms).netDays;
  const rows: [string, string][] = [
    ['Number', issued?.number ?? 'given when it is sent'],
    ['Date', issued ? formatDateWithYear(issued.issuedOn) : 'not sent yet'],
    ['Due', state.dueOn ? formatDateWithYear(state.dueOn) : `${plural(netDays, 'day')} after approval`],
    ['Project', inFont(project.name).text],
    ['Milestone', inFont(numberedName(milestone)).text],
  ];
  return {
    table: {
      body: rows.map(([label, value]): TableCell[] => [{ text: label, color: faint }, { text: value }]),
    },
    layout: { ...ruled, hLineWidth: () => 0, paddingTop: () => 1, paddingBottom: () => 1 },
    margin: [0, 16, 0, 16],
  };
}

const amountCell = (text: string, bold = false): TableCell => ({
  text,
  alignment: 'right',
  bold,
  noWrap: true,
});

function lines(facts: InvoiceFacts): Content {
  const { invoice } = facts;
  const what = [inFont(numberedName(invoice.milestone)).text, partWords(facts) ?? ''].filter(Boolean);
  const head = { color: faint, fontSize: 8 };
  return {
    table: {
      widths: ['*', 'auto'],
      headerRows: 1,
      body: [
        [
          { text: 'What for', ...head },
          { text: 'Amount', alignment: 'right', ...head },
        ],
        [{ stack: what }, amountCell(amountWords(invoice, invoice.net))],
      ],
    },
    layout: ruled,
  };
}

/** Net, tax, total, what was settled, and what is due. */
function totals({ invoice }: InvoiceFacts): Content {
  const { issued, state, net } = invoice;
  const row = (label: string, minor: number, bold = false): TableCell[] => [
    { text: label, bold },
    amountCell(amountWords(invoice, minor), bold),
  ];
  return {
    columns: [
      { text: '', width: '*' },
      {
        width: 'auto',
        table: {
          body: [
            row('Net', net),
            row(`Tax ${basisPointWords(invoice.taxBasisPoints)}`, state.tax),
            row('Total', state.gross, true),
            ...(state.lateFee > 0 ? [row('Late fee so far', state.lateFee)] : []),
            ...(issued?.settlements ?? []).map(({ kind, on, minor }) =>
              row(`${settlementLabels[kind]} ${formatDateWithYear(on)}`, -minor),
            ),
            ...(issued ? [row('Amount due', dueOf(invoice), true)] : []),
          ],
        },
        layout: ruled,
      },
    ],
    margin: [0, 12, 0, 0],
  };
}

const settlementLabels: Record<keyof typeof settlementWords, string> = {
  payment: 'Paid',
  credit: 'Credit',
  write_off: 'Written off',
};

/** How to pay what is open; nothing of a draft and of a paid invoice. */
function howToPay({ invoice }: InvoiceFacts): Content[] {
  const { issued } = invoice;
  if (!issued || dueOf(invoice) === 0) return [];
  const { netDays } = issued.terms;
  const amount = amountWords(invoice, dueOf(invoice));
  return [
    { text: 'How to pay', bold: true, margin: [0, 20, 0, 2] },
    {
      text: `${payWords(amount, invoice, netDays)} Give the number ${issued.number} with your payment.`,
    },
    ...(issued.payLink
      ? [{ text: `Pay online: ${issued.payLink}`, link: issued.payLink, color: hexOf.blue.light }]
      : []),
  ];
}

/** "Pay £500 by 22 Dec 2026." */
function payWords(amount: string, { state }: MilestoneInvoice, netDays: number): string {
  if (state.dueOn === null) return `Pay ${amount} within ${plural(netDays, 'day')} after approval.`;
  const due = formatDateWithYear(state.dueOn);
  return state.daysOverdue > 0 || state.isPaid
    ? `Pay ${amount} now: it was due on ${due}.`
    : `Pay ${amount} by ${due}.`;
}

const unwritten = (texts: readonly string[]): Content[] =>
  texts.every((one) => one === '' || inFont(one).isWhole)
    ? []
    : [
        {
          text: 'Some letters cannot be written here. Milepost has the full names.',
          fontSize: 8,
          color: faint,
        },
      ];

/** Lines between the rows, and none at the sides. */
const ruled = {
  hLineColor: () => line,
  hLineWidth: () => 0.5,
  vLineWidth: () => 0,
  paddingLeft: (column: number) => (column === 0 ? 0 : 20),
  paddingRight: () => 0,
  paddingTop: () => 5,
  paddingBottom: () => 4,
};
