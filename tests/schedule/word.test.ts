import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { connect } from '../../db/connect.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import type { ScheduledMessage } from '../../src/domain/rhythm/scheduled.ts';
import { worder } from '../../src/schedule/word.ts';
import { engines } from '../support/database/database.ts';
import { tapInto } from '../support/database/tap.ts';
import { openRunner, type Somebody } from '../support/runner.ts';
import { chatOf, mention, type Team } from '../support/team.ts';
import { one, personId, teamAt, wordMessage } from './worded.ts';

const day = 24 * 60;

describe.each(engines)('what a schedule planned, on %s', async (engine) => {
  const runner = await openRunner(engine);
  const word = worder(runner.now);
  let team: Team;
  let ids: Awaited<ReturnType<typeof teamAt>>['ids'];
  afterAll(() => runner.close());
  const start = runner.now();
  beforeEach(async () => {
    ({ team, ids } = await teamAt(runner, start));
  });

  const worded = (kind: ScheduledMessage['kind'], more?: Partial<ScheduledMessage>, slot?: string) =>
    wordMessage(runner, ids, kind, more, slot);
  const personal = async (who: Somebody) =>
    worded('personal', { projectId: null, personId: await personId(runner, who) });
  const ask = async (who: Somebody) => worded('ask', { personId: await personId(runner, who) });
  const again = async (who: Somebody, number: number) =>
    worded('again', { personId: await personId(runner, who), milestoneId: await milestoneId(number) });
  const milestoneId = async (number: number) =>
    one<string>(
      runner,
      sql`select id as value from milestone where project_id = ${ids.projectId}::uuid and number = ${number}`,
    );
  /** A message of an earlier slot, as the schedule leaves it behind. */
  async function receipt(
    kind: ScheduledMessage['kind'],
    target: string,
    state = 'sent',
    person: string | null = null,
  ) {
    await runner.db.execute(sql`insert into receipt (workspace_id, id, room_id, kind, target, slot, state, person_id)
      values (${ids.workspaceId}, ${v7()}, ${ids.roomId}, ${kind}, ${target},
        ${runner.now().toString()}::timestamptz, ${state}, ${person})`);
  }

  describe('a personal message', () => {
    it('has everything that is somebody’s, in all their projects, and nothing of others', async () => {
      const { olivia, mo, tell } = team;
      await tell(mo, 'new "Today" due:today owner:me type:event', 'new "Report" due:today owner:me');
      await tell(mo, 'new "Soon" due:"8 dec 2026" owner:me', 'new "Later" due:"9 dec 2026" owner:me');
      await tell(
        mo,
        'new "Late" due:"4 dec 2026" owner:me',
        'new "Hers" due:today',
        `edit 6 owner:${mention(olivia)}`,
      );
      await tell(mo, 'new "Submitted" owner:me', 'start 7', 'submit 7');
      const other = { ...team.room, channel: `C${ids.roomId}`, name: '#hermes' };
      await runner.say(mo, other, 'project "Hermes" kind:delivery');
      await runner.say(mo, other, 'new "Elsewhere" due:"4 dec 2026" owner:me');
      expect(await personal(mo)).toBe(
        [
          'Your milestones today, 2 overdue, 2 due today',
          'Overdue',
          '- 5 · Late, Apollo, due Fri 4 Dec, 3 days overdue',
          '- 1 · Elsewhere, Hermes, due Fri 4 Dec, 3 days overdue',
          'Due today',
          '- 1 · Today, Apollo, due today',
          '- 2 · Report, Apollo, due today: deliver or move it',
          'Due soon',
          '- 3 · Soon, Apollo, due Tue 8 Dec, 1 working day left',
        ].join('\n'),
      );
      expect(await personal(olivia)).toBe(
        [
          'Your milestones today, 1 due today, 1 waiting for your approval',
          'Due today',
          '- 6 · Hers, Apollo, due today: deliver or move it',
          'Waiting for your approval',
          '- 7 · Submitted, Apollo, submitted Mon 7 Dec',
        ].join('\n'),
      );
    });

    it('says which message to them failed, of every kind but a digest that they asked for', async () => {
      const person = await personId(runner, team.mo);
      await receipt('digest', ids.roomId, 'failed', person);
      runner.pass(1);
      expect(await personal(team.mo)).toBe('nothing: nothing was due or waiting');
      for (const kind of ['ask', 'again', 'standup', 'draft'] as const) {
        await receipt(kind, person, 'failed', person);
        runner.pass(1);
        expect(await personal(team.mo), kind).toContain('A reminder of Mon 7 Dec could not be delivered');
        await receipt('personal', person, 'sent', person);
        runner.pass(1);
      }
    });

    it('is not sent when nothing is due and nothing waits', async () => {
      await team.tell(team.mo, 'new "Far" due:"30 jun 2027" owner:me', 'new "Undated" owner:me');
      expect(await personal(team.mo)).toBe('nothing: nothing was due or waiting');
    });

    it('leaves out what is put off, what has just been said something of, and a project on holiday', async () => {
      const { mo, tell } = team;
      await tell(mo, 'new "Tomorrow" due:"8 dec 2026" owner:me', 'new "Today" due:today owner:me');
      await receipt('personal', await personId(runner, mo), 'skipped');
      runner.pass(5);
      await tell(mo, 'progress 1 50', 'snooze 2 tomorrow');
      runner.pass(5);
      expect(await personal(mo)).toContain('nothing: ');
      await receipt('personal', await personId(runner, mo));
      runner.pass(1);
      expect(await personal(mo)).toContain('1 · Tomorrow');
      await runner.db.execute(
        sql`update project set holidays = '["2026-12-07"]' where id = ${ids.projectId}::uuid`,
      );
      expect(await personal(mo)).toContain('nothing: ');
    });

    it('comes back to what was put off, and not to what was stopped', async () => {
      const { mo, tell } = team;
      await tell(mo, 'new "Put off" due:today owner:me', 'new "Stopped" due:today owner:me');
      await tell(mo, 'snooze 1 tomorrow', 'remind 2 off');
      runner.pass(day);
      const told = await personal(mo);
      expect(told).toContain('Overdue\n- 1 · Put off');
      expect(told).not.toContain('Stopped');
    });

    it('tells nobody of a project that they were taken from', async () => {
      await team.tell(team.mo, 'new "Today" due:today owner:me');
      await team.tell(team.olivia, `role ${mention(team.mo)} none`);
      expect(await personal(team.mo)).toContain('nothing: ');
    });

    it('has buttons that work in the chat where it is read', async () => {
      const { mo, tell } = team;
      const other = { ...team.room, channel: `C${ids.roomId}`, name: '#hermes' };
      await runner.say(mo, other, 'project "Hermes" kind:delivery');
      await tell(mo, 'new "Today" due:today owner:me');
      const person = await personId(runner, mo);
      const presses = await runner.db.transaction(async (tx) => {
        await enterWorkspace(tx, ids.workspaceId);
        const slot = runner.now().toString({ fractionalSecondDigits: 3 });
        const message = {
          kind: 'personal',
          slot,
          roomId: ids.roomId,
          projectId: null,
          milestoneId: null,
          target: person,
        } as const;
        const answer = await word(tx, { ...message, personId: person });
        if (answer.is === 'nothing') throw new Error(answer.why);
        return answer.card.blocks.flatMap((block) =>
          block.is === 'list'
            ? block.items.flatMap(({ buttons = [], actions = [] }) => [...buttons, ...actions])
            : [],
        );
      });
      expect(presses.map(({ label }) => label)).toEqual([
        'Start',
        'Progress',
        'Snooze until tomorrow',
        'Snooze 1 h',
        'Snooze until next week',
        'Stop reminding',
      ]);
      for (const action of presses) {
        const reply = await runner.use(mo, chatOf(mo), action);
        expect(reply, action.command).toMatchObject({
          is: action.command === 'progress' ? 'form' : 'done',
        });
      }
    });
  });

  describe('a question for updates', () => {
    it('is about what somebody works on and has said nothing of since the last one', async () => {
      const { mo, tell } = team;
      await tell(
        mo,
        'new "Silent" owner:me',
        'start 1',
        'new "Told" owner:me',
        'start 2',
        'new "Ahead" owner:me',
      );
      await tell(mo, 'new "Submitted" owner:me', 'start 4', 'submit 4', 'new "Not theirs"', 'start 5');
      await receipt('ask', `${ids.projectId}/${await personId(runner, mo)}`);
      runner.pass(60);
      await tell(mo, 'progress 2 60');
      runner.pass(60);
      expect(await ask(mo)).toBe('How far is your work on Apollo?\n1 · Silent, no progress reported yet');
      await tell(mo, 'progress 1 20');
      expect(await ask(mo)).toBe('nothing: Mo has updated it already');
    });

    it('is not asked where there is nothing to ask, or where it is put off', async () => {
      const { mo, tell } = team;
      expect(await ask(mo)).toBe('nothing: Mo has no work in progress');
      await tell(mo, 'new "Work" owner:me', 'start 1', 'snooze 1 tomorrow');
      expect(await ask(mo)).toBe('nothing: Mo snoozed it');
    });

    it('is not asked as a customer, who reports no progress', async () => {
      const { mo, olivia, tell } = team;
      await tell(mo, 'new "Theirs" owner:me', 'start 1');
      await tell(olivia, `role ${mention(mo)} client`);
      expect(await ask(mo)).toBe('nothing: Mo is a customer');
    });
  });

  describe('the end of a snooze', () => {
    it('says so, if it is still true', async () => {
      const { mo, olivia, tell } = team;
      await tell(mo, 'new "Work" due:today owner:me', 'start 1', 'snooze 1 1h');
      expect(await again(mo, 1)).toBe('nothing: Mo snoozed it again');
      runner.pass(60);
      expect(await again(mo, 1)).toBe(
        '1 · Work, in progress, Apollo, due today: deliver or move it\nYou snoozed this until now.',
      );
      await tell(mo, 'submit 1');
      expect(await again(mo, 1)).toBe('nothing: it waits for somebody else');
      await tell(olivia, 'approve 1');
      expect(await again(mo, 1)).toBe('nothing: it is done');
      expect(await again(olivia, 1)).toBe('nothing: it is done');
    });

    it('says nothing of what was dropped, or is reminded of as before', async () => {
      const { mo, olivia, tell } = team;
      await tell(mo, 'new "Work" owner:me', 'new "Other" owner:me');
      await tell(olivia, 'drop 1 reason:"not needed"');
      expect(await again(mo, 1)).toBe('nothing: it was dropped');
      expect(await again(mo, 2)).toBe('nothing: Mo gets the usual reminders again');
    });
  });

  it('is for nobody where the person is gone', async () => {
    expect(await worded('personal', { personId: v7() })).toBe('nothing: the person has left');
  });

  const counted = engine === 'postgresql' ? it : undefined;
  counted?.(
    'asks the database twice and whether the project is closed, however much there is to say',
    async () => {
      const { mo, tell } = team;
      for (let n = 1; n <= 6; n += 1) {
        await tell(mo, `new "Late ${n}" due:"4 dec 2026" owner:me`, `start ${n}`, `progress ${n} 10`);
      }
      const person = await personId(runner, mo);
      const name = await one<string>(runner, sql`select current_database() as value`);
      const tap = await tapInto(Object.assign(new URL(inject('postgresUrl')), { pathname: `/${name}` }).href);
      const connection = await connect({ url: tap.url });
      const slot = runner.now().toString({ fractionalSecondDigits: 3 });
      const message = { slot, roomId: ids.roomId, projectId: ids.projectId, personId: person, target: '' };
      const milestone = await milestoneId(1);
      for (const kind of ['digest', 'personal', 'ask', 'again'] as const) {
        tap.transactions.length = 0;
        await connection.db.transaction(async (tx) => {
          await enterWorkspace(tx, ids.workspaceId);
          await word(tx, { ...message, kind, milestoneId: milestone });
        });
        const [{ statements } = { statements: [] }] = tap.transactions;
        // begin, enter, whether it is closed, two, commit
        expect(statements, kind).toHaveLength(6);
      }
      await connection.close();
      await tap.close();
    },
  );
});
