import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/ports/intent.ts';
import { refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** The choices of the form in an answer. */
function offered(reply: Reply): string[] {
  if (reply.is !== 'form') throw new Error(`expected a form, got ${words(reply)}`);
  const [field] = reply.form.fields;
  if (field?.is !== 'choice') throw new Error('the milestone is not a choice');
  return field.choices.map(({ label }) => label);
}

/** A plan of which 1 is done, 2 is submitted, 3 is blocked, 4 and 5 are in progress, 6 and 7 are upcoming. */
async function startPlan(): Promise<Team> {
  const team = await startTeam(runner);
  const names = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'];
  await team.tell(team.olivia, ...names.map((name) => `new "${name}"`));
  const moves = [
    'start 1',
    'submit 1',
    'approve 1',
    'start 2',
    'submit 2',
    'block 3 no key',
    'start 4',
    'start 5',
  ];
  await team.tell(team.olivia, ...moves);
  return team;
}

describe('a command without its milestone', () => {
  let team: Team;
  beforeAll(async () => {
    team = await startPlan();
  });

  it.each([
    ['start', ['6 · Six (upcoming)', '7 · Seven (upcoming)']],
    ['submit', ['4 · Four (in progress)', '5 · Five (in progress)']],
    ['block', ['4 · Four (in progress)', '5 · Five (in progress)']],
    [
      'progress',
      [
        '2 · Two (waiting for approval)',
        '3 · Three (blocked)',
        '4 · Four (in progress)',
        '5 · Five (in progress)',
      ],
    ],
    ['return', ['2 · Two (waiting for approval)']],
    ['reject', ['2 · Two (waiting for approval)']],
    ['reopen', ['1 · One (done)']],
  ])('%s offers the milestones in its states', async (line, choices) => {
    expect(offered(await team.say(team.olivia, line))).toEqual(choices);
  });

  it.each(['show', 'edit', 'drop', 'delete', 'rename', 'add', 'evidence'])('%s offers all', async (line) => {
    expect(offered(await team.say(team.olivia, line))).toHaveLength(7);
  });

  it('offers the same after a press, also where only one fits', async () => {
    expect(offered(await team.press(team.olivia, 'approve'))).toEqual(['2 · Two (waiting for approval)']);
  });

  it('keeps what was typed, and carries out the choice', async () => {
    const reply = await team.say(team.olivia, 'start');
    if (reply.is !== 'form') throw new Error('expected a form');
    expect(reply.form).toMatchObject({ command: 'start', submit: 'Start', given: {} });
    const [field] = reply.form.fields;
    expect(field).toMatchObject({ name: 'milestone', optional: false });
    expect(words(await team.fill(team.olivia, 'start', { milestone: '7' }))).toContain('7 · Seven');
  });

  it('shows the person’s own milestones first', async () => {
    await team.tell(team.olivia, `assign 5 to ${mention(team.mo)}`);
    expect(offered(await team.say(team.mo, 'submit'))[0]).toBe('5 · Five (in progress)');
  });

  it('is refused to those who may not, before they choose', async () => {
    const vera = await team.join('Vera', 'viewer');
    for (const line of ['submit', 'start', 'approve', 'drop'])
      expect(await refusal(team.say(vera, line))).toContain('Only a');
  });

  it('asks before the only decision, and says which', async () => {
    const reply = await team.say(team.olivia, 'approve');
    expect(reply).toMatchObject({
      is: 'shown',
      card: { actions: [{ command: 'approve', input: { milestone: '2' }, version: expect.any(Number) }, {}] },
    });
    expect(words(reply)).toContain('Approve 2 · Two?');
    expect(await team.tell(team.olivia, 'show 2')).toContain('2 · Two');
  });

  it('does what only one milestone allows, and says which', async () => {
    expect(await team.tell(team.olivia, 'unblock')).toContain('3 · Three is in progress again.');
  });

  it('says in one line that nothing fits', async () => {
    expect(await refusal(team.say(team.olivia, 'unblock'))).toBe(
      'Nothing to unblock: no milestone is blocked.',
    );
    expect(await refusal(team.say(team.olivia, 'done'))).toBe(
      'Milestones of this project need approval: submit them.',
    );
    const empty = await startTeam(runner);
    const reply = await refused(empty.say(empty.olivia, 'submit'));
    expect(reply).toMatchObject({ is: 'refused', card: { actions: [{ command: 'new' }] } });
    expect(words(reply)).toBe('No milestones yet.');
  });
});

describe('role without its inputs', () => {
  it('is a form that picks the person and the role', async () => {
    const team = await startTeam(runner);
    for (const line of ['role', 'invite'])
      expect(await team.say(team.olivia, line)).toMatchObject({
        is: 'form',
        form: {
          command: 'role',
          fields: [
            { name: 'person', is: 'person' },
            { name: 'role', is: 'choice' },
          ],
        },
      });
    expect(await team.say(team.olivia, `invite ${mention(team.mo)}`)).toMatchObject({
      is: 'form',
      form: { fields: [{ value: mention(team.mo) }, {}] },
    });
  });
});

describe('a step on an upcoming milestone', () => {
  it.each([
    ['block 1 no key', 'Started and blocked 1 · Beta, reason “no key”.', 'blocked'],
    ['submit 1', 'Started and submitted 1 · Beta.', 'submitted it'],
    ['progress 1 30', 'Started: 1 · Beta is at 30 %.', 'reported progress'],
  ])('%s: starts it first, as an event of its own', async (line, answer, event) => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'new "Beta"');
    const before = (await team.tell(team.olivia, 'history 1')).split('\n').length;
    expect(await team.tell(team.mo, line)).toContain(answer);
    const history = (await team.tell(team.olivia, 'history 1')).split('\n');
    expect(history).toHaveLength(before + 2);
    // the latest is first
    const [step, start] = history.filter((one) => one.includes('Mo'));
    expect(step).toContain(event);
    expect(start).toContain('started');
  });

  it('is not started where the step is refused, and not by those who may not start', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'new "Beta"');
    const vera = await team.join('Vera', 'client');
    for (const line of ['block 1 no key', 'submit 1', 'progress 1 30'])
      expect(await refusal(team.say(vera, line))).toContain('Only a');
    await refusal(team.say(team.mo, 'done 1'));
    expect(await team.tell(team.olivia, 'show 1')).not.toContain('in progress');
    expect(await team.tell(team.olivia, 'history 1')).not.toContain('started');
  });
});

describe('next', () => {
  it('shows what waits for the person first, with its step', async () => {
    const team = await startTeam(runner);
    expect(words(await team.say(team.mo, 'next'))).toContain('Nothing is assigned to you in Apollo.');
    const me = mention(team.mo);
    await team.tell(
      team.olivia,
      `new "Later" owner:${me} due:"20 dec 2027"`,
      `new "Sooner" owner:${me} due:"10 dec 2027"`,
    );
    const reply = await team.say(team.mo, 'next');
    expect(words(reply)).toContain('Next for you: 2 · Sooner');
    expect(reply).toMatchObject({ card: { actions: [{ command: 'start', input: { milestone: '2' } }, {}] } });
    await team.tell(team.mo, 'submit 1');
    expect(words(await team.say(team.olivia, 'next'))).toContain('Next for you: 1 · Later');
  });
});
