import type { Page } from 'playwright-core';
import type { PreviewPage } from './preview-page.ts';

const patience = { timeout: 10_000 };

/** Opens the mailbox of a preview in a window of its own. */
export async function openMailbox({ page }: PreviewPage): Promise<Page> {
  const opening = page.waitForEvent('popup');
  await page.getByRole('link', { name: /^Mailbox \d/ }).click();
  const mailbox = await opening;
  await mailbox.getByRole('heading', { name: 'Mailbox' }).waitFor(patience);
  return mailbox;
}

/** Follows the link in the mailbox, and signs in with the code that comes into it. */
export async function openCustomersPage(preview: PreviewPage, mailbox: Page): Promise<Page> {
  await mailbox.getByRole('link', { name: 'Open your page' }).click();
  await mailbox.getByRole('button', { name: 'Mail me a code' }).click();
  const field = mailbox.getByLabel('Code');
  await field.waitFor(patience);
  await preview.page.getByRole('link', { name: /^Mailbox 2 mails$/ }).waitFor(patience);
  const said = await (await fetch(`${preview.url}preview/mail`)).text();
  await field.fill(/<code>([0-9A-Z]{4}-[0-9A-Z]{4})<\/code>/.exec(said)?.[1] ?? '');
  await mailbox.getByRole('button', { name: 'Open the page' }).click();
  await mailbox.getByRole('heading', { name: 'Apollo launch', level: 1 }).waitFor(patience);
  return mailbox;
}
