import { and, eq, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { withheld } from '../../../src/domain/customer/withhold.ts';
import type { AskedProject } from '../../../src/domain/rhythm/asked-actions.ts';
import type { InvoicedProject } from '../../../src/domain/rhythm/payments.ts';
import type { Own, OwnRisk, OwnVote, Reader } from '../../../src/domain/rhythm/personal.ts';
import type { ScheduledKind, ScheduledMessage } from '../../../src/domain/rhythm/scheduled.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { ownTenant, refersTo } from '../../schema/keys.ts';
import { milestone } from '../../schema/plan.ts';
import { member, project } from '../../schema/project.ts';
import { snooze } from '../../schema/rhythm.ts';
import { rowsOf } from '../../tenant.ts';
import { isOpen } from '../endings/delivery.ts';
import { coachedBy } from '../stages/queue.ts';
import { askedProjects } from './asked-actions.ts';
import { knownDuties, risksOf, votesOf } from './duties.ts';
import { invoicedProjects } from './payments.ts';

/** The key of a scheduled message to a person. */
type Message = Pick<ScheduledMessage, 'kind' | 'target' | 'slot'> & { personId: string };

type ReaderFacts = Reader & {
  previous: string;
  risks: OwnRisk[];
  votes: OwnVote[];
  /** Of a personal digest. */
  invoiced: InvoicedProject[];
  asked: AskedProject[];
  /** Whether they coach a company. */
  coaches: boolean;
  missed: MissedOwn | null;
};

/**
 * Returns the reader of a scheduled message, with the slot of the previous one of its kind and target: an ISO
 * instant, a day before where there was none. Undefined when the person has left.
 */
export async function loadReader(
  tx: Tx,
  { personId, kind, target, slot }: Message,
): Promise<ReaderFacts | undefined> {
  const previous = sql`coalesce((select max(r.slot) from receipt r where r.workspace_id = p.workspace_id
    and r.kind = ${kind}::text and r.target = ${target}::text and r.slot < ${slot}::timestamptz),
    ${slot}::timestamptz - interval '1 day')`;
  const result = await tx.execute(sql`
    select p.name, p.quiet, p.digest, ${isoOf(previous)} as previous,
      coalesce(${risksOf(isDue(sql`r.resolve_by`, slot))}, '[]') as risks, coalesce(${votesOf(sql`(d.on_day is null or ${isDue(sql`d.on_day`, slot)})`)}, '[]') as votes,
      coalesce(case when ${kind}::text = 'personal' then ${invoicedProjects} end, '[]') as invoiced,
      coalesce(case when ${kind}::text = 'personal' then ${askedProjects} end, '[]') as asked,
      exists (select from ${coachedBy(personId)}) as coaches, ${missedOf(slot)} as missed, coalesce(p.zone, (
      select pr.zone from project pr where pr.workspace_id = p.workspace_id and pr.id in (
        select m.project_id from member m where m.workspace_id = p.workspace_id and m.person_id = p.id
          and m.role not in ('viewer', 'none')
        union select m.project_id from milestone m where m.workspace_id = p.workspace_id
          and m.assignee_id = p.id and m.status <> 'done' and m.dropped_at is null)
      order by pr.created_at, pr.id limit 1), 'UTC') as zone
    from person p where p.workspace_id = milepost_tenant() and p.id = ${personId}::uuid and p.gone_at is null`);
  const [reader] = rowsOf<ReaderFacts>(result);
  return reader && knownDuties(reader);
}

/** A message of a person that failed or may have failed since their last digest. */
export type MissedOwn = { kind: ScheduledKind; slot: string; state: 'failed' | 'unknown' };

const missedOf = (slot: string): SQL => sql`(
  select jsonb_build_object('kind', r.kind, 'slot', ${isoOf(sql`r.slot`)}, 'state', r.state) from receipt r
  where r.workspace_id = p.workspace_id and r.person_id = p.id and r.slot is not null and r.kind <> 'digest'
    and r.state in ('failed', 'unknown') and r.slot < ${slot}::timestamptz and r.slot > coalesce(
      (select max(s.slot) from receipt s where s.workspace_id = p.workspace_id and s.person_id = p.id
        and s.kind = 'personal' and s.state = 'sent' and s.slot < ${slot}::timestamptz),
      ${slot}::timestamptz - interval '7 days')
  order by r.slot desc limit 1)`;

/** Whether a day has come in some zone. */
const isDue = (day: SQL, slot: string): SQL => sql`${day} <= (${slot}::timestamptz + interval '1 day')::date`;

/** A selection of a person's milestones. */
export type OwnOf =
  /** Theirs with a due date, unassigned ones of projects they own, and submitted ones where they have a role. */
  | 'theirs'
  /** Theirs that are open, with or without a due date, and submitted ones where they have a role. */
  | 'work'
  /** Theirs in a project that are started and neither done nor submitted. */
  | { workingOn: string }
  /** One milestone, whatever its status. */
  | { milestoneId: string };

/** Returns a person's milestones as they may know them, in one statement; without projects that they were removed from. */
export async function loadOwn(tx: Tx, personId: string, of: OwnOf): Promise<Own[]> {
  const rows = await tx
    .select({
      milestone: {
        id: milestone.id,
        number: milestone.number,
        name: milestone.name,
        outcome: milestone.outcome,
        type: milestone.type,
        status: milestone.status,
        dueDate: milestone.dueDate,
        submittedAt: milestone.submittedAt,
        percent: milestone.percent,
        version: milestone.version,
        droppedAt: milestone.droppedAt,
      },
      project: {
        id: project.id,
        name: project.name,
        policies: project.policies,
        holidays: project.holidays,
        reminders: project.reminders,
      },
      role: member.role,
      assigneeId: milestone.assigneeId,
      abandoned: sql<boolean>`exists (select from person g where g.workspace_id = ${milestone.workspaceId}
        and g.id = ${milestone.assigneeId} and g.gone_at is not null)`,
      snooze: { id: snooze.id, until: snooze.until },
      saidAt: saidAt(personId),
    })
    .from(milestone)
    .innerJoin(project, refersTo(project, milestone, milestone.projectId))
    .leftJoin(
      member,
      and(
        eq(member.workspaceId, milestone.workspaceId),
        eq(member.projectId, milestone.projectId),
        eq(member.personId, personId),
      ),
    )
    .leftJoin(
      snooze,
      and(
        eq(snooze.workspaceId, milestone.workspaceId),
        eq(snooze.personId, personId),
        eq(snooze.milestoneId, milestone.id),
      ),
    )
    .where(
      and(
        eq(milestone.workspaceId, ownTenant),
        or(isNull(member.role), ne(member.role, 'none')),
        isOpen(sql`${project}`),
        which(personId, of),
      ),
    )
    .orderBy(milestone.number, milestone.id);
  return rows.map(({ assigneeId, abandoned, role, snooze: put, ...own }) => ({
    ...(role === 'client' ? withheld(own) : own),
    role: role ?? 'none',
    mine: assigneeId === personId,
    ...(role === 'owner' && assigneeId === null ? { orphan: 'unassigned' as const } : {}),
    ...(role === 'owner' && abandoned ? { orphan: 'left' as const } : {}),
    snooze: put,
  }));
}

const saidAt = (personId: string): SQL<string | null> => sql<string | null>`(select ${isoOf(sql`max(u.at)`)}
  from progress_update u where u.workspace_id = ${milestone.workspaceId} and u.milestone_id = ${milestone.id}
    and u.author_id = ${personId}::uuid)`;

function which(personId: string, of: OwnOf): SQL | undefined {
  if (of === 'theirs') return sql`${milestone.id} in (${theirs(personId)})`;
  if (of === 'work') return sql`${milestone.id} in (${work(personId)})`;
  if ('milestoneId' in of) return eq(milestone.id, of.milestoneId);
  return and(
    eq(milestone.projectId, of.workingOn),
    eq(milestone.assigneeId, personId),
    open,
    sql`${milestone.status} in ('in_progress', 'blocked')`,
    isNull(milestone.submittedAt),
  );
}

const work = (personId: string): SQL => sql`
  select m.id from milestone m where m.workspace_id = milepost_tenant() and m.assignee_id = ${personId}::uuid
    and m.status <> 'done' and m.dropped_at is null
  union ${submitted(personId)}`;

const submitted = (personId: string): SQL => sql`
  select m.id from member w join milestone m on m.workspace_id = w.workspace_id and m.project_id = w.project_id
  where w.workspace_id = milepost_tenant() and w.person_id = ${personId}::uuid
    and m.submitted_at is not null and m.dropped_at is null`;

const open = and(ne(milestone.status, 'done'), isNull(milestone.droppedAt));

/**
 * A union, so that each part uses its index: one join would read all milestones of the workspace. Owners get
 * unassigned milestones, except those with open sub-milestones.
 */
const theirs = (personId: string): SQL => sql`
  select m.id from milestone m where m.workspace_id = milepost_tenant() and m.assignee_id = ${personId}::uuid
    and m.status <> 'done' and m.dropped_at is null and m.due_date is not null
  union ${submitted(personId)}
  union
  select m.id from member w join milestone m on m.workspace_id = w.workspace_id and m.project_id = w.project_id
    left join person g on g.workspace_id = m.workspace_id and g.id = m.assignee_id
  where w.workspace_id = milepost_tenant() and w.person_id = ${personId}::uuid and w.role = 'owner'
    and (m.assignee_id is null or g.gone_at is not null)
    and m.status <> 'done' and m.dropped_at is null and m.due_date is not null
    and not exists (select from milestone c where c.workspace_id = m.workspace_id and c.parent_id = m.id
      and c.status <> 'done' and c.dropped_at is null)`;
