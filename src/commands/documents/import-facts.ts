import type { ImportView } from '../../../cards/views/documents/document.ts';
import type { Tx } from '../../../db/database.ts';
import { loadImport, loadLivingPlan } from '../../../db/queries/documents/living-plan.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { readCriterionDay } from '../../dates/dates.ts';
import type { Decision, PendingImport } from '../../domain/change.ts';
import type { PlanDocument } from '../../domain/documents/document.ts';
import type { LivingPlan, Making } from '../../domain/documents/living-plan.ts';
import { changesOf, differenceOf, differs } from '../../domain/documents/plan-difference.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { deciders, type InProject, needs } from '../../domain/project/access.ts';
import { plural } from '../../domain/time/dates.ts';
import { idSlot } from '../../grammar/slot.ts';
import type { Moment } from '../../runner/define.ts';
import { readRule } from '../rhythm/cadence-rule.ts';

/** How long a document waits for its import, in hours. */
const hoursKept = 24;

/** The document that a button of its preview means. */
export const importSlot = () => idSlot('Import', 'the id in the preview of an import');

/** A document beside the plan that it is meant for. */
export type ImportFacts = { plan: LivingPlan; document: PlanDocument; view: ImportView };

/** The plan of the project, which is locked: what is previewed is computed from it, and what is imported too. */
export async function loadPlan(tx: Tx, who: InProject): Promise<Outcome<LivingPlan>> {
  await lockProject(tx, who.project.id);
  return ok(await loadLivingPlan(tx, who.project));
}

/** A document that waits, beside the plan. */
export type PendingFacts = { plan: LivingPlan; pending: PendingImport };

/** The plan, locked, with the document that waits. */
export async function loadPending(
  tx: Tx,
  who: InProject,
  id: string,
  at: Moment,
): Promise<Outcome<PendingFacts>> {
  const plan = await loadPlan(tx, who);
  if (!plan.ok) return plan;
  const pending = await loadImport(tx, { id, projectId: plan.value.project.id, now: at.now });
  return pending
    ? ok({ plan: plan.value, pending })
    : rule(
        'That document waits no longer: it was imported, cancelled or given other dates, or a day has passed.',
        'Import it again.',
      );
}

/** How the document differs from the plan, for whoever imports. */
export function compared(document: PlanDocument, plan: LivingPlan, who: InProject, at: Moment) {
  const making: Making = {
    ...{ now: at.now, today: at.today, newId: at.newId, personId: who.person.id },
    ...{ readRule, readDay: readCriterionDay },
    decides: needs(who, deciders(plan.project.policies)) === undefined,
  };
  return differenceOf(document, plan, making);
}

/** A document that waits for its import. */
export const pendingOf = (
  document: PlanDocument,
  plan: LivingPlan,
  who: InProject,
  at: Moment,
): PendingImport => ({
  ...{ id: at.newId(), projectId: plan.project.id, personId: who.person.id, document },
  expiresAt: new Date(Date.parse(at.now) + hoursKept * 3_600_000).toISOString(),
});

/**
 * Puts a document in the place of the one that waits. It gets an id of its own: the preview above,
 * which shows other dates, imports them no longer.
 */
export function previewInstead(
  facts: PendingFacts,
  document: PlanDocument,
  who: InProject,
  at: Moment,
): Outcome<Decision<PendingFacts & { view: ImportView }>> {
  const { plan, pending } = facts;
  const row = pendingOf(document, plan, who, at);
  const difference = compared(document, plan, who, at);
  return ok({
    changes: [
      { remove: 'import', id: pending.id },
      { add: 'import', row },
    ],
    events: [],
    next: {
      ...facts,
      view: { document, difference, project: plan.project.name, id: row.id, dropping: false },
    },
  });
}

/** Carries an import out: everything at once, and one record of it. */
export function importing(
  { document, plan }: Pick<ImportFacts, 'document' | 'plan'>,
  dropping: boolean,
  who: InProject,
  at: Moment,
): Outcome<Decision<ImportFacts>> {
  const difference = compared(document, plan, who, at);
  const view: ImportView = { document, difference, project: plan.project.name, id: null, dropping };
  if (!differs(difference, dropping))
    return rule(`Nothing was changed: ${plan.project.name} is like the document already.`);
  return ok({
    changes: changesOf(difference, dropping),
    events: [{ type: 'imported', after: { what: importedWords(view) } }],
    next: { plan, document, view },
  });
}

/** "12 milestones and 5 items added, 2 changed". */
export function importedWords({ difference, dropping }: ImportView): string {
  const { parts } = difference;
  const added = parts.filter((part) => part.added > 0).map((part) => plural(part.added, part.what));
  const changed = parts.reduce((sum, part) => sum + part.changed.length, 0);
  const gone = dropping ? parts.reduce((sum, part) => sum + part.gone.length, 0) : 0;
  return [
    added.length > 0 && `${added.join(', ')} added`,
    changed > 0 && `${changed} changed`,
    gone > 0 && `${gone} dropped`,
  ]
    .filter(Boolean)
    .join('; ');
}
