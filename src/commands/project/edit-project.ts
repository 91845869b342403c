import * as z from 'zod';
import { differences } from '../../../cards/views/project/history-values.ts';
import { projectCard } from '../../../cards/views/project/project.ts';
import { isCoach } from '../../../db/queries/people/people.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import { changesBetween, definedFieldsOf } from '../../domain/event-fields.ts';
import type { ProjectCardFacts } from '../../domain/facts.ts';
import { decimalOf, formatMoney } from '../../domain/money/money.ts';
import { type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { isCoached, type Kind, kinds, policiesOf } from '../../domain/project/policies.ts';
import type { Project } from '../../domain/project/project.ts';
import { wordedProject } from '../../domain/project/worded.ts';
import { choiceSlot, dateSlot, textSlot } from '../../grammar/slot.ts';
import { zoneSlot } from '../../grammar/slot-time.ts';
import { projectResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';
import { isAmount, priceOf } from './price.ts';

type Facts = ProjectCardFacts & {
  /** Whether the person may coach a project. */
  coaches: boolean;
  /** The changes as the history names them. */
  edited?: ReturnType<typeof edits> & { today: string };
};

const input = z.object({
  name: textSlot('key', 'Name', { min: 3, max: 100 }, 'Apollo').optional(),
  target: dateSlot('Target date').optional(),
  kind: choiceSlot('key', 'Kind', kinds).optional(),
  zone: zoneSlot('Time zone').optional(),
  price: textSlot('key', 'Price', { max: 20, reads: isAmount }, '10000').optional(),
  currency: textSlot('key', 'Currency', { min: 3, max: 3, rephrased: true }, 'GBP').optional(),
});
type Given = z.output<typeof input>;

/** Changes the fields of a project; all of its cards follow (MODEL-1, LIVE-1). */
export const editProject = defineCommand({
  name: 'edit-project',
  synonyms: [
    {
      words: 'price',
      input: z.object({
        price: textSlot('place', 'Price', { max: 20, several: isAmount, reads: isAmount }, '12000'),
        currency: textSlot('place', 'Currency', { min: 3, max: 3, rephrased: true }, 'GBP').optional(),
      }),
    },
  ],
  summary: 'Change the project’s name, target, kind, zone or price.',
  title: 'Edit project',
  submit: 'Save',
  examples: [
    'edit project name:"Apollo 2" target:"18 dec 2026"',
    'edit project kind:client price:10000 currency:GBP',
    'edit project zone:"New York"',
    'price 12000 GBP',
  ],
  input,
  async load(tx, { kind }, who) {
    await lockProject(tx, who.project.id);
    const facts = await loadProject(tx, who.project.id);
    if (!facts) return refuse({ is: 'no_project' });
    const staged = isCoached(kind);
    return ok<Facts>({
      ...facts,
      coaches: staged && (who.person.admin || (await isCoach(tx, who.person.id))),
    });
  },
  permit: (who, { project, coaches }, { kind }) =>
    needs(who, governors(project)) ?? (takesCoach(kind, project) && !coaches ? ['coach'] : undefined),
  version: ({ project }) => project.version,
  subject: ({ project }) => project.name,
  opened: ({ project }) => ({ on: wordedProject(project) }),
  decide(facts, given, _who, { today }) {
    const { project } = facts;
    const set = setOf(project, given);
    if (!set.ok) return set;
    const edited = edits(project, { ...project, ...set.value });
    if (Object.keys(edited.after).length === 0)
      return Object.keys(given).length === 0
        ? rule('Say what to change.', 'For example “edit project target:friday”.')
        : rule(`Nothing changed: ${project.name} already has these values.`);
    const changed = { ...set.value, version: project.version + 1 };
    const moved = changed.zone !== undefined || changed.target !== undefined;
    const next: Facts = { ...facts, project: { ...project, ...changed }, edited: { ...edited, today } };
    return ok({
      changes: [
        {
          alter: 'project',
          id: project.id,
          set: changed.zone === undefined ? changed : { ...changed, asksAt: null },
        },
        ...(moved ? [{ replan: 'project' as const, id: project.id }] : []),
      ],
      events: [{ type: 'project_edited', ...edited }],
      next,
    });
  },
  view: (facts, _who, at) => projectCard(facts, at),
  resource: (facts, _who, at) => projectResource(facts, at),
  done: ({ project, edited }) =>
    edited ? `Changed ${project.name}: ${differences(edited.before, edited.after, edited.today)}.` : '',
  says: ({ project: { price, currency } }) => {
    if (price === null || !currency) return {};
    const money = formatMoney({ minor: price, currency });
    return { price: money, currency: money };
  },
  preset: ({ project }) => ({
    name: project.name,
    kind: project.kind,
    zone: project.zone,
    ...(project.target ? { target: project.target } : {}),
    ...(project.price !== null && project.currency
      ? { price: amountOf(project.price, project.currency), currency: project.currency }
      : {}),
  }),
});

const amountOf = (minor: number, currency: string): string => decimalOf({ minor, currency });

/** Returns the changed fields. A kind sets its policies, a price turns money on (MODEL-5). */
function setOf(project: Project, given: Given): Outcome<Partial<Project>> {
  const { name, target, kind, zone } = given;
  const price = pricedAs(project, given);
  if (!price.ok) return price;
  const priced = { ...project, ...price.value };
  const moneyOn = { moneyOn: policiesOf(kind ?? project.kind).moneyOn || priced.price !== null };
  const policies =
    kind !== undefined && kind !== project.kind
      ? { policies: { ...policiesOf(kind), ...moneyOn } }
      : priced.price !== null && project.price === null
        ? { policies: { ...project.policies, moneyOn: true } }
        : {};
  return ok({
    ...definedFieldsOf({ name, target, kind, zone }),
    ...price.value,
    ...policies,
  });
}

function pricedAs(
  project: Project,
  { price, currency }: Given,
): Outcome<Partial<Pick<Project, 'price' | 'currency'>>> {
  if (price === undefined && currency === undefined) return ok({});
  if (price?.toLowerCase() === 'none') return ok({ price: null, currency: null });
  const was =
    project.price === null || !project.currency ? undefined : amountOf(project.price, project.currency);
  const read = priceOf('edit-project', {
    price: price ?? was,
    currency: currency ?? project.currency ?? undefined,
  });
  if (!read.ok || read.value === null) return read.ok ? ok({}) : read;
  return ok({ price: read.value.minor, currency: read.value.currency });
}

/** Whether the new kind is coached and the old one is not. */
const takesCoach = (kind: Kind | undefined, was: Project) => isCoached(kind) && !isCoached(was.kind);

/** Returns the changed fields in the words of the history. */
const edits = (was: Project, is: Project) => changesBetween(wordedProject(was), wordedProject(is));
