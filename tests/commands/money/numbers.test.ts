import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner } from '../../support/runner.ts';
import { channelOf, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const project = 'kind:client price:1000 currency:GBP';

it('invoices of all projects of a workspace that are sent at once have numbers without gaps', async () => {
  const { olivia, room, say } = await startTeam(runner, project);
  const other = channelOf(olivia, 'COTHER');
  await runner.say(olivia, other, `project "Zeus" ${project}`);
  const rooms = [room, other];
  for (const at of rooms)
    for (const line of [
      'new "One" share:40',
      'new "Two" share:30',
      'new "Three" share:30',
      'activate',
      'terms trigger:advance',
    ])
      await runner.say(olivia, at, line);
  await Promise.all(
    rooms.flatMap((at) => [1, 2, 3].map((n) => runner.say(olivia, at, `invoice send ${n} sure:yes`))),
  );
  // a refused one takes no number
  await attempted(say(olivia, 'invoice send 1 sure:yes'));
  const rows = rowsOf<{ number: string }>(
    await runner.db.execute(sql`select number from invoice where workspace_id in (
      select workspace_id from room where tenant = ${olivia.tenant}) order by number`),
  );
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `INV-2026-000${n}`));
});

it('a payment that two people record at once is recorded once', async () => {
  const { olivia, press, tell, room } = await startTeam(runner, project);
  await tell(olivia, 'new "One" share:100', 'activate', 'terms trigger:advance', 'invoice send 1 sure:yes');
  const shown = await press(olivia, 'invoice', { milestone: '1' });
  const button = 'card' in shown ? shown.card?.actions.find(({ label }) => label === 'Mark paid') : undefined;
  expect(button?.command).toBe('paid');
  await Promise.all([1, 2, 3].map(() => attempted(runner.use(olivia, room, button))));
  const rows = rowsOf<{ minor: number }>(
    await runner.db.execute(sql`select s.minor::int as minor from settlement s where s.workspace_id in (
      select workspace_id from room where tenant = ${olivia.tenant})`),
  );
  expect(rows).toEqual([{ minor: 100_000 }]);
});
