import { newContingency } from '../launch/contingency.ts';
import { criterionText, readCriterion } from '../launch/criteria-text.ts';
import {
  type DecisionPoint,
  decisionName,
  newDecision,
  newVote,
  type Vote,
} from '../launch/decision-point.ts';
import { readRemedy, remedyText } from '../launch/remedy.ts';
import { nextNumber } from '../numbering.ts';
import type { DocumentContingency, DocumentDecision, PlanDocument } from './document.ts';
import {
  addMany,
  changedFields,
  type ImportContext,
  type LivingPlan,
  type Part,
  partOf,
  pastDay,
  personNamed,
} from './living-plan.ts';

/** Stores criteria and remedies in normalised form, so that they do not depend on the day of reading. */
const criteriaOf = ({ criteria, on }: DocumentDecision, { today, readDay }: ImportContext) =>
  criteria.map((text) => criterionText(readCriterion(text, (entry) => readDay(entry, on ?? today))));
const remedyOf = (text: string | null) => (text === null ? null : remedyText(readRemedy(text)));
const conditionOf = ({ when, on }: DocumentContingency, { today, readDay }: ImportContext) =>
  criterionText(readCriterion(when, (entry) => readDay(entry, on ?? today)));

/** Compares decisions (LCH-4). Closed ones stay unchanged; a date in the past asks nobody. */
export function decisionsDiffer({ decisions }: PlanDocument, plan: LivingPlan, at: ImportContext): Part {
  const votes: Vote[] = [];
  const part = partOf('decision', plan, at, nextNumber(plan.decisions, plan.spent.D), {
    rows: plan.decisions,
    entries: decisions,
    by: 'question',
    isClosed: ({ outcome }) => outcome !== null,
    add: (entry, key) => {
      const { question, on, voters } = entry;
      const row = newDecision({
        ...key,
        question,
        on,
        createdById: at.personId,
        criteria: criteriaOf(entry, at),
        fallback: remedyOf(entry.fallback),
      });
      for (const personId of new Set(voters.flatMap((name) => personNamed(plan, name) ?? [])))
        votes.push(newVote({ id: at.newId(), projectId: plan.project.id, decisionId: row.id, personId }));
      return { ...row, askedFor: pastDay(on, at) };
    },
    set: (row, entry) => {
      const texts = entry.criteria.length > 0 ? criteriaOf(entry, at) : row.criteria.map(({ text }) => text);
      const set = changedFields<DecisionPoint>(row, {
        on: entry.on ?? row.on,
        criteria: texts.map((text) => row.criteria.find((one) => one.text === text) ?? { text, met: null }),
        fallback: remedyOf(entry.fallback) ?? row.fallback,
      });
      return set && { ...set, askAt: null, version: row.version + 1 };
    },
    name: decisionName,
    changed: (_, set) => fieldWords(set),
  });
  return { ...part, changes: [...part.changes, ...addMany('vote', votes)] };
}

/** Compares contingencies (LCH-5). Those already decided stay unchanged. */
export function contingenciesDiffer(
  { contingencies }: PlanDocument,
  plan: LivingPlan,
  at: ImportContext,
): Part {
  return partOf('contingency', plan, at, nextNumber(plan.contingencies, plan.spent.P), {
    rows: plan.contingencies,
    entries: contingencies.map((one) => ({ ...one, when: conditionOf(one, at) })),
    by: 'when',
    isClosed: ({ outcome }) => outcome !== null,
    add: ({ when, on, action }, key) => ({
      ...newContingency({ ...key, on, createdById: at.personId, when, action: remedyOf(action) ?? action }),
      checkedFor: pastDay(on, at),
    }),
    set: (row, entry) => {
      const set = changedFields(row, {
        on: entry.on ?? row.on,
        action: remedyOf(entry.action) ?? row.action,
      });
      return set && { ...set, checkAt: null, version: row.version + 1 };
    },
    name: ({ when }) => `If ${when}`,
    changed: (_, set) => fieldWords(set),
  });
}

const words: Readonly<Record<string, string>> = {
  on: 'day',
  criteria: 'criteria',
  fallback: 'fallback',
  action: 'what is done then',
};
const fieldWords = (set: object) =>
  Object.keys(set)
    .flatMap((field) => words[field] ?? [])
    .join(', ');
