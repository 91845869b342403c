import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { renderText } from '../../cards/render/text.ts';
import { connect } from '../../db/connect.ts';
import { enterWorkspace, rowsOf } from '../../db/tenant.ts';
import type { ScheduledMessage } from '../../src/domain/rhythm/scheduled.ts';
import type { Worded } from '../../src/ports/content.ts';
import { worder } from '../../src/schedule/word.ts';
import { engines } from '../support/database/database.ts';
import { tapInto } from '../support/database/tap.ts';
import { openRunner, type Somebody, type TestRunner } from '../support/runner.ts';
import { chatOf, mention, startTeam, type Team } from '../support/team.ts';

const day = 24 * 60;

describe.each(engines)('what a schedule planned, on %s', async (engine) => {
  const runner = await openRunner(engine);
  const word = worder(runner.now);
  let team: Team;
  let ids: { workspaceId: string; roomId: string; projectId: string };
  afterAll(() => runner.close());
  const start = runner.now();
  beforeEach(async () => {
    runner.pass(Math.ceil(runner.now().until(start).total('minutes')));
    team = await startTeam(runner);
    await team.tell(team.mo, 'list');
    ids = await idsOf(runner, team);
  });

  /** Words one, as if it were sent some minutes after its slot. */
  async function worded(
    kind: ScheduledMessage['kind'],
    more: Partial<ScheduledMessage> = {},
    slot = runner.now().toString({ fractionalSecondDigits: 3 }),
  ): Promise<string> {
    const { roomId, projectId, workspaceId } = ids;
    const message = { kind, slot, roomId, projectId, personId: null, milestoneId: null, target: '', ...more };
    return said(
      await runner.db.transaction(async (tx) => {
        await enterWorkspace(tx, workspaceId);
        return word(tx, message);
      }),
    );
  }
  const digest = (more?: Partial<ScheduledMessage>, slot?: string) => worded('digest', more, slot);
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

  describe('a digest', () => {
    it('says how the project goes, what has changed, what comes, and who has to do something', async () => {
      const { olivia, mo, tell } = team;
      await tell(olivia, 'new "Core API" due:"9 dec 2026" owner:me blocks-go-live:yes', 'start 1');
      await tell(mo, 'new "Beta launch" due:"16 dec 2026" owner:me', 'start 2', 'new "Docs"', 'start 3');
      await tell(mo, 'new "Text"', 'start 4', 'submit 4');
      runner.pass(4 * day);
      await receipt('digest', ids.roomId);
      runner.pass(60);
      await tell(mo, 'progress 2 20', 'progress 2 60 OAuth flow works', 'block 3 no key by:customer');
      runner.pass(60);
      expect(await digest()).toBe(
        [
          'Apollo, Friday 11 Dec',
          "At risk: Milestone 'Core API' is overdue and blocks go-live; Open blocker: no key (B1)",
          'Changed since 09:00',
          '- 3 · Docs: blocked, says Mo, “no key”',
          '- 2 · Beta launch: 60%, says Mo, “OAuth flow works”',
          'Due soon',
          '- 2 · Beta launch, Mo, due Wed 16 Dec, 3 working days',
          'Overdue',
          '- 1 · Core API, Olivia, due Wed 9 Dec, 2 days overdue',
          'Waiting for approval',
          '- 4 · Text, waits for the owner since Mon 7 Dec',
          'In the way',
          '- B1 no key, holds up 3 · Docs, waits for the customer',
        ].join('\n'),
      );
    });

    it('is not sent when nothing is due and nothing has changed, unless somebody asks for it', async () => {
      await team.tell(team.mo, 'new "Far" due:"30 jun 2027"');
      runner.pass(8 * day);
      expect(await digest()).toBe('nothing: nothing was due and nothing had changed');
      const asked = await digest({ personId: await personId(runner, team.mo) });
      expect(asked).toContain('Nothing is due and nothing has changed since Tue 8 Dec.');
    });

    it('begins where the last one that was sent ended, whatever was skipped since', async () => {
      await team.tell(team.mo, 'new "First"');
      runner.pass(1);
      await receipt('digest', ids.roomId);
      await receipt('digest', v7());
      runner.pass(1);
      await team.tell(team.mo, 'new "Second"');
      runner.pass(1);
      await receipt('digest', ids.roomId, 'skipped');
      runner.pass(1);
      const told = await digest();
      expect(told).toContain('2 · Second: planned by Mo');
      expect(told).not.toContain('First');
    });

    it('begins a day ago in a room that never had one and wants it daily, else a week ago', async () => {
      await team.tell(team.mo, 'new "First"');
      runner.pass(2 * day);
      expect(await digest()).toContain('1 · First: planned by Mo');
      await runner.db.execute(
        sql`update room set digest = '{"days":"working","at":"09:00"}' where id = ${ids.roomId}::uuid`,
      );
      expect(await digest()).toContain('nothing: ');
    });

    it('says that it is late, and not when it is a little late', async () => {
      await team.tell(team.mo, 'new "First" due:today');
      const slot = runner.now().toString({ fractionalSecondDigits: 3 });
      runner.pass(9);
      expect(await digest({}, slot)).not.toContain('late');
      runner.pass(2);
      expect(await digest({}, slot)).toContain('Due at 09:00, sent late.');
    });

    it('is of nothing where the room has no project', async () => {
      expect(await digest({ projectId: null })).toBe('nothing: the room has no project any more');
      expect(await digest({ projectId: v7() })).toBe('nothing: the room has no project any more');
    });

    it('counts days as the project works', async () => {
      await runner.db.execute(
        sql`update project set holidays = '["2026-12-09"]', target = '2026-12-11' where id = ${ids.projectId}::uuid`,
      );
      await team.tell(team.mo, 'new "First" due:"10 dec 2026"');
      const told = await digest();
      expect(told).toContain('1 · First, due Thu 10 Dec, 2 working days');
      expect(told).toContain('Go-live Fri 11 Dec, 4 days, 3 working days.');
    });
  });

  it('a risk is told once in the room and to its owner, on the day that it was to be resolved by', async () => {
    const { olivia, mo, tell } = team;
    await tell(
      mo,
      `risk "no contract" level:high by:"8 dec 2026" owner:${mention(olivia)}`,
      'risk "no plan B"',
    );
    expect(await digest()).not.toContain('no contract');
    expect(await personal(olivia)).toContain('nothing: ');
    await receipt('digest', ids.roomId);
    await receipt('personal', await personId(runner, olivia));
    runner.pass(day);
    expect(await digest()).toContain('To be resolved by now\n- R1 no contract, high, by Tue 8 Dec');
    expect(await personal(olivia)).toContain(
      'To be resolved by now\n- R1 no contract, high, by Tue 8 Dec, Apollo',
    );
    expect(await personal(mo)).toContain('nothing: ');
    await receipt('digest', ids.roomId);
    await receipt('personal', await personId(runner, olivia));
    runner.pass(day);
    expect(await digest({ personId: await personId(runner, mo) })).toContain(
      'must be resolved by Tue 8 Dec (R1)',
    );
    expect(await digest()).not.toContain('To be resolved by now');
    expect(await personal(olivia)).toContain('nothing: ');
  });

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
          'Your milestones today',
          'Due today',
          '- 1 · Today, Apollo, due today',
          '- 2 · Report, Apollo, due today: deliver or move it',
          'Due soon',
          '- 3 · Soon, Apollo, due Tue 8 Dec, 1 working day',
          'Overdue',
          '- 5 · Late, Apollo, due Fri 4 Dec, 3 days overdue',
          '- 1 · Elsewhere, Hermes, due Fri 4 Dec, 3 days overdue',
        ].join('\n'),
      );
      expect(await personal(olivia)).toBe(
        [
          'Your milestones today',
          'Due today',
          '- 6 · Hers, Apollo, due today: deliver or move it',
          'Waiting for your decision',
          '- 7 · Submitted, Apollo, submitted Mon 7 Dec',
        ].join('\n'),
      );
    });

    it('says which message to them failed, of every kind but a digest that they asked for', async () => {
      const person = await personId(runner, team.mo);
      await receipt('digest', ids.roomId, 'failed', person);
      runner.pass(1);
      expect(await personal(team.mo)).toBe('nothing: nothing was due and nothing waited');
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
      expect(await personal(team.mo)).toBe('nothing: nothing was due and nothing waited');
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
          block.is === 'list' ? block.items.flatMap(({ actions = [] }) => actions) : [],
        );
      });
      expect(presses.map(({ label }) => label)).toEqual([
        'Start',
        'Snooze 1 h',
        'Snooze until tomorrow',
        'Snooze until next week',
        'Stop reminding',
      ]);
      for (const action of presses) {
        const reply = await runner.use(mo, chatOf(mo), action);
        expect(reply, action.command).toMatchObject({ is: 'done' });
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
      expect(await ask(mo)).toBe('How far is your work on Apollo?\n1 · Silent, nothing said yet');
      await tell(mo, 'progress 1 20');
      expect(await ask(mo)).toBe('nothing: Mo has updated it already');
    });

    it('is not asked where there is nothing to ask, or where it is put off', async () => {
      const { mo, tell } = team;
      expect(await ask(mo)).toBe('nothing: Mo has no work in progress');
      await tell(mo, 'new "Work" owner:me', 'start 1', 'snooze 1 tomorrow');
      expect(await ask(mo)).toBe('nothing: Mo has put it off');
    });
  });

  describe('the end of a snooze', () => {
    it('says so, if it is still true', async () => {
      const { mo, olivia, tell } = team;
      await tell(mo, 'new "Work" due:today owner:me', 'start 1', 'snooze 1 1h');
      expect(await again(mo, 1)).toBe('nothing: Mo has put it off once more');
      runner.pass(60);
      expect(await again(mo, 1)).toBe(
        '1 · Work, Apollo, due today: deliver or move it\nYou put this off until now.',
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
      expect(await again(mo, 2)).toBe('nothing: Mo is reminded of it as before');
    });
  });

  it('is for nobody where the person is gone', async () => {
    expect(await worded('personal', { personId: v7() })).toBe('nothing: they are no longer here');
  });

  const counted = engine === 'postgresql' ? it : undefined;
  counted?.('asks the database twice, however much there is to say', async () => {
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
      // begin, enter, two, commit
      expect(statements, kind).toHaveLength(5);
    }
    await connection.close();
    await tap.close();
  });
});

const said = (worded: Worded) =>
  worded.is === 'nothing' ? `nothing: ${worded.why}` : renderText(worded.card);

async function one<T>(runner: TestRunner, query: ReturnType<typeof sql>): Promise<T> {
  const [row] = rowsOf<{ value: T }>(await runner.db.execute(query));
  if (!row) throw new Error('nothing was found');
  return row.value;
}

const personId = (runner: TestRunner, { platform, tenant, user }: Somebody) =>
  one<string>(
    runner,
    sql`select person_id as value from identity where platform = ${platform} and tenant = ${tenant} and user_key = ${user}`,
  );

async function idsOf(runner: TestRunner, { room }: Team) {
  const found = await runner.db.execute(sql`select workspace_id as "workspaceId", id as "roomId",
    project_id as "projectId" from room where tenant = ${room.tenant} and channel = ${room.channel}`);
  const [row] = rowsOf<{ workspaceId: string; roomId: string; projectId: string }>(found);
  if (!row) throw new Error('the room is not there');
  return row;
}
