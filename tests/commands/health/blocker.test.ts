import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverEngine } from '../../support/database/database.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let team: Team;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A project of its own, whose first milestone is in progress: its blockers begin with B1. */
async function fresh(): Promise<void> {
  team = await startTeam(runner, 'kind:delivery');
  await team.tell(team.olivia, 'new "Beta launch"', 'new "Go live"', 'start 1');
}

describe('blocker', () => {
  it('blocks a milestone that is in progress, and says its number', async () => {
    await fresh();
    const said = await team.tell(team.mo, 'blocker "waiting for API key" milestone:1 by:customer');
    expect(said).toContain(
      'Blocker B1 waiting for API key added to 1 · Beta launch. Waiting for the customer.\n1 · Beta launch, blocked',
    );
    expect(said).toContain('Blocked (B1): waiting for API key. Waiting for the customer.');
  });

  it('holds up what has not begun without starting it', async () => {
    await fresh();
    const said = await team.tell(team.mo, 'blocker no venue milestone:2');
    expect(said).toContain('2 · Go live, upcoming');
    expect(said).toContain('Blocker (B1): no venue.');
  });

  it('may hold up the project as a whole', async () => {
    await fresh();
    expect(await team.tell(team.mo, 'blocker the venue is closed')).toContain(
      'Blocker B1 the venue is closed added.',
    );
    expect(await team.tell(team.mo, 'cleared 1')).toContain('B1 the venue is closed cleared.');
  });

  it('counts on through the project and never gives a number again', async () => {
    await fresh();
    await team.tell(team.mo, 'blocker one', 'block 1 two', 'cleared 1', 'unblock 1');
    expect(await team.tell(team.mo, 'blocker three')).toContain('Blocker B3 three added.');
  });

  it('asks by a form, from a bare line too', async () => {
    await fresh();
    expect(await team.say(team.mo, 'blocker')).toMatchObject({
      is: 'form',
      form: {
        command: 'blocker',
        submit: 'Report',
        fields: [{ name: 'text' }, { name: 'milestone' }, { name: 'by' }],
      },
    });
    expect(
      words(await team.fill(team.mo, 'blocker', { text: 'no key', milestone: '1', by: 'team' })),
    ).toContain('Blocked (B1): no key. Waiting for the team.');
  });

  it('is not for what is done, nor for those who only look', async () => {
    await fresh();
    await team.tell(team.mo, 'done 1');
    expect(await refusal(team.say(team.mo, 'blocker no key milestone:1'))).toBe(
      '1 · Beta launch is done.\nNext: reopen.',
    );
    const vera = await team.join('Vera', 'viewer');
    expect(await refusal(team.say(vera, 'blocker no key'))).toContain('Only a');
    expect(await refusal(team.say(vera, 'cleared 1'))).toContain('There is no blocker B1 here.');
  });
});

describe('cleared', () => {
  it.each(['cleared 1', 'cleared b1', 'cleared B1', 'cleared #1'])('%s lets the work go on', async (line) => {
    await fresh();
    await team.tell(team.mo, 'block 1 waiting for API key');
    const said = await team.tell(team.mo, line);
    expect(said).toContain('B1 waiting for API key cleared.\n1 · Beta launch, in progress');
    expect(said).not.toContain('Blocked');
  });

  it('leaves a milestone blocked while something else is in its way', async () => {
    await fresh();
    await team.tell(team.mo, 'block 1 waiting for API key', 'blocker no venue milestone:1');
    const said = await team.tell(team.mo, 'cleared 1');
    expect(said).toContain('1 · Beta launch, blocked');
    expect(said).toContain('Blocked (B2): no venue.');
    expect(await team.tell(team.mo, 'cleared 2')).toContain('1 · Beta launch, in progress');
  });

  it('names the open ones where the number is not known', async () => {
    await fresh();
    expect(await refusal(team.say(team.mo, 'cleared 4'))).toBe(
      'There is no blocker B4 here.\nNo open blockers.',
    );
    await team.tell(team.mo, 'block 1 waiting for API key', 'blocker no venue');
    expect(await refusal(team.say(team.mo, 'cleared 4'))).toBe(
      'There is no blocker B4 here.\nOpen: B1 waiting for API key; B2 no venue.',
    );
    expect(await refusal(team.say(team.mo, 'cleared the API key'))).toContain(
      'It is not clear what “API key” means here.',
    );
  });

  it('says who was first', async () => {
    await fresh();
    await team.tell(team.mo, 'blocker no venue', 'cleared 1');
    expect(await refusal(team.say(team.olivia, 'cleared 1'))).toContain(
      'B1 no venue was cleared by Mo already.',
    );
  });
});

describe('what ends the work clears what was in its way', () => {
  it.each([
    ['unblock', ['block 1 no key', 'blocker no venue milestone:1', 'unblock 1']],
    ['done', ['reopen', 'blocker no key milestone:2', 'start 2', 'done 2']],
    ['drop', ['blocker no key milestone:2', 'drop 2 no longer needed']],
  ])('%s', async (_, lines) => {
    await fresh();
    await team.tell(team.olivia, ...lines.filter((line) => line !== 'reopen'));
    expect(await refusal(team.say(team.mo, 'cleared 1'))).toContain(
      'B1 no key was cleared by Olivia already.',
    );
    expect(await refusal(team.say(team.mo, 'cleared 9'))).toContain('No open blockers.');
  });

  it('approve', async () => {
    team = await startTeam(runner);
    await team.tell(team.mo, 'new "Beta launch"', 'start 1', 'submit 1', 'blocker no key milestone:1');
    expect(await team.tell(team.mo, 'show 1')).toContain('card of 1 · Beta launch');
    expect(await team.tell(team.olivia, 'approve 1')).not.toContain('B1');
    expect(await refusal(team.say(team.mo, 'cleared 1'))).toContain('was cleared by Olivia already.');
  });
});

it('the history tells what was in the way, and when it no longer was', async () => {
  await fresh();
  await team.tell(team.mo, 'block 1 no key', 'unblock 1', 'blocker no venue', 'cleared 2');
  const said = await team.tell(team.olivia, 'history');
  expect(said).toContain('Mo blocked it, B1, “no key”, in Slack');
  expect(said).toContain('Mo unblocked it, cleared B1, in Slack');
  expect(said).toContain('Mo opened a blocker, B2, “no venue”, in Slack');
  expect(said).toContain('Mo cleared a blocker, B2, “no venue”, in Slack');
});

it.each(serverEngine)('several opened at once get a number each, on %s', async (engine) => {
  const shared = await openRunner(engine);
  const { olivia, mo, tell, say } = await startTeam(shared);
  await tell(olivia, 'new "Beta launch"', 'new "Go live"', 'start 1', 'start 2');
  const lines = ['block 1 a', 'block 2 b', ...Array.from({ length: 6 }, (_, n) => `blocker reason ${n}`)];
  const replies = await Promise.all(lines.map((line) => say(mo, line)));
  expect(replies.map(({ is }) => is)).toEqual(lines.map(() => 'done'));
  const said = await tell(mo, 'history');
  const keys = [...said.matchAll(/Mo (?:blocked it|opened a blocker), (B\d)/g)].map(([, key]) => key);
  expect(keys.toSorted()).toEqual(['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8']);
  await shared.close();
});

it('of two who clear one at once, the second learns who was first', async () => {
  const shared = await openRunner('postgresql');
  const { olivia, mo, tell, say } = await startTeam(shared);
  await tell(olivia, 'new "Beta launch"', 'start 1', 'block 1 no key');
  const replies = await Promise.all(
    [say(mo, 'cleared 1'), say(olivia, 'unblock 1'), say(olivia, 'cleared 1')].map(attempted),
  );
  expect(replies.filter(({ is }) => is === 'done')).toHaveLength(1);
  expect(words(replies.find(({ is }) => is === 'refused'))).toMatch(/already|is in progress/);
  await shared.close();
});
