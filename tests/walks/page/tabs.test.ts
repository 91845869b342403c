import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { olivia } from '../../support/apollo.ts';
import { type PageStage, startPageStage } from '../../support/page/page-stage.ts';
import { startBrowser } from '../../support/preview/browser.ts';

const patience = { timeout: 30_000 };
const clara = 'clara@example.com';
let page: PageStage;
let browser: Browser;
beforeAll(async () => {
  page = await startPageStage('postgresql');
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await page.close();
});

it('keeps eight tabs of a browser current by one stream, also when its tab is closed', async () => {
  const visit = await page.signIn(await page.invite(clara, 'Clara Cole'), clara);
  const context = await browser.newContext();
  await context.addCookies([...visit.cookies].map(([name, value]) => ({ name, value, url: page.origin })));
  const streams: string[] = [];
  context.on('request', (asked) => asked.resourceType() === 'eventsource' && streams.push(asked.url()));
  const tabs: Page[] = [];
  for (let nth = 0; nth < 8; nth += 1) {
    const tab = await context.newPage();
    // over HTTP/1.1 a seventh stream would leave no connection for the page itself
    await tab.goto(page.origin + visit.url, { timeout: 10_000 });
    tabs.push(tab);
  }
  const add = async (action: string) => {
    await page.apollo.slack(olivia, `action "${action}" due:2026-12-09`);
    const cards = tabs.map((tab) => tab.getByRole('article').filter({ hasText: action }).first());
    await Promise.all(cards.map((card) => card.waitFor(patience)));
  };
  await add('Name a contact');
  expect(streams).toHaveLength(1);
  await tabs.shift()?.close();
  await expect.poll(() => streams.length, patience).toBe(2);
  await add('Send the logo');
  expect(streams).toHaveLength(2);
});
