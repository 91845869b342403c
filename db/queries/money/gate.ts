import { type SQL, sql } from 'drizzle-orm';

/** What is open of the invoice `i`: its total, with the tax rounded half up, without what settles it. */
const open = sql`i.net + div(i.net::numeric * i.tax_basis_points + 5000, 10000) - (
  select coalesce(sum(s.minor), 0) from settlement s where s.workspace_id = i.workspace_id and s.invoice_id = i.id)`;

/** The days by which the invoice `i` is overdue; not more than 0 while it is disputed. */
const daysOverdue = (today: SQL) => sql`case when exists (select from jsonb_array_elements(i.disputes) d
    where (d->>'from')::date <= ${today} and coalesce((d->>'to')::date, ${today}) >= ${today}) then 0
  else ${today} - (i.approved_on + (i.terms->>'netDays')::int) end`;

/**
 * Whether nothing unpaid keeps the milestone `m` from being started by the clock (PAY-5): the rule of
 * `gateReason`, for projects that refuse. Only its own invoices may be overdue, unless they stop work.
 */
export const isPaidFor = (today: SQL) => sql`not exists (select from project g
  where g.workspace_id = m.workspace_id and g.id = m.project_id and g.price is not null
    and g.policies->>'moneyOn' = 'true' and g.policies->>'paymentGate' = 'refuse'
    and (exists (select from invoice i
        where i.workspace_id = m.workspace_id and i.project_id = m.project_id and ${open} > 0
          and ${daysOverdue(today)} >= case when i.milestone_id = coalesce(m.parent_id, m.id)
            then greatest((i.terms->>'stopAfterDays')::int, 1) else 1 end)
      or g.terms->>'trigger' <> 'on_delivery' and g.price > 0
        and exists (select from milestone a where a.workspace_id = m.workspace_id
          and a.id = coalesce(m.parent_id, m.id) and a.parent_id is null and (a.share > 0 or a.extra > 0))
        and not exists (select from invoice i where i.workspace_id = m.workspace_id
          and i.milestone_id = coalesce(m.parent_id, m.id) and i.part <> 'balance' and ${open} <= 0)))`;
