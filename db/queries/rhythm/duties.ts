import { type SQL, sql } from 'drizzle-orm';
import { withheld } from '../../../src/domain/customer/withhold.ts';
import type { OwnRisk, OwnVote } from '../../../src/domain/rhythm/personal.ts';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import { isOpen } from '../endings/delivery.ts';
import { governing } from '../people/roles-by-kind.ts';

/** What waits for a person besides milestones: open decisions for their vote, and open risks. */
type Duties = { votes: OwnVote[]; risks: OwnRisk[] };

/** Returns duties as their person may know them: in a project whose customer they are, as customers do. */
export const knownDuties = <D extends Duties>(duties: D): D => ({
  ...duties,
  votes: duties.votes.map((one) => (one.isCustomer ? withheld(one) : one)),
  risks: duties.risks.map((one) => (one.isCustomer ? withheld(one) : one)),
});

/** Loads the open decisions and risks that wait for a person, in one statement, however far off their day is. */
export async function loadDuties(tx: Tx, personId: string): Promise<Duties> {
  const result = await tx.execute(sql`
    select coalesce(${risksOf(sql`true`)}, '[]') as risks, coalesce(${votesOf(sql`true`)}, '[]') as votes
    from person p where p.workspace_id = milepost_tenant() and p.id = ${personId}::uuid`);
  return knownDuties(rowsOf<Duties>(result)[0] ?? { votes: [], risks: [] });
}

/** Without projects that `p` was removed from. */
const isIn = (project: SQL): SQL => sql`not exists (select from member x where x.workspace_id = p.workspace_id
  and x.project_id = ${project} and x.person_id = p.id and x.role = 'none')`;

/** Whether `p` is a customer in a project. */
const isCustomerIn = (
  project: SQL,
): SQL => sql`exists (select from member x where x.workspace_id = p.workspace_id
  and x.project_id = ${project} and x.person_id = p.id and x.role = 'client')`;

/** Selects the open decisions that wait for `p`'s vote, or have no voters where `p` governs the project, as JSON. */
export const votesOf = (when: SQL): SQL => sql`(
  select jsonb_agg(jsonb_build_object('project', jsonb_build_object('id', pr.id, 'name', pr.name, 'holidays', pr.holidays),
    'isCustomer', ${isCustomerIn(sql`pr.id`)}, 'decision', jsonb_build_object('number', d.number, 'question', d.question, 'on', d.on_day)) order by d.on_day, pr.name, d.number)
  from (
    select v.workspace_id, v.decision_id as id from vote v
    where v.workspace_id = p.workspace_id and v.person_id = p.id and v.choice is null
    union
    select d.workspace_id, d.id from member w
      join project pr on pr.workspace_id = w.workspace_id and pr.id = w.project_id
      join decision d on d.workspace_id = w.workspace_id and d.project_id = w.project_id and d.outcome is null
    where w.workspace_id = p.workspace_id and w.person_id = p.id
      and (pr.kind, w.role) in ${governing}
      and not exists (select from vote v where v.workspace_id = d.workspace_id and v.decision_id = d.id)
  ) mine join decision d on d.workspace_id = mine.workspace_id and d.id = mine.id
    join project pr on pr.workspace_id = d.workspace_id and pr.id = d.project_id
  where d.outcome is null and ${isOpen(sql`pr`)} and ${isIn(sql`d.project_id`)} and ${when})`;

/** Selects the open risks that person `p` owns, or opened where nobody owns them, as JSON. */
export const risksOf = (when: SQL): SQL => sql`(
  select jsonb_agg(jsonb_build_object('project', jsonb_build_object('id', pr.id, 'name', pr.name),
    'isCustomer', ${isCustomerIn(sql`pr.id`)}, 'risk', jsonb_build_object('number', r.number, 'text', r.text, 'level', r.level,
      'resolveBy', r.resolve_by, 'resolvedAt', null)) order by r.resolve_by, pr.name, r.number)
  from risk r join project pr on pr.workspace_id = r.workspace_id and pr.id = r.project_id
  where r.workspace_id = p.workspace_id and ${isOpen(sql`pr`)} and r.resolved_at is null and coalesce(r.owner_id, r.opened_by_id) = p.id
    and ${isIn(sql`r.project_id`)} and ${when})`;
