import { type ImportView, importCard } from '../../../cards/views/documents/document.ts';
import type { Tx } from '../../../db/database.ts';
import { loadImport, loadLivingPlan } from '../../../db/queries/documents/living-plan.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { readCriterionDay } from '../../dates/dates.ts';
import type { Change, Decision, PendingImport } from '../../domain/change.ts';
import type { PlanDocument } from '../../domain/documents/document.ts';
import type { LivingPlan } from '../../domain/documents/living-plan.ts';
import { changesOf, differenceOf, differs } from '../../domain/documents/plan-difference.ts';
import { changesBetween } from '../../domain/event-fields.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { deciders, governors, type InProject, needs } from '../../domain/project/access.ts';
import { plural } from '../../domain/time/dates.ts';
import { idSlot } from '../../grammar/slot.ts';
import { importResource } from '../../presenters/documents.ts';
import type { Moment } from '../../runner/define.ts';
import { readRule } from '../rhythm/cadence-rule.ts';

/** How long a preview can be imported, in hours. */
const pendingHours = 24;

/** The slot for the pending import that a button of its preview belongs to. */
export const importSlot = () => idSlot('Import', 'the id in the preview of an import');

/** A document, the plan to import it into, and their preview. */
export type ImportFacts = { plan: LivingPlan; document: PlanDocument; view: ImportView };

/** Locks the project and loads its plan. */
export async function loadPlan(tx: Tx, who: InProject): Promise<LivingPlan> {
  await lockProject(tx, who.project.id);
  return loadLivingPlan(tx, who.project);
}

/** A pending import and the plan to import it into. */
export type PendingFacts = { plan: LivingPlan; pending: PendingImport };

/** Locks and loads the plan with a pending import; refuses if it expired or was used. */
async function load(
  tx: Tx,
  given: { import: string },
  who: InProject,
  at: Moment,
): Promise<Outcome<PendingFacts>> {
  const plan = await loadPlan(tx, who);
  const pending = await loadImport(tx, { id: given.import, projectId: plan.project.id, now: at.now });
  return pending
    ? ok({ plan, pending })
    : rule(
        'That preview no longer works: somebody imported it, cancelled it or changed its dates, or it is more than a day old.',
        'Import the document again.',
        { label: 'Import a plan', command: 'import', input: {} },
      );
}

/** The parts that all commands of a preview's buttons share. */
export const onPending = {
  fromCard: true,
  load,
  permit: (who: InProject, { plan }: PendingFacts) => needs(who, governors(plan.project)),
} as const;

/** How commands that preview a document answer. */
export const showsPreview = {
  view: ({ view }: { view: ImportView }, _who: InProject, at: Moment) => importCard(view, at),
  resource: ({ plan, view }: { plan: LivingPlan; view: ImportView }) => importResource(plan.project, view),
};

/** Compares a document with the plan, with the rights of the person who imports. */
function differenceFor(document: PlanDocument, plan: LivingPlan, who: InProject, at: Moment) {
  const decides = needs(who, deciders(plan.project.policies)) === undefined;
  const { now, today, newId } = at;
  const context = {
    now,
    today,
    newId,
    personId: who.person.id,
    decides,
    readRule,
    readDay: readCriterionDay,
  };
  return differenceOf(document, plan, context);
}

/** Returns the preview of a document that is not pending yet. */
export const previewOf = (
  document: PlanDocument,
  plan: LivingPlan,
  dropping: boolean,
  who: InProject,
  at: Moment,
): ImportView => {
  const difference = differenceFor(document, plan, who, at);
  return { document, difference, project: plan.project.name, id: null, dropping };
};

/** Returns a new pending import. */
export const newPendingImport = (
  document: PlanDocument,
  plan: LivingPlan,
  who: InProject,
  at: Moment,
): PendingImport => ({
  id: at.newId(),
  projectId: plan.project.id,
  personId: who.person.id,
  document,
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
  const changes: Change[] = [
    { remove: 'import', id: pending.id },
    { add: 'import', row },
  ];
  const view = { ...previewOf(document, plan, false, who, at), id: row.id };
  return ok({ changes, events: [], next: { ...facts, view } });
}

/** Decides an import: all changes and one event. Refuses if nothing differs. */
export function applyImport(
  { document, plan }: Pick<ImportFacts, 'document' | 'plan'>,
  dropping: boolean,
  who: InProject,
  at: Moment,
): Outcome<Decision<ImportFacts>> {
  const view = previewOf(document, plan, dropping, who, at);
  if (!differs(view.difference, dropping))
    return rule(`Nothing changed: ${plan.project.name} matches the document already.`);
  const { target } = plan.project;
  const moved = changesBetween({ target }, { target: document.target ?? target });
  return ok({
    changes: changesOf(view.difference, dropping),
    events: [
      { type: 'imported', before: moved.before, after: { what: importedWords(view), ...moved.after } },
    ],
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
