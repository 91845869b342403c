import { type SQL, sql } from 'drizzle-orm';
import { isOpen } from '../endings/delivery.ts';
import { openOn } from '../money/gate.ts';
import { sentInvoices } from '../money/sent.ts';
import { governing } from '../people/roles-by-kind.ts';

/** Whether a project, by its alias, has an approved invoice with something open. */
export const hasUnpaid = (project: SQL): SQL => sql`exists (select from invoice i
  where i.workspace_id = ${project}.workspace_id and i.project_id = ${project}.id and i.approved_on is not null
    and ${openOn(sql`'infinity'::date`)} > 0)`;

/** Selects the projects with unpaid invoices where the person `p` pays or records payments, as JSON. */
export const invoicedProjects: SQL = sql`(
  select jsonb_agg(jsonb_build_object('role', w.role, 'invoices', ${sentInvoices},
      'hasCustomer', exists (select from member c join person q on q.workspace_id = c.workspace_id and q.id = c.person_id
        and q.gone_at is null where c.workspace_id = w.workspace_id and c.project_id = w.project_id and c.role = 'client'),
      'project', jsonb_build_object('id', project.id, 'name', project.name, 'kind', project.kind,
        'holidays', project.holidays, 'reminders', project.reminders)) order by project.name, project.id)
  from member w join project on project.workspace_id = w.workspace_id and project.id = w.project_id
  where w.workspace_id = p.workspace_id and w.person_id = p.id
    and (w.role = 'client' or (project.kind, w.role) in ${governing})
    and ${isOpen(sql`project`)} and (project.policies->>'moneyOn')::boolean and ${hasUnpaid(sql`project`)})`;
