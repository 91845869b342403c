import {
  type Choice,
  choiceOfAction,
  choiceOfBlocker,
  choiceOfBlueprint,
  choiceOfCadence,
  choiceOfChangeOrder,
  choiceOfContingency,
  choiceOfCriterion,
  choiceOfDecision,
  choiceOfItem,
  choiceOfMetric,
  choiceOfMilestone,
  choiceOfReceipt,
  choiceOfRisk,
} from '../../../cards/views/choices.ts';
import type { Tx } from '../../../db/database.ts';
import { loadActions } from '../../../db/queries/customer/actions.ts';
import { loadBlockers } from '../../../db/queries/health/blockers.ts';
import { loadRisks } from '../../../db/queries/health/risks.ts';
import { loadContingencies, loadDecisions } from '../../../db/queries/launch/launch.ts';
import { loadMetrics } from '../../../db/queries/launch/metrics.ts';
import { loadItems } from '../../../db/queries/plan/items.ts';
import { loadPlan } from '../../../db/queries/project/project-facts.ts';
import { loadCadences } from '../../../db/queries/rhythm/project-cadences.ts';
import { loadReceipts } from '../../../db/queries/rhythm/receipts.ts';
import { loadChangeOrders } from '../../../db/queries/scope/change-orders.ts';
import { catalogueList, type NamedBlueprint, type SavedBlueprint } from '../../domain/blueprints/find.ts';
import { openActions } from '../../domain/customer/action-item.ts';
import type { PlanLine } from '../../domain/facts.ts';
import { readCriterion } from '../../domain/launch/criteria-text.ts';
import type { DecisionWithVotes } from '../../domain/launch/launch.ts';
import type { NamedThing } from '../../domain/named-thing.ts';
import { candidatesOf, milestonesFor } from '../../domain/plan/candidates.ts';
import { governors, type InProject, needs } from '../../domain/project/access.ts';
import { parseReference } from '../../domain/reference.ts';
import type { KnownCadence } from '../../domain/rhythm/project-cadence.ts';
import { stateOn } from '../../domain/scope/change-order.ts';
import { canChange, canLeave } from '../../domain/scope/swap.ts';
import { todayIn } from '../../domain/time/dates.ts';
import type { SlotField } from '../../grammar/slot.ts';
import type { Command } from '../define.ts';
import { knownTo } from '../drawn/for-customers.ts';
import type { IdentifiedRequest } from '../identified-request.ts';
import { savedFor } from '../references/saved-blueprints.ts';

/** A form that offers things of a project: its command, and the input that is already known. */
export type Offering = Pick<IdentifiedRequest, 'clock'> & {
  tx: Tx;
  who: InProject;
  command: Pick<Command, 'name'>;
  known: Readonly<Record<string, string>>;
};

type NamingField = SlotField & { slot: { names: NamedThing } };

/** Whether an input names an existing thing, so that a form offers those that fit. */
export const namesThing = (field: SlotField): field is NamingField => field.slot.names !== undefined;

/** Returns what an input can name: the things of the project that the person may see and the command takes. */
export async function offeredFor({ slot }: NamingField, offering: Offering): Promise<Choice[]> {
  const { tx, who, command, known } = offering;
  const projectId = who.project.id;
  const readable = <T>(things: T): T => knownTo(who, things);
  switch (slot.names) {
    case 'milestone':
      return (await milestones(offering, slot)).map(choiceOfMilestone);
    case 'item':
      return ownFirst(readable(await loadItems(tx, projectId)), milestoneIn(known))
        .filter((item) => fitsItem(item, command.name, milestoneIn(known)))
        .map(choiceOfItem);
    case 'criterion':
      return readable(await loadDecisions(tx, { projectId }))
        .filter(isOpen)
        .flatMap(manualCriteria);
    case 'blocker':
      return readable(await loadBlockers(tx, projectId, 0)).map(choiceOfBlocker);
    case 'blueprint':
      return blueprintsFor(command.name, await savedFor(tx, who)).map(choiceOfBlueprint);
    case 'action':
      return openActions(readable(await loadActions(tx, projectId))).map(choiceOfAction);
    case 'metric':
      return readable(await loadMetrics(tx, projectId)).map(choiceOfMetric);
    case 'risk':
      return readable(await loadRisks(tx, projectId))
        .filter(({ resolvedAt }) => !resolvedAt)
        .map(choiceOfRisk);
    case 'cadence':
    case 'announcement':
    case 'standup':
      return readable(await loadCadences(tx, projectId))
        .filter((cadence) => fitsCadence(cadence, slot.names, offering))
        .map(choiceOfCadence);
    case 'decision':
      return readable(await loadDecisions(tx, { projectId }))
        .filter((decision) => fitsDecision(decision, command.name, who))
        .map(choiceOfDecision);
    case 'contingency':
      return readable(await loadContingencies(tx, { projectId })).map(choiceOfContingency);
    case 'change order':
      return readable(await loadChangeOrders(tx, { projectId }))
        .filter((order) => stateOn(order, todayIn(offering.clock(), who.project.zone)) === 'open')
        .map(choiceOfChangeOrder);
    case 'receipt':
      return needs(who, governors(who.project))
        ? []
        : (await loadReceipts(tx, { projectId }, true)).lines.map(choiceOfReceipt);
    default:
      return slot.names satisfies never;
  }
}

async function milestones(
  { tx, who, command, known }: Offering,
  { role }: NamingField['slot'],
): Promise<readonly PlanLine[]> {
  const plan = knownTo(who, await loadPlan(tx, who.project.id));
  if (!plan) return [];
  if (role) return milestonesFor(role, plan.milestones, milestoneIn(known));
  const of = { policies: plan.project.policies, personId: who.person.id };
  const found = candidatesOf(command.name, plan.milestones, of);
  return found.is === 'some' ? found.milestones : [];
}

/** Only a company's own can be removed. */
const blueprintsFor = (command: string, saved: readonly SavedBlueprint[]): NamedBlueprint[] =>
  command === 'blueprint-remove' ? [...saved] : [...catalogueList(), ...saved];

/** The number of the milestone that a form is for. */
function milestoneIn({ milestone }: Offering['known']): number | undefined {
  const by = parseReference(milestone ?? '');
  return 'number' in by ? by.number : undefined;
}

type NumberedItem = Awaited<ReturnType<typeof loadItems>>[number];

function fitsItem(item: NumberedItem, command: string, milestone: number | undefined): boolean {
  if (command === 'change') return canLeave(item) && canChange(item);
  if (command === 'check') return !item.done;
  if (command === 'uncheck') return item.done || item.skipReason !== null;
  if (command === 'skip-step') return item.kind === 'demo_step' && !item.done && item.skipReason === null;
  return item.kind === 'criterion' && (milestone === undefined || item.milestone === milestone);
}

/** Where the milestone can be chosen in the same form, the items of the present one come first. */
const ownFirst = (items: readonly NumberedItem[], milestone: number | undefined): NumberedItem[] =>
  items.toSorted((a, b) => Number(a.milestone !== milestone) - Number(b.milestone !== milestone));

const isOpen = ({ outcome }: DecisionWithVotes) => outcome === null;

const manualCriteria = (decision: DecisionWithVotes) =>
  decision.criteria.flatMap(({ text }, index) =>
    readCriterion(text).is === 'manual' ? [choiceOfCriterion(decision, index)] : [],
  );

function fitsDecision(decision: DecisionWithVotes, command: string, { person }: InProject): boolean {
  if (command === 'fallback')
    return decision.outcome === 'no_go' && !decision.fellBackAt && decision.fallback !== null;
  const { votes } = decision;
  const hasVote = votes.length === 0 || votes.some(({ personId }) => personId === person.id);
  return isOpen(decision) && (command !== 'vote' || hasVote);
}

function fitsCadence(
  { kind, state, draft, ownerId }: KnownCadence,
  names: NamedThing,
  { who, command }: Offering,
): boolean {
  if (names === 'standup') return kind === 'standup' && state !== 'off';
  if (names !== 'announcement') return true;
  const isPending = state === 'on' || state === 'asked';
  const isOwn = ownerId === who.person.id || !needs(who, governors(who.project));
  return kind === 'announcement' && isPending && isOwn && (command.name !== 'announce' || draft !== null);
}
