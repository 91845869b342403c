import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, codeIn, mention, refusal, startTeam } from '../../support/team.ts';
import { clientProject, orderCard, pressSign } from '../scope/client-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const day = 24 * 60;

/**
 * Ten milestones due a week from now: nine are submitted now and approved a day later, one of them after a return;
 * the tenth is approved two days after its due date.
 */
async function played() {
  const team = await startTeam(runner, 'kind:launch');
  const due = runner
    .now()
    .add({ hours: 7 * 24 })
    .toString()
    .slice(0, 10);
  for (let n = 1; n <= 10; n += 1) await team.tell(team.mo, `new "Step ${n}" due:${due}`, `submit ${n}`);
  await team.tell(team.olivia, 'return 1 not yet');
  await team.tell(team.mo, 'submit 1');
  runner.pass(day);
  for (let n = 1; n < 10; n += 1) await team.tell(team.olivia, `approve ${n}`);
  runner.pass(8 * day);
  await team.tell(team.olivia, 'approve 10');
  return team;
}

describe('the figures of a project (KPI)', () => {
  it('are exactly what docs/kpi.md says, each beside its target', async () => {
    const { olivia, tell } = await played();
    const card = await tell(olivia, 'kpi');
    // nine of ten in time is 90 %, and the target is above that
    expect(card).toContain('On-time completion: 90 % (9 of 10), target above 90 %, not met');
    // ten approvals and one return: 10 / 11 = 90.9 %
    expect(card).toContain('Approval rate: 90.9 % (10 of 11), target above 95 %, not met');
    // one return at once, nine after a day, one after nine days: 18 / 11 = 1.6 days
    expect(card).toContain('Average review time: 1.6 days');
  });

  it('are of a time, whose first and last day count', async () => {
    const { olivia, tell, say } = await played();
    const [first, second] = [9, 8].map((days) =>
      runner
        .now()
        .subtract({ hours: days * 24 })
        .toZonedDateTimeISO('Europe/London')
        .toPlainDate()
        .toString(),
    );
    expect(await tell(olivia, `kpi from:${first} to:${first}`)).toContain(
      'Approval rate: 0 % (0 of 1), target above 95 %, not met',
    );
    expect(await tell(olivia, `kpi from:${first} to:${second}`)).toContain(
      'On-time completion: 100 % (9 of 9)',
    );
    expect(await tell(olivia, `kpi to:"1 jan 2026"`)).toContain('On-time completion: nothing to measure yet');
    expect(await refusal(say(olivia, `kpi from:${second} to:${first}`))).toContain(
      'must not be before the first',
    );
  });

  it('show the records behind a figure', async () => {
    const { olivia, tell } = await played();
    const late = await tell(olivia, 'kpi on-time');
    expect(late).toMatch(/10 · Step 10, done \w+ \d+ \w+( \d+)?, due/);
    expect(await tell(olivia, 'kpi approval-rate')).toMatch(/1 · Step 1, returned/);
    expect(await tell(olivia, 'kpi review-time')).toMatch(/10 · Step 10, 9 days, decided/);
  });

  it('leave out the time in which a question waited', async () => {
    const team = await startTeam(runner, 'kind:launch');
    await team.tell(team.mo, 'new "Beta"', 'submit 1');
    runner.pass(day);
    await team.tell(team.olivia, 'ask 1 is it fast?');
    runner.pass(5 * day);
    await team.tell(team.mo, 'answer review 1 it is');
    runner.pass(day);
    await team.tell(team.olivia, 'approve 1');
    expect(await team.tell(team.olivia, 'kpi')).toContain('Average review time: 2 days');
  });
});

describe('the figures of all projects', () => {
  it('are of those that the person may see, and name the project of each record', async () => {
    const team = await played();
    const other = channelOf(team.olivia, 'CBEACON');
    await runner.say(team.olivia, other, 'project "Beacon" kind:launch');
    await runner.say(team.olivia, other, 'new "Secret" due:"1 jan 2030"');
    await runner.say(team.olivia, other, 'submit 1');
    await runner.say(team.olivia, other, 'approve 1');
    await runner.say(team.olivia, other, `role ${mention(team.mo)} none`);
    expect(await team.tell(team.olivia, 'kpi all')).toContain(
      'On-time completion: 90.9 % (10 of 11), target above 90 %, met',
    );
    expect(await team.tell(team.olivia, 'kpi on-time over:all')).toContain('1 · Secret, Beacon, done');
    expect(await team.tell(team.mo, 'kpi all')).toContain('On-time completion: 90 % (9 of 10)');
    expect(await team.tell(team.mo, 'kpi on-time over:all')).not.toContain('Secret');
  });

  it('are not shown of a project to somebody without a role in it', async () => {
    const team = await played();
    const nora = await team.join('Nora', 'none');
    expect(await refusal(team.say(nora, 'kpi'))).toContain('You have no role in this project.');
    expect(words(await team.say(nora, 'kpi all'))).toContain('nothing to measure yet');
  });
});

describe('the figures of money', () => {
  /** £10,000: 1 is £3,000 and cost £1,200, 2 is £7,000 and cost £6,300; 1 is paid in time, 2 is not paid. */
  async function sold() {
    const team = await startTeam(runner, 'kind:client price:10000 currency:GBP');
    const cleo = await team.join('Cleo', 'client');
    const { olivia, tell } = team;
    await tell(olivia, 'new "Design" share:30', 'new "Build" share:70', 'activate');
    for (const n of [1, 2]) {
      await tell(olivia, `submit ${n}`);
      await tell(cleo, `approve ${n}`);
    }
    await tell(olivia, 'cost 1 1200 designers', 'cost 2 6300 builders');
    await tell(olivia, 'invoice send 1 sure:yes', 'invoice send 2 sure:yes');
    await tell(cleo, 'invoice approve 1 sure:yes', 'invoice approve 2 sure:yes');
    runner.pass(4 * day);
    await tell(olivia, 'paid 1 3000 sure:yes');
    runner.pass(12 * day);
    return { ...team, cleo };
  }

  it('are the days to payment, late payments and profit, with their records', async () => {
    const { olivia, tell } = await sold();
    const card = await tell(olivia, 'kpi');
    expect(card).toContain('Approval to payment: 4 days, target below 5 days, met');
    // both were due fifteen days after their approval, and one is still open on the sixteenth
    expect(card).toContain('Late payments: 1 of 2 invoices');
    // (3000 - 1200) / 3000 = 60 % and (7000 - 6300) / 7000 = 10 %
    expect(card).toContain('Profitability: 35 %, target above 40 %, not met');
    expect(card).toContain('Scope creep: 0 %, target below 10 %, met');
    expect(await tell(olivia, 'kpi profitability')).toContain('1 · Design, 60 % profit');
    expect(await tell(olivia, 'kpi late-payments')).toMatch(/2 · Build, due .*, not paid yet/);
    expect(await tell(olivia, 'kpi payment-time')).toMatch(/1 · Design, paid .*, 4 days after approval/);
  });

  it('take the costs of the milestones below, in the currency of the project alone', async () => {
    const { olivia, cleo, tell } = await startTeam(runner, 'kind:client price:10000 currency:EUR').then(
      async (team) => ({ ...team, cleo: await team.join('Cleo', 'client') }),
    );
    await tell(olivia, 'new "Design" share:100', 'new "Logo" parent:1', 'new "Sketch" parent:2', 'activate');
    await tell(olivia, 'cost 1 5000 in euros', 'price 10000 GBP');
    await tell(olivia, 'cost 1 1000 design', 'cost 2 500 a logo', 'cost 3 500 a sketch', 'drop 3 not needed');
    await tell(olivia, 'submit 2', 'submit 1');
    await tell(cleo, 'approve 2', 'approve 1');
    // £10,000 less £1,000, £500 and £500
    expect(await tell(olivia, 'kpi')).toContain('Profitability: 80 %');
    expect(await tell(olivia, 'kpi profitability')).toContain('1 · Design, 80 % profit');
    expect(await tell(olivia, 'kpi profitability')).not.toContain('Logo');
    expect(await tell(olivia, 'budget')).toContain('Cost: £2,000');
  });

  it('show no profit in a channel that customers read, to nobody', async () => {
    const team = await clientProject(runner);
    await team.tell(team.olivia, 'cost 2 100 design', 'submit 2');
    await runner.say(team.cleo, team.customers, 'approve 2');
    expect(await team.tell(team.olivia, 'kpi')).toMatch(/profit/i);
    const code = codeIn(await team.say(team.olivia, 'link as:customer'));
    const shared = channelOf(team.olivia, 'CSHARED');
    await runner.say(team.olivia, shared, `link ${code}`);
    for (const line of ['kpi', 'kpi all', 'budget', 'history']) {
      const shown = words(await runner.say(team.olivia, shared, line));
      expect(shown, line).toMatch(/Approval to payment|Invoiced|Olivia/);
      expect(shown, line).not.toMatch(/cost|profit|£100/i);
    }
  });

  it('hide costs and profit from customers, by any words', async () => {
    const { cleo, tell, say } = await sold();
    for (const line of ['kpi', 'kpi all']) {
      expect(await tell(cleo, line)).toContain('Approval to payment');
      expect(await tell(cleo, line)).not.toMatch(/profit/i);
    }
    expect(await refusal(say(cleo, 'kpi profitability'))).toContain(
      'Only an owner, coach or contributor can',
    );
    expect(await tell(cleo, 'kpi profitability over:all')).not.toMatch(/profit/i);
  });

  it('show scope creep as the part of the price that change orders added', async () => {
    const team = await clientProject(runner);
    await team.tell(team.mo, 'change "Also an Arabic version" 2 days:+2 cost:+1500 route:next');
    const card = await orderCard(runner, team);
    for (const who of [team.cleo, team.olivia]) await pressSign(runner, team, who, card);
    expect(await team.tell(team.olivia, 'kpi')).toContain('Scope creep: 15 %, target below 10 %, not met');
    expect(await team.tell(team.olivia, 'kpi scope-creep')).toContain('CO1 added 15 % of the price');
  });
});
