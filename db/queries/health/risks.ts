import { asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { RiskWithNames } from '../../../src/domain/health/risk.ts';
import type { Tx } from '../../database.ts';
import { risk } from '../../schema/health.ts';
import { refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { milestone } from '../../schema/plan.ts';

const resolver = alias(person, 'resolver');

/** Returns the risks of a project, including resolved ones, by number. */
export async function loadRisks(tx: Tx, projectId: string): Promise<RiskWithNames[]> {
  const rows = await tx
    .select({
      risk,
      owner: person.name,
      resolvedBy: resolver.name,
      milestone: { number: milestone.number, name: milestone.name, outcome: milestone.outcome },
    })
    .from(risk)
    .leftJoin(person, refersTo(person, risk, risk.ownerId))
    .leftJoin(milestone, refersTo(milestone, risk, risk.milestoneId))
    .leftJoin(resolver, refersTo(resolver, risk, risk.resolvedById))
    .where(eq(risk.projectId, projectId))
    .orderBy(asc(risk.number));
  return rows.map(({ risk: of, ...names }) => ({ ...of, ...names }));
}
