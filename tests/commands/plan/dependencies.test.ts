import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A team with four milestones: 2 requires 1, 3 requires 1 and 2, and 3 enables 4. */
async function linked() {
  const team = await startTeam(runner);
  await team.tell(
    team.olivia,
    'new "Design"',
    'new "Build" requires:1',
    'new "Go live"',
    'new "Test" requires:1,2 enables:3',
  );
  return team;
}

describe('requires and enables', () => {
  it('are set by new, shown on the cards of both ends, and in the history', async () => {
    const { mo, tell, say } = await linked();
    expect(await tell(mo, 'new "Review" requires:"Design, Build" enables:4')).toContain(
      'Planned 5 · Review, requires 1 · Design, 2 · Build, enables 4 · Test.',
    );
    expect(words(await say(mo, 'edit 3 due:"18 dec 2026"'))).toContain('Waits for 4 · Test (upcoming).');
    expect(words(await say(mo, 'edit 1 due:"10 dec 2026"'))).toContain(
      'Enables 2 · Build, 4 · Test and 5 · Review.',
    );
    await tell(mo, 'edit 4 requires:2');
    expect(await tell(mo, 'history 4')).toContain('requires 1 · Design, 2 · Build, 5 · Review → 2 · Build');
  });

  it('are replaced by edit, dropped one by one, and cleared with none', async () => {
    const { mo, say, tell } = await linked();
    expect(await tell(mo, 'edit 4 requires:2')).toContain(
      'Waits for 2 · Build (upcoming). Enables 3 · Go live.',
    );
    expect(await tell(mo, 'edit 4 enables:none requires:#1 and 2')).toContain(
      'Waits for 1 · Design (upcoming) and 2 · Build (upcoming).',
    );
    const card = await tell(mo, 'edit 4 requires:none');
    expect(card).not.toContain('Waits for');
    expect(await refusal(say(mo, 'edit 4 requires:none'))).toContain('already has these values');
  });

  it.each([
    ['edit 1 requires:4', 'That would be a circle: 1 · Design requires 4 · Test, which requires 1 · Design.'],
    [
      'edit 3 enables:1',
      'That would be a circle: 1 · Design requires 3 · Go live, which requires 4 · Test, which requires 1 · Design.',
    ],
    ['edit 2 requires:2', '2 · Build cannot require itself.'],
    ['edit 2 enables:2', '2 · Build cannot require itself.'],
    ['edit 2 requires:9', 'There is no milestone “9” here.'],
    ['new "Part" parent:1 requires:1', '5 · Part is a part of 1 · Design, so neither can require the other.'],
    ['edit 2 parent:1', '2 · Build is a part of 1 · Design, so neither can require the other.'],
  ])('refuse %s', async (line, why) => {
    const { mo, say } = await linked();
    expect(await refusal(say(mo, line))).toContain(why);
  });

  it('open a form with the present ones, which clears what is emptied', async () => {
    const { mo, room, say, fill, tell } = await linked();
    const reply = await say(mo, 'edit 4');
    if (reply.is !== 'form') throw new Error('no form came');
    const form = await runner.more(mo, room, reply.form);
    const values = Object.fromEntries(
      form.fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
    );
    expect(values).toMatchObject({ requires: '1, 2', enables: '3' });
    const { requires: _, ...emptied } = values;
    await fill(mo, 'edit', { ...form.given, ...emptied });
    expect(await tell(mo, 'history 4')).toContain('requires 1 · Design, 2 · Build → none');
  });
});

describe('a milestone whose requirements are open', () => {
  it.each(['start 2', 'progress 2 10', 'submit 2', 'block 2 no key'])(
    'is not started by %s',
    async (line) => {
      const { mo, say, tell } = await linked();
      await tell(mo, 'start 1');
      const said = await refusal(say(mo, line));
      expect(said).toContain('2 · Build cannot start yet: it requires 1 · Design.');
      expect(said).toContain('1 · Design is in progress.');
      expect(said).toContain('Somebody who runs the project can start it anyway');
      expect(await tell(mo, 'list')).toContain('2 · Build, upcoming');
    },
  );

  it('starts once they are done or dropped, also when one is reopened later', async () => {
    const { olivia, mo, tell } = await linked();
    await tell(olivia, 'policy approver:nobody', 'start 1', 'done 1', 'drop 2 not needed');
    expect(await tell(mo, 'start 4')).toContain('4 · Test is in progress.');
    expect(await tell(olivia, 'reopen 1 not good')).toContain('1 · Design');
    expect(await tell(mo, 'progress 4 50')).toContain('4 · Test is at 50 %.');
  });

  it('is started by the owner with a reason, which the history has, and by nobody else', async () => {
    const { olivia, mo, room, say, press, tell } = await linked();
    expect(await refusal(say(mo, 'start 2 reason:"I want to"'))).toContain('Only an owner can start this.');
    expect(await refusal(press(mo, 'start', { milestone: '2', anyway: 'yes' }))).toContain('Only an owner');
    const refusedCard = await refused(say(olivia, 'start 2'));
    const [anyway] = refusedCard.is === 'refused' ? (refusedCard.card?.actions ?? []) : [];
    expect(anyway?.label).toBe('Start anyway');
    const asked = await runner.use(olivia, room, anyway);
    expect(asked).toMatchObject({ is: 'form', form: { subject: '2 · Build', submit: 'Start' } });
    expect(await tell(olivia, 'start 2 reason:"the client wants to see it"')).toContain(
      '2 · Build is in progress, although 1 · Design is not started yet, reason “the client wants to see it”.',
    );
    expect(await tell(mo, 'history 2')).toContain(
      'Olivia started it, although 1 · Design is not started yet, “the client wants to see it”, in Slack',
    );
  });

  it('takes a reason of anybody where nothing holds it', async () => {
    const { mo, tell } = await linked();
    expect(await tell(mo, 'start 1 reason:"early bird"')).toContain(
      '1 · Design is in progress, reason “early bird”.',
    );
  });
});

describe('undo of links', () => {
  it('brings them back', async () => {
    const { mo, say, tell } = await linked();
    await tell(mo, 'edit 2 requires:none', 'undo');
    expect(await refusal(say(mo, 'start 2'))).toContain('it requires 1 · Design');
  });

  it('is refused where others were set since that would make a circle with them', async () => {
    const { olivia, mo, say, tell } = await linked();
    // 3 requires 4 requires 2; without the last, 2 may require 3
    await tell(mo, 'edit 4 requires:1');
    await tell(olivia, 'edit 2 requires:3');
    expect(await refusal(say(mo, 'undo'))).toContain('That would be a circle');
  });
});
