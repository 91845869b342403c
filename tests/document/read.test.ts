import { describe, expect, it } from 'vitest';
import { plans, read, shown } from './shown.ts';

describe('reading a plan', () => {
  it.each(plans)('understands $name as it is meant', async ({ name, text }) => {
    await expect(`${shown(read(text))}\n`).toMatchFileSnapshot(`read/${name}.golden.md`);
  });

  it.each([
    ['Beta: Feb 10-14, 2026', 'Beta', '2026-02-10', '2026-02-14'],
    ['Beta (10.02.2026)', 'Beta', null, '2026-02-10'],
    ['Week 1 (26.01. – 06.02.2026)', 'Week 1', '2026-01-26', '2026-02-06'],
    ['Monday, Feb 16', 'Monday, Feb 16', null, '2026-02-16'],
    ['Feb 19 (Launch Day) 🎉', 'Launch Day', null, '2026-02-19'],
    ['Month 2: March 2026', 'Month 2', '2026-03-01', '2026-03-31'],
    ['Q4 2025', 'Q4 2025', '2025-10-01', '2025-12-31'],
    ['✅ Done (Q4 2025 - Jan 2026)', 'Done', '2025-10-01', '2026-01-31'],
    ['Week of March 2', 'Week of March 2', '2026-03-02', '2026-03-08'],
    ['Hardening, 28 Feb - 2 Mar', 'Hardening', '2026-02-28', '2026-03-02'],
    ['Year end: Dec 28 - Jan 3', 'Year end', '2025-12-28', '2026-01-03'],
    ['Pilot (2/16 - 2/20)', 'Pilot', '2026-02-16', '2026-02-20'],
    ['Pilot 2026-02-16/2026-02-20', 'Pilot', '2026-02-16', '2026-02-20'],
    ['Rollout: mid-March', 'Rollout: mid-March', null, '2026-03-15'],
    ['H2 2026', 'H2 2026', '2026-07-01', '2026-12-31'],
    ['March', 'March', '2026-03-01', '2026-03-31'],
    ['Europe (April)', 'Europe', '2026-04-01', '2026-04-30'],
    ['Interfaces: KW 11', 'Interfaces', '2026-03-09', '2026-03-15'],
    ['Board, March 2, 2026 (Monday)', 'Board', null, '2026-03-02'],
    ['Feb 31: impossible', 'Feb 31: impossible', null, null],
    ['31 Feb 2026: impossible', '31 Feb 2026: impossible', null, null],
    ['three by 31 April 2026', 'three by 31 April 2026', null, null],
    ['Version 1.2.3', 'Version 1.2.3', null, null],
    ['May the force be with us', 'May the force be with us', null, null],
    ['`Feb 10`', 'Feb 10', null, null],
    ['2. Build', 'Build', null, null],
  ])('takes the dates of the heading “%s”', (heading, name, start, due) => {
    expect(read(`# Plan\n\n## ${heading}\n\n- [ ] item`).milestones).toMatchObject([{ name, start, due }]);
  });

  it.each([
    ['[x] Ship (P0)', { text: 'Ship', state: 'done', priority: 'p0' }],
    ['**P0**: Ship — Owner: @ana', { text: 'Ship', priority: 'p0', owner: 'ana' }],
    ['Ship (P1, due Feb 12)', { text: 'Ship', priority: 'p1', date: '2026-02-12' }],
    ['Ship by Feb 12 @ana', { text: 'Ship', date: '2026-02-12', owner: 'ana' }],
    ['Ship @ana by Feb 12', { text: 'Ship', date: '2026-02-12', owner: 'ana' }],
    ['Feb 12: Ship', { text: 'Ship', date: '2026-02-12' }],
    ['~~Ship~~', { text: 'Ship', state: 'failed' }],
    ['[ ] ~~Ship~~ (cut)', { text: 'Ship', state: 'failed' }],
    ['❌ Ship', { text: 'Ship', state: 'failed' }],
    ['Ship [in progress]', { text: 'Ship', state: 'in_progress' }],
    ['[WIP] Ship', { text: 'Ship', state: 'in_progress' }],
    ['Ship ✔️', { text: 'Ship', state: 'done' }],
    [':white_check_mark: Ship', { text: 'Ship', state: 'done' }],
    ['âŒ Ship', { text: 'Ship', state: 'failed' }],
    ['â³ Ship', { text: 'Ship', state: 'waiting' }],
    ['Ship — **in progress**', { text: 'Ship', state: 'in_progress' }],
    ['Ship (waiting)', { text: 'Ship', state: 'waiting' }],
    ['Ship [blocked]', { text: 'Ship', state: 'waiting' }],
    ['Ship (dropped)', { text: 'Ship', state: 'failed' }],
    ['Search v2 `P0` — ships Feb 20 — @lee', { text: 'Search v2', priority: 'p0', owner: 'lee' }],
    [
      'Audit log P2 (@kim, ETA Apr 3)',
      { text: 'Audit log', priority: 'p2', owner: 'kim', date: '2026-04-03' },
    ],
    ['API v1 - Delivered Jan 22, 2026', { text: 'API v1', date: '2026-01-22' }],
    ['Ranker ⏳ waiting on data', { text: 'Ranker ⏳ waiting on data', state: 'waiting' }],
    ['Wed 18: press call', { text: 'press call', date: '2026-02-18' }],
    ['Feb 19 (Launch Day): flip the flag', { text: 'Launch Day: flip the flag', date: '2026-02-19' }],
    ['SSO, target: March 20', { text: 'SSO', date: '2026-03-20' }],
    ['Press release @February 4, 2026', { text: 'Press release', date: '2026-02-04' }],
    ['Beta — Feb 23–27', { text: 'Beta', start: '2026-02-23', date: '2026-02-27' }],
    ['The 2 Mar release is out', { text: 'The 2 Mar release is out', date: '2026-03-02' }],
    ['`[x] Ship (P0)`', { text: '[x] Ship (P0)', state: 'open', priority: null }],
  ])('takes the item “%s” apart', (item, parts) => {
    expect(read(`# Plan\n\n## Beta\n\n- ${item}`).milestones[0]?.items).toMatchObject([parts]);
  });

  it.each([
    ['Beta [blocked]', { name: 'Beta', status: 'blocked' }],
    ['February 2026 (in progress)', { name: 'February 2026', status: 'in_progress' }],
    ['~~Mobile app~~', { name: 'Mobile app', status: 'dropped' }],
    ['✅ To-do', { name: 'To-do', status: 'upcoming' }],
  ])('takes the state of the heading “%s”', (heading, parts) => {
    expect(read(`# Plan\n\n## ${heading}\n\n- [ ] item`).milestones).toMatchObject([parts]);
  });

  it('takes the state of a row, and keeps in words what is no state', () => {
    const row = (status: string) =>
      read(`| Feature | Status |\n|---|---|\n| Export | ${status} |`).milestones[0];
    expect(row('❌ Cancelled')).toMatchObject({ status: 'dropped', description: [] });
    expect(row('In Review')).toMatchObject({ status: 'in_progress', description: ['Status: In Review'] });
  });

  it('reads an item that goes on in the next line as one, and a key below it as of that item', () => {
    const [beta] = read(
      '# P\n## Beta\n- [ ] Write the guide for those on\n      the old plan (P1)\n- [ ] Load test\n  Owner: Ben\n  Due: Feb 12',
    ).milestones;
    expect(beta).toMatchObject({
      due: null,
      owner: null,
      items: [
        { text: 'Write the guide for those on the old plan', priority: 'p1' },
        { text: 'Load test', owner: 'Ben', date: '2026-02-12' },
      ],
    });
  });

  it('shows what HTML shows, and keeps what it would run', () => {
    const [one] = read('## Beta\n- <b>Install</b> &amp; sign<br>off\n- a <img src=x onerror=y> b').milestones;
    expect(one?.items.map(({ text }) => text)).toEqual(['Install & sign off', 'a <img src=x onerror=y> b']);
  });

  it('counts what is expected from the day of the document, and takes a time out of a name', () => {
    const { cadence } = read(
      '## Communication\n- Expected progress: 25% by Wednesday, 60% by Friday\n- Monday planning, 9:30 AM\n**Monthly**\n- Board letter, last Friday',
    );
    expect(cadence).toEqual([
      { what: '25%', rule: '2026-02-11' },
      { what: '60%', rule: '2026-02-13' },
      { what: 'planning', rule: 'Monday 9:30 AM' },
      { what: 'Board letter, last Friday', rule: 'Monthly last Friday' },
    ]);
  });

  it('keeps a question and what a yes means with the decision, and not among its criteria', () => {
    const { decisions } = read(
      '## Decisions\n### Pricing (Mar 6)\nDo we raise prices?\n- If yes: tell customers\n- If no: review in Q3',
    );
    expect(decisions).toMatchObject([
      {
        question: 'Pricing: Do we raise prices? (If yes: tell customers)',
        criteria: [],
        fallback: 'review in Q3',
      },
    ]);
  });

  it('ends a list of risks with the list, and settles what must be settled by the launch then', () => {
    const { risks, description } = read(
      'Launch date: 1 Mar\n\nRisks:\n- Delay (High)\n\nAsk legal.\n\n## Risks\n| # | Risk | Must be resolved by | Status |\n|---|---|---|---|\n| R1 | CDN | Launch day | Open |',
    );
    expect(risks).toMatchObject([
      { text: 'Delay', level: 'high' },
      { text: 'CDN', resolveBy: '2026-03-01' },
    ]);
    expect(description).toContain('Ask legal.');
  });

  it('reads a table of the document’s own fields with its head, and a table of dates with its launch', () => {
    const own = read('| **Owner of this** | Jo |\n|---|---|\n| **Go-live** | 30.04.2026 |\n| Budget | 5 |');
    expect(own).toMatchObject({
      target: '2026-04-30',
      milestones: [],
      description: ['Owner of this: Jo', 'Budget: 5'],
    });
    const dates = read('| Milestone | Date |\n|---|---|\n| Beta | Feb 12 |\n| Launch | Feb 19 |');
    expect(dates).toMatchObject({
      target: '2026-02-19',
      milestones: [{ name: 'Beta' }, { name: 'Launch', due: '2026-02-19' }],
    });
  });

  it('puts the address into a link whose address stands at the end', () => {
    const { milestones, description } = read('## Beta\n- Ship [it][1]\n\n[1]: https://example.com/it');
    expect(milestones[0]?.items[0]?.text).toBe('Ship it (https://example.com/it)');
    expect(description).toEqual(['[1]: https://example.com/it']);
  });

  it('takes the day of a row from the column that has one, and keeps the other in words', () => {
    const head = '| Week | Dates | Owner | Deliverable |\n|---|---|---|---|\n';
    expect(read(`${head}| Week 1 | Feb 9-13 | Ana | Beta |`).milestones).toMatchObject([
      { name: 'Beta', start: '2026-02-09', due: '2026-02-13', owner: 'Ana', description: ['Week: Week 1'] },
    ]);
  });

  it('settles a risk by the day behind “by”', () => {
    const { risks } = read('## Risks\n- Licence expires Mar 1 - must be renewed by Feb 20');
    expect(risks).toMatchObject([{ resolveBy: '2026-02-20' }]);
  });

  it('counts days around the launch', () => {
    const { milestones } = read(
      'Launch date: 15 Apr 2026\n\n## Cut-over\n- Freeze (T-7)\n- T+30 days: decommission',
    );
    expect(milestones[0]?.items).toMatchObject([{ date: '2026-04-08' }, { date: '2026-05-15' }]);
  });

  it('is called as its first line says, where that is a key and no heading', () => {
    const plan = read('Project: Warehouse\nGo-live: 2026-04-15\n\nBuild:\n- [ ] a');
    expect(plan).toMatchObject({ title: 'Warehouse', target: '2026-04-15', description: [] });
  });

  it('takes no sum for a milestone, and how much is complete for no share', () => {
    const head = '| Task | % complete | Payment | Quarter |\n|---|---|---|---|\n';
    const { milestones, description } = read(
      `${head}| Build | 40% | €9,000 (30%) | Q1 2026 |\n| **Total** | | 100% | |`,
    );
    expect(milestones).toMatchObject([
      { name: 'Build', status: 'in_progress', share: 30, start: '2026-01-01', due: '2026-03-31' },
    ]);
    expect(description).toEqual(['Total: 100%']);
  });

  it.each([
    ['100', 100],
    ['100%', 100],
    ['0', 0],
    ['101', null],
    ['150%', null],
    ['999', null],
  ])('takes %s in a column of shares as %s', (cell, share) => {
    const { milestones } = read(`| Task | Share |\n|---|---|\n| Build | ${cell} |`);
    expect(milestones).toMatchObject([
      { name: 'Build', share, description: share === null ? [`Share: ${cell}`] : [] },
    ]);
  });

  it('puts a rhythm and its time together, wherever a table has them', () => {
    const head = '## Meetings\n| Meeting | Frequency | Time |\n|---|---|---|\n';
    expect(read(`${head}| Stand-up | Daily | 10:00 |`).cadence).toEqual([
      { what: 'Stand-up', rule: 'Daily 10:00' },
    ]);
  });

  it('tells two milestones of one name apart, with all that is theirs', () => {
    const { milestones } = read('# P\n## Beta\n- [ ] a\n## Beta\n- [ ] b');
    expect(milestones).toMatchObject([
      { name: 'Beta', items: [{ text: 'a' }] },
      { name: 'Beta', items: [{ text: 'b' }] },
    ]);
  });

  it('reads the same with Windows line ends', () => {
    for (const { text } of plans) expect(read(text.replaceAll('\n', '\r\n'))).toEqual(read(text));
  });
});
