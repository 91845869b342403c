import type { InvoiceFacts } from '../../../cards/views/money/invoice.ts';
import type { Tx } from '../../../db/database.ts';
import { loadLedger } from '../../../db/queries/money/ledger.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import {
  invoicesOf,
  type MilestoneInvoice,
  type MoneyFacts,
  maySeeInvoice,
  milestoneAmounts,
  type PaidMilestone,
} from '../../domain/money/ledger.ts';
import { formatMoney } from '../../domain/money/money.ts';
import { type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import type { InProject, Who } from '../../domain/project/access.ts';
import { readerOf } from '../../domain/project/history-reader.ts';
import { chooseOne, parseReference } from '../../domain/reference.ts';
import { fold } from '../../domain/text/fold.ts';
import { numberSlot, referenceSlot, yesNoSlot } from '../../grammar/slot.ts';

/** The inputs that name an invoice: its milestone or its number, and its place among those of the milestone. */
export const invoiceInputs = {
  milestone: referenceSlot(),
  nth: numberSlot('key', 'Which invoice of the milestone', { min: 1, max: 99, keyed: true }, '1').optional(),
};

/** Skips the question before a decision about money (APR-6). */
export const sureSlot = () => yesNoSlot('Do it now', { typed: true }).optional();

/** What an invoice command decides on. */
export type LoadedInvoice = InvoiceFacts & { ledger: MoneyFacts; today: string };

/** Conditions on an invoice, the most wanted first. */
type Preferences = readonly ((one: MilestoneInvoice) => boolean)[];

type Asked = { milestone: string; nth?: number | undefined };

/**
 * Loads the invoice that was typed, locks its project for a change, and returns it with what its card shows.
 * Without a place, `prefers` chooses among the invoices of the milestone: the first that fits the first condition that
 * any fits, else the last.
 */
export async function loadInvoice(
  tx: Tx,
  who: InProject,
  { milestone: typed, nth }: Asked,
  { today, prefers, why }: { today: string; prefers: Preferences; why: 'reading' | 'changing' },
): Promise<Outcome<LoadedInvoice>> {
  if (why === 'changing') await lockProject(tx, who.project.id);
  const ledger = await loadLedger(tx, who.project.id);
  if (!ledger) return refuse({ is: 'no_project' });
  const all = invoicesOf(ledger, today);
  const named = all.find(({ issued }) => issued && fold(issued.number) === fold(typed));
  const milestone = named ? ok(named.milestone) : milestoneIn(ledger, typed);
  if (!milestone.ok) return milestone;
  const siblings = all.filter((one) => one.milestone.id === milestone.value.id);
  const invoice = named ?? chosen(siblings, nth, prefers);
  if (!invoice)
    return siblings.length > 0
      ? noSuchPlace(milestone.value, siblings, nth)
      : nothingToInvoice(ledger, milestone.value);
  return ok({ ...shownOf(ledger, invoice, siblings), ledger, today });
}

/** Refuses a draft to customers, and to everybody in a channel that they read (PAY-4). */
export function requireReadable({ invoice }: Pick<LoadedInvoice, 'invoice'>, who: Who): Outcome<true> {
  if (maySeeInvoice(readerOf(who), invoice)) return ok(true);
  return rule(
    `The invoice of milestone ${invoice.milestone.number} is not sent yet.`,
    'Customers can read it once it is sent.',
  );
}

/** What the card of an invoice is drawn from. */
const shownOf = (
  { project, hasCustomer }: MoneyFacts,
  invoice: MilestoneInvoice,
  siblings: readonly MilestoneInvoice[],
): InvoiceFacts => ({ project, hasCustomer, invoice, siblings });

/** Finds a milestone of the plan, or a dropped one that has invoices. */
export function milestoneIn({ milestones, invoices }: MoneyFacts, typed: string): Outcome<PaidMilestone> {
  const by = parseReference(typed);
  const isThere = ({ id, droppedAt }: PaidMilestone) =>
    droppedAt === null || invoices.some(({ milestoneId }) => milestoneId === id);
  const found = milestones.filter(
    (one) =>
      isThere(one) && ('number' in by ? one.number === by.number : fold(one.name).includes(fold(by.name))),
  );
  return chooseOne('milestone', typed, found, milestoneName);
}

function chosen(siblings: readonly MilestoneInvoice[], nth: number | undefined, prefers: Preferences) {
  if (nth !== undefined) return siblings.find((one) => one.nth === nth);
  const fitting = prefers.find((fits) => siblings.some(fits));
  return fitting ? siblings.find(fitting) : siblings.at(-1);
}

const noSuchPlace = (
  milestone: PaidMilestone,
  siblings: readonly MilestoneInvoice[],
  nth: number | undefined,
) =>
  rule(
    `${milestoneName(milestone)} has no invoice ${nth}.`,
    `Write ${siblings.map((one) => `nth:${one.nth}`).join(' or ')}, or leave it out.`,
  );

/** Says why a milestone has nothing to invoice, and what would change that. */
function nothingToInvoice(ledger: MoneyFacts, milestone: PaidMilestone) {
  const { project } = ledger;
  if (project.price === null)
    return rule(
      'The project has no price yet, so there is nothing to invoice.',
      'Set one with “price 12000 GBP”.',
      {
        label: 'Set the price',
        command: 'edit-project',
        input: {},
      },
    );
  if (!project.policies.moneyOn)
    return rule('Money is off in this project, so there is nothing to invoice.', undefined, {
      label: 'Turn money on',
      command: 'policy',
      input: { money: 'yes' },
    });
  if (milestone.parentId !== null)
    return rule(`${milestoneName(milestone)} is part of another milestone, which is invoiced as a whole.`);
  const minor = milestoneAmounts(ledger).get(milestone.id);
  if (minor !== undefined && (minor < 0 || (milestone.share ?? 0) > 0))
    return rule(
      `The amount of ${milestoneName(milestone)} is ${formatMoney({ minor, currency: project.currency ?? '' })}, so there is nothing to invoice.`,
    );
  return rule(
    `${milestoneName(milestone)} has no share of the price, so there is nothing to invoice.`,
    `Set one with “edit ${milestone.number} share:30”.`,
    { label: 'Edit', command: 'edit', input: { milestone: String(milestone.number) } },
  );
}

/** Returns the facts of the card after an issued invoice changed. */
export function withChanged(
  facts: LoadedInvoice,
  issued: NonNullable<MilestoneInvoice['issued']>,
): LoadedInvoice {
  const others = facts.ledger.invoices.filter(({ id }) => id !== issued.id);
  const ledger = { ...facts.ledger, invoices: [...others, issued].toSorted((a, b) => a.nth - b.nth) };
  const siblings = invoicesOf(ledger, facts.today).filter(
    ({ milestone }) => milestone.id === issued.milestoneId,
  );
  const invoice = siblings.find((one) => one.issued?.id === issued.id) ?? facts.invoice;
  return { ...facts, ledger, siblings, invoice };
}
