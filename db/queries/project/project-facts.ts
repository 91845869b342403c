import { and, asc, desc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type {
  HealthFacts,
  PlanFacts,
  PlanLine,
  ProjectCardFacts,
  ProjectFacts,
} from '../../../src/domain/facts.ts';
import type { DecisionPoint, NoGo, OpenDecision } from '../../../src/domain/launch/decision-point.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Tx } from '../../database.ts';
import { statement } from '../../driver/statement.ts';
import { isoOf } from '../../schema/columns.ts';
import { actionItem } from '../../schema/customer.ts';
import { blocker, risk } from '../../schema/health.ts';
import { decision } from '../../schema/launch.ts';
import { milestone } from '../../schema/plan.ts';
import { project } from '../../schema/project.ts';
import { evidence, review } from '../../schema/review.ts';
import { sentInvoices } from '../money/sent.ts';
import { projectHere } from '../plan/milestones.ts';
import { undecidedOf } from '../review/stopping.ts';

const byId = eq(project.id, sql.placeholder('id'));
const openBlockers = { where: isNull(blocker.clearedAt), orderBy: asc(blocker.number) };
/** Open decisions, by day, and no-gos whose fallback was not carried out. */
const openDecisions = {
  where: or(isNull(decision.outcome), and(eq(decision.outcome, 'no_go'), isNull(decision.fellBackAt))),
  orderBy: [asc(decision.on), asc(decision.number)],
  columns: {
    number: true as const,
    question: true as const,
    on: true as const,
    outcome: true as const,
    decidedAt: true as const,
    targetThen: true as const,
    fallback: true as const,
  },
};
const openRisks = { where: isNull(risk.resolvedAt), orderBy: asc(risk.number) };
/** Open actions of the customer that block the go-live. */
const blockingActions = {
  where: and(isNull(actionItem.completedAt), eq(actionItem.blocksGoLive, true)),
  orderBy: asc(actionItem.number),
  columns: {
    number: true as const,
    label: true as const,
    dueDate: true as const,
    blocksGoLive: true as const,
  },
};
const inPlace = [asc(milestone.order), asc(milestone.number)];
const plan = {
  where: isNull(milestone.droppedAt),
  orderBy: inPlace,
  columns: {
    id: true,
    parentId: true,
    number: true,
    name: true,
    outcome: true,
    status: true,
    percent: true,
    share: true,
    order: true,
    dueDate: true,
    submittedAt: true,
    ownerParty: true,
    assigneeId: true,
    blocksGoLive: true,
    priority: true,
  },
  with: { items: { columns: { done: true } } },
} as const;

/** The lines of a project's plan, unordered. */
const linesOf = (projectId: SQL) => sql`(
  select m.id, m.parent_id as "parentId", m.number, m.name, m.outcome, m.status, m.percent, m.share, m.position as "order",
    m.due_date as "dueDate", ${isoOf(sql`m.submitted_at`)} as "submittedAt", m.owner_party as "ownerParty",
    m.assignee_id as "assigneeId", m.blocks_go_live as "blocksGoLive", m.priority,
    coalesce((select json_agg(json_build_object('done', i.done)) from item i
      where i.workspace_id = milepost_tenant() and i.milestone_id = m.id), '[]') as items
  from milestone m where m.workspace_id = milepost_tenant() and m.project_id = ${projectId}
    and m.dropped_at is null) line`;

/** The plan as one JSON value: the list is the busiest read, and assembling columns took a tenth of it. */
const inOnePiece = sql<PlanLine[]>`coalesce(json_agg(line order by line.order, line.number), '[]')`;

const lines = sql<PlanLine[]>`(select ${inOnePiece} from ${linesOf(sql`project.id`)})`.as('lines');
const planById = statement((tx) =>
  tx.query.project.findFirst({ where: byId, extras: { lines } }).prepare('plan_by_id'),
);
const linesHere = statement((tx) =>
  tx.select({ lines: inOnePiece }).from(linesOf(projectHere)).prepare('lines_here'),
);

/** Returns a project with its plan, in one statement. */
export async function loadPlan(tx: Tx, id: string): Promise<PlanFacts | undefined> {
  const row = await planById(tx, { id });
  if (!row) return undefined;
  const { lines: milestones, ...of } = row;
  return { project: of as Project, milestones };
}

/** Returns the plan of the room's project, sent together with the caller's look-up; empty without one. */
export async function loadLinesHere(tx: Tx): Promise<PlanLine[]> {
  const [row] = await linesHere(tx, {});
  return row?.lines ?? [];
}

/** The time of the first record, which is the project's creation. */
const began = sql<string>`coalesce((select ${isoOf(sql`a.at`)} from activity a
  where a.workspace_id = project.workspace_id and a.project_id = project.id order by a.at limit 1),
  ${isoOf(sql`project.created_at`)})`.as('began');

const invoices = sentInvoices.as('invoices');

/** The names of active people who hold the role that approves. */
const approvers = sql<string[]>`(select coalesce(json_agg(p.name order by p.name, p.id), '[]')
  from member m join person p on p.workspace_id = m.workspace_id and p.id = m.person_id
  where m.workspace_id = project.workspace_id and m.project_id = project.id
    and m.role = project.policies->>'approver' and p.gone_at is null)`.as('approvers');

const undecided = undecidedOf.as('undecided');

const projectById = statement((tx) =>
  tx.query.project
    .findFirst({
      where: byId,
      extras: { began, approvers, undecided, invoices },
      with: {
        milestones: plan,
        blockers: openBlockers,
        risks: openRisks,
        decisions: openDecisions,
        actions: blockingActions,
      },
    })
    .prepare('project_by_id'),
);

/** Returns a project with the facts of its card, in one statement. */
export async function loadProject(tx: Tx, id: string): Promise<ProjectCardFacts | undefined> {
  const row = await projectById(tx, { id });
  if (!row) return undefined;
  const {
    milestones,
    blockers,
    risks,
    decisions,
    actions,
    began: first,
    approvers: names,
    undecided: stops,
    invoices: sent,
    ...of
  } = row;
  const open = { milestones, blockers, risks, actions, invoices: sent, began: first, ...sorted(decisions) };
  return { project: of as Project, ...open, approvers: names, undecided: stops };
}

type Listed = OpenDecision & NoGo & Pick<DecisionPoint, 'outcome'>;

/** Separates open decisions from no-gos. */
const sorted = (decisions: readonly Listed[]): Pick<ProjectFacts, 'decisions' | 'noGos'> => ({
  decisions: decisions
    .filter(({ outcome }) => outcome === null)
    .map(({ number, question, on }) => ({ number, question, on })),
  noGos: decisions
    .filter(({ outcome }) => outcome !== null)
    .map(({ number, decidedAt, targetThen, fallback }) => ({ number, decidedAt, targetThen, fallback }))
    .sort((a, b) => a.number - b.number),
});

/** Change orders that were not taken back. */
const changeRequests = sql<number>`(select count(*)::int from change_order c
  where c.workspace_id = project.workspace_id and c.project_id = project.id
    and c.state not in ('withdrawn', 'superseded'))`.as('change_requests');

const byAge = [asc(evidence.addedAt), asc(evidence.id)];
const newestFirst = [desc(review.submittedAt), desc(review.id)];

/** What the health of a project is read from, in a relational query; `id` is its placeholder. */
export const healthParts = {
  where: byId,
  extras: { began, changeRequests, invoices },
  with: {
    blockers: openBlockers,
    risks: openRisks,
    decisions: openDecisions,
    actions: blockingActions,
    milestones: {
      ...plan,
      columns: { ...plan.columns, startDate: true, riskAfter: true, doneAt: true, extra: true },
      with: {
        items: { columns: { id: true, number: true, kind: true, text: true, done: true } },
        evidence: {
          where: eq(evidence.kind, 'metric'),
          orderBy: byAge,
          columns: { itemId: true, value: true, target: true },
        },
        reviews: {
          orderBy: newestFirst,
          limit: 1,
          columns: { outcome: true },
        },
      },
    },
  },
} as const;

const healthById = statement((tx) => tx.query.project.findFirst(healthParts).prepare('health_by_id'));

/** A row that was read by `healthParts`. */
export type HealthRow = NonNullable<Awaited<ReturnType<typeof healthById>>>;

/** Returns a project with the facts of its health, in one statement. */
export async function loadHealth(tx: Tx, id: string): Promise<HealthFacts | undefined> {
  const row = await healthById(tx, { id });
  return row && healthFactsOf(row);
}

/** Returns the facts of a row that was read by `healthParts`. */
export function healthFactsOf(row: HealthRow): HealthFacts {
  const {
    milestones,
    blockers,
    risks,
    decisions,
    actions,
    began: first,
    changeRequests: requests,
    invoices: sent,
    ...of
  } = row;
  return {
    project: of as Project,
    changeRequests: requests,
    noGos: sorted(decisions).noGos,
    milestones: milestones.map(({ reviews: [last], ...one }) => ({
      ...one,
      lastReview: last?.outcome ?? null,
    })),
    blockers,
    risks,
    actions,
    invoices: sent,
    began: first,
  };
}
