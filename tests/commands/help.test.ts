import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandsOf, groupNames, groups } from '../../src/commands/groups.ts';
import { commands, registry } from '../../src/commands/registry.ts';
import { roles } from '../../src/domain/project/roles.ts';
import { typedName } from '../../src/domain/text/wording.ts';
import { explanationsOf } from '../../src/grammar/explained.ts';
import { readInput } from '../../src/grammar/input.ts';
import { readLine } from '../../src/grammar/line.ts';
import type { Reply } from '../../src/ports/intent.ts';
import { projectOf } from '../support/cards/facts.ts';
import { openRunner, type TestRunner, words } from '../support/runner.ts';
import { mention, refusal, startTeam, type Team } from '../support/team.ts';
import { uses } from '../support/who-may.ts';

let runner: TestRunner;
let team: Team;
beforeAll(async () => {
  runner = await openRunner('postgresql');
  team = await startTeam(runner);
});
afterAll(() => runner.close());

/** The buttons of the lines of an answer. */
const buttonsIn = (reply: Reply) =>
  (reply.is === 'shown' ? reply.card.blocks : []).flatMap((block) =>
    block.is === 'list'
      ? block.items.flatMap(({ buttons = [], actions = [] }) => [...buttons, ...actions])
      : [],
  );

describe('the groups of help', () => {
  it('have every command exactly once, and no other', () => {
    const grouped = Object.values(groups).flatMap((group) => Object.keys(group));
    expect(grouped.toSorted()).toEqual([...registry.names].sort());
  });

  it('show to each role what it may do, whatever the form of the command', () => {
    const project = projectOf('launch');
    const wrong = [...new Set(uses.map(({ command }) => command))].flatMap((command) => {
      const may = uses.filter((use) => use.command === command).flatMap((use) => use.may);
      return roles
        .filter((role) => {
          const isShown = groupNames.some((group) => commandsOf(group, { role, project }).includes(command));
          return isShown !== may.includes(role);
        })
        .map((role) => `${command} for ${role}`);
    });
    // `link me` is for everybody, anybody can be named as a voter; owners approve invoices without a customer
    expect(wrong.filter((one) => !/^(?:(?:link|vote) for |invoice-approve for owner)/.test(one))).toEqual([]);
  });

  it('follow the kind of the project: where nobody approves, nothing is submitted', () => {
    const shown = (
      kind: 'launch' | 'delivery' | 'client' | 'stages',
      role: 'owner' | 'client' | 'contributor',
    ) => groupNames.flatMap((group) => commandsOf(group, { role, project: projectOf(kind) }));
    expect(shown('launch', 'owner')).toEqual(expect.arrayContaining(['submit', 'approve']));
    expect(
      shown('delivery', 'owner').filter((name) => /^(submit|approve|return|recall)$/.test(name)),
    ).toEqual([]);
    expect(shown('client', 'client')).toContain('approve');
    expect(shown('client', 'owner')).not.toContain('approve');
    expect(shown('stages', 'contributor')).not.toContain('new');
  });
});

describe('help', () => {
  it('starts with five things to do and the groups, each with a button that works', async () => {
    await team.tell(team.olivia, 'new "Beta launch"');
    const reply = await team.say(team.olivia, 'help');
    const buttons = buttonsIn(reply);
    expect(buttons.map(({ label }) => label)).toEqual([
      ...['New milestone', 'List', 'Status', 'Report progress', 'My work'],
      ...['Plan', 'Work', 'Approve', 'Launch', 'Money', 'Rhythm', 'Settings'],
    ]);
    for (const { command, input } of buttons)
      expect((await team.press(team.olivia, command, input)).is, command).toMatch(/^(shown|form)$/);
  });

  it('leads to every command but those that only buttons ask for', async () => {
    const elsewhere = { ...team.room, channel: 'CELSE' };
    const groupsShown = buttonsIn(await runner.say(team.mo, elsewhere, 'help')).slice(5);
    const named: string[] = [];
    for (const { input } of groupsShown) {
      const said = words(await runner.say(team.mo, elsewhere, `help ${input.command}`));
      named.push(
        ...commands
          .filter(({ name, summary }) => said.includes(`- ${typedName(name)}: ${summary}`))
          .map(({ name }) => name),
      );
    }
    const unnamed = commands.filter(({ fromCard }) => fromCard).map(({ name }) => name);
    expect(named.toSorted()).toEqual(registry.names.toSorted());
    expect(unnamed.sort()).toEqual([
      'customer-message',
      'import-apply',
      'import-cancel',
      'import-dates',
      'import-order',
      'merge',
      'quote',
      'react',
      'reply',
      'route',
    ]);
  });

  it.each(registry.names)('shows how %s is used', async (name) => {
    const said = words(await team.say(team.mo, `help ${name}`));
    expect(said).toContain(`Usage: ${typedName(name)}`);
    expect(said).not.toContain('undefined');
  });

  it.each(groupNames)('shows the group %s', async (name) => {
    const said = words(await team.say(team.olivia, `help ${name.toUpperCase()}`));
    for (const command of ['start', 'list', 'approve', 'risk', 'digest', 'policy'].filter(
      (one) => one in groups[name],
    ))
      expect(said).toContain(`- ${command}: `);
    expect(said).toMatch(/\n- .*\n/);
  });

  it('takes a command of two words as it is typed', async () => {
    expect(words(await team.say(team.mo, 'help metric set'))).toContain('Usage: metric set');
  });

  it('explains each word of a new milestone by an example that works', () => {
    const { input } = registry.find('new') ?? commands[0] ?? expect.fail();
    const words = explanationsOf(input);
    expect(words.map(({ name }) => name)).toEqual(Object.keys(input.shape));
    for (const { name, example } of words) {
      const at = { today: '2026-12-07' };
      const line = name === 'name' ? `new ${example}` : `new "Load test" ${example}`;
      const read = readLine(line, registry, at);
      if (read.is === 'unknown') throw new Error(line);
      const result = readInput(read.command, read.raw, at, read.problems);
      expect(result, line).toMatchObject({ is: 'ok' });
      expect(Object.keys(result.known).sort(), line).toEqual([...new Set(['name', name])].sort());
    }
  });

  it('knows what it does not know', async () => {
    expect(await refusal(team.say(team.mo, 'help dance'))).toBe(
      'There is no command “dance” here.\nhelp shows what there is.',
    );
    expect(await refusal(team.say(team.mo, 'progess 1 60'))).toBe(
      'There is no command “progess”.\nType help to see all commands. Did you mean progress?',
    );
  });
});

describe('an empty line', () => {
  it('shows what waits for the person here, overdue first, and what to start with', async () => {
    const { olivia, mo, room, say, tell } = await startTeam(runner);
    await tell(mo, 'new "Later" due:"18 dec 2026" owner:me', 'new "Late" due:"3 dec 2026" owner:me');
    await tell(mo, 'new "Undated" owner:me', 'new "Not mine" due:"2 dec 2026"', 'new "Done" owner:me');
    await tell(mo, 'start 5', 'submit 5');
    const mine = await say(mo, '');
    expect(words(mine).split('\n')).toEqual([
      'My work, 1 overdue',
      'Waiting for you',
      '- 2 · Late, Apollo, due Thu 3 Dec, 4 days overdue',
      '- 1 · Later, Apollo, due Fri 18 Dec, 9 working days left',
      '- 3 · Undated, Apollo',
      'Start here',
      '- new: add a milestone',
      '- list: see all milestones',
      '- status: see how the project is doing',
      '- progress: report progress on a milestone',
      '- help: see all commands',
    ]);
    expect(buttonsIn(mine)[0]).toMatchObject({ label: 'Start', command: 'start', input: { milestone: '2' } });
    const decides = await say(olivia, '  ');
    expect(words(decides)).toMatch(/^My work\nWaiting for you\n- 5 · Done, Apollo, submitted .*\nStart/);
    expect(buttonsIn(decides)[0]).toMatchObject({ label: 'Approve', command: 'approve' });

    for (let n = 1; n <= 4; n += 1) await tell(mo, `new "More ${n}" due:"2${n} dec 2026" owner:me`);
    const many = await say(mo, 'my work');
    expect(words(many)).toContain('- and 2 more\n');
    expect(buttonsIn(many).find(({ label }) => label === 'List')).toMatchObject({ input: { owner: 'me' } });
    expect(words(await runner.say(mo, { ...room, channel: 'CELSE' }, ''))).toContain('2 · Late, Apollo');
  });

  it('shows the work of all projects in any channel, with buttons that work there', async () => {
    const { mo, room, tell } = await startTeam(runner);
    await tell(mo, 'new "Here" owner:me');
    const other = { ...room, channel: 'CTWO' };
    await runner.say(mo, other, 'project Zeus');
    const shown = await runner.say(mo, other, '');
    expect(words(shown)).toMatch(/^My work\nWaiting for you\n- 1 · Here, Apollo\nStart here\n- new: add/);
    const start = buttonsIn(shown).find(({ command }) => command === 'start');
    if (!start) throw new Error('there is no button to start it');
    expect(words(await runner.use(mo, other, start))).toContain('1 · Here');
  });

  it('shows the votes and risks that wait for the person, and answers programs with the same', async () => {
    const { olivia, mo, room, say, tell } = await startTeam(runner);
    await tell(olivia, `decision "Go?" on:"18 dec 2027" voters:${mention(mo)}`);
    await tell(olivia, `risk "Provider not approved" level:high owner:${mention(mo)}`);
    await tell(olivia, 'risk "The venue is small"');
    const shown = await say(mo, 'todo');
    expect(words(shown)).toMatch(
      /^My work\nWaiting for your vote\n- D1 · Go\?.*, Apollo\nYour open risks\n- R1 Provider not approved, high, Apollo\nStart/,
    );
    expect(buttonsIn(shown).map(({ command }) => command)).toEqual(
      expect.arrayContaining(['vote', 'resolved']),
    );
    const reply = await runner.run({
      actor: mo,
      room,
      surface: 'line',
      ask: { line: 'my-work' },
      asResource: true,
    });
    expect('resource' in reply && reply.resource).toMatchObject({
      work: [],
      votes: [{ project: { name: 'Apollo' }, key: 'D1', question: 'Go?', on: '2027-12-18' }],
      risks: [{ project: { name: 'Apollo' }, key: 'R1', level: 'high', resolveBy: null }],
    });
  });

  it('invites somebody without a project to start one', async () => {
    const { mo, room } = await startTeam(runner);
    const stranger = { ...mo, user: 'UNEW', name: 'New' };
    const reply = await runner.say(stranger, { ...room, channel: 'CNEW' }, '');
    expect(words(reply)).toMatch(/^My work\nNothing is waiting for you\.\nStart here\n- project: /);
    expect(buttonsIn(reply)[0]).toMatchObject({ label: 'New project', command: 'project' });
  });
});
