import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const client = 'kind:client price:10000 currency:GBP';

describe('define', () => {
  it('opens again what was ticked or skipped where its text is another', async () => {
    const { olivia, tell, press } = await startTeam(runner, client);
    await tell(
      olivia,
      'new "Build"',
      'add 1 criterion "100 people have signed in"',
      'add 1 criterion "It is fast"',
      'add 1 demo "Sign in"',
      'check 1.1',
      'check 1.2',
      'skip step 1.3 they saw it last week',
      'define 1 criteria:"The legal team agrees; it is FAST" demo:"Sign out"',
    );
    const stored = await runner.db.execute(
      sql`select i.number, i.text, i.done, i.skip_reason as skipped from item i join milestone m on m.id = i.milestone_id
        where m.name = 'Build' and i.text in ('The legal team agrees', 'it is FAST', 'Sign out') order by i.number`,
    );
    expect(rowsOf(stored)).toEqual([
      { number: 1, text: 'The legal team agrees', done: false, skipped: null },
      { number: 2, text: 'it is FAST', done: true, skipped: null },
      { number: 3, text: 'Sign out', done: false, skipped: null },
    ]);
    expect(words(await press(olivia, 'undo'))).toContain('Taken back');
    expect(await tell(olivia, 'show 1')).toContain('Posting');
  });

  it('opens one form with the whole definition, and changes only what was changed in it', async () => {
    const { olivia, room, say, tell, fill } = await startTeam(runner, client);
    await tell(
      olivia,
      'new "Discovery"',
      'new "Build" share:50 requires:1',
      'add 2 deliverable "Login page; with a picture"',
      'add 2 deliverable "Sign-up page"',
      'add 2 criterion "It is fast"',
      'add 2 demo "Sign in"',
      'risk "API changes" milestone:2 mitigation:"pin the version"',
    );
    const reply = await say(olivia, 'define 2');
    if (reply.is !== 'form') throw new Error('no form');
    expect(reply.form).toMatchObject({ title: 'Define a milestone', subject: '2 · Build', more: 'More' });
    const form = await runner.more(olivia, room, reply.form);
    const values = Object.fromEntries(
      form.fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
    );
    expect(values).toEqual({
      share: '50',
      deliverables: 'Login page; with a picture\nSign-up page',
      criteria: 'It is fast',
      demo: 'Sign in',
      risks: 'API changes -> pin the version',
      requires: '1',
    });
    expect(await refusal(fill(olivia, 'define', { ...form.given, ...values }))).toContain(
      'already has this definition',
    );
    const card = words(
      await fill(olivia, 'define', {
        ...form.given,
        ...values,
        days: '10',
        deliverables: 'Login page; with a picture\nRegistration page\nHelp page',
        risks: 'API changes -> buy support\nNobody answers',
      }),
    );
    for (const part of [
      // the runner's Monday, 7 Dec
      'Takes 10 working days, Mon 7 Dec to Fri 18 Dec.',
      '2.1 Login page; with a picture',
      '2.2 Registration page',
      '2.5 Help page',
      'R1 API changes, medium, mitigated by “buy support”',
      'R2 Nobody answers, medium',
    ])
      expect(card).toContain(part);
    expect(await tell(olivia, 'history 2')).toMatch(/deliverables Login page.* → Login page/);
    expect(await tell(olivia, 'undo')).toContain('Taken back');
    const before = await tell(olivia, 'edit 2 priority:p1');
    expect(before).toContain('2.2 Sign-up page');
    expect(before).not.toMatch(/Help page|Takes|Nobody answers/);
  });

  it('is typed with semicolons, clears with none, and resolves a risk that is left out', async () => {
    const { mo, tell, say } = await startTeam(runner);
    await tell(mo, 'new "Build"', 'define 1 deliverables:"Login page; Sign-up page" risks:"A -> b; C"');
    expect(await tell(mo, 'risks')).toContain('R1 A: medium, 1 · Build, mitigated by “b”');
    const card = await tell(mo, 'define 1 deliverables:none risks:"C" demo:"Show it"');
    expect(card).not.toContain('Login page');
    expect(card).toContain('R2 C');
    expect(card).not.toContain('R1 A');
    expect(await tell(mo, 'risks')).toContain('1 resolved');
    expect(await refusal(say(mo, `define 1 criteria:"${'x'.repeat(301)}"`))).toContain('at most 300');
    expect(await refusal(say(mo, 'define 1 risks:"-> nothing"'))).toContain('before the arrow');
  });

  it.each([
    ['from its start', 'edit 2 start:"8 dec 2026"', 'Tue 8 Dec to Thu 10 Dec'],
    ['up to its due date', 'edit 2 due:"17 dec 2026"', 'Tue 15 Dec to Thu 17 Dec'],
    ['after what it requires', 'edit 1 due:"18 dec 2026"', 'Mon 21 Dec to Wed 23 Dec'],
    ['from the next working day', 'holidays add "7 dec 2026"', 'Tue 8 Dec to Thu 10 Dec'],
  ])('places its working days %s', async (_, line, dates) => {
    const { olivia, tell } = await startTeam(runner);
    await tell(olivia, 'new "First"', 'new "Second" requires:1', line);
    expect(await tell(olivia, 'define 2 days:3')).toContain(`Takes 3 working days, ${dates}.`);
  });

  it('changes nothing of the agreed scope of a started milestone', async () => {
    const { olivia, tell, say } = await startTeam(runner, client);
    await tell(olivia, 'policy unpaid:off', 'new "Build" share:100', 'activate', 'start 1');
    const said = await refusal(say(olivia, 'define 1 deliverables:"A new page"'));
    expect(said).toContain('1 · Build');
    expect(await tell(olivia, 'edit 1 priority:p1')).not.toContain('A new page');
  });
});
