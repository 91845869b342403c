import type { Milestone } from '../plan/milestone.ts';
import { outline } from '../plan/plan.ts';
import { ruleOf } from './difference-tracked.ts';
import type { DocumentItem, DocumentMilestone, PlanDocument } from './document.ts';
import type { LivingPlan } from './living-plan.ts';
import { labelsOf } from './milestone-labels.ts';

/** Returns a plan as a document that imports to the same plan (LCH-1). `voters`: names by decision id. */
export function planDocument(
  plan: LivingPlan & { voters: ReadonlyMap<string, string[]> },
  today: string,
): PlanDocument {
  const { project, metrics, risks, cadences, decisions, contingencies } = plan;
  const names = new Map(plan.people.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  const labels = labelsById(plan);
  const labelOf = (id: string | null) => (id === null ? null : (labels.get(id) ?? null));
  return {
    title: project.name,
    today,
    target: project.target,
    description: [],
    milestones: milestonesOf(plan, nameOf),
    dependencies: plan.links.flatMap((link) => {
      const [milestone, requires] = [labelOf(link.milestoneId), labelOf(link.requiresId)];
      return milestone !== null && requires !== null ? [{ milestone, requires }] : [];
    }),
    decisions: decisions.map(({ id, question, on, criteria, fallback }) => ({
      question,
      on,
      criteria: criteria.map(({ text }) => text),
      fallback,
      voters: plan.voters.get(id) ?? [],
    })),
    metrics: metrics.map(({ name, target, checkpoint, stage }) => ({
      name,
      target,
      checkpoint: checkpoint ?? stage,
    })),
    risks: risks
      .filter(({ resolvedAt }) => resolvedAt === null)
      .map(({ text, level, resolveBy, ownerId, milestoneId }) => ({
        text,
        level,
        resolveBy,
        owner: nameOf(ownerId),
        milestone: labelOf(milestoneId),
      })),
    contingencies: contingencies
      .filter(({ outcome }) => outcome === null)
      .map(({ on, when, action }) => ({ on, when, action })),
    cadence: cadences
      .filter(({ state }) => state !== 'off')
      .map((one) => ({ what: one.what, rule: ruleOf(one) })),
    unread: [],
    remarks: [],
  };
}

/** Returns how a document names each milestone that is not dropped, by id. */
function labelsById({ milestones }: LivingPlan): ReadonlyMap<string, string> {
  const live = outline(milestones.filter(({ droppedAt }) => droppedAt === null)).map(({ node }) => node);
  const at = new Map(live.map(({ id }, index) => [id, index]));
  const labels = labelsOf(
    live.map(({ name, parentId }) => ({ name, parent: at.get(parentId ?? '') ?? null })),
  );
  return new Map(live.map(({ id }, index) => [id, labels[index] ?? '']));
}

type NameOf = (id: string | null) => string | null;

/** Writes milestones that fit a checklist line as items of their parent, others as headings after them. */
function milestonesOf({ milestones, items }: LivingPlan, nameOf: NameOf): DocumentMilestone[] {
  const live = outline(milestones.filter(({ droppedAt }) => droppedAt === null)).map(({ node }) => node);
  const children = Map.groupBy(live, ({ parentId }) => parentId);
  const steps = Map.groupBy(items, ({ milestoneId }) => milestoneId);
  const asLine = new Set<string>();
  // bottom up: the children of a line are lines, and no heading precedes a line among its siblings
  for (const node of live.toReversed()) {
    const kids = children.get(node.id) ?? [];
    if (isLine(node) && kids.every(({ id }) => asLine.has(id))) asLine.add(node.id);
  }
  for (const kids of children.values()) {
    const heading = kids.findIndex(({ id }) => !asLine.has(id));
    if (heading >= 0) for (const { id } of kids.slice(heading)) asLine.delete(id);
  }
  const places = new Map<string, number>();
  const made: DocumentMilestone[] = [];
  const linesBelow = (id: string, depth: number): DocumentItem[] => [
    ...(steps.get(id) ?? []).map((step) => stepLine(step, depth)),
    ...(children.get(id) ?? [])
      .filter((kid) => asLine.has(kid.id))
      .flatMap((kid) => [milestoneLine(kid, depth, nameOf), ...linesBelow(kid.id, depth + 1)]),
  ];
  for (const node of live) {
    if (asLine.has(node.id)) continue;
    places.set(node.id, made.length);
    made.push({
      name: node.name,
      parent: node.parentId === null ? null : (places.get(node.parentId) ?? null),
      start: node.startDate,
      due: node.dueDate,
      status: node.status,
      share: node.share,
      priority: node.priority === 'p2' ? null : node.priority,
      owner: nameOf(node.assigneeId),
      description: (node.description ?? '')
        .split(/[\r\n\u2028\u2029]+/)
        .map((line) => line.trim())
        .filter(Boolean),
      items: linesBelow(node.id, 0),
    });
  }
  return made;
}

const isLine = ({ parentId, startDate, share, description }: Milestone) =>
  parentId !== null && startDate === null && share === null && description === null;

const states = { upcoming: 'open', in_progress: 'in_progress', blocked: 'waiting', done: 'done' } as const;

/** The priority is always written: reading recognises a milestone by it. */
const milestoneLine = (
  { name, status, dueDate, priority, assigneeId }: Milestone,
  depth: number,
  nameOf: NameOf,
): DocumentItem => ({
  text: name,
  state: states[status],
  start: null,
  date: dueDate,
  priority,
  owner: nameOf(assigneeId),
  depth,
});

const stepLine = ({ text, done }: { text: string; done: boolean }, depth: number): DocumentItem => ({
  text,
  state: done ? 'done' : 'open',
  start: null,
  date: null,
  priority: null,
  owner: null,
  depth,
});
