import type { Sql } from 'postgres';
import { tapInto } from '../../support/database/tap.ts';
import { listing } from '../asks.ts';
import { atMost, type Figure, median, note, percentile } from '../figure.ts';
import { type Asked, answered } from '../load.ts';
import { place } from '../slash.ts';
import { startStage } from '../stage.ts';

const companies = 200;
const tasksEach = 200;
const maxMs = 300;
const maxStatements = 2;

/** The statements that every command sends: begin, the room, the person, commit. */
const everyCommand = 4;

/** The commands about all companies of a coach, with the text of a correct answer. */
const commands = {
  queue: 'Your queue',
  portfolio: '200 companies',
  'metrics stages': 'Your 200 companies',
} as const;

/** Measures the queue, the portfolio and the figures of a coach with 200 companies and 40,000 tasks (STG-5). */
export async function costOfCompanies(server: string, times: number): Promise<Figure[]> {
  const tap = await tapInto(server);
  const stage = await startStage(tap.url, 'bench_companies');
  await fill(stage.sql);
  const figures: Figure[] = [];
  for (const [text, says] of Object.entries(commands)) {
    const asked: Asked = { ...listing(stage, 1), ask: () => ({ at: place(0), text }), says };
    // the first ones compile code
    await took(asked, 3);
    tap.transactions.length = 0;
    const each = await took(asked, times);
    const own = tap.transactions
      .filter(({ statements }) => statements.join().includes('room_address'))
      .map(({ statements }) => statements.length - everyCommand);
    figures.push(atMost(`${text} of ${companies} companies, p95`, percentile(each, 0.95), maxMs, 'ms'));
    figures.push(atMost('  statements of its own', median(own), maxStatements, ''));
  }
  figures.push(note('  with tasks', String(companies * tasksEach)));
  await stage.close();
  await tap.close();
  return figures;
}

/** Milliseconds of each answer, one after the other. */
async function took(asked: Asked, times: number): Promise<number[]> {
  const each: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const start = performance.now();
    await answered(asked, n);
    each.push(performance.now() - start);
  }
  return each;
}

/** Adds companies whose coach is everybody of the first project: half of their tasks are done, some are late or submitted. */
async function fill(sql: Sql): Promise<void> {
  await sql`
    insert into project (workspace_id, id, name, kind, policies, zone, terms, billing)
    select workspace_id, gen_random_uuid(), 'Company ' || n, 'stages', policies || '{"approver": "coach"}', zone, terms, billing
    from (select * from project order by name limit 1) as one, generate_series(1, ${companies}) n`;
  await sql`
    insert into member (workspace_id, id, project_id, person_id, role)
    select p.workspace_id, gen_random_uuid(), p.id, m.person_id, 'coach'
    from project p, (select m.* from member m join project f on f.id = m.project_id order by f.name limit 1) m
    where p.name like 'Company %'`;
  await sql`
    insert into milestone (workspace_id, id, project_id, number, position, name, type, status, owner_party,
      blocks_go_live, priority, version, due_date, done_at, submitted_at, submitted_by_id, stage, parent_id)
    select p.workspace_id, gen_random_uuid(), p.id, n, n, 'Step ' || n, 'event',
      case when n > 5 and n <= ${tasksEach / 2} then 'done' else 'in_progress' end, 'expert', false, 'p2', 1,
      case when n % 50 = 0 then '2026-11-01'::date end,
      case when n > 5 and n <= ${tasksEach / 2} then now() end,
      case when n > 5 and n % 40 = 0 and n > ${tasksEach / 2} then now() end,
      case when n > 5 and n % 40 = 0 and n > ${tasksEach / 2} then w.person_id end,
      (array['value_baseline', 'first_customer', 'x_customers', 'ten_x_customers', 'one_m_arr'])[n], null
    from project p join member w on w.project_id = p.id, generate_series(1, ${tasksEach + 5}) n
    where p.name like 'Company %'`;
  await sql`
    insert into review (workspace_id, id, project_id, milestone_id, submitted_by_id, submitted_at, outcome)
    select workspace_id, gen_random_uuid(), project_id, id, submitted_by_id, submitted_at, 'open'
    from milestone where submitted_at is not null and name like 'Step %' and project_id in (select id from project where name like 'Company %')`;
  await sql`
    insert into evidence (workspace_id, id, project_id, milestone_id, kind, title, url, added_by_id, added_at)
    select workspace_id, gen_random_uuid(), project_id, id, 'link', 'Proof', 'https://example.com', submitted_by_id, now()
    from milestone where submitted_at is not null and project_id in (select id from project where name like 'Company %')`;
  await sql`
    insert into activity (workspace_id, id, project_id, milestone_id, type, person_id, platform, at)
    select m.workspace_id, gen_random_uuid(), m.project_id, m.id, t.type, w.person_id, 'slack',
      now() - interval '90 days' + m.number * interval '1 hour'
    from milestone m join member w on w.project_id = m.project_id, (values ('created'), ('progressed')) t(type)
    where m.project_id in (select id from project where name like 'Company %')`;
  await sql`vacuum analyze`;
}
