import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { olivia } from '../../support/apollo.ts';
import { type PageStage, startPageStage } from '../../support/page/page-stage.ts';
import { startBrowser } from '../../support/preview/browser.ts';
import { violationsIn } from '../../support/preview/violations.ts';

const clara = 'clara@example.com';
const patience = { timeout: 30_000 };

describe('a customer’s page in a browser', () => {
  let page: PageStage;
  let browser: Browser;
  let link: string;
  let complaints: string[];
  const team = async (...lines: string[]) => {
    for (const line of lines) await page.apollo.slack(olivia, line);
    await page.stage.settle();
  };

  beforeAll(async () => {
    page = await startPageStage('embedded');
    browser = await startBrowser();
    complaints = [];
    await team('new "Beta launch" due:2026-12-16 owner:me', 'new "Docs" due:2026-12-17 owner:me');
    link = await page.invite(clara, 'Clara Cole');
    await team('start 1', 'submit 1');
  });
  afterAll(async () => {
    await browser.close();
    await page.close();
  });

  /** Opens the link, asks for a code and enters it, with the keyboard alone. */
  async function signIn(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    tab.on('console', (said) => said.type() === 'error' && complaints.push(said.text()));
    tab.on('request', (asked) => asked.url().startsWith(page.origin) || complaints.push(asked.url()));
    await tab.goto(page.origin + link);
    const mails = page.mail.mails.length;
    await tab.getByRole('button', { name: 'Mail me a code' }).focus();
    await tab.keyboard.press('Enter');
    await expect.poll(() => page.mail.mails.length).toBeGreaterThan(mails);
    await tab.getByLabel('Code').fill(await page.codeFor(clara));
    await tab.keyboard.press('Enter');
    await tab.getByRole('heading', { name: 'Apollo', level: 1 }).waitFor(patience);
    return tab;
  }
  const overflow = (tab: Page) => tab.evaluate('document.documentElement.scrollWidth - innerWidth');
  const card = (tab: Page, words: string) => tab.getByRole('article').filter({ hasText: words });

  it('changes by itself when the team works, and keeps the focus', async () => {
    const tab = await signIn();
    await card(tab, 'Olivia submitted 1 · Beta launch').getByRole('button', { name: 'Return' }).focus();
    await team('start 2', 'submit 2');
    await card(tab, 'Olivia submitted 2 · Docs').waitFor(patience);
    await tab.getByText('The page was updated.').waitFor({ ...patience, state: 'attached' });
    expect(await tab.evaluate('document.activeElement.textContent')).toBe('Return');
    expect(await violationsIn(tab)).toEqual([]);
    expect(complaints).toEqual([]);
    await card(tab, 'Olivia submitted 1 · Beta launch').getByRole('button', { name: 'Approve' }).click();
    await tab.getByRole('status', { name: 'Answer' }).filter({ hasText: 'Approved' }).waitFor(patience);
  });

  it('does everything without JavaScript, on a phone', async () => {
    const tab = await signIn({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    expect(await tab.locator('script').count()).toBe(1);
    await card(tab, 'Olivia submitted 2 · Docs').getByRole('button', { name: 'Return' }).click();
    await tab.getByLabel('Reason').fill('Please add pictures');
    await tab.getByRole('button', { name: 'Return' }).click();
    await tab.getByRole('status', { name: 'Answer' }).filter({ hasText: 'Returned' }).waitFor(patience);
  });

  it.each(['light', 'dark'] as const)(
    'fits a phone and breaks no rule of accessibility in %s',
    async (colorScheme) => {
      const tab = await signIn({ colorScheme, viewport: { width: 360, height: 740 } });
      expect(await overflow(tab)).toBe(0);
      expect(await violationsIn(tab)).toEqual([]);
      await tab.emulateMedia({ media: 'print' });
      expect(await tab.getByRole('button', { name: 'Sign out' }).isVisible()).toBe(false);
    },
  );

  it('leaves the page when it is closed', async () => {
    await page.stage.milepost.app.inject({
      method: 'POST',
      url: '/test/clock',
      payload: { now: '2026-12-07T11:00:00Z' },
    });
    const tab = await signIn();
    await team(`revoke ${clara}`);
    await tab.getByRole('heading', { name: 'Open your project’s page' }).waitFor(patience);
  });
});
