import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let team: Team;
beforeAll(async () => {
  runner = await openRunner('postgresql');
  team = await startTeam(runner, 'kind:launch price:100 currency:GBP');
});
afterAll(() => runner.close());

let other: Promise<Team> | undefined;
/** In a project that has one milestone before the first of these lines. */
async function numbered(line: string): Promise<string> {
  other ??= startTeam(runner).then(async (made) => {
    await made.tell(made.mo, 'new "First"');
    return made;
  });
  const { tell, mo } = await other;
  return tell(mo, line);
}

describe('new', () => {
  it('plans a milestone with everything that was said of it, and posts its card', async () => {
    const { olivia, mo, tell, press } = team;
    const woken = runner.woken.length;
    const line =
      'new "Beta launch" due:"18 dec 2026" start:"next monday" share:30 type:event outcome:"Customers can sign up" priority:p0 blocks-go-live:yes owner:';
    expect(await team.say(mo, line + mention(olivia))).toEqual({
      is: 'done',
      line: 'Planned 1 · Beta launch, due Fri 18 Dec, start Mon 14 Dec, share 30, owner Olivia, type event, outcome “Customers can sign up”, priority p0, blocks go live yes.',
    });
    expect(runner.woken.length).toBe(woken + 1);
    const card = words(await press(mo, 'show', { milestone: '1' }));
    for (const part of [
      'due Fri 18 Dec, 9 working days left',
      'Assignee: Olivia',
      'Share: 30 %, £30',
      'Go-live: waits',
    ]) {
      expect(card).toContain(part);
    }
    expect(await tell(mo, 'list owner:@olivia')).toContain('1 · Beta launch');
  });

  it.each([
    ['ab', 'Name must have at least 3 characters; you wrote “ab”.'],
    ['n'.repeat(101), 'Name must have at most 100 characters; you wrote 101.'],
  ])('refuses the name %s', async (name, why) => {
    expect(await refusal(team.say(team.mo, `new "${name}"`))).toContain(why);
  });

  it.each(['abc', 'n'.repeat(100)])('takes the name %s', async (name) => {
    expect(await team.say(team.mo, `new "${name}"`)).toMatchObject({ is: 'done' });
  });

  it.each([
    ['share:101', 'Share of the price must be a whole number from 0 to 100; you wrote “101”.'],
    ['share:-1', 'Share of the price must be a whole number from 0 to 100; you wrote “-1”.'],
    ['share:33.3', 'Share of the price must be a whole number from 0 to 100; you wrote “33.3”.'],
    [
      `outcome:"${'o'.repeat(201)}"`,
      'Outcome for the customer must have at most 200 characters; you wrote 201.',
    ],
    [`description:"${'d'.repeat(1001)}"`, 'Description must have at most 1000 characters; you wrote 1,001.'],
    ['type:never', 'Type must be one of time, event; you wrote “never”.'],
    ['priority:p4', 'Priority must be one of p0, p1, p2, p3; you wrote “p4”.'],
    ['due:someday', 'Due date'],
    ['due:"1 dec 2026" start:"2 dec 2026"', 'The start date must not be after the due date.'],
    ['parent:999', 'There is no milestone “999” here.'],
    ['owner:@nobody-knows', 'There is no person “@nobody-knows” here.'],
    ['blocks-go-live:perhaps', 'Blocks go-live must be yes or no; you wrote “perhaps”.'],
  ])('refuses %s', async (more, why) => {
    expect(await refusal(team.say(team.mo, `new "Too much" ${more}`))).toContain(why);
  });

  it.each([`outcome:"${'o'.repeat(200)}"`, 'share:0', 'share:100', 'due:"2 dec 2026" start:"2 dec 2026"'])(
    'takes %s',
    async (more) => {
      expect(await team.say(team.mo, `new "Just so" ${more}`)).toMatchObject({ is: 'done' });
    },
  );

  it('says what it understood of the rest', async () => {
    const said = await refusal(team.say(team.mo, 'new "Beta" due:"18 dec 2026" priority:p9 owner:me'));
    expect(said).toContain('Understood: Name “Beta”, Due date “Fri 18 Dec”, Assignee “me”');
    expect(said).toContain('Usage: new <name…>');
  });

  it.each([
    ['new "Step 1" parent:1', 'Planned 2 · Step 1, parent 1.'],
    ['new "Step 3 of 30" share:3', 'Planned 3 · Step 3 of 30, share 3.'],
    ['new "Pilot (type: event)" type:event', 'Planned 4 · Pilot (type: event), type event.'],
    ['new "Owner: me" parent:"Step 3 of 30"', 'Planned 5 · Owner: me, parent Step 3 of 30.'],
    ['new "Six" share:6 description:"Six"', 'Planned 6 · Six, share 6, description “Six”.'],
  ])('says it again where the title has the same word: %s', async (line, answer) => {
    expect(await numbered(line)).toBe(answer);
  });

  it('asks by a form when nothing is said, once it is clear that the person may', async () => {
    const form = await team.say(team.mo, 'new');
    expect(form).toMatchObject({ is: 'form', form: { command: 'new', title: 'New milestone' } });
    const vera = await team.join('Vera', 'viewer');
    expect(await refusal(team.press(vera, 'new'))).toBe(
      'Only an owner, coach or contributor can do this.\nAsk Mo or Olivia.',
    );
  });

  it('goes five levels deep and no deeper', async () => {
    const { mo, tell, say } = await startTeam(runner);
    await tell(mo, 'new "Level 1"');
    for (const level of [2, 3, 4, 5]) await tell(mo, `new "Level ${level}" parent:${level - 1}`);
    expect(await refusal(say(mo, 'new "Level 6" parent:5'))).toBe(
      'Milestones can be at most 5 levels deep.\nChoose a parent further up.',
    );
    expect(await tell(mo, 'list')).toContain('- ↳↳↳↳ 5 · Level 5, upcoming, 0 %');
    await tell(mo, 'progress 5 80');
    expect(words(await say(mo, 'list'))).toContain('- 1 · Level 1, upcoming, 80 %');
  });

  it('never gives a number again', async () => {
    const { olivia, mo, tell } = await startTeam(runner);
    await tell(mo, 'new "First"', 'new "Second"');
    await tell(olivia, 'drop 2 not needed');
    expect(await tell(mo, 'new "Third"')).toBe('Planned 3 · Third.');
  });

  it('is for the coach alone in stages', async () => {
    const { olivia, mo, tell, say } = await startTeam(runner, 'kind:stages');
    await tell(mo, 'list');
    expect(await refusal(say(mo, 'new "Pilot"'))).toBe('Only a coach can do this.\nAsk Olivia.');
    expect(await tell(olivia, 'new "Pilot"')).toBe('Planned 6 · Pilot.');
  });

  it('shows a parent the progress of everything below it', async () => {
    const { mo, tell, press } = await startTeam(runner);
    await tell(mo, 'new "Goal"', 'new "Part" parent:1', 'new "Task" parent:2', 'progress 3 50');
    expect(words(await press(mo, 'show', { milestone: '1' }))).toContain(
      '\n50 %, 0 of 2 milestones below it done\n',
    );
  });
});
