import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { serverEngine } from '../../support/database/database.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

describe.each(serverEngine)('cadences, on %s', (engine) => {
  let runner: TestRunner;
  let team: Team;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());
  const fresh = async () => {
    team = await startTeam(runner);
  };

  it('come again and again, or on a day, and are what their words say', async () => {
    await fresh();
    const { olivia, tell } = team;
    await tell(
      olivia,
      'cadence "Daily standup" every:day at:10:00',
      'cadence "Weekly review" every:friday at:16:00',
      'cadence "Sprint planning" every:monday',
      'cadence "Water the plants" every:wed at:"5 pm"',
    );
    expect(await tell(olivia, 'cadence "We are live" on:"18 feb 2027" to:customer')).toContain(
      [
        'C5 We are live scheduled.',
        'Apollo, scheduled messages',
        '- C1 Daily standup: standup, every working day at 10:00',
        '- C2 Weekly review: review, on Fridays at 16:00',
        '- C3 Sprint planning: planning, on Mondays at 10:00',
        '- C4 Water the plants: note, on Wednesdays at 17:00',
        '- C5 We are live: announcement, on Thu 18 Feb 2027 at 09:00, to the customer, no text yet',
      ].join('\n'),
    );
  });

  it('are changed, switched off and on again by their number', async () => {
    await fresh();
    const { olivia, tell, say } = team;
    await tell(olivia, 'cadence "Weekly review" every:friday at:16:00');
    expect(await tell(olivia, 'cadence C1 at:15:00')).toContain('on Fridays at 15:00');
    expect(await tell(olivia, 'cadence 1 every:thursday')).toContain('on Thursdays at 15:00');
    expect(await tell(olivia, 'cadence 1 off')).toContain(
      'Apollo, scheduled messages, 1 ended or off\nNo scheduled messages are on.',
    );
    expect(await refusal(say(olivia, 'cadence C1 off'))).toContain('already has these values');
    expect(await tell(olivia, 'cadence C1 on')).toContain('C1 Weekly review: review, on Thursdays at 15:00');
    const history = await tell(olivia, 'history');
    expect(history).toContain('scheduled a message, C1 Weekly review, sent on Fridays at 16:00');
    expect(history).toContain(
      'changed a scheduled message, C1 Weekly review, sent on Fridays at 15:00 → on Thursdays at 15:00',
    );
  });

  it('refuse what cannot be', async () => {
    await fresh();
    const { olivia, mo, say } = team;
    expect(await refusal(say(olivia, 'cadence "Weekly review"'))).toContain('How often, or on which day?');
    expect(await refusal(say(olivia, 'cadence "Hello" on:"1 dec 2026"'))).toContain('That time has passed.');
    expect(await refusal(say(olivia, 'cadence "Hello" every:day draft:hi'))).toContain(
      'An announcement has one day',
    );
    expect(await refusal(say(olivia, 'cadence C4 off'))).toContain('There is no cadence C4 here.');
    expect(await refusal(say(mo, 'cadence "Weekly review" every:friday'))).toContain('Only an owner can');
  });

  it('announce once, what was written, in the rooms that are meant', async () => {
    await fresh();
    const { olivia, mo, tell, say, press, fill } = team;
    await tell(olivia, 'cadence "We are live" on:"18 feb 2027" to:team');
    expect(await refusal(say(olivia, 'announce C1'))).toContain('C1 We are live has no text yet');
    expect(await refusal(say(mo, 'draft C1 hello'))).toContain('Only an owner can');
    expect(words(await fill(olivia, 'draft', { cadence: '1', text: 'The new shop is open.' }))).toContain(
      'Apollo, announcement for today: We are live\nThe new shop is open.',
    );
    expect(await press(olivia, 'draft', { cadence: '1' })).toMatchObject({
      is: 'form',
      form: { fields: [{ name: 'text', value: 'The new shop is open.' }] },
    });
    expect(words(await press(olivia, 'announce', { cadence: '1' }))).toContain(
      'C1 We are live is being sent.',
    );
    const news = rowsOf<{ body: unknown }>(
      await runner.db.execute(sql`select r.body from receipt r join installation i on i.workspace_id = r.workspace_id
        where r.kind = 'news' and i.tenant = ${team.tenant}`),
    );
    expect(news).toMatchObject([{ body: { title: [{ text: 'We are live' }] } }]);
    expect(JSON.stringify(news)).toContain('The new shop is open.');
    expect(await refusal(press(olivia, 'announce', { cadence: '1' }))).toContain('was sent already');
  });

  it('leave an announcement out, and tell no room of another audience', async () => {
    await fresh();
    const { olivia, tell, say } = team;
    await tell(olivia, 'cadence "One" on:"18 feb 2027" to:customer draft:hello', 'announce C1');
    const news =
      await runner.db.execute(sql`select from receipt r join installation i on i.workspace_id = r.workspace_id
        where r.kind = 'news' and i.tenant = ${team.tenant}`);
    expect(rowsOf(news)).toHaveLength(0);
    await tell(olivia, 'cadence "Two" on:"18 feb 2027" draft:hello');
    expect(await tell(olivia, 'announce skip 2')).toContain('C2 Two skipped.');
    expect(await refusal(say(olivia, 'announce 2'))).toContain('C2 Two was skipped.');
  });
});
