import * as z from 'zod';
import { risksCard } from '../../../cards/views/health/risks.ts';
import type { Tx } from '../../../db/database.ts';
import type { Candidate } from '../../../db/queries/plan/milestones.ts';
import { removedNumbers } from '../../../db/queries/plan/removed-numbers.ts';
import { definedFieldsOf } from '../../domain/event-fields.ts';
import { levels, newRisk, type Risk, type RiskWithNames, riskName } from '../../domain/health/risk.ts';
import { nextNumber } from '../../domain/numbering.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import type { Person } from '../../domain/people/person.ts';
import type { NamedMilestone } from '../../domain/plan/milestone.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { contributors, type InProject, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { choiceSlot, dateSlot, personSlot, referenceSlot, textSlot } from '../../grammar/slot.ts';
import { risksResource } from '../../presenters/health.ts';
import { defineCommand } from '../../runner/define.ts';
import { findMilestone, findPerson } from '../../runner/references/find.ts';
import { parseNumber, refuseUnknown } from '../../runner/references/numbered.ts';
import { loadAllRisks, type Risks, riskLetter } from './risk-facts.ts';

type Facts = Risks & {
  known: RiskWithNames | undefined;
  owner: Person | null | undefined;
  of: Candidate | null | undefined;
  spent: number | undefined;
  isNew: boolean;
};

/** Adds a risk, or changes an existing one (LCH-7). */
export const risk = defineCommand({
  name: 'risk',
  summary: 'Add a risk, or change one.',
  title: 'Add a risk',
  examples: [
    'risk "payment provider not approved" level:high by:"12 feb"',
    'risk R3 level:low by:"19 feb" owner:@ana',
    'risk "API changes" milestone:2 mitigation:"pin the version"',
  ],
  input: z.object({
    text: textSlot(
      'rest',
      'What could go wrong',
      { max: 500, orNumber: 'R' },
      'The payment provider is not approved',
    ),
    level: choiceSlot('key', 'Level', levels).optional(),
    by: dateSlot('Resolve by').optional(),
    owner: personSlot('Assignee', 'key').optional(),
    milestone: referenceSlot('Milestone', 'key', 'open').optional(),
    mitigation: textSlot('key', 'What makes it smaller', { max: 500 }, 'Pin the version').optional(),
  }),
  async load(tx, { text, owner: named, milestone }, who) {
    const all = await loadAllRisks(tx, who, 'changing');
    const { risks } = all;
    const person =
      named === undefined || named.toLowerCase() === 'none' ? undefined : await findPerson(tx, who, named);
    if (person && !person.ok) return person;
    const owner = named?.toLowerCase() === 'none' ? null : person?.value;
    // the form opens without a text
    const number = parseNumber(text ?? '', riskLetter);
    const known = risks.find((one) => one.number === number);
    if (number !== undefined && !known) return refuseUnknown(text, riskLetter, risks.map(riskName));
    const of = await milestoneOf(tx, who, milestone);
    if (!of.ok) return of;
    const { R: spent } = await removedNumbers(tx, all.project.id);
    return ok<Facts>({ ...all, known, owner, of: of.value, spent, isNew: known === undefined });
  },
  permit: (who) => needs(who, contributors),
  decide(facts, { text, level, by, mitigation }, who, at) {
    const { known, owner, of: milestone, project, risks } = facts;
    const given = definedFieldsOf({
      level,
      resolveBy: by,
      ownerId: owner === null ? null : owner?.id,
      milestoneId: milestone === null ? null : milestone?.id,
      mitigation: mitigation?.toLowerCase() === 'none' ? null : mitigation,
    });
    if (known) return change(facts, known, given);
    const number = nextNumber(risks, facts.spent);
    const of = { id: at.newId(), projectId: project.id, number, text };
    const row = newRisk({ ...of, openedById: who.person.id, openedAt: at.now, ...given });
    const made = { ...row, owner: owner?.name ?? null, resolvedBy: null, milestone: milestone ?? null };
    return ok({
      changes: [{ add: 'risk', row }],
      events: [
        {
          type: 'risk_opened',
          ...(row.milestoneId ? { milestoneId: row.milestoneId } : {}),
          after: { what: riskName(row), ...inHistory(given, { owner, milestone }) },
        },
      ],
      next: { ...facts, known: made, risks: [...risks, made] },
    });
  },
  view: (facts, _who, at) => risksCard(facts, at),
  resource: risksResource,
  done: ({ known, isNew }) => `Risk ${excerpt(riskName(known), 100)} ${isNew ? 'added' : 'changed'}.`,
});

type Given = Partial<Pick<Risk, 'level' | 'resolveBy' | 'ownerId' | 'milestoneId' | 'mitigation'>>;

type Names = {
  owner: { name: string } | null | undefined;
  milestone: NamedMilestone | null | undefined;
};

/** The changed fields with names in the place of ids. */
const inHistory = ({ ownerId, milestoneId, ...rest }: Given, { owner, milestone }: Names) => ({
  ...rest,
  ...(ownerId === undefined ? {} : { owner: owner?.name ?? null }),
  ...(milestoneId === undefined ? {} : { of: milestone ? milestoneName(milestone) : null }),
});

/** Finds the named milestone; null for `none`, undefined where none is named. */
async function milestoneOf(
  tx: Tx,
  who: InProject,
  typed: string | undefined,
): Promise<Outcome<Candidate | null | undefined>> {
  if (typed === undefined) return ok(undefined);
  return typed.toLowerCase() === 'none' ? ok(null) : findMilestone(tx, who, typed, 'reading');
}

function change(facts: Facts, known: RiskWithNames, given: Given) {
  if (known.resolvedAt) return rule(`${riskName(known)} is resolved.`, 'If it is back, add it again.');
  const fields = (Object.keys(given) as (keyof Given)[]).filter((field) => given[field] !== known[field]);
  if (fields.length === 0) return rule(`Nothing changed: ${riskName(known)} already has these values.`);
  const set: Given = Object.fromEntries(fields.map((field) => [field, given[field]]));
  const was: Given = Object.fromEntries(fields.map((field) => [field, known[field]]));
  const { owner, of: milestone } = facts;
  const next = {
    ...known,
    ...set,
    owner: owner === undefined ? known.owner : (owner?.name ?? null),
    milestone: milestone === undefined ? known.milestone : milestone,
  };
  const { owner: knownOwner } = known;
  const names = { owner: knownOwner === null ? null : { name: knownOwner }, milestone: known.milestone };
  const milestoneId = next.milestoneId ?? known.milestoneId;
  return ok({
    changes: [{ alter: 'risk' as const, id: known.id, set }],
    events: [
      {
        type: 'risk_changed' as const,
        ...(milestoneId ? { milestoneId, linkedIds: known.milestoneId ? [known.milestoneId] : [] } : {}),
        before: inHistory(was, names),
        after: { what: riskName(known), ...inHistory(set, { owner, milestone }) },
      },
    ],
    next: { ...facts, known: next, risks: facts.risks.map((one) => (one.id === known.id ? next : one)) },
  });
}
