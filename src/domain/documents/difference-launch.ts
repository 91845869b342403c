import type { Change } from '../change.ts';
import { newContingency } from '../launch/contingency.ts';
import { criterionText, readCriterion } from '../launch/criteria-text.ts';
import { type DecisionPoint, decisionName, newDecision, newVote } from '../launch/decision-point.ts';
import { readRemedy, remedyText } from '../launch/remedy.ts';
import { nextNumber } from '../numbering.ts';
import type { DocumentContingency, DocumentDecision, PlanDocument } from './document.ts';
import {
  changedFields,
  type LivingPlan,
  type Making,
  noPart,
  type Part,
  paired,
  personNamed,
} from './living-plan.ts';

/** Criteria and remedies are kept as they are understood, so that they mean the same on any day. */
const criteriaOf = ({ criteria, on }: DocumentDecision, { today, readDay }: Making) =>
  criteria.map((text) => criterionText(readCriterion(text, (said) => readDay(said, on ?? today))));
const remedyOf = (text: string | null) => (text === null ? null : remedyText(readRemedy(text)));
const conditionOf = ({ when, on }: DocumentContingency, { today, readDay }: Making) =>
  criterionText(readCriterion(when, (said) => readDay(said, on ?? today)));

/** How decisions differ (LCH-4); one that is closed stays as it was. A day that has passed asks nobody. */
export function decisionsDiffer({ decisions }: PlanDocument, plan: LivingPlan, at: Making): Part {
  const { pairs, fresh, gone } = paired(plan.decisions, decisions, 'question');
  let number = nextNumber(plan.decisions, plan.spent.D) - 1;
  const added: Change[] = fresh.flatMap((said) => {
    number += 1;
    return adding(said, number, plan, at);
  });
  const altered = pairs.flatMap(([row, said]) => {
    if (row.outcome !== null) return [];
    const texts = said.criteria.length > 0 ? criteriaOf(said, at) : row.criteria.map(({ text }) => text);
    const set = changedFields<DecisionPoint>(row, {
      on: said.on ?? row.on,
      criteria: texts.map((text) => row.criteria.find((one) => one.text === text) ?? { text, met: null }),
      fallback: remedyOf(said.fallback) ?? row.fallback,
    });
    return set ? [{ row, set: { ...set, askAt: null, version: row.version + 1 } }] : [];
  });
  return {
    ...noPart('decision'),
    changes: [...added, ...altered.map(({ row, set }) => ({ alter: 'decision' as const, id: row.id, set }))],
    added: fresh.length,
    changed: altered.map(({ row, set }) => `${decisionName(row)}: ${fieldWords(set)}`),
    gone: gone
      .filter(({ outcome }) => outcome === null)
      .map((row) => ({ name: decisionName(row), drop: [{ remove: 'decision', id: row.id }] })),
  };
}

function adding(said: DocumentDecision, number: number, plan: LivingPlan, at: Making): Change[] {
  const { question, on } = said;
  const past = on !== null && on < at.today;
  const row = newDecision({
    ...{ id: at.newId(), projectId: plan.project.id, number, question, on, createdById: at.personId },
    criteria: criteriaOf(said, at),
    fallback: remedyOf(said.fallback),
  });
  const voters = new Set(said.voters.flatMap((name) => personNamed(plan, name) ?? []));
  const votes = [...voters].map((personId) =>
    newVote({ id: at.newId(), projectId: plan.project.id, decisionId: row.id, personId }),
  );
  return [
    { add: 'decision', row: { ...row, askedFor: past ? on : null } },
    ...votes.map((vote): Change => ({ add: 'vote', row: vote })),
  ];
}

/** How contingencies differ (LCH-5); one that was decided on stays as it was. */
export function contingenciesDiffer({ contingencies }: PlanDocument, plan: LivingPlan, at: Making): Part {
  const said = contingencies.map((one) => ({ ...one, when: conditionOf(one, at) }));
  const { pairs, fresh, gone } = paired(plan.contingencies, said, 'when');
  const first = nextNumber(plan.contingencies, plan.spent.P);
  const added = fresh.map(({ when, on, action }, index) => {
    const row = newContingency({
      ...{ id: at.newId(), projectId: plan.project.id, number: first + index, on, createdById: at.personId },
      when,
      action: remedyOf(action) ?? action,
    });
    return { ...row, checkedFor: on !== null && on < at.today ? on : null };
  });
  const altered = pairs.flatMap(([row, said]) => {
    const set =
      row.outcome === null &&
      changedFields(row, { on: said.on ?? row.on, action: remedyOf(said.action) ?? row.action });
    return set ? [{ row, set: { ...set, checkAt: null, version: row.version + 1 } }] : [];
  });
  return {
    ...noPart('contingency'),
    changes: [
      ...added.map((row): Change => ({ add: 'contingency', row })),
      ...altered.map(({ row, set }): Change => ({ alter: 'contingency', id: row.id, set })),
    ],
    added: added.length,
    changed: altered.map(({ row, set }) => `If ${row.when}: ${fieldWords(set)}`),
    gone: gone
      .filter(({ outcome }) => outcome === null)
      .map(({ id, when }) => ({ name: `If ${when}`, drop: [{ remove: 'contingency', id }] })),
  };
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
