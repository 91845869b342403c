import type { Sql } from 'postgres';
import { connections } from './load.ts';

const branches = 16;
const tellers = 10 * branches;
const accounts = 10_000 * branches;

/** Creates the tables of TPC-B as `pgbench -i` does, with fewer accounts. */
export async function makeBank(sql: Sql): Promise<void> {
  await sql`create table bench_branch (bid int primary key, balance int not null)`;
  await sql`create table bench_teller (tid int primary key, balance int not null)`;
  await sql`create table bench_account (aid int primary key, balance int not null)`;
  await sql`create table bench_history (tid int, bid int, aid int, delta int, at timestamptz)`;
  await sql`insert into bench_branch select n, 0 from generate_series(1, ${branches}) n`;
  await sql`insert into bench_teller select n, 0 from generate_series(1, ${tellers}) n`;
  await sql`insert into bench_account select n, 0 from generate_series(1, ${accounts}) n`;
  await sql`analyze bench_account`;
}

/** Runs pgbench's built-in transaction with as many clients as the other loads; returns transactions per second. */
export async function bankRate(sql: Sql, seconds: number): Promise<number> {
  const start = performance.now();
  const end = start + seconds * 1000;
  let done = 0;
  const client = async () => {
    for (; performance.now() < end; done += 1) await transfer(sql);
  };
  await Promise.all(Array.from({ length: connections }, client));
  return (done * 1000) / (performance.now() - start);
}

async function transfer(pool: Sql): Promise<void> {
  const [aid, tid, bid] = [oneOf(accounts), oneOf(tellers), oneOf(branches)];
  const delta = oneOf(10_000) - 5_000;
  await pool.begin(async (sql) => {
    await sql`update bench_account set balance = balance + ${delta} where aid = ${aid}`;
    await sql`select balance from bench_account where aid = ${aid}`;
    await sql`update bench_teller set balance = balance + ${delta} where tid = ${tid}`;
    await sql`update bench_branch set balance = balance + ${delta} where bid = ${bid}`;
    await sql`insert into bench_history values (${tid}, ${bid}, ${aid}, ${delta}, now())`;
  });
}

const oneOf = (many: number) => 1 + Math.floor(Math.random() * many);
