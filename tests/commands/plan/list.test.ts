import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../src/commands/registry.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let team: Team;
beforeAll(async () => {
  runner = await openRunner('embedded');
  team = await startTeam(runner);
  await team.tell(team.mo, 'new "Design" due:"18 dec 2026"', 'new "Build"', 'new "Draft" parent:1 owner:me');
  await team.tell(team.mo, 'start 2', 'block 2 no key', 'edit 2 owner:customer');
});
afterAll(() => runner.close());

describe('list', () => {
  it('shows the plan in order, children under their parents, each with a button', async () => {
    const reply = await team.say(team.mo, 'list');
    expect(words(reply)).toBe(
      'Apollo, 3 milestones\n- 1 · Design, upcoming, 0%, due Fri 18 Dec, 9 working days\n- ↳ 3 · Draft, upcoming, 0%\n- 2 · Build, blocked, 0%',
    );
    const [block] = reply.is === 'shown' ? reply.card.blocks : [];
    const actions = block?.is === 'list' ? block.items.map((item) => item.actions?.[0]?.input.milestone) : [];
    expect(actions).toEqual(['1', '3', '2']);
  });

  it.each([
    ['list status:blocked', 'Apollo, blocked, 1 of 3 milestones\n- 2 · Build'],
    ['list status:"in progress"', 'Apollo, in progress, 0 of 3 milestones\nNone of them. list shows all.'],
    ['list owner:me', 'Apollo, Mo, 1 of 3 milestones\n- 3 · Draft'],
    ['list owner:customer', 'Apollo, customer, 1 of 3 milestones\n- 2 · Build'],
  ])('%s', async (line, shown) => {
    expect(words(await team.say(team.mo, line))).toContain(shown);
  });

  it('shows what is due within a week, what is overdue and what waits for a decision', async () => {
    const { mo, tell } = await startTeam(runner);
    await tell(mo, 'new "Late" due:"3 dec 2026"', 'new "Today" due:today', 'new "Far" due:"18 dec 2026"');
    await tell(mo, 'new "Submitted" due:"3 dec 2026"', 'start 4', 'submit 4');
    expect(await tell(mo, 'list due:overdue')).toMatch(/^Apollo, overdue, 1 of 4 milestones\n- 1 · Late.*$/);
    expect(await tell(mo, 'list due:soon')).toMatch(
      /^Apollo, due within a week, 1 of 4 milestones\n- 2 · Today.*$/,
    );
    expect(await tell(mo, 'list status:waiting')).toMatch(
      /^Apollo, waiting for approval, 1 of 4 milestones\n- 4 · Submitted.*$/,
    );
  });

  it('says how to begin when there is nothing', async () => {
    const { mo, say } = await startTeam(runner);
    expect(words(await say(mo, 'list'))).toBe(
      'Apollo, 0 milestones\nNone yet. new "Name" due:friday plans one.',
    );
  });

  it('keeps to fifteen lines and says how many are left', async () => {
    const { mo, tell } = await startTeam(runner);
    for (let n = 1; n <= 17; n += 1) await tell(mo, `new "Step ${n}"`);
    const shown = await tell(mo, 'list');
    expect(shown.match(/Step/g)).toHaveLength(15);
    expect(shown).toContain('and 2 more. list status:blocked or list owner:me shows fewer.');
  });
});

describe('show', () => {
  it('posts the card when it is typed, and shows it to the presser alone', async () => {
    const woken = runner.woken.length;
    expect(await team.say(team.mo, 'show design')).toEqual({
      is: 'done',
      line: 'Here comes the card of 1 · Design.',
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
      'Mo edited it, side expert → customer, in Slack',
      'Mo blocked it, B1, “no key”, in Slack',
      'Mo started it, in Slack',
      'Mo planned it, in Slack',
    ]);
    expect(await team.tell(team.mo, 'history')).toContain('Olivia started the project, in Slack');
  });

  it('keeps to fifteen records and says that there are more', async () => {
    const { mo, tell } = await startTeam(runner);
    await tell(mo, 'new "Work"');
    for (let n = 1; n <= 16; n += 1) await tell(mo, `progress 1 ${n}`);
    const said = await tell(mo, 'history 1');
    expect(said.match(/^- /gm)).toHaveLength(15);
    expect(said).toContain('Mo reported progress, 16%, in Slack');
    expect(said).toContain('Older records are kept; this shows the latest.');
  });
});

describe('help', () => {
  it('names every command but those that only buttons ask for', async () => {
    const said = words(await team.say(team.mo, 'help'));
    const named = commands.filter(({ name, summary }) => said.includes(`- ${name}: ${summary}`));
    expect(commands.filter((one) => !named.includes(one)).map(({ name }) => name)).toEqual([
      'import-apply',
      'import-dates',
      'import-order',
      'import-cancel',
      'merge',
    ]);
  });

  it.each(commands.map(({ name }) => name))('shows how %s is used', async (name) => {
    const said = words(await team.say(team.mo, `help ${name}`));
    expect(said).toContain(`Usage: ${name}`);
    expect(said).not.toContain('undefined');
  });

  it('knows what it does not know', async () => {
    expect(await refusal(team.say(team.mo, 'help dance'))).toBe(
      'There is no command “dance” here.\nhelp shows what there is.',
    );
    expect(await refusal(team.say(team.mo, 'progess 1 60'))).toBe(
      'There is no command “progess”.\nType help to see them all. Did you mean progress?',
    );
  });

  it('needs no project', async () => {
    expect(await runner.say(team.mo, { ...team.room, channel: 'CELSE' }, 'help')).toMatchObject({
      is: 'shown',
    });
  });
});

describe('activate', () => {
  it('refuses shares that do not sum to 100, and says by how much', async () => {
    const { olivia, mo, tell, say } = await startTeam(runner, 'kind:client price:100 currency:GBP');
    expect(await refusal(say(olivia, 'activate'))).toBe(
      'A plan without milestones cannot be activated.\nAdd one with “new”.',
    );
    await tell(olivia, 'new "First" share:30', 'new "Second" share:60', 'new "Part" share:10 parent:1');
    expect(await refusal(say(olivia, 'activate'))).toBe(
      'The shares of the milestones sum to 90, not 100: 10 too few.\nChange them with “edit 3 share:30”.',
    );
    await tell(olivia, 'edit 2 share:80');
    expect(await refusal(say(olivia, 'activate'))).toContain('sum to 110, not 100: 10 too many.');
    await tell(olivia, 'edit 2 share:70');
    expect(await refusal(say(mo, 'activate'))).toContain('This needs the role owner.');
    expect(await tell(olivia, 'activate')).toContain('Apollo is active.');
    expect(await refusal(say(olivia, 'activate'))).toBe('Apollo is active already.');
  });

  it('does not ask for shares where there is no money', async () => {
    const { olivia, tell } = await startTeam(runner);
    expect(await tell(olivia, 'activate')).toContain('Apollo is active.');
  });
});
