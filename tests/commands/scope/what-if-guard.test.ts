import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../../cards/model.ts';
import { rowsOf } from '../../../db/tenant.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, slackPerson, startTeam } from '../../support/team.ts';
import { button, clientProject } from './client-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const cardIn = (reply: Reply): Card => {
  if (reply.is !== 'shown') throw new Error(words(reply));
  return reply.card;
};

describe('what a trial has shown', () => {
  it.each(['edit 1 due:friday', 'edit 1 due:+2w', 'risk "It rains" level:high by:"in 10 days"', 'start 1'])(
    '“%s” is not done a week later: the fresh preview is, once',
    async (line) => {
      const team = await startTeam(runner);
      await team.tell(team.olivia, 'new "Beta" due:"26 mar 2027"');
      const old = cardIn(await team.say(team.olivia, `what if ${line}`));
      runner.pass(7 * 24 * 60);
      const history = () => team.tell(team.olivia, 'history');
      const before = await history();
      const reply = await attempted(runner.use(team.olivia, team.room, button(old, 'Do it')));
      expect(words(reply)).toContain('out of date');
      expect(await history()).toBe(before);
      if (reply.is !== 'refused' || !reply.present) throw new Error('no fresh preview');
      const again = button(reply.present, 'Do it');
      expect(again.input?.figures).not.toBe(button(old, 'Do it').input?.figures);
      expect((await runner.use(team.olivia, team.room, again)).is).toBe('done');
      expect(await history()).not.toBe(before);
      expect(await refusal(runner.use(team.olivia, team.room, again))).toContain('out of date');
    },
  );

  it('is done a few hours later, though every instant is another', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'new "Beta" due:"26 mar 2027"');
    const card = cardIn(
      await team.say(team.olivia, 'what if start 1; block 1 no key yet; add 1 task "Call"'),
    );
    runner.pass(60);
    expect((await runner.use(team.olivia, team.room, button(card, 'Do it'))).is).toBe('done');
  });

  it('is not done under figures that the server did not show', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'new "Beta" due:"26 mar 2027"');
    const card = cardIn(await team.say(team.olivia, 'what if edit 1 due:friday'));
    const figures = button(card, 'Do it').input?.figures ?? '';
    const other = { lines: 'edit 1 due:monday', figures };
    expect(await refusal(team.press(team.olivia, 'what-if', other))).toContain('out of date');
    expect(await team.tell(team.olivia, 'list')).toContain('26 Mar');
  });
});

describe('the people in a trial', () => {
  it('are those who were mentioned, whatever they are called', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'new "Beta" due:"26 mar 2027"');
    const sams = [
      slackPerson('Sam', team.tenant, { user: 'USAM1' }),
      slackPerson('Sam', team.tenant, { user: 'USAM2' }),
    ];
    for (const sam of sams) await team.tell(team.olivia, `role ${mention(sam)} contributor`);
    for (const sam of sams) {
      const line = `what if edit 1 owner:${mention(sam)}; edit 1 name:"Beta; ${sam.user}"`;
      const card = cardIn(await team.say(team.olivia, line));
      expect(JSON.stringify(card.title)).toContain('owner:@Sam; edit 1');
      await runner.use(team.olivia, team.room, button(card, 'Do it'));
      const [row] = rowsOf<{ user: string }>(
        await runner.db.execute(sql`select i.user_key as "user" from milestone m join identity i on i.person_id = m.assignee_id
          where i.tenant = ${team.tenant}`),
      );
      expect(row?.user).toBe(sam.user);
    }
  });

  it('may be unknown so far', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'new "Beta" due:"26 mar 2027"');
    const kim = slackPerson('Kim; "K"', team.tenant, { user: 'UKIM' });
    const card = cardIn(await team.say(team.olivia, `what if edit 1 owner:${mention(kim)}`));
    expect((await runner.use(team.olivia, team.room, button(card, 'Do it'))).is).toBe('done');
    const people = rowsOf<{ name: string }>(
      await runner.db.execute(sql`select p.name from milestone m join person p on p.id = m.assignee_id
        join identity i on i.person_id = p.id where i.tenant = ${team.tenant}`),
    );
    expect(people).toEqual([{ name: kim.name }]);
  });
});

describe('the project of a trial', () => {
  it('is the one that its line names, and one alone', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'new "Beta" due:"26 mar 2027"');
    const zeus = { ...team.room, channel: 'CZEUS', name: '#zeus' };
    for (const line of ['project "Zeus"', 'new "Thunder" due:"26 mar 2027"'])
      await runner.say(team.olivia, zeus, line);
    for (const line of [
      'what if edit 1 due:"30 mar 2027" project:Zeus; edit 1 priority:p0',
      'what if edit 1 priority:p0; edit 1 due:"30 mar 2027" project:"Zeus"',
    ]) {
      const said = words(await team.say(team.olivia, line));
      expect(said).toContain('1 · Thunder: due Fri 26 Mar → Tue 30 Mar');
      expect(said).not.toContain('Beta');
    }
    const card = cardIn(await team.say(team.olivia, 'what if edit 1 name:"Storm" project:Zeus'));
    await runner.use(team.olivia, team.room, button(card, 'Do it'));
    expect(words(await runner.say(team.olivia, zeus, 'list'))).toContain('Storm');
    expect(await team.tell(team.olivia, 'list')).toContain('Beta');
    expect(
      await refusal(team.say(team.olivia, 'what if drop 1 project:Zeus; drop 1 project:Apollo')),
    ).toContain('Commands are tried in one project: “Apollo” is not Zeus.');
    // a form belongs to the project that it was opened in
    expect(await refusal(team.fill(team.olivia, 'what-if', { lines: 'drop 1 project:Zeus' }))).toContain(
      '“Zeus” is not Apollo',
    );
  });
});

describe('a trial that a locked scope would not take', () => {
  it('becomes a change order with its days and all of its work', async () => {
    const team = await clientProject(runner);
    const lines = [
      'edit 2 due:"16 dec 2026"',
      'add 2 deliverable "A map"',
      'new "Support"',
      'add 2 deliverable "A search"',
    ];
    const card = cardIn(await team.say(team.olivia, `what if ${lines.join('; ')}`));
    const order = button(card, 'Propose a change order');
    expect(order.input).toMatchObject({ milestone: '2', route: 'here', days: '3', text: 'A map; A search' });
    expect(words(await runner.use(team.olivia, team.room, order))).toContain('CO1 A map; A search proposed');
    const rest = cardIn(await runner.use(team.olivia, team.room, button(card, 'Try the others')));
    expect(JSON.stringify(rest)).toContain('4 · Support');
    expect(button(rest, 'Do it').input?.lines).toBe('new "Support"');
  });
});
