import type { Risk } from '../health/risk.ts';
import type { Link } from '../plan/dependencies.ts';
import type { Item, Milestone } from '../plan/milestone.ts';
import { outline } from '../plan/plan.ts';
import type { Project } from '../project/project.ts';
import { excerpt } from '../text/cut.ts';
import { isWorkingDay, nextWorkingDay, workingDaysBetween } from '../time/calendar.ts';
import { plural } from '../time/dates.ts';
import type { Blueprint, BlueprintMilestone, BlueprintPerson, BlueprintRisk } from './blueprint.ts';

/** The parts of a project that a blueprint keeps; milestones without dropped ones, risks without resolved ones. */
export type ProjectToSave = {
  project: Project;
  milestones: readonly Milestone[];
  items: readonly Pick<Item, 'milestoneId' | 'kind' | 'text'>[];
  risks: readonly Pick<Risk, 'milestoneId' | 'text' | 'mitigation'>[];
  links: readonly Link[];
};

/** The keys of the placeholders for people, which are also the inputs of `apply`. */
export const personKeys = ['lead', 'second', 'third', 'fourth'] as const;

/**
 * Makes a blueprint of a project (BLU-8): dates become working days after its first day, assignees become
 * placeholders, at most four; the price, people and progress stay behind.
 */
export function blueprintOf(title: string, of: ProjectToSave): Blueprint {
  const { project, risks } = of;
  const milestones = inWorkOrder(of);
  const people = peopleIn(milestones);
  const base = firstDayOf(milestones, project);
  return {
    title,
    summary: `${plural(milestones.length, 'milestone')}, saved from ${project.name}.`,
    kind: project.kind,
    policies: project.policies,
    people: [...people.values()],
    milestones: milestones.map((one) => milestoneFrom(one, of, { base, people })),
    risks: risks.filter(({ milestoneId }) => milestoneId === null).map(riskFrom),
  };
}

/** Parents before their children, and in each parent requirements before what they enable. */
function inWorkOrder({ milestones, links }: ProjectToSave): Milestone[] {
  const left = outline(milestones).map(({ node }) => node);
  const known = new Set(left.map(({ id }) => id));
  const placed: Milestone[] = [];
  const isPlaced = (id: string | null) =>
    id === null || !known.has(id) || placed.some((one) => one.id === id);
  while (left.length > 0) {
    const at = left.findIndex(
      ({ id, parentId }) =>
        isPlaced(parentId) &&
        links.every(({ milestoneId, requiresId }) => milestoneId !== id || isPlaced(requiresId)),
    );
    placed.push(...left.splice(Math.max(0, at), 1));
  }
  return placed;
}

function peopleIn(milestones: readonly Milestone[]): Map<string, BlueprintPerson> {
  const people = new Map<string, BlueprintPerson>();
  for (const { assigneeId, name } of milestones) {
    const key = personKeys[people.size];
    if (assigneeId === null || key === undefined || people.has(assigneeId)) continue;
    people.set(assigneeId, { key, label: `Who does ${excerpt(name, 60)}` });
  }
  return people;
}

/** Returns the first day of a plan that is a working day, YYYY-MM-DD; null without any date. */
function firstDayOf(milestones: readonly Milestone[], project: Project): string | null {
  const [first] = milestones.flatMap(({ startDate, dueDate }) => startDate ?? dueDate ?? []).sort();
  if (first === undefined) return null;
  return isWorkingDay(first, project) ? first : nextWorkingDay(first, project);
}

type Context = { base: string | null; people: ReadonlyMap<string, BlueprintPerson> };

function milestoneFrom(one: Milestone, of: ProjectToSave, { base, people }: Context): BlueprintMilestone {
  const { project, items, risks, links, milestones } = of;
  const isKept = (id: string) => milestones.some((other) => other.id === id);
  const days = (from: string, to: string) => Math.max(0, workingDaysBetween(from, to, project));
  const { startDate, dueDate } = one;
  const begin = startDate ?? dueDate;
  const startsOnFree = startDate !== null && !isWorkingDay(startDate, project);
  const workingDays =
    dueDate === null
      ? null
      : startDate === null
        ? 0
        : Math.max(1, days(startDate, dueDate) + (startsOnFree ? 0 : 1));
  return {
    key: String(one.number),
    name: one.name,
    outcome: one.outcome,
    description: one.description,
    parent: one.parentId !== null && isKept(one.parentId) ? keyOf(milestones, one.parentId) : null,
    requires: links
      .filter(({ milestoneId, requiresId }) => milestoneId === one.id && isKept(requiresId))
      .map(({ requiresId }) => keyOf(milestones, requiresId)),
    workingDays,
    startsAfter:
      workingDays === null || base === null || begin === null
        ? null
        : days(base, begin) + (startsOnFree ? 1 : 0),
    share: one.share,
    riskAfter: one.riskAfter,
    type: one.type,
    priority: one.priority,
    ownerParty: one.ownerParty,
    blocksGoLive: one.blocksGoLive,
    assignee: people.get(one.assigneeId ?? '')?.key ?? null,
    items: items
      .filter(({ milestoneId }) => milestoneId === one.id)
      .map(({ kind, text }) => ({ kind, text })),
    risks: risks.filter(({ milestoneId }) => milestoneId === one.id).map(riskFrom),
    ...(one.stage ? { stage: one.stage } : {}),
  };
}

const keyOf = (milestones: readonly Milestone[], id: string) =>
  String(milestones.find((one) => one.id === id)?.number ?? '');

const riskFrom = ({ text, mitigation }: ProjectToSave['risks'][number]): BlueprintRisk => ({
  text,
  mitigation: mitigation ?? '',
});
