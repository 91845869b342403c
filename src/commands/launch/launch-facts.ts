import type { Tx } from '../../../db/database.ts';
import { loadContingencies, loadDecisions, loadLaunch } from '../../../db/queries/launch/launch.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { contingencyKey } from '../../domain/launch/contingency.ts';
import { decisionName } from '../../domain/launch/decision-point.ts';
import type {
  ContingencyFacts,
  DecisionFacts,
  DecisionWithVotes,
  LaunchFacts,
} from '../../domain/launch/launch.ts';
import { alreadyDone, foundProject, type Outcome, ok } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';
import { findNumbered, refuseUnknown } from '../../runner/references/numbered.ts';

/** The key letter of decisions. */
export const decisionLetter = { letter: 'D', what: 'decision', isInternal: true } as const;
/** The key letter of contingencies. */
export const contingencyLetter = { letter: 'P', what: 'contingency', isInternal: true } as const;

/** Loads the plan of the project and locks it, so that effects are applied as computed. */
export async function loadLaunchPlan(tx: Tx, who: InProject): Promise<Outcome<LaunchFacts>> {
  await lockProject(tx, who.project.id);
  return foundProject(await loadLaunch(tx, who.project.id));
}

/** Loads the decision that was typed with what its card shows. */
export async function loadDecisionFacts(
  tx: Tx,
  who: InProject,
  typed: string,
): Promise<Outcome<DecisionFacts>> {
  const facts = await loadLaunchPlan(tx, who);
  if (!facts.ok) return facts;
  const all = await loadDecisions(tx, { projectId: facts.value.project.id });
  const meant = findNumbered(all, typed, decisionLetter);
  return meant
    ? ok({ ...facts.value, decision: meant })
    : refuseUnknown(typed, decisionLetter, all.filter(isOpen).map(decisionName));
}

const isOpen = ({ outcome }: DecisionWithVotes) => outcome === null;

/** Loads the contingency that was typed with what its card shows. */
export async function loadContingencyFacts(
  tx: Tx,
  who: InProject,
  typed: string,
): Promise<Outcome<ContingencyFacts>> {
  const facts = await loadLaunchPlan(tx, who);
  if (!facts.ok) return facts;
  const all = await loadContingencies(tx, { projectId: facts.value.project.id });
  const meant = findNumbered(all, typed, contingencyLetter);
  return meant
    ? ok({ ...facts.value, contingency: meant })
    : refuseUnknown(
        typed,
        contingencyLetter,
        all.map((one) => `${contingencyKey(one)} ${one.when}`),
      );
}

/** What a form about a decision acts on: its words, and whether it is closed. */
export const openedOn = ({ decision }: DecisionFacts) => ({
  on: [
    decision.question,
    decision.on,
    decision.criteria.map(({ text }) => text),
    decision.fallback,
    decision.outcome,
  ],
});

/** Refuses if the decision is closed. */
export function requireOpen({ decision }: DecisionFacts): Outcome<true> {
  if (!decision.outcome) return ok(true);
  return alreadyDone(`${decisionName(decision)} was decided`, decision.decidedBy, decision.decidedAt ?? '');
}
