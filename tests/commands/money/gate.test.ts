import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDue } from '../../../db/queries/schedule/start-due.ts';
import { rowsOf } from '../../../db/tenant.ts';
import { todayIn } from '../../../src/domain/time/dates.ts';
import { refused } from '../../support/refused.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let team: Team;
let olivia: Somebody;
let cleo: Somebody;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** The clock goes on from test to test, and the year is part of a number. */
const anyYear = (text: string) => text.replaceAll(/INV-\d{4}/g, 'INV-2026');
const tell = async (...lines: string[]) => anyYear(await team.tell(olivia, ...lines));
/** What a refused line says, with its buttons. */
async function refusal(who: Somebody, line: string): Promise<string> {
  const reply = await refused(team.say(who, line));
  const buttons = 'card' in reply ? (reply.card?.actions ?? []).map(({ label }) => `[${label}]`) : [];
  return anyYear([words(reply), ...buttons].join(' '));
}
const days = (count: number) => runner.pass(count * 24 * 60);

/** An active client project: 1 has 30 %, 2 has 70 %. */
async function fresh(...lines: string[]): Promise<void> {
  team = await startTeam(runner, 'kind:client price:10000 currency:GBP');
  ({ olivia } = team);
  cleo = await team.join('Cleo', 'client');
  await team.tell(team.mo, 'list');
  await tell('new "Design" share:30', 'new "Build" share:70', 'activate', ...lines);
}
/** The invoice of 1 is approved today, so that it is due in 15 days; later ones wait for the approval of their milestone. */
async function invoiced(...lines: string[]): Promise<void> {
  await fresh(...lines, 'terms trigger:advance', 'invoice send 1 sure:yes', 'terms trigger:on-delivery');
  await team.tell(cleo, 'invoice approve 1 sure:yes');
}

describe('the start of a milestone', () => {
  it('is refused while an invoice of another is overdue, with the button that mends it', async () => {
    await invoiced();
    days(15);
    expect(await tell('start 2')).toContain('is in progress.');
    await tell('undo');
    days(1);
    const reply = await team.say(olivia, 'start 1').then(words);
    expect(reply).toContain('1 · Design is in progress');
    const said = await refusal(olivia, 'start 2');
    expect(said).toContain('2 · Build cannot start yet: INV-2026-0001 is 1 day overdue.');
    expect(said).toContain('You can start it anyway and say why: “start 2 reason:"…"”.');
    expect(said).toContain('[Record the payment]');
    for (const line of ['progress 2 10 began', 'block 2 no key', 'submit 2'])
      expect(await refusal(team.mo, line), line).toContain('INV-2026-0001 is 1 day overdue');
    await tell('paid 1 3000 sure:yes');
    expect(await tell('start 2')).toContain('is in progress.');
  });

  it('is possible for the owner alone, with a reason that the history has', async () => {
    await invoiced();
    days(16);
    expect(await refusal(team.mo, 'start 2 reason:"I want to"')).toContain('Somebody who runs the project');
    expect(await tell('start 2 reason:"they pay tomorrow"')).toContain(
      '2 · Build is in progress, although INV-2026-0001 is 1 day overdue, reason “they pay tomorrow”.',
    );
    expect(await tell('history')).toContain(
      'Olivia started it, although INV-2026-0001 is 1 day overdue, “they pay tomorrow”',
    );
  });

  it('is warned about or free by policy', async () => {
    await invoiced('policy unpaid:warn');
    days(16);
    expect(await tell('start 2')).toContain('is in progress, although INV-2026-0001 is 1 day overdue.');
    await tell('undo', 'policy unpaid:off');
    expect(await tell('start 2')).toContain('2 · Build is in progress.');
  });

  it('waits for an advance: until it is sent, and until it is paid', async () => {
    await fresh('terms trigger:hybrid advance:40');
    const unsent = await refusal(olivia, 'start 1');
    expect(unsent).toContain('1 · Design cannot start yet: its advance is not invoiced.');
    expect(unsent).toContain('[Send the invoice]');
    await tell('new "Part" parent:1');
    const below = await refused(team.say(olivia, 'start 3'));
    expect(words(below)).toContain('3 · Part cannot start yet: the advance of 1 · Design is not invoiced.');
    const send = 'card' in below ? below.card?.actions[0] : undefined;
    expect(words(await runner.use(olivia, team.room, send))).toContain('Send this invoice?');
    await tell('invoice send 1 sure:yes');
    expect(await refusal(olivia, 'start 1')).toContain('INV-2026-0001, its advance, is not paid.');
    await tell('paid 1 1200 sure:yes');
    expect(await tell('start 1', 'start 3')).toContain('is in progress.');
    expect(await refusal(olivia, 'start 2')).toContain('its advance is not invoiced');
  });

  it('does not wait for an advance of nothing', async () => {
    await fresh('terms trigger:advance');
    await tell('new "Extra"');
    expect(await tell('start 3')).toContain('is in progress.');
  });
});

describe('work', () => {
  it('stops 30 days after the due date until the invoice is paid, which every card says', async () => {
    await invoiced('decision "Go?"', 'start 1', 'submit 1');
    days(45);
    const stopped = 'Work stopped: INV-2026-0001 is 30 days overdue.';
    expect(await refusal(olivia, 'start 2')).toContain(stopped);
    for (const [command, input] of [
      ['show', { milestone: '1' }],
      ['show', { milestone: '2' }],
      ['status', {}],
      ['timeline', {}],
      ['decision', { question: 'D1' }],
    ] as const)
      expect(anyYear(words(await team.press(cleo, command, input))), command).toContain(stopped);
    const health = await tell('health');
    expect(health).toContain('at risk');
    expect(health).toContain('Invoice INV-2026-0001 is overdue');
    expect(health).toContain('Pay invoice INV-2026-0001');
    await tell('credit 1 3000 a present sure:yes');
    expect(words(await team.press(cleo, 'status'))).not.toContain('Work stopped');
    expect(await tell('health')).not.toContain('INV-2026-0001');
  });
});

describe('a milestone that the clock starts', () => {
  const statuses = async () =>
    rowsOf<{ number: number; status: string }>(
      await runner.db.execute(sql`select m.number, m.status from milestone m join room r on r.workspace_id = m.workspace_id
        and r.project_id = m.project_id where r.tenant = ${team.tenant} order by m.number`),
    ).map(({ number, status }) => `${number} ${status}`);
  const clock = async () => {
    const now = runner.now().toString();
    await startDue(runner.db, { 'Europe/London': todayIn(now, 'Europe/London') }, now, 200);
    return statuses();
  };

  it('waits like one that people start', async () => {
    await invoiced(
      'edit 1 type:time due:"8 dec 2026"',
      'edit 2 type:time due:"8 dec 2026"',
      'new "Free" type:time due:"8 dec 2026"',
    );
    days(16);
    // the own invoice of 1 is overdue, which does not stop its work yet
    expect(await clock()).toEqual(['1 in_progress', '2 upcoming', '3 upcoming']);
    await tell('paid 1 2999.99 sure:yes');
    expect(await clock()).toEqual(['1 in_progress', '2 upcoming', '3 upcoming']);
    await tell('paid 1 0.01 sure:yes');
    expect(await clock()).toEqual(['1 in_progress', '2 in_progress', '3 in_progress']);
  });

  it('waits for its advance', async () => {
    await fresh(
      'terms trigger:hybrid',
      'edit 1 type:time due:"8 dec 2026"',
      'new "Free" type:time due:"8 dec 2026"',
    );
    days(40);
    expect(await clock()).toEqual(['1 upcoming', '2 upcoming', '3 in_progress']);
    await tell('invoice send 1 sure:yes', 'paid 1 1500 sure:yes');
    expect(await clock()).toEqual(['1 in_progress', '2 upcoming', '3 in_progress']);
  });
});

it('the currency stays once an invoice is sent', async () => {
  await invoiced();
  expect(await refusal(olivia, 'price 12000 EUR')).toContain('so the currency stays');
  expect(await refusal(olivia, 'edit project price:none')).toContain('so the currency stays');
});
