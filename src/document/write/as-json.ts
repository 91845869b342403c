import type { PlanDocument } from '../../domain/documents/document.ts';

/** What `import --dry-run --json` prints: the plan as it was read, with dates as YYYY-MM-DD. */
export function asJson(document: PlanDocument): object {
  const { title, today, target, milestones, decisions, metrics, risks, contingencies, cadence, ...more } =
    document;
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
  };
}
