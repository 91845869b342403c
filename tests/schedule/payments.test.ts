import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enterWorkspace, rowsOf } from '../../db/tenant.ts';
import type { ScheduledMessage } from '../../src/domain/rhythm/scheduled.ts';
import { worder } from '../../src/schedule/word.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../support/runner.ts';
import { chatOf, refusal, startTeam, type Team } from '../support/team.ts';
import { personId, said } from './worded.ts';

let runner: TestRunner;
let team: Team;
let cleo: Somebody;
beforeAll(async () => {
  runner = await openRunner('postgresql');
  team = await startTeam(runner, 'kind:client price:10000 currency:GBP');
  cleo = await team.join('Cleo', 'client');
  await team.join('Vera', 'viewer');
  await team.tell(team.mo, 'list');
  await team.tell(team.olivia, 'new "Design" share:100', 'activate', 'cost 1 777 design', 'submit 1');
  await team.tell(cleo, 'approve 1');
  await team.tell(team.olivia, 'invoice send 1 sure:yes');
  await team.tell(cleo, 'invoice approve 1 sure:yes');
});
afterAll(() => runner.close());

const days = (count: number) => runner.pass(count * 24 * 60);

/** A personal digest as it is worded now. */
async function digest(who: Somebody) {
  const slot = runner.now().toString({ fractionalSecondDigits: 3 });
  const person = await personId(runner, who);
  const found = await runner.db.execute(sql`select workspace_id as "workspaceId", id as "roomId" from room
    where tenant = ${team.tenant} limit 1`);
  const [ids] = rowsOf<{ workspaceId: string; roomId: string }>(found);
  if (!ids) throw new Error('the room is not there');
  const message: ScheduledMessage = {
    kind: 'personal',
    target: person,
    slot,
    roomId: ids.roomId,
    projectId: null,
    personId: person,
    milestoneId: null,
  };
  return runner.db.transaction(async (tx) => {
    await enterWorkspace(tx, ids.workspaceId);
    return worder(runner.now)(tx, message);
  });
}
const buttons = async (who: Somebody) => {
  const worded = await digest(who);
  if (worded.is !== 'card') throw new Error(worded.why);
  const lists = worded.card.blocks.flatMap((block) => (block.is === 'list' ? block.items : []));
  return lists.flatMap(({ actions = [] }) => actions);
};
const nothing = 'nothing: nothing was due or waiting';

it('people are reminded of a payment in their own chat until it is made, each with the button that fits', async () => {
  const { olivia, mo } = team;
  // Monday 7 December; due on Tuesday 22 December
  for (const who of [cleo, olivia, mo]) expect(said(await digest(who))).toBe(nothing);
  days(11);
  expect(said(await digest(cleo))).toBe(
    [
      'Payments today, 1 payment due',
      'Payments',
      '- INV-2026-0001, £10,000 open, due Tue 22 Dec, 2 working days left, Apollo',
    ].join('\n'),
  );
  expect(said(await digest(olivia))).toBe(nothing);
  const [view] = await buttons(cleo);
  expect(view?.label).toBe('View invoice');
  expect(words(await runner.use(cleo, chatOf(cleo), view))).toContain('INV-2026-0001');
  days(5);
  for (const who of [cleo, olivia]) {
    const text = said(await digest(who));
    expect(text).toContain('INV-2026-0001, £10,000 open, due Tue 22 Dec, 1 day overdue, Apollo');
    expect(text).not.toMatch(/777|cost|profit/i);
  }
  expect(said(await digest(mo))).toBe(nothing);
  const [received] = await buttons(olivia);
  expect(received?.label).toBe('Mark received');
  expect(received?.confirm?.text).toBe('Records a payment of £10,000 today.');
  const press = () => runner.use(olivia, chatOf(olivia), received);
  expect(words(await press())).toContain('the late fee of £150 is still open');
  // pressed again, it records nothing more
  expect(await refusal(press())).toContain('£10,000 is more than the £150 that is open');
  await refusal(runner.use(cleo, chatOf(cleo), received));
  for (const who of [cleo, olivia]) expect(said(await digest(who))).toBe(nothing);
});
