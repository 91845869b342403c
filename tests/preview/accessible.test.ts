import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPreview, type PreviewPage } from '../support/preview/preview-page.ts';
import { violationsIn } from '../support/preview/violations.ts';

const patience = { timeout: 15_000 };
const limitMs = 60_000;

let preview: PreviewPage;
beforeAll(async () => {
  preview = await openPreview({ width: 1280, height: 700 });
  await preview.message('Teams', 'Security review').waitFor(patience);
});
afterAll(() => preview.close());

const pane = (name: string) => preview.page.getByRole('region', { name, exact: true });
const composer = (side: string) => preview.page.getByRole('combobox', { name: `Message in ${side}` });
const expectFocus = (one: Locator) =>
  expect.poll(() => one.and(preview.page.locator(':focus')).count(), patience).toBe(1);
const press = (key: string) => preview.page.keyboard.press(key);
const teamsMenu = () => pane('Microsoft Teams').getByRole('button', { name: 'More options' }).last();

describe('the preview by keyboard', () => {
  it('skips the bar, and goes to the composer by slash', async () => {
    await press('Tab');
    await expectFocus(preview.page.getByRole('link', { name: 'Skip to Slack' }));
    await press('Tab');
    await press('Enter');
    await expectFocus(pane('Microsoft Teams'));
    await press('/');
    await expectFocus(composer('Teams'));
    expect(await composer('Teams').inputValue()).toBe('');
  });

  it('chooses from the menu of a card, and is back on its button after Escape', async () => {
    const more = preview
      .messages('Slack')
      .getByRole('button', { name: /^More\b/ })
      .last();
    await more.focus();
    await press('Enter');
    await expectFocus(preview.page.getByRole('menuitem').first());
    await press('ArrowUp');
    await expectFocus(preview.page.getByRole('menuitem').last());
    await press('Escape');
    await expectFocus(more);
  });

  it('stays in a form until it is closed, then is where it was', async () => {
    await composer('Slack').fill('/milestone new');
    await press('Enter');
    const form = preview.page.getByRole('dialog', { name: 'New milestone' });
    await expectFocus(form.getByLabel('Name'));
    for (let n = 0; n < 15; n += 1) {
      await press('Tab');
      // the browser's own bar is between the last field and the first
      const place = await preview.page.evaluate(
        'document.activeElement === document.body || document.activeElement.closest("dialog") ? "in" : "out"',
      );
      expect(place).toBe('in');
    }
    await press('Escape');
    await form.waitFor({ ...patience, state: 'detached' });
    await expectFocus(composer('Slack'));
  });

  it('stays at a message whose pressed button is gone', async () => {
    const start = preview
      .messages('Slack')
      .getByRole('button')
      .filter({ hasText: /^Start$/ });
    await start.last().focus();
    await press('Enter');
    const card = preview.messages('Slack').filter({ hasText: '4 · Public launch' });
    await card
      .getByRole('button')
      .filter({ hasText: /^Submit$/ })
      .waitFor(patience);
    await expect
      .poll(() =>
        card
          .locator(':focus')
          .or(card.and(preview.page.locator(':focus')))
          .count(),
      )
      .toBe(1);
  });
});

describe('the page', () => {
  /** How much wider and higher it is than the window, in pixels. */
  const excess = () =>
    preview.page.evaluate(
      '[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]',
    );

  it('words every date of a card', async () => {
    expect(await preview.page.locator('main').innerText()).not.toMatch(/\{\w+\}/);
  });

  it.each(['light', 'dark', 'teams-dark'])(
    'breaks no rule of accessibility in %s',
    { timeout: limitMs },
    async (colours) => {
      await preview.page.getByLabel('Colours').selectOption(colours);
      expect(await violationsIn(preview.page)).toEqual([]);
    },
  );

  it('breaks none with a menu or a form open, and never grows', { timeout: limitMs }, async () => {
    await teamsMenu().click();
    await preview.page.getByRole('menuitem').first().waitFor(patience);
    expect(await violationsIn(preview.page)).toEqual([]);
    expect(await excess()).toEqual([0, 0]);
    await press('Escape');
    await preview.type('Teams', 'new');
    await preview.message('Teams', 'New milestone').waitFor(patience);
    await preview.type('Slack', '/milestone new');
    await preview.page.getByRole('dialog').waitFor(patience);
    expect(await violationsIn(preview.page)).toEqual([]);
    expect(await excess()).toEqual([0, 0]);
    await press('Escape');
  });

  it('shows where the moved clock has led: a reminder in time, and who else has news', {
    timeout: limitMs,
  }, async () => {
    await preview.page.getByRole('button', { name: 'Move to Friday 09:00' }).click();
    const reminder = preview.message('Teams', 'Your milestones');
    await reminder.waitFor({ timeout: limitMs });
    expect(await reminder.innerText()).toContain('09:0');
    expect(await preview.page.locator('main').innerText()).not.toContain('late');
    const people = preview.page.getByRole('group', { name: 'You are' });
    await people.getByRole('button', { name: /Carol.*new/ }).waitFor(patience);
  });

  it('fits a phone, and breaks no rule there', { timeout: limitMs }, async () => {
    await preview.page.setViewportSize({ width: 390, height: 780 });
    expect(await violationsIn(preview.page)).toEqual([]);
    expect(await excess()).toEqual([0, 0]);
    const room = await pane('Microsoft Teams').getByRole('log').boundingBox();
    expect(room?.height).toBeGreaterThan(250);
  });
});
