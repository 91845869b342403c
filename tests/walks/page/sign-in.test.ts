import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mo, olivia } from '../../support/apollo.ts';
import { engines } from '../../support/database/database.ts';
import { type PageStage, startPageStage } from '../../support/page/page-stage.ts';

describe.each(engines)('a customer’s page on %s', (engine) => {
  let page: PageStage;
  beforeAll(async () => {
    page = await startPageStage(engine);
    await page.apollo.slack(mo, 'list');
    await page.apollo.slack(olivia, 'new "Beta launch" due:2026-12-16 owner:me');
  });
  afterAll(() => page.close());

  it('opens by link and mailed code, and shows the project’s card', async () => {
    const link = await page.invite('clara@example.com', 'Clara Cole');
    const browser = page.browser();
    const before = await browser.get(link);
    expect(before).toContain('Mail me a code');
    expect(before).not.toMatch(/Apollo|Clara/);
    expect(page.mail.mails).toHaveLength(1);
    expect(await browser.press('Mail me a code')).not.toMatch(/Apollo|Clara/);
    expect(await browser.press('Open the page', { code: 'ZZZZ-ZZZZ' })).toContain('does not open the page');
    expect(browser.status).toBe(403);
    const opened = await browser.press('Open the page', { code: await page.codeFor('clara@example.com') });
    expect(browser.status).toBe(200);
    expect(opened).toContain('Apollo');
    expect(opened).toContain('Clara Cole');
    expect(opened).toContain('Olivia invited you.');
    expect(opened).toContain('Beta launch');
    expect(browser.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(browser.headers.get('cache-control')).toBe('no-store');
    expect(browser.html).not.toMatch(/ style="|<script>|onclick/);
  });
});
