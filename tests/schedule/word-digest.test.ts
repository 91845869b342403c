import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { ScheduledMessage } from '../../src/domain/rhythm/scheduled.ts';
import { engines } from '../support/database/database.ts';
import { openRunner, type Somebody } from '../support/runner.ts';
import { mention, type Team } from '../support/team.ts';
import { personId, teamAt, wordMessage } from './worded.ts';

const day = 24 * 60;

describe.each(engines)('a digest that a schedule planned, on %s', async (engine) => {
  const runner = await openRunner(engine);
  let team: Team;
  let ids: Awaited<ReturnType<typeof teamAt>>['ids'];
  afterAll(() => runner.close());
  const start = runner.now();
  beforeEach(async () => {
    ({ team, ids } = await teamAt(runner, start));
  });

  const worded = (kind: ScheduledMessage['kind'], more?: Partial<ScheduledMessage>, slot?: string) =>
    wordMessage(runner, ids, kind, more, slot);
  const digest = (more?: Partial<ScheduledMessage>, slot?: string) => worded('digest', more, slot);
  const personal = async (who: Somebody) =>
    worded('personal', { projectId: null, personId: await personId(runner, who) });
  /** A message of an earlier slot, as the schedule leaves it behind. */
  async function receipt(kind: ScheduledMessage['kind'], target: string, state = 'sent') {
    await runner.db.execute(sql`insert into receipt (workspace_id, id, room_id, kind, target, slot, state)
      values (${ids.workspaceId}, ${v7()}, ${ids.roomId}, ${kind}, ${target},
        ${runner.now().toString()}::timestamptz, ${state})`);
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
          'Apollo, at risk, Friday 11 Dec',
          'Overdue',
          '- 1 · Core API, Olivia, due Wed 9 Dec, 2 days overdue, delays the go-live',
          'Blockers',
          '- B1 no key, blocks 3 · Docs, waiting for the customer',
          'Waiting for approval',
          '- 4 · Text, waiting for the owner since Mon 7 Dec',
          'Due soon',
          '- 2 · Beta launch, Mo, due Wed 16 Dec, 3 working days left',
          'Changed since 09:00',
          '- 3 · Docs: blocked by Mo, “no key”',
          '- 2 · Beta launch: 60 %, reported by Mo, “OAuth flow works”',
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
      expect(told).toContain('2 · Second: added by Mo');
      expect(told).not.toContain('First');
    });

    it('begins a day ago in a room that never had one and wants it daily, else a week ago', async () => {
      await team.tell(team.mo, 'new "First"');
      runner.pass(2 * day);
      expect(await digest()).toContain('1 · First: added by Mo');
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
      expect(await digest({ projectId: null })).toBe('nothing: the channel has no project any more');
      expect(await digest({ projectId: v7() })).toBe('nothing: the channel has no project any more');
    });

    it('counts days as the project works', async () => {
      await runner.db.execute(
        sql`update project set holidays = '["2026-12-09"]', target = '2026-12-11' where id = ${ids.projectId}::uuid`,
      );
      await team.tell(team.mo, 'new "First" due:"10 dec 2026"');
      const told = await digest();
      expect(told).toContain('1 · First, due Thu 10 Dec, 2 working days left');
      expect(told).toContain('Go-live Fri 11 Dec, 4 days, 3 working days left.');
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
    expect(await digest()).toContain('Risks to resolve now\n- R1 no contract, high, by Tue 8 Dec');
    expect(await personal(olivia)).toContain(
      'Risks to resolve now\n- R1 no contract, high, by Tue 8 Dec, Apollo',
    );
    expect(await personal(mo)).toContain('nothing: ');
    await receipt('digest', ids.roomId);
    await receipt('personal', await personId(runner, olivia));
    runner.pass(day);
    expect(await digest({ personId: await personId(runner, mo) })).toContain(
      'must be resolved by Tue 8 Dec (R1)',
    );
    expect(await digest()).not.toContain('Risks to resolve now');
    expect(await personal(olivia)).toContain('nothing: ');
  });
});
