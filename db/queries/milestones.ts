import { and, asc, desc, eq, isNotNull, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type {
  Child,
  HealthFacts,
  Line,
  MilestoneFacts,
  Named,
  PlanFacts,
  ProjectFacts,
} from '../../src/domain/facts.ts';
import type { Node } from '../../src/domain/plan.ts';
import type { Project } from '../../src/domain/project.ts';
import { isoOf } from '../schema/columns.ts';
import {
  blocker,
  decision,
  evidence,
  item,
  milestone,
  project,
  review,
  risk,
  update,
} from '../schema/tables.ts';
import { statement } from '../statement.ts';
import { roomHere, type Tx } from '../tenant.ts';

/** A milestone as people name it. */
export type Candidate = { id: string; number: number; name: string };

type Reference = { number: number } | { name: string };

/**
 * The milestones that a reference may mean, by number, else by name; they and their project are
 * locked until the transaction ends (the project first, everywhere, so that nobody waits in a
 * circle). Locking comes before loading, in a statement of its own, so that what is loaded and
 * told after it is what others have committed.
 */
export function lockCandidates(tx: Tx, projectId: string, by: Reference): Promise<Candidate[]> {
  return 'number' in by ? lockByNumber(tx, { projectId, ...by }) : lockByName(tx, { projectId, ...by });
}

/** The same without a lock, for reads. */
export function findCandidates(tx: Tx, projectId: string, by: Reference): Promise<Candidate[]> {
  return 'number' in by ? findByNumber(tx, { projectId, ...by }) : findByName(tx, { projectId, ...by });
}

const hasNumber = eq(milestone.number, sql.placeholder('number'));
const hasName = sql`position(lower(${sql.placeholder('name')}) in lower(${milestone.name})) > 0`;

const isProject = eq(project.id, sql.placeholder('projectId'));
/** The project that the room shows: it may be asked for before anybody knows which that is. */
const projectHere = sql`(select project_id from room where workspace_id = milepost_tenant() and id = ${roomHere})`;
const isHere = eq(project.id, projectHere);

const candidates = (tx: Tx, means: SQL | undefined) =>
  tx
    .select({ id: milestone.id, number: milestone.number, name: milestone.name })
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
const lockByName = statement((tx) => locked(tx, and(isProject, hasName)).prepare('lock_by_name'));
const lockHere = statement((tx) => locked(tx, and(isHere, hasNumber)).prepare('lock_here'));

const step = {
  id: true,
  parentId: true,
  number: true,
  name: true,
  status: true,
  percent: true,
  share: true,
} as const;

/** Every milestone below one, as far down as they go (MODEL-1): the relational query goes one level only. */
const below = sql<Child[]>`(with recursive down as (
    select m.* from milestone m where m.workspace_id = milestone.workspace_id
      and m.parent_id = milestone.id and m.dropped_at is null
    union all
    select m.* from milestone m join down on m.workspace_id = down.workspace_id
      and m.parent_id = down.id and m.dropped_at is null)
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'parentId', parent_id, 'number', number, 'name', name,
    'status', status, 'percent', percent, 'share', share, 'items', (
      select coalesce(jsonb_agg(jsonb_build_object('done', i.done)), '[]') from item i
        where i.workspace_id = down.workspace_id and i.milestone_id = down.id)) order by number), '[]')
  from down)`.as('below');

/** Names of those who have to do with it, by their id. */
const names = sql<Record<string, string>>`(select jsonb_object_agg(p.id, p.name) from person p
  where p.workspace_id = milestone.workspace_id
    and p.id in (milestone.assignee_id, milestone.submitted_by_id, milestone.done_by_id))`.as('names');

/** A row for each address of those who hold the role that decides. */
const deciders = sql<Decider[]>`(select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name,
    'platform', i.platform, 'tenant', i.tenant, 'user', i.user_key)), '[]')
  from project o
    join member m on m.workspace_id = o.workspace_id and m.project_id = o.id and m.role = o.policies->>'approver'
    join person p on p.workspace_id = m.workspace_id and p.id = m.person_id
    left join identity i on i.workspace_id = p.workspace_id and i.person_id = p.id
  where o.workspace_id = milestone.workspace_id and o.id = milestone.project_id)`.as('deciders');
type Decider = { id: string; name: string } & (Named['addresses'][number] | { platform: null });

const nameBy = (workspace: SQLWrapper, person: SQLWrapper) =>
  sql<string | null>`(select p.name from person p where p.workspace_id = ${workspace} and p.id = ${person})`;

const milestoneBy = (name: string, means: SQL | undefined) =>
  statement((tx) =>
    tx.query.milestone
      .findFirst({
        where: means,
        extras: { below, names, deciders },
        with: {
          project: {
            with: {
              milestones: {
                where: and(
                  isNull(milestone.parentId),
                  isNull(milestone.droppedAt),
                  isNotNull(milestone.share),
                ),
                orderBy: asc(milestone.number),
                columns: { id: true, share: true },
              },
            },
          },
          blockers: { where: isNull(blocker.clearedAt), orderBy: asc(blocker.number) },
          items: { orderBy: asc(item.number) },
          evidence: { orderBy: [asc(evidence.addedAt), asc(evidence.id)] },
          updates: {
            orderBy: [desc(update.at), desc(update.id)],
            limit: 1,
            extras: (of) => ({ author: nameBy(of.workspaceId, of.authorId).as('author') }),
          },
          reviews: {
            orderBy: [desc(review.submittedAt), desc(review.id)],
            limit: 1,
            extras: (of) => ({ decidedBy: nameBy(of.workspaceId, of.decidedById).as('decided_by') }),
          },
        },
      })
      .prepare(name),
  );
const byMilestone = milestoneBy('milestone_by_id', eq(milestone.id, sql.placeholder('id')));
const inProject = eq(milestone.projectId, sql.placeholder('projectId'));
const byNumber = milestoneBy('milestone_by_number', and(inProject, hasNumber));
const byNumberHere = milestoneBy('milestone_here', and(eq(milestone.projectId, projectHere), hasNumber));

/** Everything that is known of one milestone, in one statement; undefined when it is not there. */
export async function loadMilestone(tx: Tx, id: string): Promise<MilestoneFacts | undefined> {
  return factsOf(await byMilestone(tx, { id }));
}

/** The same of the one with this number. */
export async function loadNumbered(
  tx: Tx,
  projectId: string,
  number: number,
): Promise<MilestoneFacts | undefined> {
  return factsOf(await byNumber(tx, { projectId, number }));
}

/**
 * The milestone with this number of the project that the room shows, locked; undefined where there is
 * none. It may be asked together with who asks.
 */
export async function lockNumberedHere(tx: Tx, number: number): Promise<MilestoneFacts | undefined> {
  const [found, row] = await Promise.all([lockHere(tx, { number }), byNumberHere(tx, { number })]);
  return found.length === 1 ? factsOf(row) : undefined;
}

function factsOf(row: Awaited<ReturnType<typeof byNumber>>): MilestoneFacts | undefined {
  if (!row) return undefined;
  const {
    project: of,
    names: known,
    items,
    blockers,
    updates,
    reviews,
    below: children,
    deciders: approving,
    ...rest
  } = row;
  const [last] = updates;
  const [latest] = reviews;
  const nameOf = (person: string | null) => (person && known?.[person]) ?? null;
  return {
    project: of,
    milestone: rest,
    items,
    evidence: row.evidence,
    lastUpdate: last ? { ...last, author: last.author ?? '' } : null,
    review: latest ?? null,
    blockers,
    assignee: nameOf(rest.assigneeId),
    submittedBy: nameOf(rest.submittedById),
    doneBy: nameOf(rest.doneById),
    children,
    shares: of.milestones.map(({ id: one, share }) => ({ id: one, share: share ?? 0 })),
    approvers: [...Map.groupBy(approving, ({ id }) => id).values()].map(named),
  };
}

const named = (rows: Decider[]): Named => ({
  name: rows[0]?.name ?? '',
  addresses: rows.flatMap((row) =>
    row.platform === null ? [] : [{ platform: row.platform, tenant: row.tenant, user: row.user }],
  ),
});

const byId = eq(project.id, sql.placeholder('id'));
const openBlockers = { where: isNull(blocker.clearedAt), orderBy: asc(blocker.number) };
const openDecisions = {
  where: isNull(decision.outcome),
  orderBy: [asc(decision.on), asc(decision.number)],
  columns: { number: true as const, question: true as const, on: true as const },
};
const openRisks = { where: isNull(risk.resolvedAt), orderBy: asc(risk.number) };
const inPlace = [asc(milestone.order), asc(milestone.number)];
const plan = {
  where: isNull(milestone.droppedAt),
  orderBy: inPlace,
  columns: {
    ...step,
    order: true,
    dueDate: true,
    submittedAt: true,
    ownerParty: true,
    assigneeId: true,
    blocksGoLive: true,
  },
  with: { items: { columns: { done: true } } },
} as const;

/** The plan in one piece: what is asked most is the list, and to put it together from columns was a tenth of that. */
const lines = sql<Line[]>`(select coalesce(json_agg(line order by line.order, line.number), '[]') from (
  select m.id, m.parent_id as "parentId", m.number, m.name, m.status, m.percent, m.share, m.position as "order",
    m.due_date as "dueDate", ${isoOf(sql`m.submitted_at`)} as "submittedAt", m.owner_party as "ownerParty",
    m.assignee_id as "assigneeId", m.blocks_go_live as "blocksGoLive",
    coalesce((select json_agg(json_build_object('done', i.done)) from item i
      where i.workspace_id = m.workspace_id and i.milestone_id = m.id), '[]') as items
  from milestone m where m.workspace_id = project.workspace_id and m.project_id = project.id
    and m.dropped_at is null) line)`.as('lines');

const planOf = (name: string, means: SQL) =>
  statement((tx) => tx.query.project.findFirst({ where: means, extras: { lines } }).prepare(name));
const planById = planOf('plan_by_id', byId);
const planHere = planOf('plan_here', isHere);

/** A project with its plan, in one statement. */
export const loadPlan = async (tx: Tx, id: string): Promise<PlanFacts | undefined> =>
  planFrom(await planById(tx, { id }));

/** The same of the project that the room shows, which may be asked together with who asks. */
export const loadPlanHere = async (tx: Tx): Promise<PlanFacts | undefined> =>
  planFrom(await planHere(tx, {}));

function planFrom(row: Awaited<ReturnType<typeof planById>>): PlanFacts | undefined {
  if (!row) return undefined;
  const { lines: milestones, ...of } = row;
  return { project: of as Project, milestones };
}

const projectById = statement((tx) =>
  tx.query.project
    .findFirst({
      where: byId,
      with: { milestones: plan, blockers: openBlockers, risks: openRisks, decisions: openDecisions },
    })
    .prepare('project_by_id'),
);

/** A project with all that its card shows, in one statement. */
export async function loadProject(tx: Tx, id: string): Promise<ProjectFacts | undefined> {
  const row = await projectById(tx, { id });
  if (!row) return undefined;
  const { milestones, blockers, risks, decisions, ...of } = row;
  return { project: of as Project, milestones, blockers, risks, decisions };
}

/** When the history begins: with the project itself. */
const began = sql<string>`(select ${isoOf(sql`a.at`)} from activity a
  where a.workspace_id = project.workspace_id and a.project_id = project.id order by a.at limit 1)`.as(
  'began',
);

const healthById = statement((tx) =>
  tx.query.project
    .findFirst({
      where: byId,
      extras: { began },
      with: {
        blockers: openBlockers,
        risks: openRisks,
        milestones: {
          ...plan,
          columns: { ...plan.columns, startDate: true, riskAfter: true, doneAt: true },
          with: {
            items: { columns: { id: true, number: true, kind: true, text: true, done: true } },
            evidence: {
              where: eq(evidence.kind, 'metric'),
              orderBy: [asc(evidence.addedAt), asc(evidence.id)],
              columns: { itemId: true, value: true, target: true },
            },
            reviews: {
              orderBy: [desc(review.submittedAt), desc(review.id)],
              limit: 1,
              columns: { outcome: true },
            },
          },
        },
      },
    })
    .prepare('health_by_id'),
);

/** A project with all that its health is told from, in one statement. */
export async function loadHealth(tx: Tx, id: string): Promise<HealthFacts | undefined> {
  const row = await healthById(tx, { id });
  if (!row) return undefined;
  const { milestones, blockers, risks, began: first, ...of } = row;
  return {
    project: of as Project,
    milestones: milestones.map(({ reviews: [last], ...one }) => ({
      ...one,
      lastReview: last?.outcome ?? null,
    })),
    blockers,
    risks,
    began: first,
  };
}

/** Locks a project: numbers, order and shares are given out to one at a time, and no card of it is planned meanwhile. */
export async function lockProject(tx: Tx, id: string): Promise<void> {
  await tx.select({ id: project.id }).from(project).where(eq(project.id, id)).for('no key update');
}

/** The tree of a project as far as its shape goes, and the highest number ever given. */
export async function loadTree(tx: Tx, projectId: string): Promise<{ tree: Node[]; highest: number }> {
  const rows = await tx
    .select({
      id: milestone.id,
      parentId: milestone.parentId,
      number: milestone.number,
      name: milestone.name,
      order: milestone.order,
      share: milestone.share,
      status: milestone.status,
      droppedAt: milestone.droppedAt,
    })
    .from(milestone)
    .where(eq(milestone.projectId, projectId));
  const highest = Math.max(0, ...rows.map((row) => row.number));
  return {
    tree: rows.filter((row) => row.droppedAt === null).map(({ droppedAt: _, ...node }) => node),
    highest,
  };
}
