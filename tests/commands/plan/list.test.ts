import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/ports/intent.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let team: Team;
beforeAll(async () => {
  runner = await openRunner('postgresql');
  team = await startTeam(runner);
  await team.tell(team.mo, 'new "Design" due:"18 dec 2026"', 'new "Build"', 'new "Draft" parent:1 owner:me');
  await team.tell(team.mo, 'start 2', 'block 2 no key', 'edit 2 owner:customer priority:p0');
});
afterAll(() => runner.close());

/** The buttons below the card of an answer. */
const buttonsOf = (reply: Reply) =>
  reply.is === 'shown'
    ? reply.card.actions.map(({ label, command, input }) => [label, command, input] as const)
    : [];

describe('list', () => {
  it('shows the plan in order, children under their parents, each with a button', async () => {
    const reply = await team.say(team.mo, 'list');
    expect(words(reply)).toBe(
      'Apollo, 3 milestones\n- 1 · Design, upcoming, 0 %, due Fri 18 Dec, 9 working days left\n- ↳ 3 · Draft, upcoming, 0 %\n- 2 · Build, blocked, 0 %',
    );
    const [block] = reply.is === 'shown' ? reply.card.blocks : [];
    const actions = block?.is === 'list' ? block.items.map((item) => item.actions?.[0]?.input.milestone) : [];
    expect(actions).toEqual(['1', '3', '2']);
  });

  it.each([
    ['list status:blocked', 'Apollo, 1 of 3 milestones, blocked\n- 2 · Build'],
    [
      'list status:"in progress"',
      'Apollo, 0 of 3 milestones, in progress\nNo milestone matches. list shows all.',
    ],
    ['list owner:me', 'Apollo, 1 of 3 milestones, Mo\n- 3 · Draft, part of 1 · Design, upcoming, 0 %'],
    ['list mine', 'Apollo, 1 of 3 milestones, Mo\n- 3 · Draft'],
    ['list owner:customer', 'Apollo, 1 of 3 milestones, customer\n- 2 · Build'],
    ['list priority:p0', 'Apollo, 1 of 3 milestones, p0\n- 2 · Build'],
    ['list p0 blocked', 'Apollo, 1 of 3 milestones, blocked, p0\n- 2 · Build'],
    ['list DRAFT', 'Apollo, 1 of 3 milestones, with “DRAFT”\n- 3 · Draft'],
    ['list text:"sign de"', 'Apollo, 1 of 3 milestones, with “sign de”\n- 1 · Design'],
    ['list #2', 'Apollo, 1 of 3 milestones, with “#2”\n- 2 · Build'],
    ['list draft priority:p0', 'Apollo, 0 of 3 milestones, p0, with “draft”\nNo milestone matches.'],
  ])('%s', async (line, shown) => {
    expect(words(await team.say(team.mo, line))).toContain(shown);
  });

  it('shows what is due within a week, what is overdue and what waits for a decision', async () => {
    const { mo, tell } = await startTeam(runner);
    await tell(mo, 'new "Late" due:"3 dec 2026"', 'new "Today" due:today', 'new "Far" due:"18 dec 2026"');
    await tell(mo, 'new "Submitted" due:"3 dec 2026"', 'start 4', 'submit 4');
    for (const line of ['list due:overdue', 'list overdue'])
      expect(await tell(mo, line)).toMatch(/^Apollo, 1 of 4 milestones, overdue\n- 1 · Late.*$/);
    expect(await tell(mo, 'list due:soon')).toMatch(
      /^Apollo, 1 of 4 milestones, due within a week\n- 2 · Today.*$/,
    );
    expect(await tell(mo, 'list status:waiting')).toMatch(
      /^Apollo, 1 of 4 milestones, waiting for approval\n- 4 · Submitted.*$/,
    );
  });

  it('says how to begin when there is nothing', async () => {
    const { mo, say } = await startTeam(runner);
    expect(words(await say(mo, 'list'))).toBe(
      'Apollo, 0 milestones\nNo milestones yet. Add one with new "Name" due:friday.',
    );
  });

  it('shows fifteen lines a page, with buttons that keep the filter', async () => {
    const { mo, tell, say, press } = await startTeam(runner);
    for (let n = 1; n <= 32; n += 1)
      await tell(mo, `new "Step ${n}" ${n === 15 ? 'priority:p1' : n > 15 && n < 18 ? 'parent:15' : ''}`);
    const first = await say(mo, 'list step');
    expect(words(first)).toMatch(/^Apollo, milestones 1–15 of 32, with “step”\n- 1 · Step 1,/);
    expect(words(first)).toMatch(/\n- 15 · Step 15, .*\nPage 1 of 3. Add page:2 for the next.$/);
    expect(buttonsOf(first)).toEqual([['Next', 'list', { text: 'step', page: '2' }]]);

    const second = await press(mo, 'list', { text: 'step', page: '2' });
    expect(words(second)).toMatch(
      /^Apollo, milestones 16–30 of 32, .*\n- ↳ 16 · Step 16, part of 15 · Step 15, upcoming/,
    );
    expect(buttonsOf(second).map(([label, , input]) => [label, input.page])).toEqual([
      ['Previous', '1'],
      ['Next', '3'],
    ]);

    const last = await say(mo, 'list page:3');
    expect(words(last)).toMatch(/^Apollo, milestones 31–32 of 32\n- 31 · .*\n- 32 · .*\nPage 3 of 3\.$/);
    expect(buttonsOf(last)).toEqual([['Previous', 'list', { page: '2' }]]);
    for (const line of ['list page:4', 'list page 9999']) expect(await tell(mo, line)).toBe(words(last));
    expect(await tell(mo, 'list p1 page:7')).toMatch(/^Apollo, 1 of 32 milestones, p1\n- 15 · Step 15.*$/);
    expect(await refusal(say(mo, 'list page:0'))).toContain('Page must be a whole number from 1 to 9999');
  });

  it('gives programs the whole list unless they ask for a page', async () => {
    const { mo, room, tell } = await startTeam(runner);
    for (let n = 1; n <= 17; n += 1) await tell(mo, `new "Step ${n}"`);
    const resourceOf = async (line: string) => {
      const reply = await runner.run({ actor: mo, room, surface: 'line', ask: { line }, asResource: true });
      return JSON.parse(JSON.stringify('resource' in reply && reply.resource));
    };
    expect(await resourceOf('list')).toMatchObject({ page: null, milestones: { length: 17 } });
    const page = await resourceOf('list page:2');
    expect(page.page).toEqual({ number: 2, of: 2, total: 17 });
    expect(page.milestones.map(({ number }: { number: number }) => number)).toEqual([16, 17]);
  });
});

describe('show', () => {
  it('posts the card when it is typed, and shows it to the presser alone', async () => {
    const woken = runner.woken.length;
    expect(await team.say(team.mo, 'show design')).toEqual({
      is: 'done',
      line: 'Posting the card of 1 · Design.',
    });
    expect(runner.woken.length).toBe(woken + 1);
    expect(await team.press(team.mo, 'show', { milestone: '1' })).toMatchObject({ is: 'shown' });
    expect(runner.woken.length).toBe(woken + 1);
  });
});

describe('history', () => {
  it('tells what happened as sentences, newest first', async () => {
    const said = await team.tell(team.mo, 'history 2');
    expect(said.split('\n').map((line) => line.replace(/^- .* UTC, /, ''))).toEqual([
      '2 · Build, history',
      'Mo edited it, side expert → customer, priority p2 → p0, in Slack',
      'Mo blocked it, B1, “no key”, in Slack',
      'Mo started it, in Slack',
      'Mo added it, in Slack',
    ]);
    expect(await team.tell(team.mo, 'history')).toContain('Olivia started the project, in Slack');
  });

  it('shows fifteen records a page', async () => {
    const { mo, say, tell } = await startTeam(runner);
    await tell(mo, 'new "Work"');
    for (let n = 1; n <= 16; n += 1) await tell(mo, `progress 1 ${n}`);
    const first = await say(mo, 'history work');
    expect(words(first)).toMatch(/^1 · Work, history, 1–15\n- .*Mo reported progress, 16 %, in Slack/);
    expect(words(first).match(/^- /gm)).toHaveLength(15);
    expect(words(first)).toMatch(/\nPage 1. Add page:2 for the next.$/);
    expect(buttonsOf(first)).toEqual([['Next', 'history', { milestone: '1', page: '2' }]]);
    const last = await say(mo, 'history 1 page:2');
    expect(
      words(last)
        .split('\n')
        .map((line) => line.replace(/^- .* UTC, /, '')),
    ).toEqual([
      '1 · Work, history, 16–18',
      'Mo reported progress, 1 %, in Slack',
      'Mo started it, in Slack',
      'Mo added it, in Slack',
      'Page 2.',
    ]);
    expect(buttonsOf(last)).toEqual([['Previous', 'history', { milestone: '1', page: '1' }]]);
    expect(await tell(mo, 'history 1 page:50')).toBe(words(last));
    expect(await tell(mo, 'history page:50')).toMatch(/^Apollo, history, 16–\d+\n/);
  });
});

describe('activate', () => {
  it('refuses shares that do not sum to 100, and says by how much', async () => {
    const { olivia, mo, tell, say } = await startTeam(runner, 'kind:client price:100 currency:GBP');
    expect(await refusal(say(olivia, 'activate'))).toBe(
      'A plan needs a milestone before you can activate it.\nAdd one with “new”.',
    );
    await tell(olivia, 'new "First" share:30', 'new "Second" share:60', 'new "Part" share:10 parent:1');
    expect(await refusal(say(olivia, 'activate'))).toBe(
      'The shares of the milestones sum to 90, not 100: 10 too few.\nChange them with “edit 3 share:30”.',
    );
    await tell(olivia, 'edit 2 share:80');
    expect(await refusal(say(olivia, 'activate'))).toContain('sum to 110, not 100: 10 too many.');
    await tell(olivia, 'edit 2 share:70');
    expect(await refusal(say(mo, 'activate'))).toContain('Only an owner can do this.');
    expect(await tell(olivia, 'activate')).toContain('Apollo is active.');
    expect(await refusal(say(olivia, 'activate'))).toBe('Apollo is active already.');
  });

  it('does not ask for shares where there is no money', async () => {
    const { olivia, tell } = await startTeam(runner);
    expect(await tell(olivia, 'activate')).toContain('Apollo is active.');
  });
});
