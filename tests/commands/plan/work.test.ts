import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let team: Team;
beforeAll(async () => {
  runner = await openRunner('postgresql');
  team = await startTeam(runner);
});
afterAll(() => runner.close());

/** Plans one more milestone called Work and brings it into a state; its number. */
async function work(...lines: string[]): Promise<string> {
  const said = await team.tell(team.olivia, 'new "Work"');
  const number = /Planned (\d+)/.exec(said)?.[1] ?? '';
  if (lines.length > 0) await team.tell(team.olivia, ...lines.map((line) => line.replace('#', number)));
  return number;
}

const states = {
  upcoming: [],
  'in progress': ['start #'],
  blocked: ['start #', 'block # no key'],
  'waiting for approval': ['start #', 'submit #'],
  done: ['start #', 'submit #', 'approve #'],
} as const;

/** What each command makes of each state (MODEL-3, APR-1): where it leads, or what else is possible. */
const possible: Record<keyof typeof states, string> = {
  upcoming: 'Next: start.',
  'in progress': 'Next: submit or block.',
  blocked: 'Next: unblock.',
  'waiting for approval': 'Next: approve, return or recall.',
  done: 'Next: reopen.',
};
const leads: Record<string, Partial<Record<keyof typeof states, string>>> = {
  'start #': { upcoming: 'in progress' },
  'block # no key': { upcoming: 'blocked', 'in progress': 'blocked' },
  'unblock #': { blocked: 'in progress' },
  'submit #': { upcoming: 'waiting for approval', 'in progress': 'waiting for approval' },
  'approve #': { 'waiting for approval': 'done' },
  'return # not yet': { 'waiting for approval': 'in progress' },
  'recall #': { 'waiting for approval': 'in progress' },
  'reopen # not yet': { done: 'in progress' },
  'progress # 50': {
    upcoming: 'in progress',
    'in progress': 'in progress',
    blocked: 'blocked',
    'waiting for approval': 'waiting for approval',
  },
};
const cases = Object.entries(leads).flatMap(([line, to]) =>
  (Object.keys(states) as (keyof typeof states)[]).map((from) => ({ line, from, to: to[from] })),
);

describe('every move from every state', () => {
  it.each(cases.filter(({ to }) => to))('$line, $from: leads to $to', async ({ line, from, to }) => {
    const number = await work(...states[from]);
    const card = await team.tell(team.olivia, line.replace('#', number));
    // the message that tells of a submission is in the room, so that the answer is one line
    const state = line === 'submit #' ? /submitted/ : new RegExp(`${number} · Work, ${to}`);
    expect(card).toMatch(state);
  });

  const decided = ['approve #', 'return # not yet', 'recall #'];
  const refused = cases.filter(({ to }) => !to);
  it.each(refused.filter(({ line, from }) => !(decided.includes(line) && from === 'done')))(
    '$line, $from: is refused and says what is possible',
    async ({ line, from }) => {
      const number = await work(...states[from]);
      const said = await refusal(team.say(team.olivia, line.replace('#', number)));
      if (line === 'submit #' && from === 'waiting for approval') {
        expect(said).toContain(`${number} · Work was submitted by Olivia already.`);
      } else expect(said).toContain(possible[from]);
    },
  );

  it.each(decided)('%s of what is done says who was first', async (line) => {
    const number = await work(...states.done);
    expect(await refusal(team.say(team.olivia, line.replace('#', number)))).toContain(
      `${number} · Work was approved by Olivia already.`,
    );
  });

  it('a reopened one is not said to be approved', async () => {
    const number = await work(...states.done, 'reopen # the demo failed');
    expect(await refusal(team.say(team.olivia, `approve ${number}`))).toBe(
      `${number} · Work is not submitted yet.\nNext: submit or block.`,
    );
  });
});

describe('progress', () => {
  it('starts what has not begun and shows the figure and the note at once', async () => {
    const number = await work();
    const card = await team.tell(team.mo, `progress ${number} 60 OAuth flow works`);
    expect(card).toContain(`Started: ${number} · Work is at 60 %, note “OAuth flow works”.`);
    expect(card).toContain(`${number} · Work, in progress\n60 %\n`);
    expect(card).toContain('Mo: “OAuth flow works”, 2026-12-07');
  });

  it.each(['0', '100', '60%'])('takes %s', async (percent) => {
    expect(await team.tell(team.mo, `progress ${await work()} ${percent}`)).toContain(
      `is at ${Number.parseInt(percent, 10)} %.`,
    );
  });

  it.each(['140', '-1', '60.5', 'much'])('refuses %s and says what it takes', async (percent) => {
    const number = await work();
    expect(await refusal(team.say(team.mo, `progress ${number} ${percent} so far`))).toBe(
      `Percent must be a whole number from 0 to 100; you wrote “${percent}”.\nUnderstood: Milestone “${number}”, Note “so far”\nUsage: progress <milestone> <percent> [note…]\nExample: progress 3 60 OAuth flow works`,
    );
  });

  it('asks by a form for what is missing', async () => {
    const number = await work();
    expect(await team.say(team.mo, `progress ${number}`)).toMatchObject({
      is: 'form',
      form: { title: 'Report progress', given: { milestone: number } },
    });
    expect(await team.press(team.mo, 'progress', { milestone: number })).toMatchObject({ is: 'form' });
  });

  it('is not for those who only look', async () => {
    const vera = await team.join('Vera', 'viewer');
    expect(await refusal(team.say(vera, `progress ${await work()} 50`))).toBe(
      'Only an owner, coach or contributor can do this.\nAsk Mo or Olivia.',
    );
  });

  it('finds the milestone by its name, and lists those that it may be', async () => {
    await team.tell(team.olivia, 'new "Load test"', 'new "Smoke test"');
    expect(await team.tell(team.mo, 'progress load 10')).toContain('· Load test is at 10 %.');
    expect(await refusal(team.say(team.mo, 'progress test 10'))).toMatch(
      /^“test” could be more than one milestone\.\n- \d+ · Load test\n- \d+ · Smoke test\nType the number instead, or more of the name\.$/,
    );
    expect(await refusal(team.say(team.mo, 'progress 999 10'))).toContain(
      'There is no milestone “999” here.',
    );
  });
});

describe('block', () => {
  it('says why and whom it waits for, and unblocking forgets it', async () => {
    const number = await work('start #');
    const card = await team.tell(team.mo, `block ${number} waiting for the API key... by:customer`);
    expect(card).toMatch(/Blocked \(B\d+\): waiting for the API key\.\.\. Waiting for the customer\./);
    const after = await team.tell(team.mo, `unblock ${number}`);
    expect(after).toContain(`${number} · Work is in progress again.`);
    expect(after).not.toContain('API key');
  });

  it('asks by a form for the reason', async () => {
    const reply = await team.press(team.mo, 'block', { milestone: await work('start #') });
    expect(reply).toMatchObject({ is: 'form', form: { title: 'Block a milestone', submit: 'Block' } });
  });

  it('waits for one of the three sides', async () => {
    const number = await work('start #');
    expect(await refusal(team.say(team.mo, `block ${number} no key by:landlord`))).toContain(
      'Waiting for must be one of expert, team, customer; you wrote “landlord”.',
    );
  });
});

describe('done', () => {
  it('is refused where somebody approves, and says to submit', async () => {
    const number = await work('start #');
    expect(await refusal(team.say(team.mo, `done ${number}`))).toBe(
      `${number} · Work is in progress.\nThe owner approves milestones of this project. Ask for approval with “submit ${number}”.`,
    );
  });

  it('finishes where nobody approves; the second learns who was first', async () => {
    const { olivia, mo, tell, say } = await startTeam(runner, 'kind:delivery');
    await tell(mo, 'new "Work"');
    expect(await tell(mo, 'done 1')).toContain(
      'Started and finished 1 · Work.\n1 · Work, done\n100 %\nDone by Mo, ',
    );
    expect(await refusal(say(olivia, 'done 1'))).toContain('1 · Work was finished by Mo already.');
    expect(await tell(mo, 'reopen 1 forgot something')).toContain('1 · Work is open again, ');
  });

  it('does not pass by an open review when the policy changes', async () => {
    const { olivia, mo, tell, say } = await startTeam(runner);
    await tell(mo, 'new "Work"', 'start 1', 'submit 1');
    expect(await tell(olivia, 'policy approver:nobody')).toContain('approver:nobody');
    expect(await refusal(say(mo, 'done 1'))).toBe(
      '1 · Work is waiting for approval.\nNext: approve, return or recall.',
    );
    expect(words(await refused(runner.press(mo, team.room, 'show', { milestone: '1' })))).not.toContain(
      'undefined',
    );
    expect(await tell(mo, 'approve 1')).toContain('1 · Work approved.');
  });
});

describe('reopen', () => {
  it('is for the approver alone, with a reason', async () => {
    const number = await work(...states.done);
    expect(await refusal(team.say(team.mo, `reopen ${number} not good`))).toContain(
      'Only an owner can reopen this.',
    );
    expect(await team.say(team.olivia, `reopen ${number}`)).toMatchObject({
      is: 'form',
      form: { command: 'reopen', fields: [{ name: 'reason' }] },
    });
    expect(await team.tell(team.olivia, `reopen ${number} the demo failed`)).not.toContain('Approved by');
  });
});
