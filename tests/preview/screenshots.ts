import { join } from 'node:path';
import { openCustomersPage, openMailbox } from '../support/preview/customer-page.ts';
import { openPreview, type PreviewPage } from '../support/preview/preview-page.ts';

/** Draws the pictures of the README from the preview itself: `npm run screenshots`. */
const docs = join(import.meta.dirname, '../../docs');
const shot = (preview: PreviewPage, name: string) =>
  preview.page.screenshot({ path: join(docs, `${name}.png`), animations: 'disabled' });

const preview = await openPreview({ width: 1360, height: 860 });
const { page } = preview;
await preview.message('Slack', 'Public launch').waitFor();
await page.getByRole('button', { name: 'Hide this list' }).click();

await preview.as('Mo');
await preview.type('Slack', '/milestone progress 2 80 almost there');
await preview.message('Teams', /2 · .*80 %/).waitFor();
await preview.as('Carol');
await preview
  .message('Teams', /3 · .*Waiting for approval/)
  .getByRole('button', { name: 'Approve' })
  .click();
await preview.message('Slack', /3 · .*Approved by Carol/).waitFor();
for (const side of ['Slack', 'Teams'] as const) {
  const done = preview.messages(side).filter({ hasText: '3 · Security review' }).filter({ hasText: '100 %' });
  await done.first().evaluate((card) => card.scrollIntoView({ block: 'start' }));
}
// the mark of a change fades
await page.waitForTimeout(2_000);
await shot(preview, 'preview');

await page.getByLabel('Colours').selectOption('dark');
await shot(preview, 'preview-dark');
await page.getByLabel('Colours').selectOption('teams-dark');
await shot(preview, 'preview-teams-dark');
await page.getByLabel('Colours').selectOption('light');

await preview.as('Olivia');
await preview.type('Slack', '/milestone new');
const form = page.getByRole('dialog', { name: 'New milestone' });
await form.getByLabel('Name').fill('ab');
await form.getByRole('button', { name: 'Create' }).click();
await form.getByText('at least 3 characters').waitFor();
await shot(preview, 'form');
await form.getByRole('button', { name: 'Cancel' }).click();

await preview.as('Mo');
await page.getByLabel('Move the clock').selectOption({ label: 'Friday 09:00' });
await page.getByRole('navigation', { name: 'Teams rooms' }).getByRole('button', { name: 'Milepost' }).click();
await preview.message('Teams', 'Your milestones').waitFor();
await shot(preview, 'reminder');

await page.setViewportSize({ width: 390, height: 780 });
await page.getByRole('group', { name: 'Client' }).getByRole('button', { name: 'Microsoft Teams' }).click();
await shot(preview, 'phone');
await preview.close();

// only cards at a known address have pictures
const withPictures = await openPreview({ width: 1200, height: 1000 }, '38127');
const timelineIn = (side: 'Slack' | 'Teams') =>
  withPictures
    .messages(side)
    .filter({ has: withPictures.page.getByRole('img', { name: /^Timeline on/ }) })
    .last();
await withPictures.message('Slack', 'Public launch').waitFor();
await withPictures.as('Mo');
await withPictures.type('Slack', '/milestone block 4 no press kit yet');
await timelineIn('Slack')
  .getByRole('img', { name: /Blocked: 4/ })
  .waitFor();
await withPictures.page.getByRole('button', { name: 'Hide this list' }).click();
// the mark of a change fades
await withPictures.page.waitForTimeout(4_000);
await timelineIn('Slack').screenshot({ path: join(docs, 'timeline.png') });
await withPictures.page.getByLabel('Colours').selectOption('dark');
await timelineIn('Teams').screenshot({ path: join(docs, 'timeline-dark.png') });
await withPictures.close();

const withCustomer = await openPreview({ width: 900, height: 1000 }, '38127');
await withCustomer.message('Slack', 'Public launch').waitFor();
const customers = await openCustomersPage(withCustomer, await openMailbox(withCustomer));
await withCustomer.as('Mo');
await withCustomer.type('Slack', '/milestone submit 2');
await customers.getByRole('article').filter({ hasText: 'submitted 2' }).waitFor();
await customers.setViewportSize({ width: 900, height: 1000 });
await customers.screenshot({ path: join(docs, 'page.png'), animations: 'disabled' });
await customers.emulateMedia({ colorScheme: 'dark' });
await customers.setViewportSize({ width: 390, height: 780 });
await customers.screenshot({ path: join(docs, 'page-phone.png'), animations: 'disabled' });
await withCustomer.close();
