import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { RecordedSheet } from '../support/cards/record-sheet.ts';
import { startBrowser } from '../support/preview/browser.ts';

/*
 * Draws every card of the tests in tests/cards into docs/cards, with the renderers of the preview, at the width
 * of a phone: `npm run cards`. `npm run cards -- milestone,project` draws some; PNG=1 writes PNG instead of WebP.
 */

const root = join(import.meta.dirname, '../..');
const target = join(root, 'docs/cards');
const maxRows = 6;
/** Of the pictures, which are many. */
const scale = 0.75;
/** What the cards call today. */
const now = '2026-12-07T11:00:00.000Z';

const style = `
  body { margin: 0; background: var(--surface); height: auto; overflow: visible; }
  .sheet { padding: 8px; width: 796px; display: block; }
  .sheet section { display: grid; grid-template-columns: 390px 390px; gap: 0 16px; margin-bottom: 20px; align-items: start; }
  .sheet h2 { grid-column: 1 / -1; margin: 0 0 4px; font: 600 13px system-ui, sans-serif; color: var(--faint, #777); }
  .sheet section > div { border: 1px solid var(--line); border-radius: 8px; padding: 10px; box-sizing: border-box; width: 390px; overflow: hidden; display: block; height: auto; min-height: 0; }
`;

async function bundle(): Promise<{ script: string; css: string }> {
  const page = join(root, 'src/preview/page');
  const { outputFiles } = await build({
    entryPoints: [
      { in: join(page, 'sheet.tsx'), out: 'sheet' },
      { in: join(page, 'page.css'), out: 'page' },
    ],
    outdir: page,
    write: false,
    bundle: true,
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const named = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { script: named('sheet.js'), css: named('page.css') };
}

/** Runs the tests of the cards, which write what they draw into a folder. */
function recordSheets(): RecordedSheet[] {
  const folder = mkdtempSync(join(tmpdir(), 'milepost-cards-'));
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const env = { ...process.env, MILEPOST_SHEETS: folder };
  // outdated golden files do not matter here
  spawnSync(process.execPath, [vitest, 'run', 'tests/cards'], { cwd: root, env, stdio: 'ignore' });
  const sheets = readdirSync(folder).map(
    (name): RecordedSheet => JSON.parse(readFileSync(join(folder, name), 'utf8')),
  );
  rmSync(folder, { recursive: true });
  return sheets;
}

async function openSheetPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 812, height: 600 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  await page.clock.setFixedTime(now);
  await page.route('**/*', (route) =>
    route.request().resourceType() === 'image'
      ? route.fulfill({ contentType: 'image/svg+xml', body: placeholder })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><div id="root"></div>' }),
  );
  return page;
}

/** Draws the icons of states as clients do, because this browser has no colour emoji. */
const drawIcons = `(() => {
  const circle = (fill) => '<circle cx="8" cy="8" r="7" fill="' + fill + '"/>';
  const mark = (path, width) => '<path d="' + path + '" stroke="#fff" stroke-width="' + width + '" fill="none"/>';
  const icons = {
    '⚪': circle('#d5d5d5'), '🔵': circle('#2f9fe0'), '🟡': circle('#f5c518'), '🔴': circle('#dd2e44'),
    '🟢': circle('#3ba55c'), '🟠': circle('#f4900c'),
    '⛔': circle('#dd2e44') + mark('M4 8h8', 3),
    '✅': '<rect x="1" y="1" width="14" height="14" rx="2" fill="#3ba55c"/>' + mark('M4 8.5l3 3 5-6', 2),
    '✖️': '<path d="M3 3l10 10M13 3L3 13" stroke="#8a8a8a" stroke-width="3"/>',
  };
  const known = new RegExp(Object.keys(icons).join('|'), 'g');
  const walker = document.createTreeWalker(document.querySelector('.sheet'), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (walker.currentNode.data.match(known)) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const span = document.createElement('span');
    span.textContent = node.data;
    span.innerHTML = span.innerHTML.replace(known, (one) =>
      '<svg viewBox="0 0 16 16" width="14" height="14" style="display:inline;vertical-align:-2px">' + icons[one] + '</svg>');
    node.replaceWith(span);
  }
})()`;

const placeholder =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="240"><rect width="640" height="240" fill="#9994"/></svg>';

type Part = { name: string; rows: RecordedSheet['rows'] };

async function drawTheme(
  page: Page,
  parts: { script: string; css: string },
  rows: Part['rows'],
  theme: string,
) {
  await page.goto('http://sheet.example/');
  await page.addStyleTag({ content: parts.css + style });
  await page.addScriptTag({ content: parts.script });
  await page.evaluate(
    ([all, name]) =>
      (globalThis as unknown as { drawSheet: (...of: unknown[]) => void }).drawSheet(all, name),
    [rows, theme] as const,
  );
  // two frames: the cards of Teams are drawn after the first
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await page.evaluate(drawIcons);
  return page.screenshot({ fullPage: true, animations: 'disabled' });
}

/** Puts the light and the dark picture side by side. */
async function sideBySide(page: Page, images: Buffer[], type: string): Promise<Buffer> {
  const urls = images.map((image) => `data:image/png;base64,${image.toString('base64')}`);
  // as text, because the DOM's types are not those of this program
  const data = await page.evaluate<string>(`(async () => {
    const load = async (url) => createImageBitmap(await (await fetch(url)).blob());
    const drawn = await Promise.all(${JSON.stringify(urls)}.map(load));
    const canvas = document.createElement('canvas');
    canvas.width = ${scale} * drawn.reduce((sum, one) => sum + one.width, 0);
    canvas.height = ${scale} * Math.max(...drawn.map((one) => one.height));
    let x = 0;
    for (const one of drawn) {
      canvas.getContext('2d').drawImage(one, x, 0, ${scale} * one.width, ${scale} * one.height);
      x += ${scale} * one.width;
    }
    return canvas.toDataURL('${type}', 0.5);
  })()`);
  return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
}

const partsOf = ({ name, rows }: RecordedSheet): Part[] => {
  const count = Math.ceil(rows.length / maxRows);
  return Array.from({ length: count }, (_, nth) => ({
    name: count === 1 ? name : `${name}-${nth + 1}`,
    rows: rows.slice(nth * maxRows, (nth + 1) * maxRows),
  }));
};

const [only] = process.argv.slice(2);
const kind = process.env.PNG ? 'png' : 'webp';
const parts = await bundle();
mkdirSync(target, { recursive: true });
for (const part of recordSheets().flatMap(partsOf)) {
  if (only && !only.split(',').some((name) => part.name.startsWith(name))) continue;
  // this browser ends with its first page, and does not live long
  const browser = await startBrowser();
  const page = await openSheetPage(browser);
  const images = [];
  for (const theme of ['light', 'dark']) images.push(await drawTheme(page, parts, part.rows, theme));
  writeFileSync(join(target, `${part.name}.${kind}`), await sideBySide(page, images, `image/${kind}`));
  await browser.close();
  process.stdout.write(`${part.name}.${kind}\n`);
}
