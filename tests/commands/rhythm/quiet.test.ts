import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { chatOf, refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const rest = 'They are in your time zone. Messages wait until they end.';

describe('quiet', () => {
  it('shows, sets and takes away the hours in which I am left alone, wherever I say it', async () => {
    const { mo, tell } = await startTeam(runner);
    expect(await tell(mo, 'quiet')).toBe(
      [
        'You have no quiet hours.',
        'Messages come at any time of your day.',
        'quiet 18:00-08:00 sets them.',
      ].join('\n'),
    );
    expect(await tell(mo, 'quiet 18:00-08:00')).toBe(
      [
        'Quiet hours changed.',
        'Milepost sends you nothing from 18:00 to 08:00.',
        rest,
        'quiet 18:00-08:00 sets them; quiet off removes them.',
      ].join('\n'),
    );
    const said = words(await runner.say(mo, chatOf(mo), 'quiet from 9 pm to 7:30'));
    expect(said).toContain('Milepost sends you nothing from 21:00 to 07:30.');
    expect(await tell(mo, 'quiet')).toContain('from 21:00 to 07:30');
    expect(await tell(mo, 'quiet off')).toContain('You have no quiet hours.');
  });

  it('is mine alone, and nothing for the project’s history', async () => {
    const { olivia, mo, tell } = await startTeam(runner);
    await tell(mo, 'quiet 18-8');
    expect(await tell(olivia, 'quiet')).toContain('You have no quiet hours.');
    expect(await tell(olivia, 'history')).not.toContain('Mo');
  });

  it('can be a button with the hours in it', async () => {
    const { mo, press } = await startTeam(runner);
    expect(words(await press(mo, 'quiet', { hours: '22:00-06:00' }))).toContain('from 22:00 to 06:00');
  });

  it.each([
    ['quiet 18:00', 'Quiet hours must be two times of day, such as 18:00-08:00; you wrote “18:00”.'],
    ['quiet 18:00-25:00', 'Quiet hours must be a time that a clock shows, from 00:00 to 23:59'],
    ['quiet 9-9', 'Quiet hours must begin and end at different times'],
    ['quiet please', 'Quiet hours must be two times of day'],
    ['quiet off', 'Nothing changed: you have no quiet hours.'],
  ])('%s is refused', async (line, why) => {
    const { mo, say } = await startTeam(runner);
    expect(await refusal(say(mo, line))).toContain(why);
  });

  it('that I have already are said so', async () => {
    const { mo, tell, say } = await startTeam(runner);
    await tell(mo, 'quiet 18-8');
    expect(await refusal(say(mo, 'quiet 6pm-8am'))).toContain(
      'Nothing changed: your quiet hours are from 18:00 to 08:00 already.',
    );
  });
});
