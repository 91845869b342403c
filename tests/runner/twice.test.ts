import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverEngine } from '../support/database/database.ts';
import { attempted, refused } from '../support/refused.ts';
import { openRunner, type TestRunner, words } from '../support/runner.ts';
import { refusal, slackPerson, startTeam } from '../support/team.ts';

/** How often something is in the history of the first milestone. */
const times = (history: string, what: string) => history.split(what).length - 1;

describe.each(serverEngine)('on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  async function planned() {
    const team = await startTeam(runner);
    await team.tell(team.mo, 'new "Beta launch"', 'start 1');
    return team;
  }

  describe('a request that arrives twice', () => {
    it('is answered as before and done once', async () => {
      const { mo, room, tell } = await planned();
      const first = await runner.say(mo, room, 'progress 1 60 half', 'd1');
      const second = await runner.say(mo, room, 'progress 1 60 half', 'd1');
      expect(second).toEqual(first);
      expect(first.is).toBe('done');
      expect(times(await tell(mo, 'history 1'), 'reported progress')).toBe(1);
    });

    it('at once, is done once and answered alike', async () => {
      const { mo, room, tell } = await planned();
      const replies = await Promise.all(
        [1, 2, 3, 4].map(() => runner.say(mo, room, 'add 1 task "Call them"', 'd2')),
      );
      for (const reply of replies) expect(reply).toEqual(replies[0]);
      expect(words(replies[0])).toContain('Added 1.1');
      expect(times(await tell(mo, 'history 1'), 'added an item')).toBe(1);
    });

    it('is refused twice alike, and may be said again afterwards', async () => {
      const { mo, room, tell } = await planned();
      const first = await refused(runner.say(mo, room, 'unblock 1', 'd3'));
      await tell(mo, 'block 1 no key');
      expect(await refusal(runner.say(mo, room, 'unblock 1', 'd3'))).toBe(words(first));
      await runner.say(mo, room, 'unblock 1', 'd4');
    });

    it('is another request in another workspace', async () => {
      const [one, two] = [await planned(), await planned()];
      for (const { mo, room } of [one, two]) {
        expect(await runner.say(mo, room, 'progress 1 60', 'shared')).toMatchObject({ is: 'done' });
      }
    });
  });

  describe('a request whose answer is a message of its own', () => {
    const lines = ['progress 1 60 half', 'list', 'unblock 1', 'policy', 'nonsense', 'new', 'show 99'];

    it.each(lines)('is answered once, however many replicas it reaches: %s', async (line) => {
      const { mo, room } = await planned();
      const one = () =>
        attempted(
          runner.run({
            delivery: 'posted',
            answer: 'posted',
            actor: mo,
            room,
            surface: 'line',
            ask: { line },
          }),
        );
      const replies = await Promise.all([one(), one(), one()]);
      const answered = replies.filter(({ repeated }) => !repeated);
      expect(answered).toHaveLength(1);
      expect(words(answered[0])).not.toBe('');
      expect((await one()).repeated).toBe(true);
    });

    it('is answered once to somebody who was never seen, in an organisation that was never seen', async () => {
      const { room } = await startTeam(runner);
      const nia = slackPerson('Nia', 'TNEW');
      const one = (line: string) =>
        runner.run({
          delivery: `new-${line}`,
          answer: 'posted',
          actor: nia,
          room: { ...room, tenant: 'TNEW' },
          surface: 'line',
          ask: { line },
        });
      for (const line of ['nonsense', 'list']) {
        const replies = await Promise.all([one(line), one(line), one(line)].map(refused));
        expect(replies.filter(({ repeated }) => !repeated)).toHaveLength(1);
      }
    });
  });

  describe('a message that was corrected', () => {
    async function writing() {
      const { mo, room, tell } = await planned();
      const heard = (line: string, more: { corrects?: true } = {}) =>
        runner.run({
          delivery: 'message',
          answer: 'posted',
          ...more,
          actor: mo,
          room,
          surface: 'line',
          ask: { line },
        });
      return { write: heard, correct: (line: string) => heard(line, { corrects: true }), tell, mo };
    }

    it.each(['progress 1 140', 'progres 1 60', 'unblock 1', 'show 99', 'list', 'new'])(
      'is tried again where it had been refused or only read: %s',
      async (first) => {
        const { write, correct, tell, mo } = await writing();
        await attempted(write(first));
        const corrected = await correct('progress 1 60');
        expect(corrected).toMatchObject({ is: 'done' });
        expect(corrected.repeated).toBeUndefined();
        expect(times(await tell(mo, 'history 1'), 'reported progress')).toBe(1);
      },
    );

    it('is done once, however often it is corrected afterwards', async () => {
      const { write, correct, tell, mo } = await writing();
      await write('progress 1 60');
      for (const line of ['progress 1 80', 'progress 1 140', 'nonsense', 'progress 1 60'])
        expect((await attempted(correct(line))).repeated, line).toBe(true);
      expect(times(await tell(mo, 'history 1'), 'reported progress')).toBe(1);
      expect(await tell(mo, 'list')).toContain('60 %');
    });

    it('may be refused several times, and is done once at last', async () => {
      const { write, correct, tell, mo } = await writing();
      await refused(write('progress 1 140'));
      expect(await refusal(correct('progress 1 150'))).toContain('150');
      expect(await refusal(correct('nonsense'))).toContain('nonsense');
      const both = await Promise.all([correct('progress 1 60'), correct('progress 1 60')]);
      expect(both.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(times(await tell(mo, 'history 1'), 'reported progress')).toBe(1);
    });
  });

  describe('a button of a card', () => {
    it('that is out of date changes nothing and shows the present', async () => {
      const { mo, tell, press } = await planned();
      await tell(mo, 'progress 1 60');
      const reply = await refused(press(mo, 'submit', { milestone: '1' }, 2));
      expect(words(reply)).toMatch(
        /^That card was out of date, so nothing changed\.\nHere is how it stands now\.\n1 · Beta launch, in progress\n60 %/,
      );
      expect(await tell(mo, 'history 1')).not.toContain('submitted');
    });

    it('that is current acts', async () => {
      const { mo, press } = await planned();
      const shown = await press(mo, 'show', { milestone: '1' });
      const [submit] = shown.is === 'shown' ? shown.card.actions : [];
      expect(submit?.command).toBe('submit');
      const reply = await press(mo, 'submit', submit?.input, submit?.version);
      expect(words(reply)).toContain('1 · Beta launch submitted for approval.');
    });

    it('of a milestone that was dropped says that it is not there', async () => {
      const { olivia, mo, tell, press } = await planned();
      await tell(olivia, 'drop 1 not needed');
      expect(await refusal(press(mo, 'submit', { milestone: '1' }, 2))).toContain(
        'There is no milestone “1” here.',
      );
    });

    it('that names no command of ours is refused', async () => {
      const { mo, press } = await planned();
      expect(await refusal(press(mo, 'explode', { milestone: '1' }))).toContain(
        'This button is from an older version, so nothing changed.',
      );
    });
  });

  describe('two people at once', () => {
    it('approve: one wins, the other learns who', async () => {
      const { olivia, mo, tell, press, join } = await planned();
      const ola = await join('Ola', 'owner');
      await tell(mo, 'submit 1');
      const replies = await Promise.all(
        [olivia, ola].map((who) => attempted(press(who, 'approve', { milestone: '1' }))),
      );
      expect(replies.map(({ is }) => is).sort()).toEqual(['done', 'refused']);
      const lost = replies.find(({ is }) => is === 'refused');
      const winner = replies[0]?.is === 'done' ? 'Olivia' : 'Ola';
      expect(lost && words(lost)).toContain(`1 · Beta launch was approved by ${winner} already.`);
      expect(lost && words(lost)).toContain(`Approved by ${winner}, `);
    });

    it('approve and return: one decision stands', async () => {
      const { olivia, mo, tell, say, join } = await planned();
      const ola = await join('Ola', 'owner');
      await tell(mo, 'submit 1');
      const replies = await Promise.all(
        [say(olivia, 'approve 1'), say(ola, 'return 1 not yet')].map(attempted),
      );
      expect(replies.map(({ is }) => is).sort()).toEqual(['done', 'refused']);
      const history = await tell(mo, 'history 1');
      expect(times(history, 'approved it') + times(history, 'returned it')).toBe(1);
    });

    it('plan: each milestone has a number of its own', async () => {
      const { olivia, mo, tell, say } = await startTeam(runner);
      await tell(mo, 'list');
      const lines = Array.from({ length: 6 }, (_, n) => say(n % 2 ? mo : olivia, `new "Step ${n}"`));
      const numbers = (await Promise.all(lines)).map((reply) => /Planned (\d+)/.exec(words(reply))?.[1]);
      expect(numbers.map(Number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
      expect((await tell(mo, 'list')).match(/Step/g)).toHaveLength(6);
    });

    it('report progress: both are in the history, the card shows one of them', async () => {
      const { olivia, mo, tell, say } = await planned();
      await Promise.all([say(olivia, 'progress 1 40'), say(mo, 'progress 1 60')]);
      const history = await tell(mo, 'history 1');
      expect(times(history, 'reported progress')).toBe(2);
      expect(await tell(mo, 'list')).toMatch(/in progress, (40|60) %/);
    });

    it('resign as owners: one remains', async () => {
      const { olivia, tell, say, join } = await planned();
      const ola = await join('Ola', 'owner');
      const replies = await Promise.all([olivia, ola].map((who) => attempted(say(who, 'role me viewer'))));
      expect(replies.map(({ is }) => is).sort()).toEqual(['done', 'refused']);
      expect(times(await tell(olivia, 'people'), ', owner')).toBe(1);
    });
  });

  it('a newcomer who says several things at once is one person', async () => {
    const { tenant, room, olivia, tell } = await planned();
    const nia = slackPerson('Nia', tenant);
    await Promise.all([1, 2, 3].map((n) => runner.say(nia, room, `add 1 task "Task ${n}"`)));
    expect(times(await tell(olivia, 'people'), 'Nia')).toBe(1);
    expect((await tell(olivia, 'history 1')).match(/Nia added an item/g)).toHaveLength(3);
  });

  it('a failure inside is said plainly and logged without what was written', async () => {
    const { mo, room } = await planned();
    await runner.db.execute(sql`alter table milestone rename to gone`);
    const reply = await refused(runner.say(mo, room, 'progress 1 60 the secret plan'));
    await runner.db.execute(sql`alter table gone rename to milestone`);
    expect(words(reply)).toBe(
      'Something went wrong in Milepost.\nNothing changed. Try again. If it fails again, tell the operator of Milepost.',
    );
    expect(runner.log.join()).toContain('command failed');
    expect(runner.log.join()).not.toContain('secret');
  });
});
