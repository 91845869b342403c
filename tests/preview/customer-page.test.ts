import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCustomersPage, openMailbox } from '../support/preview/customer-page.ts';
import { openPreview, type PreviewPage } from '../support/preview/preview-page.ts';
import { violationsIn } from '../support/preview/violations.ts';

const patience = { timeout: 10_000 };
let preview: PreviewPage;

beforeAll(async () => {
  // links need an address that is known at the start
  preview = await openPreview({ width: 1360, height: 860 }, '38131');
});
afterAll(() => preview.close());

it('opens a customer’s page from its mailbox, as a third room beside Slack and Teams', async () => {
  await preview.message('Slack', 'Public launch').waitFor(patience);
  const mailbox = await openMailbox(preview);
  expect(await violationsIn(mailbox)).toEqual([]);
  const page = await openCustomersPage(preview, mailbox);
  await preview.as('Mo');
  await preview.type('Slack', '/milestone submit 2');
  const card = page.getByRole('article').filter({ hasText: 'OAuth sign-in' });
  await card
    .filter({ hasText: /waiting/i })
    .first()
    .waitFor(patience);
  expect(preview.complaints).toEqual([]);
});
