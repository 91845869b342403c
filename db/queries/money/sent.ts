import { sql } from 'drizzle-orm';
import type { SentInvoice } from '../../../src/domain/money/sent.ts';

/**
 * The sent invoices of the row `project`, by age, as one JSON value. Only a project with a price has any, and the
 * others need no scan. Names no column through Drizzle, whose relational queries would take it for one of the project.
 */
export const sentInvoices = sql<SentInvoice[]>`(case when project.price is null then '[]'::json else (
  select coalesce(json_agg(json_build_object('id', i.id, 'milestoneId', i.milestone_id, 'milestone', m.number,
    'nth', i.nth, 'part', i.part, 'number', i.number, 'net', i.net, 'currency', i.currency,
    'taxBasisPoints', i.tax_basis_points, 'terms', i.terms, 'issuedOn', i.issued_on, 'approvedOn', i.approved_on,
    'disputes', i.disputes, 'settlements', (
      select coalesce(json_agg(json_build_object('kind', s.kind, 'minor', s.minor, 'on', s.on_day)), '[]')
      from settlement s where s.workspace_id = i.workspace_id and s.invoice_id = i.id))
    order by i.issued_on, i.year, i.serial), '[]')
  from invoice i join milestone m on m.workspace_id = i.workspace_id and m.id = i.milestone_id
  where i.workspace_id = milepost_tenant() and i.project_id = project.id) end)`;
