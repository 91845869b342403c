import * as z from 'zod';
import { projectCard } from '../../../cards/views/project/project.ts';
import type { Tx } from '../../../db/database.ts';
import { projectsOf } from '../../../db/queries/directory/who.ts';
import { hasNoAdministrator, isCoach } from '../../../db/queries/people/people.ts';
import { roomAt } from '../../../db/queries/project/links.ts';
import type { Change } from '../../domain/change.ts';
import type { PlanLine } from '../../domain/facts.ts';
import { defaultBilling } from '../../domain/money/billing.ts';
import { isCurrency } from '../../domain/money/money.ts';
import { ok, refuse, rule } from '../../domain/outcome.ts';
import { headOf, type Who } from '../../domain/project/access.ts';
import { labelOf } from '../../domain/project/label.ts';
import {
  defaultKind,
  isCoached,
  type Kind,
  kinds,
  policiesOf,
  termsOf,
} from '../../domain/project/policies.ts';
import { defaultReminders, type Project } from '../../domain/project/project.ts';
import { linkRoom } from '../../domain/project/rooms.ts';
import { startStages } from '../../domain/stages/start-stages.ts';
import { fold } from '../../domain/text/fold.ts';
import { choiceSlot, dateSlot, textSlot, yesNoSlot } from '../../grammar/slot.ts';
import { projectResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';
import { typedKey } from '../../runner/read-request.ts';
import { newApproverSlot } from './approver.ts';
import { isAmount, priceOf } from './price.ts';

type Facts = {
  known: { id: string } | undefined;
  coaches: boolean;
  /** Whether the person becomes the administrator. */
  founds: boolean;
  /** The typed kind. */
  kind: Kind | undefined;
};

const input = z.object({
  name: textSlot('rest', 'Name', { min: 3, max: 100, tails: true }, 'Apollo'),
  kind: choiceSlot('key', 'Kind', kinds).optional(),
  approver: newApproverSlot().optional(),
  target: dateSlot('Target date').optional(),
  price: textSlot('key', 'Price', { max: 20, reads: isAmount }, '10000').optional(),
  currency: textSlot('key', 'Currency', { min: 3, max: 3, reads: isCurrency }, 'GBP').optional(),
  second: yesNoSlot('Second project with that name', { typed: true }).optional(),
});

/** Creates a project with its kind's policies and links the room; the creator owns it. */
export const project = defineCommand({
  name: 'project',
  synonyms: [{ words: 'create project' }],
  summary: 'Start a project in this channel.',
  title: 'New project',
  submit: 'Start',
  examples: [
    'project "Apollo" kind:launch target:"18 dec 2026"',
    'project "Shop" kind:client price:10000 currency:GBP',
    'project "Shop" approver:coach',
  ],
  input,
  scope: 'workspace',
  linksRoom: () => true,
  async load(tx, given, who) {
    const known = who.here && (await roomAt(tx, who.here));
    if (who.room || who.linkedElsewhere || known?.projectId) {
      return rule(
        `This channel already belongs to ${who.project?.name ?? 'another project'}.`,
        'Use another channel, or type “unlink” here first.',
      );
    }
    // its form opens without a name
    const asks = given.name && !given.second;
    const namesake = asks ? await namesakeOf(tx, who, given.name) : undefined;
    if (namesake)
      return refuse({
        ...namesake,
        is: 'same_name',
        name: given.name,
        again: { ...rawOf(given), [typedKey]: 'yes' },
        inChannel: who.here?.kind === 'channel',
      });
    const coaches = isCoached(given.kind) && (await isCoach(tx, who.person.id));
    const founds = who.adminOpen && (await hasNoAdministrator(tx, who));
    return ok<Facts>({ known, coaches, founds, kind: given.kind });
  },
  permit: (who, { coaches, founds }, { kind }) =>
    !isCoached(kind) || who.person.admin || coaches || founds ? undefined : ['coach'],
  decide(facts, given, who, at) {
    const price = priceOf('project', given);
    if (!price.ok) return price;
    const kind = given.kind ?? defaultKind;
    const policies = { ...policiesOf(kind), ...(given.approver ? { approver: given.approver } : {}) };
    const made: Project = {
      id: at.newId(),
      name: given.name,
      kind,
      policies: { ...policies, moneyOn: policies.moneyOn || price.value !== null },
      status: 'draft',
      lost: null,
      archivedAt: null,
      target: given.target ?? null,
      price: price.value?.minor ?? null,
      currency: price.value?.currency ?? null,
      terms: termsOf(kind),
      billing: defaultBilling,
      zone: who.person.zone ?? 'UTC',
      holidays: [],
      reminders: defaultReminders,
      asks: null,
      version: 1,
    };
    const stages = isCoached(kind) ? startStages(made, { personId: who.person.id, ...at }) : [];
    const link =
      who.here && linkRoom(who.here, facts.known, { id: at.newId(), projectId: made.id, audience: 'team' });
    const role = headOf({ kind });
    const { founds } = facts;
    const after = { name: made.name, kind, target: made.target, ...(founds ? { admin: true } : {}) };
    return ok({
      changes: [
        { add: 'project', row: made },
        { add: 'member', row: { id: at.newId(), projectId: made.id, personId: who.person.id, role } },
        ...stages,
        ...(link ? [link.change] : []),
        ...(founds ? [{ alter: 'person' as const, id: who.person.id, set: { admin: true } }] : []),
      ],
      events: [{ type: 'project_created', after }],
      next: {
        ...facts,
        made: {
          project: made,
          milestones: linesOf(stages),
          blockers: [],
          risks: [],
          decisions: [],
          noGos: [],
          invoices: [],
          actions: [],
          began: at.now,
          approvers: role === policies.approver ? [who.person.name] : [],
          undecided: [],
        },
      },
    });
  },
  view: ({ made }, _who, at) => projectCard(made, at),
  resource: ({ made }, _who, at) => projectResource(made, at),
  done: ({ made, founds }) =>
    `Started ${made.project.name}.${founds ? ' You administer this Milepost now.' : ''}`,
  posts: ({ made }) => ({ kind: 'project', id: made.project.id }),
  preset: ({ kind }) => (kind ? { approver: policiesOf(kind).approver } : {}),
});

/** Returns a project of the same name in which the person takes part; others are not disclosed. */
async function namesakeOf(tx: Tx, who: Who, name: string) {
  const rows = await projectsOf(tx, who.person);
  const same = rows.find(({ project }) => fold(project.name) === fold(name.trim()));
  return same && { other: { id: same.project.id, label: labelOf({ ...same, name: same.project.name }) } };
}

/** Returns the milestones among new rows as lines of the plan. */
const linesOf = (changes: readonly Change[]): PlanLine[] => {
  const items = changes.flatMap((change) =>
    'addMany' in change && change.addMany === 'item' ? change.rows : [],
  );
  return changes.flatMap((change) =>
    'addMany' in change && change.addMany === 'milestone'
      ? change.rows.map((row) => ({
          ...row,
          items: items.filter(({ milestoneId }) => milestoneId === row.id),
        }))
      : [],
  );
};

/** Returns the input as given, for the button that repeats it. */
const rawOf = (given: z.output<typeof input>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
