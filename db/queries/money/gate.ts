import { type SQL, sql } from 'drizzle-orm';

/** What is open of the invoice `i` on a day: its total, with the tax rounded half up, without what settles it. */
export const openOn = (
  today: SQL,
): SQL => sql`i.net + div(i.net::numeric * i.tax_basis_points + 5000, 10000) - (
  select coalesce(sum(s.minor), 0) from settlement s
  where s.workspace_id = i.workspace_id and s.invoice_id = i.id and s.on_day <= ${today})`;

/** The days by which the invoice `i` is overdue; not more than 0 while it is disputed. */
const daysOverdue = (today: SQL) => sql`case when exists (select from jsonb_array_elements(i.disputes) d
    where (d->>'from')::date <= ${today} and coalesce((d->>'to')::date, ${today}) >= ${today}) then 0
  else ${today} - (i.approved_on + (i.terms->>'netDays')::int) end`;

/** The id of the milestone at the top above `m`, which is invoiced for it; its own at the top. */
const payerId = sql`(with recursive up(id, parent_id) as (
    select m.id, m.parent_id
    union all
    select a.id, a.parent_id from milestone a join up on a.workspace_id = m.workspace_id and a.id = up.parent_id)
  select id from up where parent_id is null)`;

/**
 * The amount of the milestone `a` of the project `g` in minor units: its part of the price by largest remainder, and
 * what changes added (`amountOf` in `src/domain/money/money.ts`).
 */
const amount = sql`(a.extra + coalesce((
  select parts.whole + case when parts.place <= parts.missing then 1 else 0 end from (
    select o.id, div(g.price::numeric * o.share, 100) as whole,
      row_number() over (order by mod(g.price::numeric * o.share, 100) desc, o.number) as place,
      div(g.price::numeric * sum(o.share) over () + 50, 100)
        - sum(div(g.price::numeric * o.share, 100)) over () as missing
    from milestone o where o.workspace_id = g.workspace_id and o.project_id = g.id and o.parent_id is null
      and o.dropped_at is null and o.share is not null) parts where parts.id = a.id), 0))`;

/** The percent of an amount that the project `g` asks for before the work (`isBeforeWork`, `partsOf`). */
const advancePercent = sql`(case g.terms->>'trigger' when 'advance' then 100
  when 'hybrid' then (g.terms->>'advanceShare')::int else 0 end)`;

/** Whether the advance of the milestone `a` is not paid, or can be sent and was not; half of a minor unit rounds up. */
const isAdvanceOpen = (today: SQL) => sql`${advancePercent} > 0 and (
  exists (select from invoice i where i.workspace_id = a.workspace_id and i.milestone_id = a.id
    and i.part <> 'balance' and ${openOn(today)} > 0)
  or a.dropped_at is null and ${amount} * ${advancePercent} >= 50
    and not exists (select from invoice i where i.workspace_id = a.workspace_id and i.milestone_id = a.id))`;

/**
 * Whether nothing unpaid keeps the milestone `m` from being started by the clock (PAY-5), for projects that refuse.
 * The rule of `gateReason` in `src/domain/money/gate.ts`; `tests/db/payment-gate.test.ts` compares them.
 */
export const isPaidFor = (today: SQL) => sql`not exists (select from project g
  join milestone a on a.workspace_id = g.workspace_id and a.id = ${payerId}
  where g.workspace_id = m.workspace_id and g.id = m.project_id and g.price is not null
    and g.policies->>'moneyOn' = 'true' and g.policies->>'paymentGate' = 'refuse'
    and (exists (select from invoice i
        where i.workspace_id = g.workspace_id and i.project_id = g.id and ${openOn(today)} > 0
          and ${daysOverdue(today)} >= case when i.milestone_id = a.id
            then greatest((i.terms->>'stopAfterDays')::int, 1) else 1 end)
      or ${isAdvanceOpen(today)}))`;
