import type { ImportView } from '../../../cards/views/documents/document.ts';
import type { Tx } from '../../../db/database.ts';
import { loadImport, loadLivingPlan } from '../../../db/queries/documents/living-plan.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { readCriterionDay } from '../../dates/dates.ts';
import type { Decision, PendingImport } from '../../domain/change.ts';
import type { PlanDocument } from '../../domain/documents/document.ts';
import type { ImportContext, LivingPlan } from '../../domain/documents/living-plan.ts';
import { changesOf, differenceOf, differs } from '../../domain/documents/plan-difference.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { deciders, type InProject, needs } from '../../domain/project/access.ts';
import { plural } from '../../domain/time/dates.ts';
import { idSlot } from '../../grammar/slot.ts';
import type { Moment } from '../../runner/define.ts';
import { readRule } from '../rhythm/cadence-rule.ts';

/** How long a preview can be imported, in hours. */
const pendingHours = 24;

/** The slot for the pending import that a button of its preview belongs to. */
export const importSlot = () => idSlot('Import', 'the id in the preview of an import');

/** A document, the plan to import it into, and their preview. */
export type ImportFacts = { plan: LivingPlan; document: PlanDocument; view: ImportView };

/** Locks the project and loads its plan. */
export async function loadPlan(tx: Tx, who: InProject): Promise<Outcome<LivingPlan>> {
  await lockProject(tx, who.project.id);
  return ok(await loadLivingPlan(tx, who.project));
}

/** A pending import and the plan to import it into. */
export type PendingFacts = { plan: LivingPlan; pending: PendingImport };

/** Locks and loads the plan with a pending import; refuses if it expired or was used. */
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

/** Compares a document with the plan, with the rights of the person who imports. */
export function differenceFor(document: PlanDocument, plan: LivingPlan, who: InProject, at: Moment) {
  const making: ImportContext = {
    ...{ now: at.now, today: at.today, newId: at.newId, personId: who.person.id },
    ...{ readRule, readDay: readCriterionDay },
    decides: needs(who, deciders(plan.project.policies)) === undefined,
  };
  return differenceOf(document, plan, making);
}

/** Returns a new pending import. */
export const newPendingImport = (
  document: PlanDocument,
  plan: LivingPlan,
  who: InProject,
  at: Moment,
): PendingImport => ({
  ...{ id: at.newId(), projectId: plan.project.id, personId: who.person.id, document },
  expiresAt: new Date(Date.parse(at.now) + pendingHours * 3_600_000).toISOString(),
});

/**
 * Replaces the pending document. The new one has an id of its own, so that the old preview, which
 * shows other dates, can no longer be imported.
 */
export function replacePreview(
  facts: PendingFacts,
  document: PlanDocument,
  who: InProject,
  at: Moment,
): Outcome<Decision<PendingFacts & { view: ImportView }>> {
  const { plan, pending } = facts;
  const row = newPendingImport(document, plan, who, at);
  const difference = differenceFor(document, plan, who, at);
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

/** Decides an import: all changes and one event. Refuses if nothing differs. */
export function applyImport(
  { document, plan }: Pick<ImportFacts, 'document' | 'plan'>,
  dropping: boolean,
  who: InProject,
  at: Moment,
): Outcome<Decision<ImportFacts>> {
  const difference = differenceFor(document, plan, who, at);
  const view: ImportView = { document, difference, project: plan.project.name, id: null, dropping };
  if (!differs(difference, dropping))
    return rule(`Nothing was changed: ${plan.project.name} is like the document already.`);
  return ok({
    changes: changesOf(difference, dropping),
    events: [{ type: 'imported', after: { what: importedWords(view) } }],
    next: { plan, document, view },
  });
}

/** Summarises an import: "12 milestones, 5 items added; 2 changed". */
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
