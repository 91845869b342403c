import type { Change, Decision } from '../change.ts';
import { changesBetween } from '../event-fields.ts';
import type { Risk } from '../health/risk.ts';
import { newRisk } from '../health/risk.ts';
import { amountOf, type Money } from '../money/money.ts';
import { nextNumber } from '../numbering.ts';
import type { Dependency } from '../plan/dependencies.ts';
import { type Item, type Milestone, newMilestone } from '../plan/milestone.ts';
import { type Node, nextOrder } from '../plan/plan.ts';
import { isCoached, type Policies } from '../project/policies.ts';
import type { Project } from '../project/project.ts';
import { wordedProject } from '../project/worded.ts';
import { placedStage } from '../stages/start.ts';
import { plural } from '../time/dates.ts';
import type { Blueprint } from './blueprint.ts';
import { type PlacedMilestone, placeBlueprint } from './place.ts';

/** A project as a blueprint finds it. */
export type BlueprintTarget = {
  project: Project;
  tree: readonly Node[];
  /** The highest number that a milestone ever had. */
  highest: number;
  risks: readonly Pick<Risk, 'number'>[];
  /** The highest number of a removed risk. */
  spentRisks: number | undefined;
};

/** What somebody gave for a blueprint: the first day, the price, and a person for each placeholder, by its key. */
export type BlueprintAnswers = {
  start: string | null;
  /** Undefined: the project's own price, if it has one. */
  price: Money | undefined;
  people: ReadonlyMap<string, { id: string; name: string }>;
};

/** A milestone of a blueprint as the project gets it. */
export type PlannedMilestone = PlacedMilestone & { number: number };

/** What applying a blueprint would do to a project (BLU-8). */
export type BlueprintPlan = {
  blueprint: Blueprint;
  milestones: PlannedMilestone[];
  price: Money | null;
  /** The project's fields that change, and as they were. */
  set: Partial<Pick<Project, 'price' | 'currency' | 'target' | 'policies'>>;
  /** The shares of all milestones at the top afterwards; null where none has one. */
  shares: number | null;
  /** How many milestones the project has already. */
  present: number;
  people: { label: string; key: string; name: string | null }[];
};

/** Plans a blueprint for a project, without ids. Dates are on working days of its calendar. */
export function planBlueprint(
  blueprint: Blueprint,
  { project, tree, highest }: Pick<BlueprintTarget, 'project' | 'tree' | 'highest'>,
  { start, price: given, people }: BlueprintAnswers,
): BlueprintPlan {
  const own =
    project.price === null || project.currency === null
      ? null
      : { minor: project.price, currency: project.currency };
  const price = given ?? own;
  const placed = placeBlueprint(blueprint, {
    start,
    price: price?.minor ?? null,
    holidays: project.holidays,
  });
  const shared = sharesOf(tree, placed);
  const milestones = placed.map((one, at) => ({
    ...one,
    number: highest + 1 + at,
    amount:
      price === null || one.share === null
        ? null
        : amountOf({ id: one.key, share: one.share }, price.minor, shared),
  }));
  return {
    blueprint,
    milestones,
    price,
    set: changesOf(project, blueprint, given, milestones),
    shares: shared.length === 0 ? null : shared.reduce((sum, { share }) => sum + share, 0),
    present: tree.length,
    people: blueprint.people.map(({ key, label }) => ({ key, label, name: people.get(key)?.name ?? null })),
  };
}

/** Returns the shares of all milestones at the top, those of the project first: amounts are parts of one price (PAY-1). */
const sharesOf = (
  tree: readonly Node[],
  placed: readonly PlacedMilestone[],
): { id: string; share: number }[] =>
  [
    ...tree.toSorted((a, b) => a.number - b.number),
    ...placed.map(({ key, parent, share }) => ({ id: key, parentId: parent, share })),
  ].flatMap(({ id, parentId, share }) => (parentId === null && share !== null ? [{ id, share }] : []));

/** A price turns money on (MODEL-5); the last milestone that blocks the go-live sets its day, if it has none. */
function changesOf(
  project: Project,
  blueprint: Blueprint,
  price: Money | undefined,
  milestones: readonly PlannedMilestone[],
): BlueprintPlan['set'] {
  const policies: Policies = {
    ...project.policies,
    ...blueprint.policies,
    ...(price === undefined ? {} : { moneyOn: true }),
  };
  const changesPolicies = (Object.keys(policies) as (keyof Policies)[]).some(
    (name) => policies[name] !== project.policies[name],
  );
  const goLive = milestones
    .flatMap(({ blocksGoLive, dueDate }) => (blocksGoLive && dueDate !== null ? [dueDate] : []))
    .sort()
    .at(-1);
  const isNewPrice =
    price !== undefined && (price.minor !== project.price || price.currency !== project.currency);
  return {
    ...(isNewPrice ? { price: price.minor, currency: price.currency } : {}),
    ...(project.target === null && goLive !== undefined ? { target: goLive } : {}),
    ...(changesPolicies ? { policies } : {}),
  };
}

/** "3 milestones, 9 deliverables, 4 criteria, 3 demo steps and 2 risks": what a blueprint adds. */
export function addedWords({ milestones, risks }: Pick<Blueprint, 'milestones' | 'risks'>): string {
  const items = milestones.flatMap((one) => one.items);
  const riskCount = risks.length + milestones.flatMap((one) => one.risks).length;
  const count = (kind: Item['kind']) => items.filter((one) => one.kind === kind).length;
  const criteria = count('criterion');
  const all: [number, string][] = [
    [milestones.length, plural(milestones.length, 'milestone')],
    [count('deliverable'), plural(count('deliverable'), 'deliverable')],
    [criteria, criteria === 1 ? '1 criterion' : `${criteria} criteria`],
    [count('task'), plural(count('task'), 'task')],
    [count('demo_step'), plural(count('demo_step'), 'demo step')],
    [riskCount, plural(riskCount, 'risk')],
  ];
  const words = all.flatMap(([n, said]) => (n === 0 ? [] : [said]));
  return words.length < 2 ? (words[0] ?? 'nothing') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Who applies a blueprint, and when. */
type Applying = { personId: string; now: string; today: string; newId: () => string };

/** Returns the writes and the one event that apply a plan of a blueprint (MODEL-9). */
export function applyBlueprint(
  plan: BlueprintPlan,
  target: BlueprintTarget,
  people: BlueprintAnswers['people'],
  by: Applying,
): Pick<Decision, 'changes' | 'events'> & { project: Project } {
  const { blueprint, milestones, set } = plan;
  const { project } = target;
  const ids = new Map(milestones.map(({ key }) => [key, by.newId()]));
  const idOf = (key: string) => ids.get(key) ?? '';
  const rows = milestonesOf(milestones, target, { idOf, people, today: by.today });
  const items = milestones.flatMap((one) =>
    one.items.map(
      ({ kind, text }, at): Item => ({
        id: by.newId(),
        projectId: project.id,
        milestoneId: idOf(one.key),
        number: at + 1,
        kind,
        text,
        done: false,
        skipReason: null,
      }),
    ),
  );
  const dependencies = milestones.flatMap((one) =>
    one.requires.map(
      (key): Dependency => ({
        id: by.newId(),
        projectId: project.id,
        milestoneId: idOf(one.key),
        requiresId: idOf(key),
      }),
    ),
  );
  const risks = risksOf(plan, target, { idOf, by });
  const changed: Partial<Project> =
    Object.keys(set).length > 0 ? { ...set, version: project.version + 1 } : {};
  const changes: Change[] = [
    { addMany: 'milestone', rows },
    { addMany: 'item', rows: items },
    { addMany: 'dependency', rows: dependencies },
    { addMany: 'risk', rows: risks },
    { alter: 'project', id: project.id, set: changed },
    ...(set.target === undefined ? [] : [{ replan: 'project' as const, id: project.id }]),
  ];
  const what = `${blueprint.title}: ${addedWords(blueprint)}`;
  const edited = changesBetween(wordedProject(project), wordedProject({ ...project, ...changed }));
  return {
    changes: changes.filter(writes),
    events: [{ type: 'blueprint_applied', before: edited.before, after: { what, ...edited.after } }],
    project: { ...project, ...changed },
  };
}

/** Whether a change writes anything. */
function writes(change: Change): boolean {
  if ('addMany' in change) return change.rows.length > 0;
  return !('alter' in change) || Object.keys(change.set).length > 0;
}

type Ids = { idOf(key: string): string };

function milestonesOf(
  milestones: readonly PlannedMilestone[],
  { project, tree }: BlueprintTarget,
  { idOf, people, today }: Ids & Pick<BlueprintAnswers, 'people'> & Pick<Applying, 'today'>,
): Milestone[] {
  const placed = new Map<string | null, number>();
  return milestones.map((one) => {
    const first = one.parent === null ? nextOrder(tree, null) : 1;
    const order = placed.get(one.parent) ?? first;
    placed.set(one.parent, order + 1);
    return newMilestone({
      id: idOf(one.key),
      projectId: project.id,
      parentId: one.parent === null ? null : idOf(one.parent),
      number: one.number,
      order,
      name: one.name,
      outcome: one.outcome,
      description: one.description,
      type: one.type,
      share: one.share,
      riskAfter: one.riskAfter,
      priority: one.priority,
      ownerParty: one.ownerParty,
      blocksGoLive: one.blocksGoLive,
      assigneeId: people.get(one.assignee ?? '')?.id ?? null,
      startDate: one.startDate,
      dueDate: one.dueDate,
      nextItem: one.items.length + 1,
      ...(isCoached(project.kind) && one.stage ? placedStage(one.stage, today) : {}),
    });
  });
}

function risksOf(
  { blueprint, milestones }: BlueprintPlan,
  { project, risks, spentRisks }: BlueprintTarget,
  { idOf, by }: Ids & { by: Applying },
): Risk[] {
  const first = nextNumber(risks, spentRisks);
  return [
    ...blueprint.risks.map((one) => ({ ...one, milestoneId: null })),
    ...milestones.flatMap(({ key, risks: own }) => own.map((one) => ({ ...one, milestoneId: idOf(key) }))),
  ].map(({ text, mitigation, milestoneId }, at) =>
    newRisk({
      id: by.newId(),
      projectId: project.id,
      number: first + at,
      text,
      mitigation: mitigation === '' ? null : mitigation,
      milestoneId,
      openedById: by.personId,
      openedAt: by.now,
    }),
  );
}
