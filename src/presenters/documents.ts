import type { PlanDocument } from '../domain/documents/document.ts';
import type { Difference } from '../domain/documents/plan-difference.ts';
import type { Project } from '../domain/project/project.ts';
import { projectRef, type Resource } from './resource.ts';

/** A plan as it was read of a document, with dates as YYYY-MM-DD: what `import --dry-run` of a file answers. */
export function planOf(document: PlanDocument): object {
  const {
    title,
    today,
    target,
    milestones,
    dependencies,
    decisions,
    metrics,
    risks,
    contingencies,
    cadence,
    ...more
  } = document;
  return {
    title,
    today,
    target,
    milestones: milestones.map(({ name, start, due, status, items, ...rest }) => ({
      name,
      start,
      due,
      status,
      items,
      ...rest,
    })),
    decisions,
    metrics,
    risks,
    // biome-ignore lint/suspicious/noThenProperty: the name that is promised to scripts
    contingencies: contingencies.map(({ on, when, action }) => ({ on, when, then: action })),
    cadence,
    unread: more.unread,
    remarks: more.remarks,
    description: more.description,
    dependencies,
  };
}

type Imported = {
  document: PlanDocument;
  difference: Difference;
  /** Null once it is imported, and where nothing differs. */
  id: string | null;
  dropping: boolean;
};

const differs = ({ added, changed, gone, remarks }: Difference['parts'][number]) =>
  added + changed.length + gone.length + remarks.length > 0;

/** What importing a document would change, or has changed; `id` names a preview that waits. */
export const importResource = (
  project: Project,
  { document, difference, id, dropping }: Imported,
): Resource => ({
  project: projectRef(project),
  import: {
    id,
    drops: dropping,
    target: document.target,
    parts: difference.parts.filter(differs).map(({ what, added, names, changed, gone, remarks }) => ({
      what,
      added,
      names,
      changed,
      gone: gone.map(({ name }) => name),
      remarks,
    })),
    unread: document.unread,
    remarks: document.remarks,
  },
});

/** A plan as Markdown that imports again to the same plan. */
export const exportResource = ({ name, source }: { name: string; source: string }): Resource => ({
  document: { name, format: 'markdown', text: source },
});
