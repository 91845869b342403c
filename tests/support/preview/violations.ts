import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** The rules of WCAG and good practice, as a script that checks a page. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Returns what a page does wrong for people who use a keyboard, a screen reader or little contrast: rule and element. */
export async function violationsIn(page: Page): Promise<string[]> {
  // a colour that is still fading would be measured half-way
  while (await page.evaluate('document.getAnimations().length > 0')) await page.waitForTimeout(50);
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
