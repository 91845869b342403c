import { sql } from 'drizzle-orm';

/**
 * The numbers of the milestones of the row `project` of whose due date somebody is reminded (RMD-1): the one who works
 * on it, or an owner where nobody does, if they get their own digest and did not turn the milestone off.
 */
export const remindedOf = sql<number[]>`(
  select coalesce(json_agg(m.number order by m.number), '[]') from milestone m
  left join person a on a.workspace_id = m.workspace_id and a.id = m.assignee_id and a.gone_at is null
  where m.workspace_id = milepost_tenant() and m.project_id = project.id and m.dropped_at is null
    and m.status <> 'done' and m.submitted_at is null and m.due_date is not null
    and exists (select from person p
      left join member w on w.workspace_id = p.workspace_id and w.project_id = m.project_id and w.person_id = p.id
      left join snooze s on s.workspace_id = p.workspace_id and s.person_id = p.id and s.milestone_id = m.id
      where p.workspace_id = m.workspace_id and p.gone_at is null and p.digest is not null
        and (s.id is null or s.until is not null)
        and case when a.id is not null then p.id = a.id and w.role is distinct from 'none'
          else w.role = 'owner' and not exists (select from milestone c where c.workspace_id = m.workspace_id
            and c.parent_id = m.id and c.status <> 'done' and c.dropped_at is null) end))`;
