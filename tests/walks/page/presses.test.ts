import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { botPosts, mo, olivia } from '../../support/apollo.ts';
import { serverEngine } from '../../support/database/database.ts';
import { said } from '../../support/milepost.ts';
import { buttonsIn, formOf, type PageBrowser, textOf } from '../../support/page/page-browser.ts';
import { type PageStage, startPageStage } from '../../support/page/page-stage.ts';

const clara = 'clara@example.com';

describe.each(serverEngine)('what a customer does on the page on %s', (engine) => {
  let page: PageStage;
  let visit: PageBrowser;
  let address: string;
  const team = async (...lines: string[]) => {
    for (const line of lines) await page.apollo.slack(olivia, line);
    await page.stage.settle();
  };
  const history = async () => said(await page.apollo.slack(olivia, 'history'));

  beforeAll(async () => {
    page = await startPageStage(engine);
    await page.apollo.slack(mo, 'list');
    await team('new "Beta launch" due:2026-12-16 owner:me', 'new "Docs" due:2026-12-17 owner:me');
    visit = await page.signIn(await page.invite(clara, 'Clara Cole'), clara);
    address = visit.url;
    await team('start 1', 'submit 1');
  });
  afterAll(() => page.close());

  it('approves by a button, once, however often it is sent, and the team reads where it was done', async () => {
    await visit.get(address);
    const { action, fields } = formOf(visit.html, 'Approve');
    const approved = await visit.post(action, fields);
    expect(visit.status).toBe(200);
    expect(approved).toContain('Approved');
    await visit.post(action, fields);
    expect(visit.status).toBe(200);
    await page.stage.settle();
    const told = await history();
    expect(told).toMatch(/Clara Cole approved[^•]*on the page/);
    const approvals = rowsOf(
      await page.stage.milepost.connection.db.execute(sql`select 1 from activity where type = 'approved'`),
    );
    expect(approvals).toHaveLength(1);
    await visit.get(`${address}/press`);
    expect(visit.html).not.toContain('id="answer"');
  });

  it('keeps a form with what was typed where something is wrong, and takes it once it is mended', async () => {
    await team('start 2', 'submit 2');
    await visit.get(address);
    await visit.press('Return');
    expect(visit.html).toContain('<textarea');
    const long = 'x'.repeat(5_000);
    const refused = await visit.press('Return', { reason: long });
    expect(visit.status).toBe(422);
    expect(refused).toContain('at most');
    expect(visit.html).toContain(long);
    const returned = await visit.press('Return', { reason: 'Please add <b>pictures</b>' });
    expect(returned).toContain('Returned');
    expect(visit.html).not.toContain('<b>pictures');
    expect(await history()).toMatch(/Clara Cole returned[^•]*on the page/);
  });

  it('says with times in the reader’s zone why an older form is refused', async () => {
    await team('submit 2');
    const [first, second] = [page.browser(), page.browser()];
    for (const one of [first, second]) {
      for (const [name, value] of visit.cookies) one.cookies.set(name, value);
      await one.get(address);
      await one.press('Return');
    }
    expect(await first.press('Return', { reason: 'Not yet' })).toContain('Returned');
    const refused = await second.press('Return', { reason: 'Not this one' });
    expect(second.status).toBe(422);
    expect(refused).toContain('Mon 7 Dec, 09:00');
    expect(refused).not.toContain('UTC');
    expect(second.html).toContain('Not this one</textarea>');
  });

  it('tells a customer who has only the page by mail and on the page', async () => {
    const sent = page.mail.mails.length;
    await team('role "Clara Cole" viewer', 'role "Clara Cole" client');
    expect(await visit.get(address)).toContain('Olivia made you a viewer of Apollo');
    const mailed = page.mail.mails.slice(sent).map(({ to, text }) => `${to}: ${text}`);
    expect(mailed.join()).toContain(`${clara}: `);
    expect(mailed.join()).toMatch(/http:\/\/127\.0\.0\.1:3000\/page/);
  });

  it('writes nothing but links and codes to an address that no sign-in has proved', async () => {
    const link = await page.invite('nina@example.com', 'Nina');
    const sent = page.mail.mails.length;
    await team('role Nina viewer', 'role Nina client');
    expect(page.mail.mails).toHaveLength(sent);
    const nina = await page.signIn(link, 'nina@example.com');
    expect(nina.status).toBe(200);
    await team('role Nina none');
    await nina.get(nina.url);
    expect(nina.status).toBe(401);
  });

  it('reminds a customer who has only the page by mail', async () => {
    await team('submit 2');
    const sent = page.mail.mails.length;
    const payload = { now: '2026-12-08T09:01:00Z' };
    await page.stage.milepost.app.inject({ method: 'POST', url: '/test/clock', payload });
    await page.stage.settle();
    const mails = page.mail.mails.slice(sent).filter(({ to }) => to.includes(clara));
    expect(mails.map(({ text }) => text).join()).toContain('2 · Docs');
    await team('recall 2');
    visit = await page.signIn(await page.invite(clara), clara);
  });

  it('edits and deletes a message of the customer by its buttons, and none of the team’s', async () => {
    await team('say Which day suits you?');
    await visit.get(visit.url);
    await visit.press('Write to your team');
    await visit.press('Send', { text: 'On Munday' });
    await page.stage.settle();
    const inSlack = () =>
      botPosts(page.stage)
        .filter(({ text }) => text.startsWith('Clara Cole (customer)'))
        .at(-1)?.text;
    await visit.press('All messages');
    expect(buttonsIn(visit.html).filter((label) => label === 'Edit')).toHaveLength(1);
    await visit.press('Edit');
    expect(formOf(visit.html, 'Change').fields).toMatchObject({ 'in.text': 'On Munday' });
    expect(await visit.press('Change', { text: 'On Monday' })).toContain('changed in every channel');
    await page.stage.settle();
    expect(inSlack()).toContain('On Monday');
    await visit.press('All messages');
    expect(await visit.press('Delete')).toContain('disappears on both sides');
    expect(await visit.press('Delete')).toContain('deleted.');
    await page.stage.settle();
    expect(inSlack()).toContain('Deleted this message.');
    expect(textOf(visit.html)).not.toContain('On Monday');
  });

  it('lists in its help what buttons do, and no line to type', async () => {
    await visit.get(visit.url);
    const shown = await visit.press('Help');
    const answer = /<section id="answer"[\s\S]*?<\/section>/.exec(visit.html)?.[0] ?? '';
    expect(shown).toContain('What you can do on this page');
    expect(textOf(answer)).toContain('Write to the customer, or to the team.');
    expect(answer).not.toContain('<code>');
    const forms = answer.match(/<form [\s\S]*?<\/form>/g) ?? [];
    expect(forms.length).toBeGreaterThan(15);
    for (const form of forms) {
      const { action, fields } = formOf(form, 'Open');
      await visit.post(action, fields);
      // a list, a form, or a refusal that says why not now
      expect([200, 422], textOf(form)).toContain(visit.status);
      expect(visit.html).not.toMatch(/out of date|Only an? [a-z, ]+ can/);
    }
  });

  it('shows what the team does, newest first, and nothing that is the team’s alone', async () => {
    await team('block 2 the intern is ill', 'price 12000 GBP', 'cost 1 400 two days of design');
    const shown = await visit.get(address);
    expect(textOf(visit.html)).toBe(shown);
    expect(shown).toContain('Beta launch');
    expect(shown).not.toMatch(/400|two days of design/);
  });
});
