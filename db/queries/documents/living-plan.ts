import { and, asc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { PendingImport } from '../../../src/domain/change.ts';
import type { LivingPlan } from '../../../src/domain/documents/living-plan.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Tx } from '../../database.ts';
import { importTable } from '../../schema/documents.ts';
import { blocker, risk } from '../../schema/health.ts';
import { refersTo } from '../../schema/keys.ts';
import { contingency, decision, metric, vote } from '../../schema/launch.ts';
import { person } from '../../schema/people.ts';
import { item, milestone } from '../../schema/plan.ts';
import { member } from '../../schema/project.ts';
import { review } from '../../schema/review.ts';
import { cadence } from '../../schema/rhythm.ts';
import { loadDependencies } from '../plan/dependencies.ts';
import { removedNumbers } from '../plan/removed-numbers.ts';

/** Returns everything that a project's documents can contain (LCH-1), and voters by name. */
export async function loadLivingPlan(
  tx: Tx,
  project: Project,
): Promise<LivingPlan & { voters: Map<string, string[]> }> {
  const { id } = project;
  // one connection runs one statement at a time
  const milestones = await tx.query.milestone.findMany({
    where: eq(milestone.projectId, id),
    orderBy: asc(milestone.number),
  });
  const items = await tx.query.item.findMany({ where: eq(item.projectId, id), orderBy: asc(item.number) });
  const metrics = await tx.query.metric.findMany({
    where: eq(metric.projectId, id),
    orderBy: asc(metric.number),
  });
  const risks = await tx.query.risk.findMany({ where: eq(risk.projectId, id), orderBy: asc(risk.number) });
  const cadences = await tx.query.cadence.findMany({
    where: eq(cadence.projectId, id),
    orderBy: asc(cadence.number),
  });
  const decisions = await tx.query.decision.findMany({
    where: eq(decision.projectId, id),
    orderBy: asc(decision.number),
  });
  const contingencies = await tx.query.contingency.findMany({
    where: eq(contingency.projectId, id),
    orderBy: asc(contingency.number),
  });
  const open = await tx
    .select({ id: review.milestoneId })
    .from(review)
    .where(and(eq(review.projectId, id), eq(review.outcome, 'open')));
  const [last] = await tx
    .select({ number: sql<number>`coalesce(max(${blocker.number}), 0)` })
    .from(blocker)
    .where(eq(blocker.projectId, id));
  const spent = await removedNumbers(tx, id);
  const assigned = [...new Set(milestones.flatMap(({ assigneeId }) => assigneeId ?? []))];
  return {
    project,
    milestones,
    items,
    metrics,
    risks,
    links: await loadDependencies(tx, id),
    cadences,
    decisions,
    contingencies,
    people: await peopleOf(tx, id, assigned),
    inReview: open.map((one) => one.id),
    nextBlocker: Math.max(spent.B ?? 0, Number(last?.number ?? 0)) + 1,
    spent,
    voters: await votersOf(tx, id),
  };
}

/** People with a role or work in the project. */
const peopleOf = (tx: Tx, projectId: string, assigned: string[]): Promise<LivingPlan['people']> =>
  tx
    .selectDistinct({ id: person.id, name: person.name })
    .from(person)
    .leftJoin(member, and(eq(member.workspaceId, person.workspaceId), eq(member.personId, person.id)))
    .where(or(eq(member.projectId, projectId), inArray(person.id, assigned)))
    .orderBy(person.name, person.id);

async function votersOf(tx: Tx, projectId: string): Promise<Map<string, string[]>> {
  const rows = await tx
    .select({ decisionId: vote.decisionId, name: person.name })
    .from(vote)
    .innerJoin(person, refersTo(person, vote, vote.personId))
    .where(eq(vote.projectId, projectId))
    .orderBy(asc(vote.id));
  const voters = new Map<string, string[]>();
  for (const { decisionId, name } of rows) voters.set(decisionId, [...(voters.get(decisionId) ?? []), name]);
  return voters;
}

/** Returns a pending import; undefined when it was imported, cancelled, or has expired. */
export async function loadImport(
  tx: Tx,
  { id, projectId, now }: { id: string; projectId: string; now: string },
): Promise<PendingImport | undefined> {
  const found = await tx.query.importTable.findFirst({
    where: and(eq(importTable.id, id), eq(importTable.projectId, projectId)),
  });
  return found && found.expiresAt > now ? found : undefined;
}

/** Returns the ids of a project's expired imports. */
export async function expiredImports(tx: Tx, projectId: string, now: string): Promise<string[]> {
  const rows = await tx
    .select({ id: importTable.id })
    .from(importTable)
    .where(and(eq(importTable.projectId, projectId), lt(importTable.expiresAt, now)))
    .limit(100);
  return rows.map(({ id }) => id);
}
