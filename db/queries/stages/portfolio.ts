import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { isCoached, kinds } from '../../../src/domain/project/policies.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { FollowedCompany } from '../../../src/domain/stages/portfolio.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { ownTenant } from '../../schema/keys.ts';
import { member, project } from '../../schema/project.ts';
import { projectColumns } from '../directory/who.ts';
import { isOpen } from '../endings/delivery.ts';
import { sentInvoices } from '../money/sent.ts';

const ofProject = (alias: SQL) =>
  sql`${alias}.workspace_id = milepost_tenant() and ${alias}.project_id = project.id`;

/** A JSON list of the rows of a table of the project. */
const listOf = (fields: SQL, from: SQL, where: SQL, order: SQL): SQL =>
  sql`(select coalesce(json_agg(json_build_object(${fields}) order by ${order}), '[]') from ${from} where ${where})`;

/** The first record of the history. */
const began = sql<string>`coalesce((select ${isoOf(sql`a.at`)} from activity a where ${ofProject(sql`a`)}
  order by a.at limit 1), ${isoOf(sql`project.created_at`)})`;

const steps = sql<FollowedCompany['steps']>`${listOf(
  sql`'stage', s.stage, 'achieved', s.achieved, 'at', ${isoOf(sql`s.at`)}`,
  sql`achievement s`,
  ofProject(sql`s`),
  sql`s.at, s.id`,
)}`;

/** What a portfolio reads of the milestones of a company, all in one pass. */
type PlanRead = Pick<FollowedCompany, 'openTasks' | 'waiting'> &
  Pick<FollowedCompany['signals'], 'milestones'>;

/** With the milestones that are overdue on a day in any zone; all of them where the pace to a go-live counts. */
const planRead = (today: string) => sql<PlanRead>`(select json_build_object(
  'openTasks', count(*) filter (where m.stage is null and m.status <> 'done'),
  'waiting', count(*) filter (where m.submitted_at is not null),
  'milestones', coalesce(json_agg(json_build_object('id', m.id, 'parentId', m.parent_id, 'number', m.number, 'name', m.name,
    'outcome', m.outcome, 'status', m.status, 'percent', m.percent, 'share', m.share, 'order', m.position, 'dueDate', m.due_date,
    'submittedAt', ${isoOf(sql`m.submitted_at`)}, 'ownerParty', m.owner_party, 'assigneeId', m.assignee_id,
    'blocksGoLive', m.blocks_go_live, 'priority', m.priority,
    'items', case when project.target is null then '[]'::json else (select coalesce(json_agg(json_build_object('done', i.done)), '[]')
      from item i where i.workspace_id = milepost_tenant() and i.milestone_id = m.id) end) order by m.number)
    filter (where project.target is not null or (m.status <> 'done' and m.due_date <= ${today}::date + 1)), '[]'))
  from milestone m where ${ofProject(sql`m`)} and m.dropped_at is null)`;

const blockers = sql<FollowedCompany['signals']['blockers']>`${listOf(
  sql`'number', b.number, 'text', b.text, 'milestoneId', b.milestone_id`,
  sql`blocker b`,
  sql`${ofProject(sql`b`)} and b.cleared_at is null`,
  sql`b.number`,
)}`;

const risks = sql<FollowedCompany['signals']['risks']>`${listOf(
  sql`'number', r.number, 'text', r.text, 'resolveBy', r.resolve_by, 'resolvedAt', null`,
  sql`risk r`,
  sql`${ofProject(sql`r`)} and r.resolved_at is null`,
  sql`r.number`,
)}`;

const noGos = sql<FollowedCompany['signals']['noGos']>`${listOf(
  sql`'number', d.number, 'decidedAt', ${isoOf(sql`d.decided_at`)}, 'targetThen', d.target_then, 'fallback', d.fallback`,
  sql`decision d`,
  sql`${ofProject(sql`d`)} and d.outcome = 'no_go' and d.fell_back_at is null`,
  sql`d.number`,
)}`;

const actions = sql<FollowedCompany['signals']['actions']>`${listOf(
  sql`'number', c.number, 'label', c.label, 'dueDate', c.due_date, 'blocksGoLive', c.blocks_go_live`,
  sql`action_item c`,
  sql`${ofProject(sql`c`)} and c.completed_at is null and c.blocks_go_live`,
  sql`c.number`,
)}`;

/** What a company does for its stages, as the history names it. */
const lastUpdateAt = sql<string | null>`(select ${isoOf(sql`a.at`)} from activity a where ${ofProject(sql`a`)}
  and a.type in ('progressed', 'update_reported', 'submitted', 'evidence_added') order by a.at desc limit 1)`;

/** Returns the open companies that a person coaches, in one statement. `today` is YYYY-MM-DD. */
export async function loadPortfolio(tx: Tx, personId: string, today: string): Promise<FollowedCompany[]> {
  const rows = await tx
    .select({
      project: projectColumns,
      ...{ began, steps, blockers, risks, noGos, actions, lastUpdateAt },
      invoices: sentInvoices,
      plan: planRead(today),
    })
    .from(project)
    .innerJoin(member, and(eq(member.workspaceId, project.workspaceId), eq(member.projectId, project.id)))
    .where(
      and(
        eq(project.workspaceId, ownTenant),
        eq(member.personId, personId),
        eq(member.role, 'coach'),
        inArray(project.kind, kinds.filter(isCoached)),
        isOpen(sql`project`),
      ),
    );
  return rows.map(({ project: of, steps: path, lastUpdateAt: last, plan, ...rest }) => ({
    signals: { project: of as Project, ...rest, milestones: plan.milestones },
    steps: path,
    lastUpdateAt: last,
    openTasks: plan.openTasks,
    waiting: plan.waiting,
  }));
}
