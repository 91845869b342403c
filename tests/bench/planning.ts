import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { slackTeam, startEnds } from '../../src/preview/ends.ts';
import { type Tap, tapInto } from '../support/database/tap.ts';
import { type Child, startChild } from './child.ts';
import { atMost, type Figure, note, round } from './figure.ts';
import { settingsOf } from './stage.ts';

const rooms = 10_000;
const steps = 20;
/** Rooms planned by one statement. */
const batch = 200;
const slot = '2026-12-08T09:00:00Z';

/**
 * Measures planning the digests of many rooms due at once, as deployed: the workers are woken for each room
 * and find that the platform is throttled.
 */
export async function planning(server: string): Promise<Figure[]> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe('create database bench_planning');
  await admin.end();
  const url = Object.assign(new URL(server), { pathname: '/bench_planning' }).href;
  const [tap, ends] = [await tapInto(url), await startEnds()];
  const clock = { MILEPOST_TEST: '1', MILEPOST_NOW: '2026-12-08T05:00:00Z' };
  const settings = { ...settingsOf(ends), ...clock, DATABASE_URL: tap.url, PORT: '0' };
  const milepost = await startChild('src/main.ts', settings);
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  try {
    await fill(sql);
    return await measure(milepost, tap, sql);
  } finally {
    await milepost.stop();
    await sql.end();
    await ends.close();
    await tap.close();
  }
}

async function measure(milepost: Child, tap: Tap, sql: Sql): Promise<Figure[]> {
  const atRest = await milepost.memory();
  const watching = new AbortController();
  const highest = peak(milepost, watching.signal);
  // The ticks of the real minutes that passed meanwhile looked too, and found nothing.
  tap.transactions.length = 0;
  const began = performance.now();
  const answer = await fetch(`${milepost.url}/test/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ now: slot }),
  });
  const seconds = (performance.now() - began) / 1000;
  watching.abort();
  const [found] = await sql`select count(*)::int as n from receipt where slot = ${slot}`;
  if (answer.status !== 200 || found?.n !== rooms)
    throw new Error(`${found?.n} digests of ${rooms} were planned`);
  const claims = tap.transactions.filter(({ statements }) => statements.some(isClaim));
  const inside = claims.map(({ statements }) => statements.filter((text) => !/^(begin|commit)/i.test(text)));
  const most = (counts: number[]) => Math.max(...counts);
  const of = `${rooms.toLocaleString('en')} rooms`;
  return [
    atMost(`planning the digests of ${of}, ${steps} milestones each`, seconds, 60, ' s'),
    atMost('  batches, full ones and the one that finds no more', claims.length, rooms / batch + 1),
    atMost('  statements of a batch that read', most(inside.map((one) => one.filter(isClaim).length)), 1),
    atMost('  statements of a batch that write', most(inside.map((one) => one.filter(isWrite).length)), 1),
    note('  and those that wake the workers', round(most(inside.map((one) => one.filter(isWakeUp).length)))),
    note('  all statements of a batch', round(most(inside.map((one) => one.length)))),
    atMost('  memory meanwhile, above rest', (await highest) - atRest, 150, ' MB'),
  ];
}

const isClaim = (text: string) => text.includes('for no key update of t skip locked');
const isWrite = (text: string) => /\bmoved as\b/.test(text) || /^\s*update "room"/.test(text);
const isWakeUp = (text: string) => text.includes('pgboss');

/** Returns the peak memory in megabytes, garbage included. */
async function peak(milepost: Child, ends: AbortSignal): Promise<number> {
  let most = 0;
  while (!ends.aborted) {
    most = Math.max(most, await milepost.resident());
    await sleep(50);
  }
  return most;
}

async function fill(sql: Sql): Promise<void> {
  await sql`insert into workspace (workspace_id, name) values ('0198a000-0000-7000-8000-000000000000', 'Acme')
    on conflict do nothing`;
  await sql`insert into installation (platform, tenant, workspace_id, paused_until, pause_ms)
    select 'slack', ${slackTeam}, workspace_id, now() + interval '1 hour', 3600000 from workspace`;
  await sql`insert into project (workspace_id, id, name, kind, policies, zone, drawn_on)
    select workspace_id, gen_random_uuid(), 'Project ' || n, 'launch',
      '{"approver": "owner", "evidenceRequired": false, "moneyOn": false}', 'Europe/London', '2026-12-08'
    from workspace, generate_series(1, ${rooms}::int) n`;
  await sql`insert into milestone (workspace_id, id, project_id, number, position, name, type, status, owner_party,
      blocks_go_live, priority, due_date, version)
    select workspace_id, gen_random_uuid(), id, n, n, 'Step ' || n, 'event', 'upcoming', 'expert', false, 'p2',
      '2026-12-01'::date + n, 1 from project, generate_series(1, ${steps}::int) n`;
  await sql`insert into room (workspace_id, id, project_id, platform, tenant, channel, kind, digest, digest_at)
    select workspace_id, gen_random_uuid(), id, 'slack', ${slackTeam}, 'C' || id, 'channel',
      '{"days": "working", "at": "09:00"}', ${slot} from project`;
  await sql`vacuum analyze`;
}
