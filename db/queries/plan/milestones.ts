import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { RemovedNumbers } from '../../../src/domain/numbering.ts';
import type { Dependency } from '../../../src/domain/plan/dependencies.ts';
import type { Milestone } from '../../../src/domain/plan/milestone.ts';
import type { Node } from '../../../src/domain/plan/plan.ts';
import { fold } from '../../../src/domain/text/fold.ts';
import type { Tx } from '../../database.ts';
import { statement } from '../../driver/statement.ts';
import { milestone } from '../../schema/plan.ts';
import { project } from '../../schema/project.ts';
import { roomHere } from '../../tenant.ts';
import { isIn } from '../people/fold.ts';

/** A milestone that a reference may mean. */
export type Candidate = Pick<Milestone, 'id' | 'number' | 'name' | 'outcome' | 'status'>;

/** `label`: as customers name it. */
type Reference = { number: number } | { name: string } | { label: string };

/**
 * Returns the milestones that a number or name may mean. Locks them and their project until the transaction ends,
 * the project first to avoid deadlocks. Lock in a statement BEFORE loading, so that what is loaded and planned
 * afterwards sees the commits of others.
 */
export function lockCandidates(tx: Tx, projectId: string, by: Reference): Promise<Candidate[]> {
  if ('number' in by) return lockByNumber(tx, { projectId, ...by });
  return 'label' in by
    ? lockByLabel(tx, { projectId, label: fold(by.label) })
    : lockByName(tx, { projectId, name: fold(by.name) });
}

/** Returns the same without a lock, for reads. */
export function findCandidates(tx: Tx, projectId: string, by: Reference): Promise<Candidate[]> {
  if ('number' in by) return findByNumber(tx, { projectId, ...by });
  return 'label' in by
    ? findByLabel(tx, { projectId, label: fold(by.label) })
    : findByName(tx, { projectId, name: fold(by.name) });
}

/** The condition for a milestone's number. */
export const hasNumber = eq(milestone.number, sql.placeholder('number'));
const hasName = isIn(sql.placeholder('name'), milestone.name);
const hasLabel = isIn(sql.placeholder('label'), sql`coalesce(${milestone.outcome}, ${milestone.name})`);

const isProject = eq(project.id, sql.placeholder('projectId'));
/** The room's project, for statements that are sent before its id is known. */
export const projectHere = sql`(select project_id from room where workspace_id = milepost_tenant() and id = ${roomHere})`;

const candidates = (tx: Tx, means: SQL | undefined) =>
  tx
    .select({
      id: milestone.id,
      number: milestone.number,
      name: milestone.name,
      outcome: milestone.outcome,
      status: milestone.status,
    })
    .from(project)
    .innerJoin(
      milestone,
      and(eq(milestone.workspaceId, project.workspaceId), eq(milestone.projectId, project.id)),
    )
    .where(and(isNull(milestone.droppedAt), means))
    .orderBy(milestone.number)
    .limit(20);
const locked = (tx: Tx, means: SQL | undefined) =>
  candidates(tx, means).for('no key update', { of: [project, milestone] });

const findByNumber = statement((tx) => candidates(tx, and(isProject, hasNumber)).prepare('find_by_number'));
const findByName = statement((tx) => candidates(tx, and(isProject, hasName)).prepare('find_by_name'));
const lockByNumber = statement((tx) => locked(tx, and(isProject, hasNumber)).prepare('lock_by_number'));
const findByLabel = statement((tx) => candidates(tx, and(isProject, hasLabel)).prepare('find_by_label'));
const lockByLabel = statement((tx) => locked(tx, and(isProject, hasLabel)).prepare('lock_by_label'));
const lockByName = statement((tx) => locked(tx, and(isProject, hasName)).prepare('lock_by_name'));

/** Locks a project: serializes its numbers, order and shares, and the planning of its cards. */
export async function lockProject(tx: Tx, id: string): Promise<void> {
  await tx.select({ id: project.id }).from(project).where(eq(project.id, id)).for('no key update');
}

/** A plan as a tree with its links, the highest number ever given, due dates by id, and the numbers of removed things. */
export type LoadedTree = {
  tree: Node[];
  /** Those of dropped milestones too. */
  links: Dependency[];
  highest: number;
  dueDates: Map<string, string>;
  removed: RemovedNumbers;
};

/** The dependencies of the row `project`, as one JSON value. */
export const linksOfProject = sql<Dependency[]>`(
  select coalesce(json_agg(json_build_object('id', d.id, 'projectId', d.project_id, 'milestoneId', d.milestone_id,
    'requiresId', d.requires_id) order by d.id), '[]')
  from dependency d where d.workspace_id = milepost_tenant() and d.project_id = project.id)`.as('links');

/** The columns of a milestone in the tree of a plan. */
export const nodeColumns = {
  id: true,
  parentId: true,
  number: true,
  name: true,
  outcome: true,
  order: true,
  share: true,
  status: true,
  droppedAt: true,
} as const;

const treeById = statement((tx) =>
  tx.query.project
    .findFirst({
      where: eq(project.id, sql.placeholder('id')),
      columns: { spent: true },
      extras: { links: linksOfProject },
      with: { milestones: { columns: { ...nodeColumns, dueDate: true } } },
    })
    .prepare('tree_by_id'),
);

/** Returns the milestones of a project as a tree; the project must be locked. */
export async function loadTree(tx: Tx, projectId: string): Promise<LoadedTree> {
  const row = await treeById(tx, { id: projectId });
  const { spent: removed = {}, links = [], milestones: nodes = [] } = row ?? {};
  return {
    tree: nodes
      .filter((node) => node.droppedAt === null)
      .map(({ droppedAt: _, dueDate: _due, ...node }) => node),
    links,
    highest: Math.max(removed.milestone ?? 0, ...nodes.map(({ number }) => number)),
    removed,
    dueDates: new Map(nodes.flatMap(({ id, dueDate }) => (dueDate === null ? [] : [[id, dueDate]]))),
  };
}
