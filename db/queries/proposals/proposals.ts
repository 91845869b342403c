import { asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type {
  NamedProposal,
  ProposalFacts,
  ProposalsFacts,
} from '../../../src/domain/proposals/proposal-facts.ts';
import type { Tx } from '../../database.ts';
import { statement } from '../../driver/statement.ts';
import { ownTenant, refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { project } from '../../schema/project.ts';
import { proposal } from '../../schema/proposals.ts';
import { workspace } from '../../schema/workspace.ts';
import { projectColumns } from '../directory/who.ts';

/** The milestones of a project as proposals see them. */
const milestones = sql<ProposalsFacts['milestones']>`(
  select coalesce(json_agg(json_build_object('id', m.id, 'parentId', m.parent_id, 'number', m.number, 'name', m.name,
    'order', m.position, 'status', m.status, 'share', m.share, 'outcome', m.outcome, 'type', m.type,
    'ownerParty', m.owner_party, 'blocksGoLive', m.blocks_go_live, 'startDate', m.start_date, 'dueDate', m.due_date,
    'deliverables', (select coalesce(json_agg(i.text order by i.number), '[]') from item i
      where i.workspace_id = milepost_tenant() and i.milestone_id = m.id and i.kind = 'deliverable')) order by m.number), '[]')
  from milestone m where m.workspace_id = milepost_tenant() and m.project_id = project.id
    and m.dropped_at is null)`;

const hasClient = sql<boolean>`exists (select from member h join person p on p.workspace_id = milepost_tenant()
    and p.id = h.person_id and p.gone_at is null
  where h.workspace_id = milepost_tenant() and h.project_id = project.id and h.role = 'client')`;

const hasChannel = sql<boolean>`exists (select from room r where r.workspace_id = milepost_tenant()
    and r.project_id = project.id and r.kind = 'channel' and r.audience = 'customer')`;

const planned = statement((tx) =>
  tx
    .select({ project: projectColumns, milestones, hasClient, hasChannel })
    .from(project)
    // with one table alone, Drizzle does not qualify the columns of the parts
    .innerJoin(workspace, eq(workspace.workspaceId, project.workspaceId))
    .where(sql`${project.workspaceId} = ${ownTenant} and ${project.id} = ${sql.placeholder('id')}`)
    .prepare('proposed_plan'),
);

const { workspaceId: _, ...columns } = getTableColumns(proposal);
const sender = alias(person, 'sender');
const closer = alias(person, 'closer');

const sent = statement((tx) =>
  tx
    .select({ proposal: columns, sentBy: sender.name, closedBy: closer.name })
    .from(proposal)
    .innerJoin(sender, refersTo(sender, proposal, proposal.sentById))
    .leftJoin(closer, refersTo(closer, proposal, proposal.closedById))
    .where(sql`${proposal.workspaceId} = ${ownTenant} and ${proposal.projectId} = ${sql.placeholder('id')}`)
    .orderBy(asc(proposal.number))
    .prepare('proposals'),
);

/** Returns a project with its plan and its proposals; undefined when it does not exist. */
export async function loadProposals(tx: Tx, projectId: string): Promise<ProposalsFacts | undefined> {
  const [[row], rows] = await Promise.all([planned(tx, { id: projectId }), sent(tx, { id: projectId })]);
  const proposals = rows.map(({ proposal, ...names }): NamedProposal => ({ ...proposal, ...names }));
  return row && { ...row, proposals };
}

/** Returns a proposal with the facts of its card; undefined when it does not exist. */
export async function loadProposal(tx: Tx, id: string): Promise<ProposalFacts | undefined> {
  const [of] = await tx
    .select({ projectId: proposal.projectId })
    .from(proposal)
    .where(sql`${proposal.workspaceId} = ${ownTenant} and ${proposal.id} = ${id}`);
  const facts = of && (await loadProposals(tx, of.projectId));
  const found = facts?.proposals.find((one) => one.id === id);
  return facts && found && { ...facts, proposal: found };
}

/** Returns the id of the proposal that waits for the customer or was accepted; null without one. */
export async function standingProposal(tx: Tx, projectId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: proposal.id })
    .from(proposal)
    .where(
      sql`${proposal.workspaceId} = ${ownTenant} and ${proposal.projectId} = ${projectId}
        and ${proposal.state} in ('open', 'accepted')`,
    );
  return row?.id ?? null;
}
