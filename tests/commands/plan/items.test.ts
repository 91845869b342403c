import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type TestRunner } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let team: Team;
beforeAll(async () => {
  runner = await openRunner('postgresql');
  team = await startTeam(runner);
  await team.tell(team.mo, 'new "Beta launch"', 'new "Empty"');
});
afterAll(() => runner.close());

describe('add', () => {
  it.each(['deliverable', 'criterion', 'task', 'demo'])('takes a %s', async (kind) => {
    expect(await team.tell(team.mo, `add 1 ${kind} "A ${kind}"`)).toMatch(
      new RegExp(`^Added 1\\.\\d “A ${kind}” to 1 · Beta launch\\.\n`),
    );
  });

  it('asks by a form for what is missing', async () => {
    expect(await team.say(team.mo, 'add 1')).toMatchObject({ is: 'form', form: { title: 'Add an item' } });
  });

  it.each([
    ['add 1 wish "A wish"', 'Kind must be one of deliverable, criterion, task, demo; you wrote “wish”.'],
    [`add 1 task "${'t'.repeat(301)}"`, 'Text must have at most 300 characters; you wrote 301.'],
    ['add 9 task "A task"', 'There is no milestone “9” here.'],
  ])('refuses %s', async (line, why) => {
    expect(await refusal(team.say(team.mo, line))).toContain(why);
  });
});

describe('check and uncheck', () => {
  it('tick an item and open it again; the card counts them', async () => {
    const { mo, tell } = await startTeam(runner);
    await tell(mo, 'new "Beta launch"', 'add 1 task "Call them"', 'add 1 task "Write to them"');
    expect(await tell(mo, 'check 1.2')).toBe(
      '1.2 is ticked.\n1 · Beta launch, upcoming\n50 %, 1 of 2 items done\nAssignee: nobody yet · Approver: Olivia (owner)\n- ☐ 1.1 Call them\n- ☑ 1.2 Write to them',
    );
    expect(await tell(mo, 'uncheck #1.2')).toContain('1.2 is open again.');
  });

  it.each([
    ['check 1.99', 'There is no item “1.99” here.'],
    ['check 9.1', 'There is no milestone “9” here.'],
    ['check 1', 'Item must be the number of an item, such as 3.2; you wrote “1”.'],
    ['uncheck 1.1', '1.1 A deliverable is open already.'],
  ])('%s is refused', async (line, why) => {
    expect(await refusal(team.say(team.mo, line))).toContain(why);
  });
});

describe('evidence', () => {
  it.each([
    ['link https://example.com/contract "Signed contract"', 'Evidence for 2 · Empty: “Signed contract”'],
    ['document https://example.com/a.pdf', 'Evidence for 2 · Empty: “https://example.com/a.pdf”'],
    ['metric "paying customers" 7 target:5', 'Evidence for 2 · Empty: “paying customers” 7, target 5, met'],
    ['metric retention 78% target:"80 %"', '“retention” 78%, target 80 %, not met'],
    ['metric latency "1.5 s" target:"< 2 s"', '“latency” 1.5 s, target < 2 s, met'],
    ['metric visits 1200', 'Evidence for 2 · Empty: “visits” 1200\n'],
  ])('takes %s', async (line, said) => {
    expect(await team.tell(team.mo, `evidence 2 ${line}`)).toContain(said);
  });

  it.each([
    [
      'link ftp://example.com',
      'The link must begin with https:// or http://; you wrote “ftp://example.com”.',
    ],
    ['link javascript:alert(1)', 'The link must begin with https:// or http://'],
    ['metric customers', 'A metric needs its value, such as 7.'],
    ['metric customers many', 'The value of a metric must be a number; you wrote “many”.'],
    ['metric rate 1,5', 'The value of a metric must be a number; you wrote “1,5”.'],
    ['metric customers 7 target:lots', 'The target must be a number; you wrote “lots”.'],
    ['link https://example.com target:5', 'Only a metric has a target.'],
    ['link https://example.com for:1.1', 'There is no item 1.1 on this milestone.'],
  ])('refuses %s', async (line, why) => {
    expect(await refusal(team.say(team.mo, `evidence 2 ${line}`))).toContain(why);
  });

  it('speaks for criteria only', async () => {
    expect(await refusal(team.say(team.mo, 'evidence 1 link https://example.com for:1.3'))).toContain(
      'Item 1.3 is not a criterion. Choose a criterion, or leave “for:” out.',
    );
    expect(await team.tell(team.mo, 'evidence 1 link https://example.com for:1.2')).toContain(
      'Evidence: example.com ↗ (https://example.com/) (for 1.2)',
    );
  });

  it('asks by a form for what is missing', async () => {
    expect(await team.press(team.mo, 'evidence', { milestone: '1' })).toMatchObject({
      is: 'form',
      form: { title: 'Add evidence' },
    });
  });
});
