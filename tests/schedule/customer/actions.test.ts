import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { deliveryProject } from '../../commands/proposals/delivery-project.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { type Planned, planning } from './planned.ts';

// Monday 7 December 2026, 09:00 in London
let runner: TestRunner;
beforeEach(async () => {
  await runner?.close();
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const actionsIn = (all: Planned[]) => all.filter(({ kind }) => kind === 'action');
const slots = (all: Planned[]) =>
  actionsIn(all).map(({ slot, channel }) => `${channel} ${slot.slice(0, 16)}`);

it('the customer’s channel is reminded before, on and after the due date, at nine, until the action is completed', async () => {
  const team = await deliveryProject(runner);
  await team.tell(team.olivia, 'action "Approve access" due:"11 dec 2026" urgent');
  const clock = planning(runner, team.id);
  // Tuesday to Saturday: three days and a day before, on the day; not on Saturday
  const before = await clock.pass(5 * 24);
  expect(slots(before)).toEqual([
    'CUSTOMER 2026-12-08T09:00',
    'CUSTOMER 2026-12-10T09:00',
    'CUSTOMER 2026-12-11T09:00',
  ]);
  expect(before[0]?.said).toContain('For you to do: A1 Approve access');
  expect(before[0]?.said).toContain('due Fri 11 Dec');
  const after = await clock.pass(3 * 24);
  expect(slots(after)).toEqual(['CUSTOMER 2026-12-14T09:00', 'CUSTOMER 2026-12-15T09:00']);
  expect(after.at(-1)?.said).toContain('4 days overdue');
  const [done] = actionsIn(after).at(-1)?.card?.actions ?? [];
  expect(done).toMatchObject({ label: 'Done', command: 'action-done', style: 'primary' });
  if (!done) throw new Error('the reminder has no button');
  const pressed = { ...done, about: { project: team.id } };
  expect(words(await runner.use(team.cleo, team.customers, pressed))).toContain('completed');
  expect(slots(await clock.pass(3 * 24))).toEqual([]);
});

it('the actions of a day are one message, and one that has moved is not in it', async () => {
  const team = await deliveryProject(runner);
  await team.tell(
    team.olivia,
    'action "Approve access" due:"11 dec 2026"',
    'action "Sign the order" due:"11 dec 2026" urgent',
    'action "Send the logo" due:"31 dec 2026"',
  );
  const clock = planning(runner, team.id);
  await clock.pass(24);
  await team.tell(team.olivia, 'action A1 due:"11 jan 2027"');
  const [both] = actionsIn(await clock.pass(2 * 24));
  expect(both?.said).toContain('For you to do: A2 Sign the order');
  await team.tell(team.olivia, 'action A1 due:"14 dec 2026"');
  const [overdue] = actionsIn(await clock.pass(24)).slice(-1);
  expect(overdue?.said).toContain('2 actions for you');
  expect(overdue?.said).not.toContain('logo');
  const [list] = overdue?.card?.blocks ?? [];
  expect(list?.is === 'list' && list.items.map(({ actions }) => actions?.map(({ label }) => label))).toEqual([
    ['Done'],
    ['Done'],
  ]);
});

it('comes at nine where the customers are, and never for a project that is lost', async () => {
  const team = await deliveryProject(runner);
  await runner.db.execute(sql`update person set zone = 'Asia/Tokyo' where name = 'Cleo'`);
  await team.tell(team.olivia, 'action "Approve access" due:"8 dec 2026"');
  const clock = planning(runner, team.id);
  expect(slots(await clock.pass(24))).toEqual(['CUSTOMER 2026-12-08T00:00']);
  await team.tell(team.olivia, 'close lost reason:mutual note:"We part"');
  expect(await clock.pass(3 * 24)).toEqual([]);
  await team.tell(team.olivia, 'reopen project');
  expect(slots(await clock.pass(4 * 24))).toEqual(['CUSTOMER 2026-12-14T00:00', 'CUSTOMER 2026-12-15T00:00']);
});
