import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPreview, type PreviewPage } from '../support/preview/preview-page.ts';

const patience = { timeout: 10_000 };

describe('the preview in a browser', () => {
  let preview: PreviewPage;

  beforeAll(async () => {
    preview = await openPreview();
  });
  afterAll(() => preview.close());

  it('opens with the sample project in both rooms', async () => {
    await preview.message('Slack', 'Apollo').waitFor(patience);
    await preview.message('Teams', 'Apollo').waitFor(patience);
  });

  it('offers the commands while somebody types, and says how one is used', async () => {
    const line = preview.page.getByRole('combobox', { name: 'Message in Slack' });
    await line.fill('/milestone prog');
    await preview.page.getByRole('option', { name: /^progress/ }).waitFor(patience);
    await line.press('Tab');
    expect(await line.inputValue()).toBe('/milestone progress ');
    await preview.page.getByText('progress <milestone> <percent>').waitFor(patience);
    await line.fill('');
  });

  it('shows progress that is typed in Slack on both sides', async () => {
    await preview.as('Mo');
    await preview.type('Slack', '/milestone progress 2 80 almost there');
    await preview.message('Slack', /2 · .*80 %/).waitFor(patience);
    await preview.message('Teams', /2 · .*80 %/).waitFor(patience);
  });

  it('keeps a form open where something is wrong, says what, and takes it once it is mended', async () => {
    await preview.as('Olivia');
    await preview.type('Slack', '/milestone new');
    const form = preview.page.getByRole('dialog', { name: 'New milestone' });
    await form.getByLabel('Name').fill('ab');
    await form.getByRole('button', { name: 'Create' }).click();
    await form.getByText('at least 3 characters').waitFor(patience);
    await form.getByLabel('Name').fill('Press kit');
    await form.getByRole('button', { name: 'Create' }).click();
    await form.waitFor({ ...patience, state: 'detached' });
    await preview.message('Slack', 'Press kit').waitFor(patience);
  });

  it('shows all fields of a form after More, with what was typed, on both sides', async () => {
    await preview.as('Olivia');
    await preview.type('Slack', '/milestone new');
    const form = preview.page.getByRole('dialog', { name: 'New milestone' });
    await form.getByLabel('Name').fill('Press tour');
    await form.getByRole('button', { name: 'More' }).click();
    await form.getByLabel('Parent').selectOption({ index: 1 }, patience);
    expect(await form.getByLabel('Name').inputValue()).toBe('Press tour');
    await form.getByRole('button', { name: 'Create' }).click();
    await form.waitFor({ ...patience, state: 'detached' });
    await preview.message('Slack', 'Press tour').waitFor(patience);

    await preview.type('Teams', 'new');
    const card = preview.message('Teams', 'New milestone');
    await card.getByLabel('Name').fill('Press review', patience);
    await card.getByRole('button', { name: 'More' }).click();
    await card.getByLabel('Parent').waitFor(patience);
    expect(await card.getByLabel('Name').inputValue()).toBe('Press review');
    await card.getByRole('button', { name: 'Create' }).click();
    await preview.message('Teams', 'Press review').waitFor(patience);
    expect(preview.complaints).toEqual([]);
  });

  it('approves in Teams what was submitted in Slack, and both cards say so', async () => {
    await preview.as('Mo');
    await preview.type('Slack', '/milestone submit 2');
    const waiting = preview.message('Teams', /2 · .*Waiting for approval/);
    await waiting.waitFor(patience);
    await preview.as('Cleo');
    await preview
      .message('Teams', /2 · .*Waiting for approval/)
      .getByRole('button', { name: 'Approve' })
      .click();
    await preview.page.getByRole('status').getByText('Only a coach can').waitFor(patience);
    await preview.as('Carol');
    await preview
      .message('Teams', /2 · .*Waiting for approval/)
      .getByRole('button', { name: 'Approve' })
      .click();
    await preview.message('Slack', /Approved by Carol/).waitFor(patience);
    await preview.message('Teams', /Approved by Carol/).waitFor(patience);
  });

  it('finds everything again after a restart, even after being killed', async () => {
    await preview.restart();
    await preview.message('Slack', /Approved by Carol/).waitFor(patience);
    await preview.kill();
    await preview.message('Teams', /Approved by Carol/).waitFor(patience);
    await preview.as('Mo');
    await preview.type('Slack', '/milestone progress 3 10 after the restart');
    await preview.message('Teams', /3 · .*10 %/).waitFor(patience);
  });

  it('connects its page again after a restart, without a reload', async () => {
    await preview.restart({ reload: false });
    await preview.type('Slack', '/milestone progress 3 15 without a reload');
    await preview.message('Teams', /3 · .*15 %/).waitFor(patience);
  });

  it('can be used soon after it is opened', async () => {
    const start = performance.now();
    await preview.page.reload();
    await preview.page.getByRole('combobox', { name: 'Message in Slack' }).fill('/milestone prog');
    await preview.page.getByRole('option', { name: /^progress/ }).waitFor(patience);
    console.log(`from opening the page to its first answer: ${Math.round(performance.now() - start)} ms`);
    await preview.page.getByRole('combobox', { name: 'Message in Slack' }).fill('');
  });

  it('redraws both cards soon after a press', async () => {
    const took: number[] = [];
    await preview.as('Mo');
    for (let n = 0; n < 8; n += 1) {
      const start = performance.now();
      await preview.type('Slack', `/milestone progress 3 ${20 + n}`);
      const shown = new RegExp(`3 · .*${20 + n} %`);
      await Promise.all([
        preview.message('Slack', shown).waitFor(patience),
        preview.message('Teams', shown).waitFor(patience),
      ]);
      took.push(performance.now() - start);
      await sleep(10);
    }
    const median = took.sort((a, b) => a - b)[took.length / 2] ?? 0;
    console.log(`from sending to both cards redrawn: ${Math.round(median)} ms (median of ${took.length})`);
    expect(took).toHaveLength(8);
  });

  it('fits a phone: one room, and a switch to the other', async () => {
    await preview.page.setViewportSize({ width: 390, height: 800 });
    await preview.page
      .getByRole('group', { name: 'Client' })
      .getByRole('button', { name: 'Microsoft Teams' })
      .click();
    await preview.message('Teams', 'Apollo').waitFor(patience);
    expect(await preview.messages('Slack').first().isVisible()).toBe(false);
  });

  it('gives the browser nothing to complain about', () => {
    // while it was stopped and killed, its page could not reach it, and a picture was fetched while it closed
    const isExpected = (words: string) => /net::ERR_|status of 503(?!.*\/preview\/)/.test(words);
    expect(preview.complaints.filter((words) => !isExpected(words))).toEqual([]);
  });
});
