import { and, eq, getTableColumns, isNull, type SQL, sql } from 'drizzle-orm';
import type { Approver, MilestoneFacts, NamedPerson, SubMilestone } from '../../../src/domain/facts.ts';
import { openReport } from '../../../src/domain/review/report.ts';
import type { Tx } from '../../database.ts';
import { statement } from '../../driver/statement.ts';
import { isoOf, jsonOf } from '../../schema/columns.ts';
import { blocker, risk } from '../../schema/health.ts';
import { ownTenant } from '../../schema/keys.ts';
import { dependency, item, milestone, update } from '../../schema/plan.ts';
import { project } from '../../schema/project.ts';
import { evidence, review } from '../../schema/review.ts';
import { projectColumns } from '../directory/who.ts';
import { sentInvoices } from '../money/sent.ts';
import { nameOf, reviewParts } from '../review/parts.ts';
import { undecidedOf } from '../review/stopping.ts';
import { hasNumber, projectHere } from './milestones.ts';

/*
 * A milestone with all its facts, in one statement. The parts are hand-written: Drizzle's relational query adds
 * three plan nodes to each, which cost as much as the lookups.
 */

const { workspaceId: _, ...milestoneColumns } = getTableColumns(milestone);

const isIts = (table: typeof item | typeof evidence | typeof update | typeof review) =>
  and(eq(table.workspaceId, ownTenant), eq(table.milestoneId, milestone.id));

const items = sql<
  MilestoneFacts['items']
>`(select coalesce(json_agg(${jsonOf(item)} order by ${item.number}), '[]')
  from ${item} where ${isIts(item)})`;

const evidenceOf = sql<MilestoneFacts['evidence']>`(
  select coalesce(json_agg(${jsonOf(evidence)} order by ${evidence.addedAt}, ${evidence.id}), '[]')
  from ${evidence} where ${isIts(evidence)})`;

const openBlockers = sql<MilestoneFacts['blockers']>`(
  select coalesce(json_agg(${jsonOf(blocker)} order by ${blocker.number}), '[]')
  from ${blocker} where ${blocker.workspaceId} = milepost_tenant() and ${blocker.projectId} = ${milestone.projectId}
    and ${blocker.milestoneId} = ${milestone.id} and ${blocker.clearedAt} is null)`;

const updateNames = {
  author: sql`coalesce(${nameOf(update.authorId)}, '')`,
  decidedBy: sql`case when ${update.decidedById} is not null then ${nameOf(update.decidedById)} end`,
};

const lastUpdate = sql<MilestoneFacts['lastUpdate']>`(
  select ${jsonOf(update, updateNames)}
  from ${update} where ${isIts(update)} and ${update.state} = 'approved'
  order by ${update.at} desc, ${update.id} desc limit 1)`;

/** The latest update that waits or was rejected; the index of these is empty in most projects. */
const report = sql<MilestoneFacts['report']>`(
  select ${jsonOf(update, updateNames)}
  from ${update} where ${isIts(update)} and ${update.projectId} = ${milestone.projectId} and ${update.state} <> 'approved'
    and ${update.state} in ('pending', 'rejected') order by ${update.at} desc, ${update.id} desc limit 1)`;

const lastReview = sql<MilestoneFacts['review']>`(
  select ${jsonOf(review, reviewParts)}
  from ${review} where ${isIts(review)} order by ${review.submittedAt} desc, ${review.id} desc limit 1)`;

/** All descendants of a milestone (MODEL-1). */
const below = sql<
  SubMilestone[]
>`(with recursive down(workspace_id, id, parent_id, number, name, outcome, status, submitted_at, percent, share) as (
    select m.workspace_id, m.id, m.parent_id, m.number, m.name, m.outcome, m.status, m.submitted_at, m.percent, m.share from milestone m
      where m.workspace_id = milepost_tenant() and m.parent_id = ${milestone.id} and m.dropped_at is null
    union all
    select m.workspace_id, m.id, m.parent_id, m.number, m.name, m.outcome, m.status, m.submitted_at, m.percent, m.share from milestone m
      join down on m.workspace_id = milepost_tenant() and m.parent_id = down.id and m.dropped_at is null)
  select coalesce(json_agg(json_build_object('id', id, 'parentId', parent_id, 'number', number, 'name', name, 'outcome', outcome,
    'status', status, 'submittedAt', ${isoOf(sql`submitted_at`)}, 'percent', percent, 'share', share, 'items', (
      select coalesce(json_agg(json_build_object('done', i.done)), '[]') from item i
        where i.workspace_id = milepost_tenant() and i.milestone_id = down.id)) order by number), '[]')
  from down)`;

/** The milestones at the other end of its dependencies, without dropped ones. */
const linked = sql<(MilestoneFacts['requires'][number] & { requires: boolean })[]>`(
  select coalesce(json_agg(json_build_object('id', m.id, 'number', m.number, 'name', m.name, 'outcome', m.outcome, 'status', m.status,
    'requires', link.requires) order by m.number), '[]')
  from (
    select ${dependency.requiresId} as id, true as requires from ${dependency}
      where ${dependency.workspaceId} = milepost_tenant() and ${dependency.milestoneId} = ${milestone.id}
    union all
    select ${dependency.milestoneId}, false from ${dependency}
      where ${dependency.workspaceId} = milepost_tenant() and ${dependency.requiresId} = ${milestone.id}) link
    join milestone m on m.workspace_id = milepost_tenant() and m.id = link.id and m.dropped_at is null)`;

/** The names of its people, by id. */
const names = sql<Record<string, string> | null>`(select json_object_agg(p.id, p.name) from person p
  where p.workspace_id = milepost_tenant()
    and p.id = any(array[${milestone.assigneeId}, ${milestone.submittedById}, ${milestone.doneById}]))`;

const openRisks = sql<MilestoneFacts['risks']>`(
  select coalesce(json_agg(${jsonOf(risk)} order by ${risk.number}), '[]')
  from ${risk} where ${risk.workspaceId} = milepost_tenant() and ${risk.projectId} = ${milestone.projectId}
    and ${risk.milestoneId} = ${milestone.id} and ${risk.resolvedAt} is null)`;

/** Only for a project with a price, because the scan is useless without one. */
const shares = sql<MilestoneFacts['shares'] | null>`(case when ${project.price} is not null then (
  select json_agg(json_build_object('id', m.id, 'share', m.share) order by m.number) from milestone m
  where m.workspace_id = milepost_tenant() and m.project_id = ${project.id}
    and m.parent_id is null and m.dropped_at is null and m.share is not null) end)`;

/** The milestone at the top above it, which is invoiced for it (PAY-4); a dropped one has no amount. */
const payer = sql<
  MilestoneFacts['payer']
>`(case when ${project.price} is not null and ${milestone.parentId} is not null then (
  with recursive up(id, parent_id) as (
    select m.id, m.parent_id from milestone m
      where m.workspace_id = milepost_tenant() and m.id = ${milestone.parentId}
    union all
    select m.id, m.parent_id from milestone m
      join up on m.workspace_id = milepost_tenant() and m.id = up.parent_id)
  select json_build_object('id', m.id, 'number', m.number, 'name', m.name, 'outcome', m.outcome,
    'share', case when m.dropped_at is null then m.share end,
    'extra', case when m.dropped_at is null then m.extra else 0 end)
  from up join milestone m on m.workspace_id = milepost_tenant() and m.id = up.id where up.parent_id is null) end)`;

/** The deputies of the person `p`, without those who left. */
const deputiesOf = sql`select coalesce(json_agg(json_build_object('id', d.deputy_id, 'name', q.name, 'zone', q.zone, 'until', d.until_day)), '[]')
  from deputy d join person q on q.workspace_id = milepost_tenant() and q.id = d.deputy_id and q.gone_at is null
  where d.workspace_id = milepost_tenant() and d.project_id = h.project_id and d.person_id = p.id`;

/** One row for each address of the people with the approver's role. */
const deciders = sql<Decider[] | null>`(select json_agg(json_build_object('id', p.id, 'name', p.name,
    'zone', p.zone, 'ofCompany', h.of_company, 'deputies', (${deputiesOf}), 'platform', i.platform, 'tenant', i.tenant, 'user', i.user_key))
  from member h join person p on p.workspace_id = milepost_tenant() and p.id = h.person_id and p.gone_at is null
    left join identity i on i.workspace_id = milepost_tenant() and i.person_id = p.id
  where h.workspace_id = milepost_tenant() and h.project_id = ${project.id}
    and h.role = ${project.policies}->>'approver')`;
type Decider = Pick<Approver, 'id' | 'name' | 'zone' | 'ofCompany' | 'deputies'> &
  (NamedPerson['addresses'][number] | { platform: null });

const facts = {
  milestone: milestoneColumns,
  items,
  evidence: evidenceOf,
  lastUpdate,
  report,
  review: lastReview,
  blockers: openBlockers,
  names,
  children: below,
  risks: openRisks,
  linked,
  shares,
  payer,
  invoices: sentInvoices,
  undecided: undecidedOf,
  deciders,
};
const itsProject = and(eq(project.workspaceId, ownTenant), eq(project.id, milestone.projectId));
const milestoneBy = (name: string, means: SQL | undefined) =>
  statement((tx) =>
    tx
      .select({ ...facts, project: projectColumns })
      .from(milestone)
      .innerJoin(project, itsProject)
      .where(means)
      .prepare(name),
  );
const byId = milestoneBy('milestone_by_id', eq(milestone.id, sql.placeholder('id')));
const inProject = eq(milestone.projectId, sql.placeholder('projectId'));
const byNumber = milestoneBy('milestone_by_number', and(inProject, hasNumber));
const isHere = and(eq(milestone.projectId, projectHere), hasNumber, isNull(milestone.droppedAt));
const byNumberHere = statement((tx) =>
  tx.select(facts).from(milestone).innerJoin(project, itsProject).where(isHere).prepare('milestone_here'),
);

/** Returns a milestone with all its facts, in one statement; undefined when it does not exist. */
export const loadMilestone = async (tx: Tx, id: string): Promise<MilestoneFacts | undefined> =>
  factsOf(await byId(tx, { id }));

/** Returns the milestone with a number, as `loadMilestone` does. */
export const loadNumbered = async (
  tx: Tx,
  projectId: string,
  number: number,
): Promise<MilestoneFacts | undefined> => factsOf(await byNumber(tx, { projectId, number }));

/** The facts of a milestone of the room's project, which the look-up of the caller reads. */
export type FactsHere = Omit<MilestoneFacts, 'project'>;

/** Returns the same for the room's project, sent together with the caller's look-up; undefined if dropped. */
export const loadNumberedHere = async (tx: Tx, number: number): Promise<FactsHere | undefined> =>
  factsOf(await byNumberHere(tx, { number }));

type Row = Awaited<ReturnType<typeof byNumberHere>>[number];

function factsOf<Found extends Row>([row]: Found[]) {
  if (!row) return undefined;
  const { deciders: holding, shares: parts, names: known, linked: links, ...rest } = row;
  const nameOf = (id: string | null) => (id === null ? null : (known?.[id] ?? null));
  const { assigneeId, submittedById, doneById } = row.milestone;
  const linksOf = (requires: boolean) =>
    links.flatMap(({ requires: its, ...link }) => (its === requires ? [link] : []));
  return {
    ...rest,
    assignee: nameOf(assigneeId),
    submittedBy: nameOf(submittedById),
    doneBy: nameOf(doneById),
    report: openReport(row.lastUpdate, row.report),
    requires: linksOf(true),
    enables: linksOf(false),
    shares: parts ?? [],
    approvers: [...Map.groupBy(holding ?? [], ({ id }) => id).values()].flatMap(named),
  };
}

function named(rows: Decider[]): Approver[] {
  const [first] = rows;
  if (!first) return [];
  const addresses = rows.flatMap((row) =>
    row.platform === null ? [] : [{ platform: row.platform, tenant: row.tenant, user: row.user }],
  );
  const { id, name, zone, deputies, ofCompany } = first;
  return [{ id, name, zone, deputies, addresses, ...(ofCompany ? { ofCompany } : {}) }];
}
