import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const hint = 'An owner changes that with holidays add "24-26 dec" or holidays remove "26 dec".';

describe('holidays', () => {
  it('are none at first, and anybody may look', async () => {
    const { mo, tell } = await startTeam(runner);
    expect(await tell(mo, 'holidays')).toBe(
      `Apollo, holidays\nNo holidays yet. Only Saturdays and Sundays are free.\n${hint}`,
    );
  });

  it('are added by an owner, one or several, each once and in order, with a record', async () => {
    const { olivia, mo, tell } = await startTeam(runner);
    expect(await tell(olivia, 'holidays add 2026-12-25')).toBe(
      `Nobody works on Fri 25 Dec.\nApollo, holidays\nNobody works on Fri 25 Dec, nor on Saturdays and Sundays.\n${hint}`,
    );
    expect(await tell(olivia, 'holidays add "1 jan" 24-28 dec')).toContain(
      'Nobody works on Thu 24 Dec to Mon 28 Dec and Fri 1 Jan 2027, nor',
    );
    expect(await tell(mo, 'history')).toContain(
      'Olivia changed the holidays, added Thu 24 Dec, Sat 26 Dec to Mon 28 Dec and Fri 1 Jan 2027, in Slack',
    );
  });

  it('count on the cards at once', async () => {
    const { olivia, mo, tell, press } = await startTeam(runner);
    await tell(mo, 'new "Beta" due:2026-12-11');
    expect(words(await press(mo, 'show', { milestone: '1' }))).toContain(
      'due Fri 11 Dec, 4 working days left',
    );
    const woken = runner.woken.length;
    await tell(olivia, 'holidays add 8 dec, 9 dec');
    expect(runner.woken.length).toBeGreaterThan(woken);
    expect(words(await press(mo, 'show', { milestone: '1' }))).toContain(
      'due Fri 11 Dec, 2 working days left',
    );
    expect(await tell(mo, 'list')).toContain('due Fri 11 Dec, 2 working days left');
    await tell(olivia, 'holidays remove 9 dec');
    expect(words(await press(mo, 'show', { milestone: '1' }))).toContain(
      'due Fri 11 Dec, 3 working days left',
    );
  });

  it('are removed again', async () => {
    const { olivia, tell } = await startTeam(runner);
    await tell(olivia, 'holidays add 24-28 dec');
    expect(await tell(olivia, 'holidays remove 25 dec to 2 jan')).toContain(
      'People work on Fri 25 Dec to Mon 28 Dec again.\nApollo, holidays\nNobody works on Thu 24 Dec, nor',
    );
    expect(await tell(olivia, 'history')).toContain('removed Fri 25 Dec to Mon 28 Dec');
  });

  it('that have passed are forgotten with the next that is added', async () => {
    const { olivia, tell } = await startTeam(runner);
    await tell(olivia, 'holidays add tomorrow');
    runner.pass(3 * 24 * 60);
    expect(await tell(olivia, 'holidays')).toContain('No holidays yet');
    await tell(olivia, 'holidays add 25 dec');
    runner.pass(-3 * 24 * 60);
    expect(await tell(olivia, 'holidays')).not.toContain('Tue 8 Dec');
  });

  it('can be many, and at most 200', async () => {
    const { olivia, tell, say } = await startTeam(runner);
    await tell(olivia, 'holidays add 1 jan to 28 feb, 2 mar to 30 apr, 2 may to 30 jun');
    expect(await tell(olivia, 'holidays')).toContain(
      'Nobody works on Fri 1 Jan 2027 to Sun 28 Feb 2027, Tue 2 Mar 2027 to Fri 30 Apr 2027 and',
    );
    expect(await refusal(say(olivia, 'holidays add 1 jul to 30 aug'))).toContain(
      'Apollo would have 240 holidays; at most 200 are allowed.',
    );
  });

  it('can be given by a button or a form, which must say which days', async () => {
    const { olivia, press, fill } = await startTeam(runner);
    expect(await refusal(press(olivia, 'holidays', { change: 'add' }))).toContain('Dates are missing');
    expect(words(await fill(olivia, 'holidays', { change: 'add', dates: '25 dec' }))).toContain('Fri 25 Dec');
  });

  it.each([
    ['holidays 2026-12-25', 'Add or remove must be one of add, remove; you wrote “2026-12-25”.'],
    ['holidays add', 'Dates are missing: write one or more, such as 24-26 dec, 1 jan.'],
    ['holidays add christmas', '“christmas” is not a date; write 2026-12-25, 25 dec or 24-26 dec.'],
    ['holidays add 2026-02-30', 'A date must be a day that exists: there is no 30 February 2026.'],
    ['holidays add 2025-12-25', 'Thu 25 Dec 2025 is over.\nNothing was added. Write a later year.'],
    ['holidays remove 25 dec', 'Apollo has no holiday on Fri 25 Dec.\n“holidays” shows those it has.'],
  ])('%s is refused', async (line, why) => {
    const { olivia, say } = await startTeam(runner);
    expect(await refusal(say(olivia, line))).toContain(why);
  });

  it('that are there already are said so; only an owner changes them', async () => {
    const { olivia, mo, tell, say } = await startTeam(runner);
    await tell(olivia, 'holidays add 25 dec');
    expect(await refusal(say(olivia, 'holidays add 2026-12-25'))).toContain(
      'Nothing changed: those are holidays already.',
    );
    expect(await refusal(say(mo, 'holidays add 26 dec'))).toContain('Only an owner can do this.');
  });
});
