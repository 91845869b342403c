import type { Blueprint } from '../domain/blueprints/blueprint.ts';
import type { NamedBlueprint } from '../domain/blueprints/find.ts';
import type { BlueprintPlan, PlannedMilestone } from '../domain/blueprints/plan.ts';
import type { Project } from '../domain/project/project.ts';
import { moneyOf, projectRef, type Resource } from './resource.ts';

/** A blueprint in a list. */
const lineOf = ({ slug, blueprint }: NamedBlueprint) => ({
  name: slug,
  title: blueprint.title,
  summary: blueprint.summary,
  kind: blueprint.kind,
  milestones: blueprint.milestones.length,
});

/** The blueprints that somebody can use. */
export const blueprintsResource = (all: readonly NamedBlueprint[]): Resource => ({
  blueprints: all.map(lineOf),
});

const milestoneOf = (one: Blueprint['milestones'][number]) => ({
  key: one.key,
  name: one.name,
  outcome: one.outcome,
  description: one.description,
  parent: one.parent,
  requires: one.requires,
  workingDays: one.workingDays,
  startsAfter: one.startsAfter,
  share: one.share,
  riskAfter: one.riskAfter,
  type: one.type,
  priority: one.priority,
  ownerParty: one.ownerParty,
  blocksGoLive: one.blocksGoLive,
  assignee: one.assignee,
  items: one.items.map(({ kind, text }) => ({ kind, text })),
  risks: one.risks.map(({ text, mitigation }) => ({ text, mitigation })),
});

/** One blueprint with all that it brings. */
export const blueprintResource = (named: NamedBlueprint): Resource => ({
  blueprint: {
    ...lineOf(named),
    people: named.blueprint.people.map(({ key, label }) => ({ key, label })),
    milestones: named.blueprint.milestones.map(milestoneOf),
    risks: named.blueprint.risks.map(({ text, mitigation }) => ({ text, mitigation })),
  },
});

/** What applying a blueprint does to a project, or did. */
export const blueprintPlanResource = ({
  project,
  slug,
  plan,
  applied,
}: {
  project: Project;
  slug: string;
  plan: BlueprintPlan;
  applied: boolean;
}): Resource => ({
  project: projectRef(project),
  blueprintPlan: {
    blueprint: slug,
    applied,
    price: moneyOf(plan.price?.minor ?? null, plan.price?.currency ?? null),
    target: plan.set.target ?? project.target,
    shares: plan.shares,
    milestones: plan.milestones.map((one) => plannedOf(one, plan)),
    people: plan.people.map(({ key, label, name }) => ({ key, label, name })),
  },
});

const plannedOf = (one: PlannedMilestone, { price, milestones }: BlueprintPlan) => ({
  number: one.number,
  name: one.name,
  parent: milestones.find(({ key }) => key === one.parent)?.number ?? null,
  requires: one.requires.flatMap((wanted) => milestones.find(({ key }) => key === wanted)?.number ?? []),
  share: one.share,
  price: moneyOf(one.amount, price?.currency ?? null),
  startDate: one.startDate,
  dueDate: one.dueDate,
  riskAfter: one.riskAfter,
});
