import type { NamedBlueprint } from '../../src/domain/blueprints/find.ts';
import { type ActionItem, actionKey, actionName } from '../../src/domain/customer/action-item.ts';
import type { PlanLine } from '../../src/domain/facts.ts';
import { type Blocker, blockerKey, blockerName } from '../../src/domain/health/blocker.ts';
import { type Risk, riskKey, riskName } from '../../src/domain/health/risk.ts';
import { type Contingency, contingencyKey } from '../../src/domain/launch/contingency.ts';
import { type DecisionPoint, decisionKey, decisionName } from '../../src/domain/launch/decision-point.ts';
import { type Metric, metricName } from '../../src/domain/launch/metric.ts';
import type { Item } from '../../src/domain/plan/milestone.ts';
import { cadenceName, type ProjectCadence } from '../../src/domain/rhythm/project-cadence.ts';
import type { Receipt } from '../../src/domain/rhythm/receipt.ts';
import { type ChangeOrder, changeOrderKey, changeOrderName } from '../../src/domain/scope/change-order.ts';
import { excerpt } from '../../src/domain/text/cut.ts';
import { whatOf } from './rhythm/receipts.ts';
import { numberedName, stateOf } from './words.ts';

/** A thing that a form offers: its words, and what people type for it. */
export type Choice = { label: string; value: string };

/** The longest label of a choice on any platform. */
const maxLabelCharacters = 75;

const choice = (value: string, label: string): Choice => ({
  label: excerpt(label, maxLabelCharacters),
  value,
});

/** Labels a blueprint in a choice: "standard-3: Three milestones". */
export const choiceOfBlueprint = ({ slug, blueprint }: NamedBlueprint): Choice =>
  choice(slug, `${slug}: ${blueprint.title}`);

/** Labels a milestone in a choice: "3 · Beta launch (in progress)". */
export function choiceOfMilestone(milestone: PlanLine): Choice {
  const state = ` (${stateOf(milestone)})`;
  const name = excerpt(numberedName(milestone), maxLabelCharacters - state.length);
  return { label: `${name}${state}`, value: String(milestone.number) };
}

/** Labels a checklist item: "3.2 Privacy review". */
export const choiceOfItem = ({
  milestone,
  number,
  text,
}: Pick<Item, 'number' | 'text'> & { milestone: number }) =>
  choice(`${milestone}.${number}`, `${milestone}.${number} ${text}`);

/** Labels the criteria of a decision: "D2.1 Support is staffed". `index` from 0. */
export function choiceOfCriterion(decision: Pick<DecisionPoint, 'number' | 'criteria'>, index: number) {
  const value = `${decisionKey(decision)}.${index + 1}`;
  return choice(value, `${value} ${decision.criteria[index]?.text ?? ''}`);
}

/** Labels a blocker: "B4 Waiting for the API key". */
export const choiceOfBlocker = (blocker: Pick<Blocker, 'number' | 'text'>) =>
  choice(blockerKey(blocker), blockerName(blocker));

/** Labels a risk: "R2 The payment provider is not approved". */
export const choiceOfRisk = (risk: Pick<Risk, 'number' | 'text'>) => choice(riskKey(risk), riskName(risk));

/** Labels an action of the customer: "A3 Approve integration access". */
export const choiceOfAction = (action: Pick<ActionItem, 'number' | 'label'>) =>
  choice(actionKey(action), actionName(action));

/** Labels a metric: "M2 Page load". */
export const choiceOfMetric = (metric: Pick<Metric, 'number' | 'name'>) =>
  choice(`M${metric.number}`, metricName(metric));

/** Labels a change order: "CO1 An Arabic version". */
export const choiceOfChangeOrder = (order: Pick<ChangeOrder, 'number' | 'text'>) =>
  choice(changeOrderKey(order), changeOrderName(order));

/** Labels a decision: "D2 Go for 19 Feb?". */
export const choiceOfDecision = (decision: Pick<DecisionPoint, 'number' | 'question'>) =>
  choice(decisionKey(decision), decisionName(decision));

/** Labels a contingency: "P1 if 30% of p0 incomplete". */
export const choiceOfContingency = (contingency: Pick<Contingency, 'number' | 'when'>) =>
  choice(contingencyKey(contingency), `${contingencyKey(contingency)} if ${contingency.when}`);

/** Labels a cadence: "C2 Weekly review". */
export const choiceOfCadence = (cadence: Pick<ProjectCadence, 'number' | 'what'>) =>
  choice(`C${cadence.number}`, cadenceName(cadence));

/** Labels a message: "41: digest in #apollo". */
export const choiceOfReceipt = (receipt: Receipt) =>
  choice(String(receipt.number), `${receipt.number}: ${whatOf(receipt)}`);
