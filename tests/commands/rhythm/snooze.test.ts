import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { serverEngine } from '../../support/database/database.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, chatOf, refusal, startTeam, type Team } from '../../support/team.ts';

describe.each(serverEngine)('snooze and remind on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  /** Apollo with one milestone. Today is Monday, 7 December 2026, 09:00 in London. */
  async function started(): Promise<Team> {
    const team = await startTeam(runner);
    await team.tell(team.mo, 'new "Beta launch" owner:me due:"18 dec"', 'new "Go live"');
    return team;
  }

  /** What is put off in a workspace, by the name of the person. */
  async function kept({ tenant }: Team) {
    const result = await runner.db.execute(sql`
      select p.name, m.number, to_char(s.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') as until, s.wakes
      from snooze s join person p on p.workspace_id = s.workspace_id and p.id = s.person_id
        join milestone m on m.workspace_id = s.workspace_id and m.id = s.milestone_id
      where s.workspace_id in (select workspace_id from installation where tenant = ${tenant})`);
    return rowsOf<{ name: string; number: number; until: string | null; wakes: boolean }>(result);
  }

  it.each([
    ['snooze 1 1h', '2026-12-07T10:00', true, 'snoozed for an hour.'],
    ['snooze 1 tomorrow', '2026-12-08T09:00', false, 'snoozed until Tue 8 Dec.'],
    ['snooze 1 next week', '2026-12-14T09:00', false, 'snoozed until Mon 14 Dec.'],
    ['snooze 1 "next week"', '2026-12-14T09:00', false, 'snoozed until Mon 14 Dec.'],
    ['snooze "beta" until:"18 dec"', '2026-12-18T09:00', false, 'snoozed until Fri 18 Dec.'],
    ['snooze 1 until:saturday', '2026-12-14T09:00', false, 'snoozed until Mon 14 Dec.'],
  ])('%s', async (line, until, wakes, said) => {
    const team = await started();
    runner.woken.length = 0;
    expect(await team.tell(team.mo, line)).toBe(`Your reminders for 1 · Beta launch are ${said}`);
    expect(await kept(team)).toEqual([{ name: 'Mo', number: 1, until, wakes }]);
    expect(runner.woken).toEqual([]);
  });

  it('is one for each person and milestone: the last word counts', async () => {
    const team = await started();
    await team.tell(team.mo, 'snooze 1 1h', 'snooze 1 tomorrow', 'snooze 2 1h');
    await team.tell(team.olivia, 'snooze 1 next week');
    const all = await kept(team);
    expect(all).toHaveLength(3);
    expect(all).toContainEqual({ name: 'Mo', number: 1, until: '2026-12-08T09:00', wakes: false });
    expect(all).toContainEqual({ name: 'Olivia', number: 1, until: '2026-12-14T09:00', wakes: false });
  });

  it('is in the history', async () => {
    const team = await started();
    await team.tell(team.mo, 'snooze 1 1h', 'snooze 1 tomorrow', 'remind 1 off', 'remind 1 on');
    const history = await team.tell(team.mo, 'history 1');
    expect(history).toContain('Mo set their reminders, off for an hour, in Slack');
    expect(history).toContain('Mo set their reminders, off until Tue 8 Dec, in Slack');
    expect(history).toContain('Mo set their reminders, off, in Slack');
    expect(history).toContain('Mo set their reminders, on, in Slack');
  });

  it('is pressed in a direct chat, where the button says which project', async () => {
    const team = await started();
    await runner.say(team.mo, channelOf(team.mo, 'CTWO'), 'project "Zeus"');
    const shown = await runner.say(team.mo, chatOf(team.mo), 'show 1 project:Apollo');
    const drawn = shown.is === 'shown' ? shown.card.actions[0] : undefined;
    const press = (command: string, input: Record<string, string>) =>
      runner.use(team.mo, chatOf(team.mo), { ...drawn, command, input: { milestone: '1', ...input } });
    expect(await press('snooze', { for: 'tomorrow' })).toEqual({
      is: 'done',
      line: 'Your reminders for 1 · Beta launch are snoozed until Tue 8 Dec.',
    });
    expect(await press('remind', { mode: 'off' })).toEqual({
      is: 'done',
      line: 'Reminders for 1 · Beta launch are off.',
    });
    expect(await kept(team)).toEqual([{ name: 'Mo', number: 1, until: null, wakes: false }]);
    expect(await refusal(press('remind', { mode: 'off' }))).toContain(
      'your reminders for 1 · Beta launch are off already',
    );
    expect(await press('remind', { mode: 'on' })).toMatchObject({ is: 'done' });
    expect(await kept(team)).toEqual([]);
    expect(await refusal(press('remind', { mode: 'on' }))).toContain(
      'your reminders for 1 · Beta launch are on already',
    );
    expect(await press('snooze', {})).toMatchObject({ is: 'form', form: { title: 'Remind me later' } });
  });

  it('asks by a form for how long', async () => {
    const team = await started();
    expect(words(await team.say(team.mo, 'snooze 1'))).toBe(
      'Remind me later: 1 · Beta launch\n- for (optional): How long\n- until (optional): Until',
    );
    expect(await team.fill(team.mo, 'snooze', { milestone: '1', for: 'next_week' })).toMatchObject({
      is: 'done',
    });
    expect(await refusal(team.fill(team.mo, 'snooze', { milestone: '1' }))).toContain('For how long?');
  });

  it('is for anybody who may look', async () => {
    const team = await started();
    const vic = await team.join('Vic', 'viewer');
    await team.tell(vic, 'snooze 1 1h', 'remind 1 off');
    const nora = await team.join('Nora', 'none');
    expect(await refusal(team.say(nora, 'snooze 1 1h'))).toContain('You have no role');
  });

  it.each([
    ['snooze 1 forever', 'How long must be one of 1h, tomorrow, next week; you wrote “forever”.'],
    ['snooze 1 until:today', 'Until must be a day after today.'],
    ['snooze 1 until:"1 dec 2026"', 'Until must be a day after today.'],
    ['snooze 1 until:none', 'For how long? Write 1h, tomorrow, next week or a date.'],
    ['snooze 1 until:whenever', 'Until must be a date'],
    ['snooze 1 1h until:friday', 'Give a span or a date, not both.'],
    ['snooze 9 1h', 'There is no milestone “9” here.'],
    ['remind 1', 'Type “remind 3 off” or “remind 3 on”'],
    ['remind 1 maybe', 'On or off must be one of on, off; you wrote “maybe”.'],
    ['remind 1 off before:3', 'the days before are set for the whole project.'],
    ['remind mode:off', 'Of which milestone?'],
    ['remind before:0', 'whole numbers from 1 to 60, such as 7,3,1; you wrote “0”.'],
    ['remind before:61', 'you wrote “61”.'],
    ['remind before:1,2,3,4,5,6', 'at most five whole numbers'],
    ['remind before:soon', 'you wrote “soon”.'],
    ['remind before:1.5', 'you wrote “1.5”.'],
    ['remind before:-1', 'you wrote “-1”.'],
    ['remind overdue:sometimes', 'When overdue must be yes or no'],
    ['remind before:7,3,1 overdue:yes', 'Nothing changed'],
  ])('%s is refused', async (line, why) => {
    const team = await started();
    expect(await refusal(team.say(team.olivia, line))).toContain(why);
    expect(await kept(team)).toEqual([]);
  });

  it('has no point for what is done', async () => {
    const team = await startTeam(runner, 'kind:delivery');
    await team.tell(team.mo, 'new "Beta launch"', 'start 1', 'done 1');
    expect(await refusal(team.say(team.mo, 'snooze 1 1h'))).toBe(
      '1 · Beta launch is done.\nFinished milestones have no reminders.',
    );
  });

  describe('the project’s reminders', () => {
    it('are read by anybody and changed by the owner, with a record', async () => {
      const { olivia, mo, tell, say } = await startTeam(runner);
      expect(await tell(mo, 'remind')).toBe(
        'Apollo, reminders\nMilepost reminds assignees 7, 3 and 1 days before the due date, on the due date and while a milestone is overdue (daily for a week, then weekly).\nAn owner changes that with remind before:7,3,1 overdue:yes; remind 3 off stops yours for milestone 3.',
      );
      expect(await refusal(say(mo, 'remind before:3'))).toContain('Only an owner can do this.');
      expect(await tell(olivia, 'remind before:"1, 14 and 3" overdue:no')).toContain(
        'Reminders changed.\nApollo, reminders\nMilepost reminds assignees 14, 3 and 1 days before the due date and on the due date.',
      );
      expect(await tell(olivia, 'history')).toContain(
        'Olivia changed the message schedule, days before 7, 3, 1 → 14, 3, 1, when overdue yes → no, in Slack',
      );
      expect(await tell(olivia, 'remind before:none')).toContain(
        'Milepost reminds assignees on the due date.',
      );
      expect(await tell(olivia, 'remind before:1,1')).toContain('1 day before the due date');
    });
  });
});
