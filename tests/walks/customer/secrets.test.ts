import { afterAll, beforeAll, expect, it } from 'vitest';
import { around, type CustomerSide, openCustomerSide } from '../../support/customer/customer-side.ts';
import { planted, questions, secret } from '../../support/customer/planted.ts';
import { uses } from '../../support/who-may.ts';

let side: CustomerSide;
beforeAll(async () => {
  side = await openCustomerSide(planted);
}, 120_000);
afterAll(() => side.page.close());

const leaks = () => around(side.received(), secret);

it('shows the customer nothing that only the team may read, whatever they press', async () => {
  for (const line of ['status', 'list', 'show 8', 'actions', 'changes', 'help']) await side.asks(line);
  await side.page.stage.settle();
  const { pressed, refused } = await side.pressAll();
  expect(pressed).toBeGreaterThan(20);
  expect(refused).toEqual([]);
  expect(await side.pressPage()).toBeGreaterThan(5);
  await side.page.stage.settle();
  expect(leaks()).toEqual([]);
}, 120_000);

it('nor whatever the customer types', async () => {
  for (const line of questions) await side.asks(line);
  for (const { line } of uses) await side.asks(line);
  await side.page.stage.settle();
  expect(side.received().length).toBeGreaterThan(300);
  expect(leaks()).toEqual([]);
  expect((await side.pressAll()).refused).toEqual([]);
  expect(leaks()).toEqual([]);
}, 120_000);

it('nor whatever the clock sends', async () => {
  for (const line of ['digest now', 'snooze 10 1h', 'notify']) await side.asks(line);
  await side.team('submit 10');
  for (const hour of ['07T12:00', '08T09:01', '09T10:01', '10T09:01', '14T09:01', '18T17:01'])
    await side.at(`2026-12-${hour}:00Z`);
  expect(leaks()).toEqual([]);
}, 120_000);

it('nor whatever the team does in its own channel or in the customer’s', async () => {
  for (const { line } of uses) await side.team(line);
  for (const line of ['progress 3 60 PRIVATE again', 'show 3', 'status', 'health', 'digest now', 'undo'])
    await side.teamThere(line);
  await side.page.stage.settle();
  expect(leaks()).toEqual([]);
}, 120_000);
