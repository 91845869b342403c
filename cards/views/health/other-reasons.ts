import type { ProjectFacts } from '../../../src/domain/facts.ts';
import { healthOf, signalsOf } from '../../../src/domain/health/health.ts';

/**
 * Returns the reasons of a project's health that lists of overdue milestones and open blockers do not show;
 * the serious ones put it at risk. `today` is YYYY-MM-DD in the project's zone.
 */
export function otherReasons(facts: ProjectFacts, today: string): { serious: string[]; lesser: string[] } {
  const signals = { ...signalsOf(facts, today), overdue: [], blockers: [] };
  return {
    serious: healthOf({ ...signals, risks: [], pace: null }).reasons,
    lesser: healthOf({ ...signals, noGos: [], actions: [], invoices: [] }).reasons,
  };
}
