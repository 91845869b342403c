import type { Letter } from '../../../src/domain/customer/letters.ts';
import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import type { MilestoneInvoice } from '../../../src/domain/money/ledger.ts';
import { formatMoney } from '../../../src/domain/money/money.ts';
import type { InvoicePart } from '../../../src/domain/money/terms.ts';
import type { Item } from '../../../src/domain/plan/milestone.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Card, note, text } from '../../model.ts';
import { joined, numberedName } from '../words.ts';

/** A milestone with what a message about it names. */
export type LetterFacts = MilestoneFacts & {
  /** Its invoices, sent and draft, in order; empty without money. */
  payments: MilestoneInvoice[];
  /** The next milestone that has not started. */
  nextName: string | null;
  /** YYYY-MM-DD in the project's zone. */
  today: string;
};

const maxListed = 10;
const maxTextCharacters = 200;

/** Returns the suggested text of a message; it has only what a customer may see. */
export const letterText = (letter: Letter, facts: LetterFacts): string =>
  (letter === 'kickoff' ? kickoff : completion)(facts)
    .filter((part) => part !== '')
    .join('\n');

/** Shows the suggested text, which can be edited and sent. */
export function letterCard(letter: Letter, facts: LetterFacts): Card {
  const { milestone } = facts;
  const input = { milestone: String(milestone.number), letter };
  return note(
    `${numberedName(milestone)}, ${letter} message`,
    [text(letterText(letter, facts))],
    [{ label: 'Edit and send', command: 'customer-message', input, style: 'primary' }],
  );
}

function kickoff(facts: LetterFacts): string[] {
  const { milestone, project, items, today } = facts;
  const { startDate, dueDate, description } = milestone;
  const begins =
    startDate === null || startDate <= today ? 'starts now' : `starts on ${formatDate(startDate, today)}`;
  const ends = dueDate === null ? '' : `. We plan to finish by ${formatDate(dueDate, today)}`;
  return [
    `“${shownName(facts)}” ${begins}${ends}.`,
    description ? excerpt(description, maxTextCharacters) : '',
    ...section('You get:', items, 'deliverable'),
    ...section('It is done when:', items, 'criterion'),
    ...section('We will show you:', items, 'demo_step'),
    reviewLine(project.policies.acceptanceDays),
    moneyLine(facts),
  ];
}

function completion(facts: LetterFacts): string[] {
  const { items, evidence, nextName } = facts;
  const done = items.filter(({ done: isDone }) => isDone);
  const metrics = evidence
    .filter(({ kind }) => kind === 'metric')
    .map(({ title, value, target }) => joined([`${title}: ${value ?? ''}`, target && `target ${target}`]));
  return [
    `“${shownName(facts)}” is done.`,
    ...section('You have:', done, 'deliverable'),
    ...section('Met:', done, 'criterion'),
    ...listed('Measured:', metrics),
    moneyLine(facts),
    nextName === null ? '' : `Next is “${nextName}”.`,
  ];
}

/** The name that customers read (MODEL-2). */
const shownName = ({ milestone }: LetterFacts) => milestone.outcome ?? milestone.name;

const section = (head: string, items: readonly Item[], kind: Item['kind']): string[] =>
  listed(
    head,
    items.filter((one) => one.kind === kind).map((one) => one.text),
  );

function listed(head: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - maxListed;
  const shown = lines.slice(0, maxListed).map((line) => `- ${excerpt(line, maxTextCharacters)}`);
  return [head, ...shown, ...(rest > 0 ? [`- and ${rest} more`] : [])];
}

const reviewLine = (days: number | null): string =>
  days === null
    ? ''
    : `You then have ${plural(days, 'working day')} to approve it or to say what is missing.`;

/** "Payment: £5,000, paid. £5,000, due Tue 5 Jan (INV-2026-0007)." */
function moneyLine({ payments, today }: LetterFacts): string {
  if (payments.length === 0) return '';
  return `Payment: ${payments.map((one) => invoiceWords(one, today)).join('; ')}.`;
}

/** "£5,000 before the work starts, paid"; "£5,000 after approval, due Tue 5 Jan, invoice INV-2026-0007". */
function invoiceWords({ state, currency, part, issued }: MilestoneInvoice, today: string): string {
  const due = state.isPaid ? 'paid' : state.dueOn && `due ${formatDate(state.dueOn, today)}`;
  return joined([
    `${formatMoney({ minor: state.gross, currency })}${partWords[part]}`,
    due,
    issued && `invoice ${issued.number}`,
  ]);
}

const partWords: Record<InvoicePart, string> = {
  whole: '',
  advance: ' before the work starts',
  balance: ' after approval',
};
