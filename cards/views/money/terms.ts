import { basisPointWords } from '../../../src/domain/money/percent.ts';
import type { Terms, Trigger } from '../../../src/domain/money/terms.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { capitalised, percentWords } from '../../../src/domain/text/wording.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import { type Card, code, note, plain, text } from '../../model.ts';
import { aGovernor } from '../words.ts';

/** What stays with the supplier, on every invoice (PAY-3). */
export const ownershipWords = 'Ownership and source access stay with the supplier until paid.';

/** The words of each trigger, as the history shows them. */
const triggerWords: Record<Trigger, string> = {
  on_delivery: 'after approval',
  on_start: 'when the work begins',
  advance: 'before the work',
  hybrid: 'in two parts',
};

/** Words the payment terms and billing details, by field, as the history shows them. */
export const termsInWords = ({ terms, billing }: Pick<Project, 'terms' | 'billing'>) => ({
  net: plural(terms.netDays, 'day'),
  late: basisPointWords(terms.lateFeeBasisPoints),
  stop: `after ${plural(terms.stopAfterDays, 'day')}`,
  trigger: triggerWords[terms.trigger],
  advance: percentWords(terms.advanceShare),
  tax: basisPointWords(billing.taxBasisPoints),
  prefix: billing.prefix,
  seller: onOneLine(billing.seller),
  buyer: onOneLine(billing.buyer),
});

const onOneLine = (words: string | null) => words?.replaceAll(/\s*\n\s*/g, ', ') ?? null;

/** "due 15 days after approval, late fee 1.5 % for each started month, work stops 30 days after the due date". */
export const invoiceTermsWords = (of: Pick<Terms, 'netDays' | 'lateFeeBasisPoints' | 'stopAfterDays'>) =>
  `due ${plural(of.netDays, 'day')} after approval, ${lateFeeWords(of)}, work stops ${plural(of.stopAfterDays, 'day')} after the due date`;

/** "late fee 1.5 % for each started month"; "no late fee". */
const lateFeeWords = ({ lateFeeBasisPoints }: Pick<Terms, 'lateFeeBasisPoints'>) =>
  lateFeeBasisPoints === 0
    ? 'no late fee'
    : `late fee ${basisPointWords(lateFeeBasisPoints)} for each started month`;

/** "each milestone is paid after its approval". */
export const paidWords = ({ trigger, advanceShare }: Terms): string => {
  switch (trigger) {
    case 'on_delivery':
      return 'each milestone is paid after its approval';
    case 'on_start':
      return 'each milestone is invoiced when its work begins';
    case 'advance':
      return 'each milestone is paid before its work starts';
    case 'hybrid':
      return `${percentWords(advanceShare)} is paid before the work starts, the rest after approval`;
    default:
      return trigger satisfies never;
  }
};

/** Shows the payment terms of a project, and how to change one (PAY-2, PAY-3). */
export function termsCard(project: Project): Card {
  const { terms, billing } = project;
  const line = (name: string, words: string) => ({ spans: [code(name), plain(`: ${words}`)] });
  const party = (words: string | null, who: string) => onOneLine(words) ?? `not set; invoices name no ${who}`;
  const tax = basisPointWords(billing.taxBasisPoints);
  return note(
    `${project.name}, payment terms`,
    [
      {
        is: 'list',
        items: [
          line(`trigger:${terms.trigger.replace('_', '-')}`, paidWords(terms)),
          line(
            `net:${terms.netDays}`,
            `an invoice is due ${plural(terms.netDays, 'day')} after its approval`,
          ),
          line(`late:${terms.lateFeeBasisPoints / 100}`, `${lateFeeWords(terms)}, not compounded`),
          line(
            `stop:${terms.stopAfterDays}`,
            `work stops ${plural(terms.stopAfterDays, 'day')} after the due date`,
          ),
          line(
            `tax:${billing.taxBasisPoints / 100}`,
            billing.taxBasisPoints === 0 ? 'invoices add no tax' : `invoices add ${tax}`,
          ),
          line(`prefix:${billing.prefix}`, 'the start of invoice numbers'),
          line('seller', party(billing.seller, 'seller')),
          line('buyer', party(billing.buyer, 'buyer')),
        ],
      },
      text(`${ownershipWords} An invoice keeps the terms that it was sent with.`),
      text(
        [
          plain(`${capitalised(aGovernor(project))} changes one with `),
          code('terms net:30 late:2'),
          plain('.'),
        ],
        'quiet',
      ),
    ],
    [{ label: 'Change', command: 'edit-terms', input: {} }],
  );
}
