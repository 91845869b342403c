import { asc, eq, inArray, isNull } from 'drizzle-orm';
import type {
  ContingencyFacts,
  DecisionFacts,
  DecisionWithVotes,
  LaunchFacts,
} from '../../../src/domain/launch/launch.ts';
import { metricStatus } from '../../../src/domain/launch/metric.ts';
import type { Tx } from '../../database.ts';
import { blocker } from '../../schema/health.ts';
import { refersTo } from '../../schema/keys.ts';
import { contingency, decision, vote } from '../../schema/launch.ts';
import { person } from '../../schema/people.ts';
import { milestone } from '../../schema/plan.ts';
import { project } from '../../schema/project.ts';
import { review } from '../../schema/review.ts';
import { sentInvoices } from '../money/sent.ts';
import { loadMetrics } from './metrics.ts';

/** Returns the plan for decisions and contingencies, in two statements; undefined when it does not exist. */
export async function loadLaunch(tx: Tx, projectId: string): Promise<LaunchFacts | undefined> {
  const row = await tx.query.project.findFirst({
    where: eq(project.id, projectId),
    extras: { invoices: sentInvoices.as('invoices') },
    with: {
      milestones: {
        where: isNull(milestone.droppedAt),
        orderBy: asc(milestone.number),
        columns: {
          id: true,
          parentId: true,
          number: true,
          name: true,
          outcome: true,
          status: true,
          priority: true,
          startDate: true,
          dueDate: true,
          version: true,
        },
        with: {
          items: { columns: { done: true } },
          reviews: { where: eq(review.outcome, 'open'), columns: { id: true } },
        },
      },
      blockers: {
        where: isNull(blocker.clearedAt),
        orderBy: asc(blocker.number),
        columns: { id: true, number: true, milestoneId: true },
      },
    },
  });
  if (!row) return undefined;
  const { milestones, blockers, invoices, ...of } = row;
  const metrics = await loadMetrics(tx, projectId);
  return {
    project: of,
    milestones,
    blockers,
    invoices,
    metrics: metrics.map((one) => ({
      name: one.name,
      target: one.target,
      value: one.values.at(-1)?.value ?? null,
      standing: metricStatus(one),
    })),
  };
}

/** All decisions or contingencies of a project, or one. */
export type Which = { projectId: string } | { id: string };

/** Returns decisions with their votes, by number, in two statements. */
export async function loadDecisions(tx: Tx, which: Which): Promise<DecisionWithVotes[]> {
  const rows = await tx
    .select({ decision, decidedBy: person.name })
    .from(decision)
    .leftJoin(person, refersTo(person, decision, decision.decidedById))
    .where('id' in which ? eq(decision.id, which.id) : eq(decision.projectId, which.projectId))
    .orderBy(asc(decision.number));
  if (rows.length === 0) return [];
  const votes = await tx.query.vote.findMany({
    where: inArray(
      vote.decisionId,
      rows.map((row) => row.decision.id),
    ),
    orderBy: asc(vote.id),
    with: { person: { columns: { name: true }, with: { identities: true } } },
  });
  return rows.map((row) => ({
    ...row.decision,
    decidedBy: row.decidedBy,
    votes: votes
      .filter(({ decisionId }) => decisionId === row.decision.id)
      .map(({ person: { name, identities }, ...one }) => ({
        ...one,
        voter: { name, addresses: identities },
      })),
  }));
}

/** Returns contingencies, by number. */
export async function loadContingencies(tx: Tx, which: Which): Promise<ContingencyFacts['contingency'][]> {
  const rows = await tx
    .select({ contingency, decidedBy: person.name })
    .from(contingency)
    .leftJoin(person, refersTo(person, contingency, contingency.decidedById))
    .where('id' in which ? eq(contingency.id, which.id) : eq(contingency.projectId, which.projectId))
    .orderBy(asc(contingency.number));
  return rows.map((row) => ({ ...row.contingency, decidedBy: row.decidedBy }));
}

/** Returns a decision with the facts of its card; undefined when it does not exist. */
export async function loadDecision(tx: Tx, id: string): Promise<DecisionFacts | undefined> {
  const [found] = await loadDecisions(tx, { id });
  const facts = found && (await loadLaunch(tx, found.projectId));
  return facts && found && { ...facts, decision: found };
}

/** Returns a contingency with the facts of its card; undefined when it does not exist. */
export async function loadContingency(tx: Tx, id: string): Promise<ContingencyFacts | undefined> {
  const [found] = await loadContingencies(tx, { id });
  const facts = found && (await loadLaunch(tx, found.projectId));
  return facts && found && { ...facts, contingency: found };
}
