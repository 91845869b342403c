import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Connection, connect } from '../../../db/connect.ts';
import { rowsOf } from '../../../db/tenant.ts';
import { type Ends, startEnds } from '../../../src/preview/ends.ts';
import { type Apollo, botPosts, olivia, peopleOf } from '../../support/apollo.ts';
import { readyDatabase, type TestDatabase } from '../../support/database/database.ts';
import { ledgerProblems } from '../../support/database/ledger.ts';
import { checkCards } from '../../support/live-cards.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';
import { formOf, openPageBrowser, type PageBrowser, textOf } from '../../support/page/page-browser.ts';
import { type Replica, startReplica } from '../../support/process/replica.ts';

const inTime = { timeout: 40_000, interval: 200 };
const clara = 'clara@example.com';

describe('a process that is killed while a customer uses the page', { timeout: 120_000 }, () => {
  let ends: Ends;
  let database: TestDatabase;
  let mail: MailServer;
  let watcher: Connection;
  let living: Replica;
  let apollo: Apollo;
  /** Its desk belongs to the running process. */
  let stage: { ends: Ends; desk: Replica['desk'] };
  let visit: PageBrowser;
  let address: string;

  const start = async () => {
    const settings = {
      PUBLIC_URL: 'http://127.0.0.1:3000',
      SMTP_URL: mail.url,
      MAIL_FROM: 'Milepost <milepost@acme.example>',
    };
    living = await startReplica(ends, database, settings);
  };
  /** The same browser after the process has another port: the cookies stay. */
  const reopen = () => {
    const next = openPageBrowser(living.url);
    for (const [name, value] of visit.cookies) next.cookies.set(name, value);
    visit = next;
  };
  const mailed = (what: RegExp) => mail.mails.flatMap(({ text }) => what.exec(text)?.[0] ?? []).at(-1) ?? '';
  const team = (line: string) => apollo.slack(olivia, line);

  beforeAll(async () => {
    [ends, database] = [await startEnds({ anonymous: true }), await readyDatabase('postgresql')];
    mail = await startMailServer();
    watcher = await connect(database.location);
    await start();
    stage = { ends, desk: living.desk };
    apollo = peopleOf(stage);
    await team('project "Apollo" kind:client target:"18 dec 2027"');
    await team('policy satisfaction:milestones');
    await team('new "Beta launch" due:2027-12-10 owner:me');
    await team(`invite customer ${clara} name:"Clara Cole"`);
    await vi.waitUntil(() => mailed(/\/open\/\w+/), inTime);
    visit = openPageBrowser(living.url);
    await visit.get(mailed(/\/open\/\w+/));
    await visit.press('Mail me a code');
    await vi.waitUntil(() => mailed(/\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/), inTime);
    await visit.press('Open the page', { code: mailed(/\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/) });
    address = visit.url;
    await team('start 1');
    await team('submit 1');
    await vi.waitUntil(async () => (await visit.get(address)).includes('Write to your team'), inTime);
  });
  afterAll(async () => {
    await living.kill();
    await watcher.close();
    await ends.close();
    await mail.stop();
    await database.drop();
  });

  const count = async (statement: ReturnType<typeof sql>) =>
    rowsOf<{ n: number }>(await watcher.db.execute(statement))[0]?.n;
  const waiting = () =>
    count(sql`select count(*)::int as n from receipt r join room on room.id = r.room_id
      where room.platform = 'web' and r.state in ('planned', 'sending')`);
  /** Holds every new message of a page until the returned function is called; everything else commits. */
  async function holdPage(): Promise<() => Promise<void>> {
    const holder = postgres((database.location as { url: string }).url, { max: 1, onnotice: () => {} });
    await holder.unsafe(`create function hold_page() returns trigger language plpgsql as
        'begin perform pg_advisory_xact_lock(9); return new; end';
      create trigger hold_page before insert on page_message for each row execute function hold_page();
      select pg_advisory_lock(9)`);
    return async () => {
      await holder.unsafe('select pg_advisory_unlock(9); drop function hold_page cascade');
      await holder.end();
    };
  }

  it('loses nothing and shows nothing twice, on the page as well', async () => {
    await expect.poll(waiting, inTime).toBe(0);
    await visit.get(address);
    const approval = formOf(visit.html, 'Approve');
    await visit.press('Write to your team');
    const writing = formOf(visit.html, 'Send');
    const letter = { ...writing.fields, 'in.text': 'Where is the logo?' };

    const release = await holdPage();
    await team('say We need your logo');
    expect(await visit.post(approval.action, approval.fields)).toContain('Approved');
    const written = visit.post(writing.action, letter).catch(() => 'the connection was lost');
    await expect.poll(() => count(sql`select count(*)::int as n from message`), inTime).toBe(2);
    await expect
      .poll(() => count(sql`select count(*)::int as n from receipt where state = 'sending'`), inTime)
      .toBeGreaterThan(0);
    await living.kill();
    await written;
    await release();
    await start();
    stage.desk = living.desk;

    reopen();
    await visit.post(approval.action, approval.fields);
    await visit.post(writing.action, letter);
    expect(visit.status).toBe(200);
    await expect.poll(waiting, inTime).toBe(0);
    await visit.get(address);
    const cards = (visit.html.match(/<article [\s\S]*?<\/article>/g) ?? []).map(textOf);
    const startingWith = (words: string) => cards.filter((one) => one.startsWith(words));
    expect(startingWith('How was')).toHaveLength(1);
    expect(startingWith('Olivia (team) We need your logo')).toHaveLength(1);
    expect(startingWith('1 · Beta launch was approved')).toHaveLength(1);
    await visit.press('All messages');
    const list = textOf(/<section id="answer"[\s\S]*?<\/section>/.exec(visit.html)?.[0] ?? '');
    expect(list.match(/We need your logo|Where is the logo\?/g)).toHaveLength(2);
    const copies = () => botPosts(stage).filter(({ text }) => text.startsWith('Clara Cole (customer)'));
    await expect.poll(copies, inTime).toHaveLength(1);

    expect(await count(sql`select count(*)::int as n from survey`)).toBe(1);
    expect(await count(sql`select count(*)::int as n from activity where type = 'approved'`)).toBe(1);
    await expect
      .poll(
        () => count(sql`select count(*)::int as n from receipt where state in ('planned', 'sending')`),
        inTime,
      )
      .toBe(0);
    expect((await checkCards(watcher.db, ends)).wrong).toEqual([]);
    expect(await ledgerProblems(watcher.db)).toEqual([]);
  });
});
