import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refused } from '../../support/refused.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let team: Team;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A launch on 18 December with a p0 milestone that is half done. Today is Monday, 7 December. */
async function fresh(): Promise<void> {
  team = await startTeam(runner, 'kind:launch target:"18 dec 2026"');
  await team.tell(
    team.olivia,
    'policy approver:nobody',
    'new "Core API" priority:p0 due:"10 dec 2026"',
    'new "Docs" priority:p3 due:"14 dec 2026"',
    'add 1 task "One"',
    'add 1 task "Two"',
    'check 1.1',
  );
  await team.tell(team.mo, 'list');
}

const planned =
  'decision "Go for 18 Dec?" on:"16 dec" criteria:"60% of p0 done; stable for 4h" fallback:"shift 7d"';
const decide = async (...voters: Somebody[]) =>
  team.tell(team.olivia, `${planned}${voters.length > 0 ? ` voters:${voters.map(mention).join(',')}` : ''}`);
const card = async () => words(await team.press(team.mo, 'decision', { question: 'D1' }));

describe('decision', () => {
  it('is planned by whoever runs the project, and says what it understood', async () => {
    await fresh();
    expect(await decide(team.olivia, team.mo)).toBe(
      'D1 Go for 18 Dec? added, on Wed 16 Dec, criteria “60% of p0 done; stable for 4h”, fallback “shift 7d”, voters Olivia, Mo.',
    );
    expect(await card()).toBe(
      [
        'D1 · Go for 18 Dec?, open, decide on Wed 16 Dec, 7 working days left',
        '0 of 2 criteria met',
        '- Not met: at least 60 % of p0 items done (1 of 3, 33 %)',
        '- Open: stable for 4h (nobody has checked it yet)',
        'Waiting for @Olivia, @Mo',
        'If no-go: shift launch 7 days.',
      ].join('\n'),
    );
    expect(await refusal(team.say(team.mo, planned))).toContain('Only a');
  });

  it('judges its criteria by how things stand, and by what people say where nothing can be computed', async () => {
    await fresh();
    await decide();
    await team.tell(team.mo, 'check 1.2', 'criterion D1.2 met');
    expect(await card()).toContain(
      '2 of 2 criteria met\n- Met: at least 60 % of p0 items done (2 of 3, 66 %)\n- Met: stable for 4h',
    );
    expect(await team.tell(team.mo, 'criterion 1.2 not met')).toContain('“stable for 4h” is not met.');
    expect(await refusal(team.say(team.mo, 'criterion D1.1 met'))).toContain('itself, from the plan');
    expect(await refusal(team.say(team.mo, 'criterion D1.3 met'))).toContain('has no criterion 3');
    expect(await refusal(team.say(team.mo, 'criterion D4.1 met'))).toContain('There is no decision D4 here.');
  });

  it('is changed by its number, and is not planned for a day that has been', async () => {
    await fresh();
    await decide(team.mo);
    expect(await team.tell(team.olivia, 'decision D1 on:"17 dec" fallback:none')).toContain('changed');
    expect(await card()).toContain('decide on Thu 17 Dec');
    expect(await card()).not.toContain('If no-go');
    await team.tell(team.mo, 'vote D1 conditions docs are there');
    expect(await refusal(team.say(team.olivia, 'decision D1 on:"16 dec"'))).toContain('was decided by Mo');
    expect(await refusal(team.say(team.olivia, 'decision "Why?" on:"1 dec 2026"'))).toContain(
      'The date must be today or later.',
    );
    expect(await refusal(team.say(team.mo, 'decision D7'))).toContain('There is no decision D7 here.');
  });

  it('asks by a form', async () => {
    await fresh();
    expect(await team.say(team.olivia, 'decision')).toMatchObject({
      is: 'form',
      form: { fields: ['question', 'on', 'criteria', 'fallback', 'voters'].map((name) => ({ name })) },
    });
    const filled = await team.fill(team.olivia, 'decision', {
      question: 'Ready?',
      on: '2026-12-16',
      criteria: '- 80% of p0 done\n- no open blockers',
      voters: '@mo, Olivia',
    });
    expect(words(filled)).toContain('D1 Ready? added.');
    expect(await card()).toContain('Waiting for');
    expect(await card()).toContain('- Met: no open blockers (0 open)');
  });

  it('is listed with those that it waits for', async () => {
    await fresh();
    expect(await team.tell(team.mo, 'decisions')).toContain('No decisions yet.');
    await decide(team.mo);
    expect(await team.tell(team.mo, 'decisions')).toContain(
      '- D1 · Go for 18 Dec?, decide on Wed 16 Dec, 7 working days left, waiting for Mo',
    );
  });
});

it('a decision that is closed keeps its criteria as they stood then', async () => {
  await fresh();
  await decide();
  await team.tell(team.olivia, 'vote D1 no-go too early');
  await team.tell(team.mo, 'check 1.2');
  expect(await card()).toContain('- Not met: at least 60 % of p0 items done (1 of 3, 33 %)');
});

describe('vote', () => {
  it('is of those who were named, and the last of them makes the decision', async () => {
    await fresh();
    const vera = await team.join('Vera', 'viewer');
    await decide(team.mo, vera);
    expect(await refusal(team.say(team.olivia, 'vote D1 go'))).toContain('has other voters: Mo and Vera.');
    expect(await team.tell(team.mo, 'vote 1 go')).toContain('Vote on D1 Go for 18 Dec?: go.');
    expect(await refusal(team.say(team.mo, 'vote 1 go'))).toContain('you said go already');
    const last = await team.tell(vera, 'vote 1 conditions support is staffed');
    expect(last).toContain('All votes are in: go with conditions.');
    expect(last).toContain('Decided by all votes: “Vera: support is staffed”');
    expect(await refusal(team.say(team.mo, 'vote 1 no-go too late'))).toContain(
      'was decided by Vera already',
    );
  });

  it('needs a reason for a no-go: a press asks for it by a form', async () => {
    await fresh();
    await decide(team.mo);
    const no = { decision: 'D1', choice: 'no_go' };
    expect(await team.press(team.mo, 'vote', no)).toMatchObject({ is: 'form', form: { command: 'vote' } });
    expect(words(await refused(team.fill(team.mo, 'vote', no)))).toContain('Missing: Reason, or conditions.');
    const done = words(await team.fill(team.mo, 'vote', { ...no, reason: 'the tests fail' }));
    expect(done).toContain('D1 · Go for 18 Dec?, no-go\nDecided by all votes: “Mo: the tests fail”');
  });

  it('is the owner’s alone where nobody was named', async () => {
    await fresh();
    await decide();
    expect(await refusal(team.say(team.mo, 'vote D1 go'))).toContain('Only an owner can');
    expect(await team.tell(team.olivia, 'vote D1 go')).toContain('All votes are in: go.');
  });

  it('may be cut short by the owner, with a reason', async () => {
    await fresh();
    await decide(team.mo);
    expect(await refusal(team.say(team.mo, 'decide D1 go we are ready'))).toContain('Only a');
    expect(await team.tell(team.olivia, 'decide D1 no-go the venue is closed')).toContain(
      'Decided by Olivia: “the venue is closed”',
    );
  });
});

describe('a no-go', () => {
  it('offers the fallback as one button that does exactly what it shows, and once', async () => {
    await fresh();
    await decide(team.mo);
    expect(await refusal(team.say(team.olivia, 'fallback D1'))).toContain('is not a no-go');
    const reply = await team.say(team.mo, 'vote D1 no-go the tests fail');
    const said = words(reply);
    expect(said).toContain('- Go-live: Fri 18 Dec → Fri 25 Dec\n- 1 · Core API: due Thu 10 Dec → Thu 17 Dec');
    const button = reply.is === 'done' ? reply.card?.actions[0] : undefined;
    expect(button).toMatchObject({ command: 'fallback', label: 'Shift the launch by 7 days' });
    const { input = {}, version } = button ?? {};
    expect(await refusal(team.press(team.mo, 'fallback', input, version))).toContain('Only an owner can');
    await team.tell(team.olivia, 'new "Press kit" due:"15 dec 2026"');
    const stale = await refusal(team.press(team.olivia, 'fallback', input, version));
    expect(stale).toContain('3 · Press kit: due Tue 15 Dec → Tue 22 Dec');
    const now = await team.press(team.olivia, 'decision', { question: 'D1' });
    const again = now.is === 'shown' ? now.card.actions[0]?.version : undefined;
    expect(words(await team.press(team.olivia, 'fallback', input, again))).toContain(
      'Go-live moves to Fri 25 Dec, and 3 milestones move with it.',
    );
    expect(await team.tell(team.olivia, 'list')).toContain('due Thu 17 Dec');
    expect(await refusal(team.say(team.olivia, 'fallback D1'))).toContain('was carried out');
    const history = await team.tell(team.olivia, 'history');
    expect(history.match(/shifted the plan/g)).toHaveLength(1);
  });
});

describe('shift', () => {
  it('shows what would move, and moves that', async () => {
    await fresh();
    const shown = await team.say(team.olivia, 'shift 1 week');
    expect(words(shown)).toContain('- 2 · Docs: due Mon 14 Dec → Mon 21 Dec');
    expect(await team.tell(team.olivia, 'list')).toContain('due Mon 14 Dec');
    const action = shown.is === 'shown' ? shown.card.actions[0] : undefined;
    expect(action?.confirm?.text).toBe('Go-live moves to Fri 25 Dec, and 2 milestones move with it.');
    await team.press(team.olivia, 'shift', action?.input, action?.version);
    expect(await team.tell(team.olivia, 'list')).toContain('due Mon 21 Dec');
    // what was shown is not what is there any more
    expect(await refusal(team.press(team.olivia, 'shift', action?.input, action?.version))).toContain(
      '2 · Docs: due Mon 21 Dec → Mon 28 Dec',
    );
  });

  it('moves at once where that is said', async () => {
    await fresh();
    expect(await team.tell(team.olivia, 'shift launch by 2d apply:yes')).toContain(
      'Go-live moves to Sun 20 Dec',
    );
  });

  it('is for whoever runs the project, and by a span', async () => {
    await fresh();
    expect(await refusal(team.say(team.mo, 'shift 7d'))).toContain('Only an owner can');
    expect(await refusal(team.say(team.olivia, 'shift soon'))).toContain('must be days or weeks');
  });
});

describe('if', () => {
  it('plans what is proposed, which whoever runs the project applies once', async () => {
    await fresh();
    const line = 'if "30% of p0 incomplete" on:"9 dec" then:"shift launch 7d"';
    expect(await refusal(team.say(team.mo, line))).toContain('Only a');
    expect(await team.tell(team.olivia, line)).toBe(
      [
        'P1 saved. Milepost will check it on Wed 9 Dec.',
        'P1 · If at least 30 % of p0 items incomplete, open, Wed 9 Dec, 2 working days left',
        'True now: 2 of 3, 66 %.',
        'Proposed: Shift the launch by 7 days.',
        '- Go-live: Fri 18 Dec → Fri 25 Dec',
        '- 1 · Core API: due Thu 10 Dec → Thu 17 Dec',
        '- 2 · Docs: due Mon 14 Dec → Mon 21 Dec',
      ].join('\n'),
    );
    expect(await team.tell(team.mo, 'contingencies')).toContain(
      '- P1 · If at least 30 % of p0 items incomplete: shift the launch by 7 days, Wed 9 Dec',
    );
    expect(await refusal(team.say(team.mo, 'contingency P1 apply'))).toContain('Only an owner can');
    expect(await team.tell(team.olivia, 'contingency P1 apply')).toContain('P1 applied. Go-live moves');
    expect(await refusal(team.say(team.olivia, 'contingency P1 dismiss'))).toContain('Olivia');
  });

  it('drops what may be dropped', async () => {
    await fresh();
    await team.tell(team.mo, 'start 2', 'blocker "no writer" milestone:2');
    await team.tell(team.olivia, 'if "any reason" on:"9 dec" then:"drop p3"');
    expect(await team.tell(team.olivia, 'contingency P1 apply')).toContain(
      '1 milestone is removed from the plan.',
    );
    expect(await team.tell(team.olivia, 'list')).not.toContain('Docs');
    expect(await refusal(team.say(team.mo, 'cleared B1'))).toContain('Olivia');
  });

  it('only says what people have to do', async () => {
    await fresh();
    await team.tell(team.olivia, 'if "the provider fails" on:"9 dec" then:"send invoices by hand"');
    expect(await team.tell(team.olivia, 'contingency 1 apply')).toContain(
      'P1 applied. send invoices by hand.',
    );
  });

  it('can be dismissed', async () => {
    await fresh();
    await team.tell(team.olivia, 'if "no open blockers" on:"9 dec" then:"drop p3"');
    expect(await team.tell(team.olivia, 'contingency P1 dismiss')).toContain('Dismissed by Olivia: drop p3.');
    expect(await team.tell(team.olivia, 'list')).toContain('Docs');
  });
});

it('the history tells who planned, voted, judged and decided, and what moved', async () => {
  await fresh();
  await decide(team.mo);
  await team.tell(team.olivia, 'decision D1 on:"15 dec"');
  await team.tell(team.mo, 'criterion D1.2 met', 'vote D1 no-go the tests fail');
  await team.tell(
    team.olivia,
    'fallback D1',
    'if "no open blockers" on:"9 dec" then:"drop p3"',
    'contingency P1 dismiss',
  );
  const said = await team.tell(team.olivia, 'history');
  for (const line of [
    'Olivia added a decision, D1 Go for 18 Dec?, on Wed 16 Dec, in Slack',
    'Olivia changed a decision, D1 Go for 18 Dec?, day Wed 16 Dec → Tue 15 Dec, in Slack',
    'Mo judged a criterion, D1 Go for 18 Dec?, stable for 4h: met, in Slack',
    'Mo voted, D1 Go for 18 Dec?: no-go, “the tests fail”, in Slack',
    'Mo closed a decision, D1 Go for 18 Dec?: no-go, “Mo: the tests fail”, in Slack',
    'Olivia shifted the plan, by 7 days, go-live Fri 18 Dec → Fri 25 Dec, 2 milestones, D1 Go for 18 Dec?, in Slack',
    'Olivia added a contingency, P1 if no open blockers, on Wed 9 Dec, in Slack',
    'Olivia dismissed a contingency, P1 if no open blockers, in Slack',
  ])
    expect(said).toContain(line);
});
