import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let team: Team;
let cleo: Somebody;
beforeAll(async () => {
  runner = await openRunner('postgresql');
  team = await startTeam(runner, 'kind:client target:"6 jan 2027" price:10000 currency:GBP');
  cleo = await team.join('Cleo', 'client');
});
afterAll(() => runner.close());

const tell = (...lines: string[]) => team.tell(team.olivia, ...lines);

describe('budget and cash', () => {
  it('add up the money of a project, figure by figure', async () => {
    // 7 December 2026 to 6 January 2027 are 30 days
    await tell(
      'policy unpaid:off demo:no',
      'new "Design" share:30 start:"7 dec 2026" due:"14 dec 2026"',
      'new "Build" share:50 due:"21 dec 2026"',
      'new "Launch" share:20',
      'activate',
      'tax 20%',
    );
    expect(await tell('budget')).toBe(
      [
        'Apollo, on track, budget',
        '0 % used, £0 of £10,000',
        'Invoiced: £0',
        'Paid: £0',
        'Due: £0',
        '- Time used: 0 % of the days until the go-live',
        '- Cost: £0',
        '- Profit so far: £0, the amounts of done milestones without the cost',
        'Invoiced, paid and due include tax; used and the price do not.',
      ].join('\n'),
    );
    // net 15: Design 3,600 on 29 December, Build 6,000 on 5 January, Launch 2,400 without a date
    expect(await tell('cash')).toBe(
      [
        'Apollo, cash, £12,000 is expected',
        '- Mon 28 Dec to Sun 3 Jan 2027: £3,600',
        '- Mon 4 Jan 2027 to Sun 10 Jan 2027: £6,000',
        '£2,400 has no date yet: its milestones have no due date.',
        'With tax: sent invoices when they are due, the others after their milestone and the days of the terms. Disputed invoices are left out.',
      ].join('\n'),
    );
    await tell('start 1', 'submit 1', 'cost 1 1200 two days of design');
    await team.tell(cleo, 'approve 1');
    await tell('invoice send 1 sure:yes');
    await team.tell(cleo, 'invoice approve 1 sure:yes');
    await tell('paid 1 1600 sure:yes');
    const ours = await tell('budget');
    expect(ours).toContain('30 % used, £3,000 of £10,000');
    expect(ours).toContain('Invoiced: £3,600\nPaid: £1,600\nDue: £2,000');
    expect(ours).toContain('Cost: £1,200');
    expect(ours).toContain('Profit so far: £1,800');
    // due on 22 December
    expect(await tell('cash')).toContain('- Mon 21 Dec to Sun 27 Dec: £2,000');
  });

  it('show neither cost nor profit to a customer', async () => {
    for (const shown of [
      words(await team.say(cleo, 'budget')),
      words(await team.press(cleo, 'budget')),
      JSON.stringify(
        await runner.run({
          actor: cleo,
          room: team.room,
          surface: 'line',
          ask: { line: 'budget' },
          asResource: true,
        }),
      ),
    ]) {
      expect(shown).not.toMatch(/Cost|Profit|1,?200|1,?800/);
      expect(shown).toMatch(/2,?000/);
    }
  });

  it('count what is overdue and its late fee', async () => {
    // 23 January is 32 days after 22 December: two started months of 1.5 % on 2,000
    runner.pass(47 * 24 * 60);
    const shown = await tell('budget');
    expect(shown).toContain('£2,000 overdue, late fees £60');
    expect(shown).toContain('100 % of the days until the go-live');
    expect(shown).toContain('Apollo, overdue, budget, more time than money is used');
    expect(await tell('cash')).toContain('- Mon 18 Jan to Sun 24 Jan: £2,000');
  });

  it('need a price', async () => {
    const bare = await startTeam(runner, 'kind:client');
    for (const line of ['budget', 'cash'])
      expect(await refusal(bare.say(bare.olivia, line))).toContain('The project has no price yet.');
  });
});
