import { createHash } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { slackTeam, startEnds } from '../../src/preview/ends.ts';
import { type Child, startChild } from './child.ts';
import { atMost, type Figure, note, percentile, round } from './figure.ts';
import { settingsOf } from './stage.ts';

const pages = 2_000;
const milestones = 200;

/**
 * Measures what open pages of customers cost a process (CUS-8): the memory of 2,000, the time of one page of a project
 * with 200 milestones, and how soon a change is on all of them.
 */
export async function openPages(server: string): Promise<Figure[]> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe('create database bench_pages');
  await admin.end();
  const url = Object.assign(new URL(server), { pathname: '/bench_pages' }).href;
  const ends = await startEnds();
  const milepost = await startChild('src/main.ts', {
    ...settingsOf(ends),
    DATABASE_URL: url,
    PORT: '0',
    PUBLIC_URL: 'http://127.0.0.1:1',
    // nothing listens there: the mail waits
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'milepost@acme.example',
  });
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  const desk = ends.connectTo(milepost.url);
  ends.slack.world.addPerson({ id: 'UOLI', team: slackTeam, name: 'olivia', realName: 'Olivia' });
  ends.slack.world.addChannel({ id: 'CAPOLLO', team: slackTeam, name: 'apollo' });
  const say = (line: string) => desk.slash('UOLI', 'CAPOLLO', line);
  await say('project "Apollo" kind:client target:"18 dec 2027"');
  await say('invite customer clara@example.com name:Clara');
  await sql`
    insert into milestone (workspace_id, id, project_id, number, position, name, type, status, owner_party,
      blocks_go_live, priority, due_date, version)
    select workspace_id, gen_random_uuid(), id, n, n, 'Step ' || n, 'event', 'upcoming', 'expert',
      false, 'p2', '2027-12-01'::date + n, 1
    from project, generate_series(1, ${milestones}::int) n`;
  const [key] = await sql<{ channel: string }[]>`select channel from room where platform = 'web'`;
  const page = `/page/${key?.channel}`;
  const sessions = await signIn(sql);
  const cookieOf = (session: string) => `milepost-${key?.channel}=${session}`;
  await say('start 1');
  await settle(sql);

  const took: number[] = [];
  for (const session of sessions.slice(0, 200)) {
    const from = performance.now();
    const answer = await fetch(milepost.url + page, { headers: { cookie: cookieOf(session) } });
    const said = await answer.text();
    if (!said.includes('Step 1')) throw new Error(`the page was ${answer.status}: ${said.slice(0, 300)}`);
    took.push(performance.now() - from);
  }
  const before = await milepost.memory();
  const { open, changed } = await listenAll(milepost, page, sessions.map(cookieOf));
  await sleep(3_000);
  const after = await milepost.memory();
  const from = performance.now();
  const heard = changed();
  await say('progress 1 50');
  await heard;
  const late = performance.now() - from;
  for (const stream of open) stream.destroy();
  await milepost.stop();
  await sql.end();
  await ends.close();
  return [
    atMost(`memory of ${pages} open pages`, after - before, 150, ' MB'),
    atMost(`p95 of a page with ${milestones} milestones`, percentile(took.slice(20), 0.95), 100, ' ms'),
    note(`a change on ${pages} open pages after`, `${round(late)} ms`),
  ];
}

/** Adds the sessions, as many customers would have them. */
async function signIn(sql: postgres.Sql): Promise<string[]> {
  const sessions = Array.from({ length: pages }, (_, n) => String(n).padStart(26, '0'));
  const hashes = sessions.map((one) => createHash('sha256').update(one).digest('base64url'));
  await sql`insert into page_session (workspace_id, id, page_id, hash, started_at, expires_at)
    select workspace_id, gen_random_uuid(), id, hash, now(), now() + interval '8 hours'
    from page, unnest(${hashes}::text[]) hash`;
  return sessions;
}

async function settle(sql: postgres.Sql): Promise<void> {
  const isOpen = () => sql`select from receipt join room on room.id = receipt.room_id
    where room.platform <> 'email' and state in ('planned', 'sending') limit 1`;
  while ((await isOpen()).length > 0) await sleep(100);
}

/** Opens a stream for each cookie; `changed` resolves once each has heard of a change after that. */
async function listenAll({ url }: Child, page: string, cookies: readonly string[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const open: IncomingMessage[] = [];
  for (let at = 0; at < cookies.length; at += 100) {
    const some = cookies.slice(at, at + 100).map((cookie) => listen(`${url}${page}/events`, cookie, agent));
    open.push(...(await Promise.all(some)));
  }
  const changed = () =>
    Promise.all(open.map((stream) => new Promise<void>((resolve) => stream.once('data', () => resolve()))));
  return { open, changed };
}

const listen = (address: string, cookie: string, agent: Agent) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    request(address, { headers: { cookie }, agent }, (stream) => {
      if (stream.statusCode !== 200) reject(new Error(`a stream was ${stream.statusCode}`));
      // the first words are those of the opening
      stream.once('data', () => resolve(stream));
    })
      .on('error', reject)
      .end();
  });
