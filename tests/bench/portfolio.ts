import type { Sql } from 'postgres';
import { type Tap, tapInto } from '../support/database/tap.ts';
import { listing } from './asks.ts';
import { type Figure, median, note, round } from './figure.ts';
import { type Asked, answered } from './load.ts';
import { place } from './slash.ts';
import { startStage } from './stage.ts';

const projects = 500;
const perProject = 40;

/** The commands that add up money, with the text of a correct answer. */
const sums = { budget: 'Invoiced', 'kpi all': 'On-time completion' } as const;

/**
 * Compares the sums of money with one list: `budget` of one project, and `kpi all` of somebody with 500 projects and
 * 20,000 milestones, half of them done, invoiced and paid.
 */
export async function costOfSums(server: string, times: number): Promise<Figure[]> {
  const tap = await tapInto(server);
  const stage = await startStage(tap.url, 'bench_portfolio');
  await fill(stage.sql);
  const list = await took(listing(stage, 1), times);
  const figures: Figure[] = [];
  for (const [text, says] of Object.entries(sums)) {
    const asked: Asked = { ...listing(stage, 1), ask: () => ({ at: place(0), text }), says };
    // the first compiles code, and may be too slow to be answered at once
    await took(asked, 1).catch(() => undefined);
    await took(asked, 2);
    tap.transactions.length = 0;
    const one = await took(asked, Math.min(times, 20));
    figures.push(note(`one ${text}, against one list`, `× ${round(one / list)}`));
    figures.push(note('  statements of its own, beside those of every command', String(own(tap))));
  }
  await stage.close();
  await tap.close();
  return figures;
}

/** The statements that every command sends: begin, the room, the person, commit. */
const everyCommand = 4;

const own = (tap: Tap) =>
  median(
    tap.transactions
      .filter(({ statements }) => statements.join().includes('room_address'))
      .map(({ statements }) => statements.length),
  ) - everyCommand;

async function took(asked: Asked, times: number): Promise<number> {
  const each: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const start = performance.now();
    await answered(asked, n);
    each.push(performance.now() - start);
  }
  return median(each);
}

async function fill(sql: Sql): Promise<void> {
  await sql`update project set price = 1000000, currency = 'GBP', policies = policies || '{"moneyOn": true}'`;
  await sql`
    insert into project (workspace_id, id, name, kind, policies, zone, price, currency, terms, billing)
    select workspace_id, gen_random_uuid(), 'Client ' || n, kind, policies, zone, price, currency, terms, billing
    from (select * from project order by name limit 1) as one, generate_series(1, ${projects}) n`;
  await sql`
    insert into member (workspace_id, id, project_id, person_id, role)
    select p.workspace_id, gen_random_uuid(), p.id, m.person_id, m.role
    from project p, (select m.* from member m join project f on f.id = m.project_id order by f.name limit 1) m
    where p.name like 'Client %'`;
  await sql`
    insert into milestone (workspace_id, id, project_id, number, position, name, type, status, owner_party,
      blocks_go_live, priority, version, share, due_date, done_at)
    select workspace_id, gen_random_uuid(), id, n, n, 'Step ' || n, 'event',
      case when n <= ${perProject / 2} then 'done' else 'upcoming' end, 'expert', false, 'p2', 1,
      case when n <= 20 then 5 end, '2026-11-01'::date + n,
      case when n <= ${perProject / 2} then '2026-11-01T12:00:00Z'::timestamptz + n * interval '1 day' end
    from project, generate_series(1, ${perProject}) n where name like 'Client %'`;
  await sql`
    insert into invoice (workspace_id, id, project_id, milestone_id, nth, part, number, prefix, year, serial, net,
      currency, terms, tax_basis_points, issued_on, issued_by_id, approved_on, approved_by_id)
    select m.workspace_id, gen_random_uuid(), m.project_id, m.id, 1, 'whole', 'INV-2026-' || row_number() over (),
      'INV', 2026, row_number() over (), 50000, 'GBP', p.terms, 0, m.due_date, h.person_id, m.due_date, h.person_id
    from milestone m join project p on p.id = m.project_id join member h on h.project_id = p.id
    where p.name like 'Client %' and m.status = 'done'`;
  await sql`
    insert into settlement (workspace_id, id, project_id, invoice_id, kind, minor, on_day, by_id, at)
    select workspace_id, gen_random_uuid(), project_id, id, 'payment', net, issued_on + 4, issued_by_id, now() from invoice`;
  await sql`vacuum analyze`;
}
