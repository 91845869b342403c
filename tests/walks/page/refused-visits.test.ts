import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { olivia, tess } from '../../support/apollo.ts';
import { serverEngine } from '../../support/database/database.ts';
import { formOf, type PageBrowser } from '../../support/page/page-browser.ts';
import { type PageStage, startPageStage } from '../../support/page/page-stage.ts';

const clara = 'clara@example.com';
const dora = 'dora@example.com';
/** What only the page of one project may show. */
const secrets = /Apollo|Zeus|Hera|Secret|Beta launch|Clara|Dora|Hector/;

describe.each(serverEngine)('a page that somebody may not open on %s', (engine) => {
  let page: PageStage;
  let links: { clara: string; dora: string };
  let visits: { clara: PageBrowser; dora: PageBrowser; hera: PageBrowser };
  const zeus = 'CZEUS';

  beforeAll(async () => {
    page = await startPageStage(engine);
    const { stage, apollo } = page;
    await apollo.slack(olivia, 'new "Beta launch" due:2026-12-16 owner:me');
    stage.ends.slack.world.addChannel({
      id: zeus,
      team: stage.ends.slack.world.channel('CAPOLLO').team,
      name: 'zeus',
    });
    await stage.desk.slash(olivia, zeus, 'project "Zeus" kind:client');
    await stage.desk.slash(olivia, zeus, 'new "Secret plan" due:2026-12-16 owner:me');
    links = { clara: await page.invite(clara, 'Clara'), dora: '' };
    await stage.desk.slash(olivia, zeus, `invite customer ${dora} name:Dora`);
    await stage.settle();
    links.dora = /\/open\/[0-9A-Z]{26}/.exec(page.mail.mails.at(-1)?.text ?? '')?.[0] ?? '';
    // Tess's organisation is another tenant
    await apollo.teams(tess, 'project "Hera" kind:client');
    await apollo.teams(tess, 'invite customer hera@example.com name:Hector');
    await stage.settle();
    const third = /\/open\/[0-9A-Z]{26}/.exec(page.mail.mails.at(-1)?.text ?? '')?.[0] ?? '';
    visits = {
      clara: await page.signIn(links.clara, clara),
      dora: await page.signIn(links.dora, dora),
      hera: await page.signIn(third, 'hera@example.com'),
    };
  });
  afterAll(() => page.close());

  const keyOf = ({ url }: PageBrowser) => url.split('/')[2] ?? '';
  const sessionsOf = async () =>
    rowsOf<{ hash: string }>(
      await page.stage.milepost.connection.db.execute(sql`select hash from page_session`),
    );

  it('shows each customer their own project alone', async () => {
    expect(visits.clara.html).toContain('Apollo');
    expect(visits.clara.html).not.toMatch(/Zeus|Secret|Dora/);
    expect(visits.dora.html).toContain('Zeus');
    expect(visits.dora.html).not.toMatch(/Apollo|Beta launch|Clara/);
  });

  it('stores neither links, codes nor sessions', async () => {
    const { db } = page.stage.milepost.connection;
    const stored = JSON.stringify(
      await Promise.all(
        ['page', 'page_session', 'link_code', 'receipt', 'activity', 'arrival'].map(async (table) =>
          rowsOf(await db.execute(sql`select * from ${sql.identifier(table)}`)),
        ),
      ),
    );
    const [session = ''] = visits.clara.cookies.values();
    for (const secret of [links.clara.slice('/open/'.length), session]) {
      expect(secret).toMatch(/^[0-9A-Z]{26}$/);
      expect(stored).not.toContain(secret);
    }
    expect(JSON.stringify(page.stage.log)).not.toContain(session);
  });

  it('answers every route the same for every session that is not of it', async () => {
    const [claraKey, doraKey] = [keyOf(visits.clara), keyOf(visits.dora)];
    const cookies = {
      nobody: '',
      'the other page’s session': `milepost-${doraKey}=${[...visits.dora.cookies.values()][0]}`,
      'the other session under this name': `milepost-${claraKey}=${[...visits.dora.cookies.values()][0]}`,
      'another tenant’s session': `milepost-${claraKey}=${[...visits.hera.cookies.values()][0]}`,
      'a stored hash': `milepost-${claraKey}=${(await sessionsOf())[0]?.hash}`,
      'a guess': `milepost-${claraKey}=00000000000000000000000000`,
      'a name of an object': `milepost-${claraKey}=__proto__`,
    };
    const { fields } = formOf(visits.clara.html, 'Sign out');
    const routes = [
      ['GET', `/page/${claraKey}`],
      ['GET', `/page/${claraKey}/events`],
      ['POST', `/page/${claraKey}/press`],
      ['GET', '/page'],
      ['GET', `/open/${links.clara.slice(6)}`],
      ['GET', '/open/%00'],
      ['GET', `/page/${'x'.repeat(150)}`],
      ['GET', '/page/%2e%2e%2f'],
      ['POST', '/open/NOSUCHLINK/code'],
      ['POST', '/open/00000000000000000000000000'],
    ] as const;
    for (const [as, cookie] of Object.entries(cookies)) {
      for (const [method, route] of routes) {
        const answer = await fetch(page.origin + route, {
          method,
          redirect: 'manual',
          headers: cookie ? { cookie } : {},
          ...(method === 'POST' ? { body: new URLSearchParams({ ...fields, code: '2222-2222' }) } : {}),
        });
        const said = await answer.text();
        expect(said, `${as} ${method} ${route}`).not.toMatch(secrets);
        expect(answer.status, `${as} ${method} ${route}`).toBeLessThan(500);
        expect(answer.headers.get('set-cookie')).toBeNull();
      }
    }
    expect(await visits.clara.get(`/page/${claraKey}`)).toContain('Apollo');
  });

  it('says nothing to any request that a browser of another page can make', async () => {
    const keys = Object.values(visits).map(keyOf);
    const sessions = Object.values(visits).flatMap(({ cookies }) => [...cookies.values()]);
    const carried = Object.values(visits).map(({ html }) => formOf(html, 'Sign out').fields.carried ?? '');
    const part = fc.constantFrom(
      ...keys,
      ...sessions,
      ...carried,
      ...Object.values(links),
      '..',
      '%00',
      'press',
      '',
    );
    const asked = fc.record({
      method: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE'),
      path: fc.constantFrom('page', 'open', 'page-files', 'page/link'),
      parts: fc.array(part, { maxLength: 3 }),
      key: fc.nat(2),
      session: fc.nat(2),
      body: fc.dictionary(
        fc.constantFrom('carried', 'code', 'address', 'in.reason', 'more', '__proto__'),
        part,
      ),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ method, path, parts, key, session, body }) => {
        // a session that is not of the page whose cookie it is in
        const cookie = key === session ? '' : `milepost-${keys[key]}=${sessions[session]}`;
        const isRead = method === 'GET' || method === 'HEAD';
        const answer = await fetch(`${page.origin}/${[path, ...parts].join('/')}`, {
          method,
          redirect: 'manual',
          headers: { cookie },
          ...(isRead ? {} : { body: new URLSearchParams(body) }),
        });
        expect(await answer.text()).not.toMatch(secrets);
        expect(answer.status).toBeLessThan(500);
        expect(answer.headers.get('set-cookie')).toBeNull();
      }),
      { numRuns: 400, seed: 14 },
    );
    for (const one of Object.values(visits)) {
      await one.get(`/page/${keyOf(one)}`);
      expect(one.status).toBe(200);
    }
  });

  it('takes no button of another visit, and none that was changed', async () => {
    const before = await page.stage.milepost.connection.db.execute(sql`select count(*) from activity`);
    const key = keyOf(visits.clara);
    const drawn = formOf(visits.dora.html, 'Sign out').fields.carried ?? '';
    const own = formOf(visits.clara.html, 'Sign out').fields.carried ?? '';
    const forged = Buffer.from(own, 'base64url');
    forged[10] = (forged[10] ?? 0) ^ 1;
    for (const carried of [drawn, forged.toString('base64url'), '', 'e30', `${own}=`, own.toLowerCase()]) {
      const said = await visits.clara.post(`/page/${key}/press`, { carried });
      expect(visits.clara.status).toBe(400);
      expect(said).toContain('This button is out of date.');
    }
    expect(await page.stage.milepost.connection.db.execute(sql`select count(*) from activity`)).toEqual(
      before,
    );
    const elsewhere = await fetch(`${page.origin}/page/${key}/press`, {
      method: 'POST',
      headers: {
        cookie: `milepost-${key}=${[...visits.clara.cookies.values()][0]}`,
        'sec-fetch-site': 'cross-site',
      },
      body: new URLSearchParams({ carried: own }),
    });
    expect(elsewhere.status).toBe(403);
    expect(await visits.clara.get(`/page/${key}`)).toContain('Apollo');
  });

  it('changes nothing by a GET of a link, and mails at most five times an hour', async () => {
    const count = page.mail.mails.length;
    const scanner = page.browser();
    for (let nth = 0; nth < 3; nth += 1) await scanner.get(links.clara);
    await page.stage.settle();
    expect(page.mail.mails).toHaveLength(count);
    for (let nth = 0; nth < 8; nth += 1)
      await scanner.press(nth === 0 ? 'Mail me a code' : 'Mail me another code');
    await page.stage.settle();
    // the code of the first visit counts too
    expect(page.mail.mails).toHaveLength(count + 4);
  });

  it('refuses a used code, and after ten wrong ones even a right one', async () => {
    const eve = 'eve@example.com';
    const link = await page.invite(eve, 'Eve');
    const first = await page.signIn(link, eve);
    const used = await page.codeFor(eve);
    const other = page.browser();
    await other.get(link);
    await other.press('Mail me a code');
    expect(await other.press('Open the page', { code: used })).toContain('does not open the page');
    for (let nth = 0; nth < 9; nth += 1) await other.press('Open the page', { code: '2222-2222' });
    expect(await other.press('Open the page', { code: await page.codeFor(eve) })).toContain(
      'Too many wrong codes',
    );
    expect(other.status).toBe(429);
    expect(await first.get(`/page/${keyOf(first)}`)).toContain('Apollo');
  });

  it('asks for a new link the same way for a known and an unknown address', async () => {
    const asking = page.browser();
    await asking.get('/page');
    const [known, unknown, none] = [
      await asking.post('/page/link', { address: dora.toUpperCase() }),
      await asking.post('/page/link', { address: 'nobody@example.com' }),
      await asking.post('/page/link', { address: 'nothing' }),
    ];
    expect(new Set([known, unknown, none]).size).toBe(1);
    await expect
      .poll(() => page.mail.mails.at(-1)?.headers.get('subject'))
      .toBe('Your link to the page of Zeus');
    const linkIn = () => /\/open\/[0-9A-Z]{26}/.exec(page.mail.mails.at(-1)?.text ?? '')?.[0] ?? '';
    // a stranger may have asked: the link that she has still works
    expect(linkIn()).toBe(links.dora);
    const { db } = page.stage.milepost.connection;
    await db.execute(sql`update page set link_expires_at = '2026-12-07T12:00:00Z' where address = ${dora}`);
    const count = page.mail.mails.length;
    await asking.post('/page/link', { address: dora });
    await expect.poll(() => page.mail.mails.length).toBe(count + 1);
    const renewed = linkIn();
    expect(renewed).not.toBe(links.dora);
    expect((await page.signIn(renewed, dora)).html).toContain('Zeus');
    const old = page.browser();
    await old.get(links.dora);
    const mails = page.mail.mails.length;
    await old.press('Mail me a code');
    await page.stage.settle();
    expect(page.mail.mails).toHaveLength(mails);
  });

  it('ends by sign-out, by time and by “revoke”', async () => {
    const key = keyOf(visits.dora);
    const session = `milepost-${key}=${[...visits.dora.cookies.values()][0]}`;
    await visits.dora.get(`/page/${key}`);
    expect(await visits.dora.press('Sign out')).toContain('You signed out.');
    const replayed = await fetch(`${page.origin}/page/${key}`, { headers: { cookie: session } });
    expect(replayed.status).toBe(401);

    const finn = 'finn@example.com';
    const link = await page.invite(finn, 'Finn');
    const visit = await page.signIn(link, finn);
    const stream = await fetch(`${page.origin}${visit.url}/events`, {
      headers: { cookie: [...visit.cookies].map((pair) => pair.join('=')).join() },
    });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    await page.apollo.slack(olivia, `revoke ${finn}`);
    expect(await visit.get(visit.url)).toContain('Nobody is signed in to this page');
    expect(visit.status).toBe(401);
    expect(await stream.text()).toMatch(/event: over\n/);
    const again = page.browser();
    await again.get(link);
    const count = page.mail.mails.length;
    await again.press('Mail me a code');
    await page.stage.settle();
    expect(page.mail.mails).toHaveLength(count);

    const claraPage = `/page/${keyOf(visits.clara)}`;
    await page.stage.milepost.app.inject({
      method: 'POST',
      url: '/test/clock',
      payload: { now: '2026-12-07T17:30:00Z' },
    });
    await visits.clara.get(claraPage);
    expect(visits.clara.status).toBe(401);
  });
});
