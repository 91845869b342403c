import { type SQL, sql } from 'drizzle-orm';
import { isOpen } from '../endings/delivery.ts';

/** Whether a project, by its alias, has an open action of its customer. */
export const hasOpenAction = (project: SQL): SQL => sql`exists (select from action_item a
  where a.workspace_id = ${project}.workspace_id and a.project_id = ${project}.id and a.completed_at is null)`;

/** Selects the projects with open actions where the person `p` is the customer, as JSON. */
export const askedProjects: SQL = sql`(
  select jsonb_agg(jsonb_build_object('project', jsonb_build_object('id', project.id, 'name', project.name,
      'holidays', project.holidays, 'reminders', project.reminders), 'actions', (
      select jsonb_agg(jsonb_build_object('number', a.number, 'label', a.label, 'dueDate', a.due_date,
        'urgency', a.urgency, 'blocksGoLive', a.blocks_go_live) order by a.number)
      from action_item a where a.workspace_id = project.workspace_id and a.project_id = project.id
        and a.completed_at is null)) order by project.name, project.id)
  from member w join project on project.workspace_id = w.workspace_id and project.id = w.project_id
  where w.workspace_id = p.workspace_id and w.person_id = p.id and w.role = 'client'
    and ${isOpen(sql`project`)} and ${hasOpenAction(sql`project`)})`;
