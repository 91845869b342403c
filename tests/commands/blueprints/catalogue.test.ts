import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

type Row = {
  number: number;
  name: string;
  share: number | null;
  risk: number | null;
  start: string | null;
  due: string | null;
  assignee: string | null;
  deliverables: string[];
  criteria: number;
  demo: number;
  tasks: number;
  requires: number[];
  parent: number | null;
};

/** The plan as it is stored. */
const planOf = async ({ tenant }: Team): Promise<Row[]> =>
  rowsOf<Row>(
    await runner.db.execute(sql`select m.number, m.name, m.share, m.risk_after as risk, m.start_date::text as start,
        m.due_date::text as due, p.name as assignee,
        (select coalesce(json_agg(i.text order by i.number) filter (where i.kind = 'deliverable'), '[]')
          from item i where i.milestone_id = m.id) as deliverables,
        (select count(*)::int from item i where i.milestone_id = m.id and i.kind = 'criterion') as criteria,
        (select count(*)::int from item i where i.milestone_id = m.id and i.kind = 'demo_step') as demo,
        (select count(*)::int from item i where i.milestone_id = m.id and i.kind = 'task') as tasks,
        (select coalesce(json_agg(r.number order by r.number), '[]') from dependency d
          join milestone r on r.id = d.requires_id where d.milestone_id = m.id) as requires,
        (select u.number from milestone u where u.id = m.parent_id) as parent
      from milestone m left join person p on p.id = m.assignee_id
      where m.workspace_id = (select workspace_id from installation where tenant = ${tenant}) order by m.number`),
  );

/** Applies a blueprint through its preview and the button of it. */
async function applied(team: Team, line: string) {
  const reply = await team.say(team.olivia, line);
  if (reply.is !== 'shown') throw new Error(`no preview: ${words(reply)}`);
  expect(await planOf(team), 'nothing is written before').toEqual([]);
  const [apply, change] = reply.card.actions;
  expect([apply?.label, change?.label]).toEqual(['Apply', 'Change']);
  const done = await runner.use(team.olivia, team.room, apply);
  return { preview: words(reply), done: words(done) };
}

const paid = 'kind:client';
/** Names with share, amount of £10,000 and risk left, in order. */
type Figures = [name: string, share: number, amount: string, risk: number][];
const figures: Record<string, Figures> = {
  // BLU-1
  'standard-3': [
    ['Foundation', 30, '£3,000', 70],
    ['Full feature', 50, '£5,000', 30],
    ['Polish & deploy', 20, '£2,000', 5],
  ],
  // BLU-2
  'five-phase': [
    ['Discovery & design', 10, '£1,000', 80],
    ['Core development', 25, '£2,500', 55],
    ['Integration layer', 25, '£2,500', 35],
    ['Testing & refinement', 25, '£2,500', 15],
    ['Deployment & handover', 15, '£1,500', 5],
  ],
  // BLU-4
  automation: [
    ['Process mapping & setup', 30, '£3,000', 60],
    ['Full automation build', 50, '£5,000', 25],
    ['Testing & deployment', 20, '£2,000', 5],
  ],
  integration: [
    ['API connection & auth', 25, '£2,500', 60],
    ['Data synchronization', 50, '£5,000', 25],
    ['Production ready', 25, '£2,500', 5],
  ],
  dashboard: [
    ['Data pipeline', 30, '£3,000', 50],
    ['Visualization layer', 40, '£4,000', 20],
    ['User experience', 30, '£3,000', 5],
  ],
  // BLU-5
  'progressive-deployment': [
    ['Live in development', 40, '£4,000', 55],
    ['Live in staging', 35, '£3,500', 25],
    ['Live in production', 25, '£2,500', 5],
  ],
  'feature-flags': [
    ['Hidden in production', 40, '£4,000', 50],
    ['On for test users', 35, '£3,500', 20],
    ['On for everyone', 25, '£2,500', 5],
  ],
  // BLU-6
  'parallel-streams': [
    ['First part', 30, '£3,000', 75],
    ['Second part', 30, '£3,000', 50],
    ['Integration testing', 25, '£2,500', 15],
    ['Deploy', 15, '£1,500', 5],
  ],
};

describe('a blueprint with money', () => {
  it.each(Object.entries(figures))('%s is applied with every figure', async (name, expected) => {
    const team = await startTeam(runner, paid);
    const { preview } = await applied(
      team,
      `blueprint apply ${name} start:"1 dec 2026" price:10000 currency:GBP lead:${mention(team.mo)}`,
    );
    expect(preview).toContain('Nothing is saved yet.');
    const rows = await planOf(team);
    for (const [at, [title, share, amount, risk]] of expected.entries())
      expect(preview).toMatch(
        new RegExp(`${at + 1} · ${title}: ${share} %, ${amount}, \\w.* to .*, risk left ${risk} %`),
      );
    expect(rows.map((one) => [one.name, one.share, one.risk])).toEqual(
      expected.map(([title, share, , risk]) => [title, share, risk]),
    );
    for (const row of rows) {
      expect(row.deliverables).toHaveLength(3);
      expect(row.criteria).toBeGreaterThan(0);
      expect(row.demo).toBeGreaterThan(0);
    }
    const inOrder = rows.map(({ number }, at) => (at === 0 ? [] : [number - 1]));
    expect(rows.map(({ requires }) => requires)).toEqual(
      name === 'parallel-streams' ? [[], [], [1, 2], [3]] : inOrder,
    );
    expect(rows[0]?.start).toBe('2026-12-01');
    expect(rows[0]?.assignee).toBe('Mo');
    expect(await team.tell(team.olivia, 'activate')).toContain('Apollo is active.');
  });

  it('has the days of standard-3 around the free days of the project, by hand', async () => {
    const team = await startTeam(runner, paid);
    await team.tell(team.olivia, 'holidays add "25 dec 2026, 1 jan 2027"');
    const { preview } = await applied(
      team,
      'blueprint apply standard-3 start:"28 nov 2026" price:100 currency:JPY',
    );
    // Saturday 28 Nov begins on Monday; 8 days to Wed 9 Dec; 15 from Thu 10 Dec without Christmas to Thu 31 Dec;
    // 7 from Mon 4 Jan, as New Year is free
    expect((await planOf(team)).map(({ start, due }) => [start, due])).toEqual([
      ['2026-11-30', '2026-12-09'],
      ['2026-12-10', '2026-12-31'],
      ['2027-01-04', '2027-01-12'],
    ]);
    expect(preview).toContain('¥30');
    expect(preview).toContain('Go-live: Tue 12 Jan 2027');
    expect(preview).toContain('Who does the work: nobody yet');
  });

  it.each([
    [1, [100]],
    [6, [17, 17, 17, 17, 16, 16]],
    [7, [15, 15, 14, 14, 14, 14, 14]],
  ])(
    'sprints %i has equal shares by largest remainder, and two weeks each (BLU-3)',
    async (count, shares) => {
      const team = await startTeam(runner, paid);
      await applied(team, `blueprint apply sprints ${count} start:"7 dec 2026" price:99.99 currency:GBP`);
      const rows = await planOf(team);
      expect(rows.map(({ share }) => share)).toEqual(shares);
      expect(rows[0]).toMatchObject({ name: 'Sprint 1', start: '2026-12-07', due: '2026-12-18' });
      expect(
        rows.every(({ deliverables, demo, tasks }) => deliverables.length > 0 && demo === 1 && tasks === 1),
      ).toBe(true);
    },
  );
});

describe('a blueprint without money', () => {
  it('market-stages has five stages with their criteria and no dates (BLU-7, STG-1)', async () => {
    const team = await startTeam(runner);
    await applied(team, 'blueprint apply market-stages');
    const rows = await planOf(team);
    expect(rows.map(({ name, criteria, due }) => [name, criteria, due])).toEqual([
      ['Value baseline', 4, null],
      ['First customer', 4, null],
      ['X customers', 4, null],
      ['10X customers', 4, null],
      ['1M+ ARR', 4, null],
    ]);
  });

  it('goal has a goal with milestones and tasks below it (BLU-7)', async () => {
    const team = await startTeam(runner, 'kind:goal');
    await applied(team, 'blueprint apply goal start:"7 dec 2026"');
    expect(
      (await planOf(team)).map(({ name, parent, tasks, requires }) => [name, parent, tasks, requires]),
    ).toEqual([
      ['Goal', null, 0, []],
      ['Know where we stand', 1, 3, []],
      ['Make the change', 1, 3, [2]],
      ['Measure and keep', 1, 3, [3]],
    ]);
  });

  it('launch counts down to its date (BLU-7)', async () => {
    const team = await startTeam(runner);
    const { preview } = await applied(team, 'blueprint apply launch start:"7 dec 2026"');
    expect((await planOf(team)).map(({ name, due }) => [name, due])).toEqual([
      ['Ready for beta', '2026-12-25'],
      ['Beta', '2027-01-08'],
      ['Launch', '2027-01-15'],
      ['First review', '2027-01-22'],
    ]);
    expect(preview).toContain('Go-live: Fri 15 Jan 2027');
  });
});
