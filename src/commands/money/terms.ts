import * as z from 'zod';
import { termsCard, termsInWords } from '../../../cards/views/money/terms.ts';
import { differences } from '../../../cards/views/project/history-values.ts';
import type { Tx } from '../../../db/database.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadPlan } from '../../../db/queries/project/project-facts.ts';
import type { Decision } from '../../domain/change.ts';
import { changesBetween, definedFieldsOf } from '../../domain/event-fields.ts';
import { alterProject, type PlanFacts } from '../../domain/facts.ts';
import { triggers } from '../../domain/money/terms.ts';
import { foundProject, type Outcome, ok, rule } from '../../domain/outcome.ts';
import { governors, type InProject, needs, viewers } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { choiceSlot, numberSlot, textSlot } from '../../grammar/slot.ts';
import { termsResource } from '../../presenters/money.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { percentSlot } from './amount.ts';

const input = z.object({
  trigger: choiceSlot('key', 'When a milestone is paid', triggers).optional(),
  advance: numberSlot('key', 'Percent paid before the work', { min: 1, max: 99 }, '50').optional(),
  net: numberSlot('key', 'Days until an invoice is due', { min: 0, max: 365 }, '15').optional(),
  late: percentSlot('key', 'Late fee, percent for each started month', '2').optional(),
  stop: numberSlot('key', 'Days overdue until work stops', { min: 1, max: 365 }, '30').optional(),
  tax: percentSlot('key', 'Tax, percent', '20').optional(),
  prefix: textSlot('key', 'Start of invoice numbers', { max: 12, rephrased: true }, 'INV')
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}-]*$/u, 'must have only letters, digits and dashes')
    .optional(),
  seller: textSlot(
    'key',
    'Seller, name and address',
    { max: 500, rephrased: true },
    'Studio North, 1 High Street, London',
  ).optional(),
  buyer: textSlot(
    'key',
    'Buyer, name and address',
    { max: 500, rephrased: true },
    'Acme Ltd, 2 Low Street, Leeds',
  ).optional(),
});
type Given = z.output<typeof input>;
type Facts = PlanFacts & { changed?: { before: object; after: object; today: string } };

const isRead = (given: Given) => Object.values(given).every((value) => value === undefined);

/** The parts that the line and the form share. */
const parts = {
  asks: ['trigger', 'net', 'late', 'tax', 'seller', 'buyer'],
  async load(tx: Tx, given: Given, who: InProject) {
    if (!isRead(given)) await lockProject(tx, who.project.id);
    return foundProject<Facts>(await loadPlan(tx, who.project.id));
  },
  decide(facts: Facts, given: Given, _who: InProject, { today }: Moment): Outcome<Decision<Facts>> {
    const { project } = facts;
    if (isRead(given)) return ok({ changes: [], events: [], next: facts });
    const set = setOf(project, given);
    if (!set.ok) return set;
    const changed = changesBetween(termsInWords(project), termsInWords({ ...project, ...set.value }));
    if (Object.keys(changed.after).length === 0)
      return rule('Nothing changed: the payment terms have these values already.');
    const next: Facts = { ...facts, changed: { ...changed, today } };
    return ok(alterProject(next, { type: 'terms_changed', ...changed }, set.value));
  },
  view: ({ project }: Facts) => termsCard(project),
  resource: termsResource,
  done: ({ changed }: Facts) =>
    changed ? `Payment terms changed: ${differences(changed.before, changed.after, changed.today)}.` : '',
};

/** Shows the payment terms of a project to everybody; its owner can change them (PAY-2, PAY-3). */
export const terms = defineCommand({
  ...parts,
  name: 'terms',
  synonyms: [
    { words: 'payment terms' },
    { words: 'tax', input: z.object({ tax: percentSlot('place', 'Tax, percent', '20') }) },
  ],
  title: 'Payment terms',
  summary: 'Show the payment terms, the tax and the addresses on invoices, or change them.',
  examples: [
    'terms',
    'terms net:15 late:1.5 stop:30 trigger:hybrid advance:50',
    'terms seller:"Studio North, 1 High Street, London" buyer:"Acme Ltd, 2 Low Street, Leeds" prefix:NORTH',
    'tax 20%',
  ],
  input,
  permit: (who, { project }, given) => needs(who, isRead(given) ? viewers : governors(project)),
});

/** Changes the payment terms by a form, which starts with what is there. */
export const editTerms = defineCommand({
  ...parts,
  name: 'edit-terms',
  summary: 'Change the payment terms by a form.',
  title: 'Payment terms',
  submit: 'Save',
  examples: ['edit terms', 'edit terms net:30'],
  input,
  permit: (who, { project }) => needs(who, governors(project)),
  opened: ({ project }) => ({ on: termsInWords(project) }),
  preset: ({ project: { terms: of, billing } }) => ({
    trigger: of.trigger,
    advance: String(of.advanceShare),
    net: String(of.netDays),
    late: String(of.lateFeeBasisPoints / 100),
    stop: String(of.stopAfterDays),
    tax: String(billing.taxBasisPoints / 100),
    prefix: billing.prefix,
    ...definedFieldsOf({ seller: billing.seller ?? undefined, buyer: billing.buyer ?? undefined }),
  }),
});

/** Returns the changed terms and billing details. */
function setOf(project: Project, given: Given): Outcome<Partial<Pick<Project, 'terms' | 'billing'>>> {
  const { trigger, advance, net, late, stop, tax, prefix, seller, buyer } = given;
  const of = {
    ...project.terms,
    ...definedFieldsOf({
      trigger,
      advanceShare: advance,
      netDays: net,
      lateFeeBasisPoints: late,
      stopAfterDays: stop,
    }),
  };
  if (advance !== undefined && of.trigger !== 'hybrid' && advance !== project.terms.advanceShare)
    return rule(
      'Only the trigger “hybrid” splits a payment, so there is no advance to change.',
      'Set both at once.',
      {
        label: 'Pay in two parts',
        command: 'terms',
        input: { trigger: 'hybrid', advance: String(advance) },
      },
    );
  const billing = {
    ...project.billing,
    ...definedFieldsOf({
      taxBasisPoints: tax,
      prefix: prefix?.toUpperCase(),
      seller: seller === undefined ? undefined : cleared(seller),
      buyer: buyer === undefined ? undefined : cleared(buyer),
    }),
  };
  return ok({ terms: of, billing });
}

const cleared = (typed: string): string | null => (typed.toLowerCase() === 'none' ? null : typed);
