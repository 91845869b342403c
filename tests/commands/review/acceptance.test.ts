import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { startSchedule } from '../../../src/schedule/schedule.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
let schedule: ReturnType<typeof startSchedule>;
beforeAll(async () => {
  runner = await openRunner('postgresql');
  schedule = replica();
});
afterAll(async () => {
  await schedule.stop();
  await runner.close();
});

const replica = () =>
  startSchedule({
    db: runner.db,
    enqueueAll: async () => {},
    wake: async () => {},
    platforms: ['slack'],
    now: runner.now,
    log: console as never,
  });

/** Moves the clock, which runs on by itself, to within a minute after an instant. */
const passTo = (instant: string) => runner.pass(Math.ceil(runner.now().until(instant).total('minutes')));

/** Does what is due at an instant. */
async function tickAt(instant: string): Promise<void> {
  passTo(instant);
  await schedule.tick();
}

/** A client project whose customer has five working days; each test begins on a Tuesday at nine in London. */
async function submitted(policy = 'acceptance:5d silence:accept') {
  const today = runner.now().toZonedDateTimeISO('Europe/London').toPlainDate();
  const tuesday = today.add({ days: ((9 - today.dayOfWeek) % 7) + (today.dayOfWeek === 2 ? 7 : 0) });
  const day = (days: number, time = '17:00') =>
    tuesday
      .add({ days })
      .toZonedDateTime({ timeZone: 'Europe/London', plainTime: time })
      .toInstant()
      .toString();
  await tickAt(day(0, '09:00'));
  const team = await startTeam(runner, 'kind:client');
  const cleo = await team.join('Cleo', 'client');
  if (policy) await team.tell(team.olivia, `policy ${policy}`);
  await team.tell(team.mo, 'new "Beta"', 'submit 1');
  const card = async () => words(await team.press(team.mo, 'show', { milestone: '1' }));
  return { ...team, cleo, day, card };
}

const column = async <T>(query: ReturnType<typeof sql>): Promise<T[]> =>
  rowsOf<{ value: T }>(await runner.db.execute(query)).map(({ value }) => value);
const told = (tenant: string, kind: string) =>
  column<string>(sql`select p.name || ' ' || to_char(r.slot at time zone 'UTC', 'Dy HH24:MI') as value
    from receipt r join person p on p.workspace_id = r.workspace_id and p.id = r.person_id
    join installation i on i.workspace_id = r.workspace_id
    where i.tenant = ${tenant} and r.kind = ${kind} order by r.slot, p.name`);

describe('the time of a review', () => {
  it('is on the cards, counting down', async () => {
    const { card, day } = await submitted();
    expect(await card()).toContain(
      'Cleo has until Tue 15 Dec, 17:00 London, 5 working days left. Without an answer it counts as accepted.',
    );
    await tickAt(day(3, '10:00'));
    expect(await card()).toContain('2 working days left');
  });

  it('reminds the reviewer at half and a working day before the end, once each', async () => {
    const { tenant, day } = await submitted();
    for (const at of [
      day(1),
      day(3, '08:59'),
      day(3, '09:00'),
      day(3, '09:05'),
      day(6, '09:00'),
      day(6, '12:00'),
    ])
      await tickAt(at);
    // three working days after Tuesday is Friday, four is Monday
    expect(await told(tenant, 'acceptance')).toEqual(['Cleo Fri 09:00', 'Cleo Mon 09:00']);
  });

  it('accepts by silence at its end and not before, recorded as nobody’s decision', async () => {
    const { card, tell, say, olivia, cleo, day } = await submitted();
    await tickAt(day(7, '16:55'));
    expect(await card()).toContain('Waiting for Cleo');
    await tickAt(day(7));
    expect(await card()).toContain('Accepted: nobody answered in time');
    const history = await tell(olivia, 'history 1');
    expect(history).toContain('Milepost recorded that it was accepted by silence');
    expect(history).not.toContain('Cleo approved');
    for (const line of ['approve 1', 'return 1 too late', 'ask 1 too late?'])
      expect(await refusal(say(cleo, line))).toContain(
        '1 · Beta was accepted because nobody answered in time already.',
      );
    await tickAt(day(8));
    expect((await tell(olivia, 'history 1')).split('accepted by silence')).toHaveLength(2);
  });

  it('counts as accepted from its end, also before the clock has recorded it', async () => {
    const { say, card, cleo, day } = await submitted();
    passTo(day(7, '17:01'));
    expect(await refusal(say(cleo, 'return 1 too late'))).toContain(
      'accepted because nobody answered in time',
    );
    await schedule.tick();
    expect(await card()).toContain('Accepted: nobody answered in time');
  });

  it('is ended once by two replicas at once', async () => {
    const { tell, olivia, day } = await submitted();
    const other = replica();
    passTo(day(7));
    await Promise.all([schedule.tick(), other.tick()]);
    await other.stop();
    expect((await tell(olivia, 'history 1')).split('accepted by silence')).toHaveLength(2);
  });

  it('escalates to the owner and the approvers, who can still decide', async () => {
    const { card, tell, tenant, cleo, day } = await submitted('acceptance:2d silence:escalate');
    await tickAt(day(2));
    expect(await card()).toContain('Nobody decided by');
    expect(await card()).toContain('Milepost told the owner and the approvers.');
    expect(await told(tenant, 'acceptance_over')).toEqual(['Cleo Thu 17:00', 'Olivia Thu 17:00']);
    await tickAt(day(3));
    expect(await told(tenant, 'acceptance_over')).toHaveLength(2);
    expect(await tell(cleo, 'approve 1')).toContain('1 · Beta approved.');
  });

  it('stops the work, which the project’s card says until somebody decides', async () => {
    const { tell, olivia, cleo, press, day } = await submitted('acceptance:2d silence:stop');
    const project = async () => words(await press(olivia, 'status'));
    await tickAt(day(2, '16:00'));
    expect(await project()).not.toContain('Work stopped');
    await tickAt(day(2));
    expect(await project()).toContain('Work stopped: nobody decided on 1 · Beta in time.');
    await tell(cleo, 'return 1 the export is missing');
    expect(await project()).not.toContain('Work stopped');
  });

  it('stops the work: nothing else starts until somebody decides, unless the owner says why', async () => {
    const { tell, say, olivia, mo, cleo, day } = await submitted(
      'acceptance:2d silence:stop lock:no deliverables:no money:no',
    );
    await tell(olivia, 'new "Next"', 'new "Later"', 'new "Fourth"');
    await tell(mo, 'start 4');
    await tickAt(day(2));
    const why = 'cannot start yet: nobody decided on 1 · Beta in time, so the work is stopped.';
    for (const line of ['start 2', 'progress 2 10', 'submit 2', 'block 2 no key'])
      expect(await refusal(say(mo, line)), line).toContain(`2 · Next ${why}`);
    expect(await refusal(say(mo, 'start 2 reason:"I want to"'))).toContain('Only an owner can start this.');
    expect(await tell(mo, 'progress 4 50')).toContain('4 · Fourth is at 50');
    expect(await tell(olivia, 'start 2 reason:"they agreed by phone"')).toContain(
      '2 · Next is in progress, although nobody decided on 1 · Beta in time, reason “they agreed by phone”.',
    );
    expect(await refusal(say(olivia, 'start 3'))).toContain(`3 · Later ${why}`);
    await tell(cleo, 'approve 1');
    expect(await tell(mo, 'start 3')).toContain('3 · Later is in progress.');
  });

  it('stops what the clock would start, until somebody decides', async () => {
    const { tell, olivia, cleo, day } = await submitted('acceptance:2d silence:stop lock:no money:no');
    const date = day(3, '12:00').slice(0, 10);
    await tell(olivia, `new "Next" type:time due:${date}`);
    await tickAt(day(3, '12:00'));
    expect(await tell(olivia, 'list')).toContain('2 · Next, upcoming');
    await tell(cleo, 'return 1 the export is missing');
    await tickAt(day(4, '12:00'));
    expect(await tell(olivia, 'list')).toContain('2 · Next, in progress');
  });

  it('escalates instead of accepting what nobody could have approved', async () => {
    const { tell, card, olivia, day } = await submitted('acceptance:2d silence:accept evidence:yes');
    await tickAt(day(2));
    expect(await card()).toContain('Milepost told the owner and the approvers.');
    const alone = await startTeam(runner, 'kind:client');
    await alone.tell(alone.olivia, 'policy acceptance:1d silence:accept');
    await alone.tell(alone.mo, 'new "Beta"', 'submit 1');
    await tickAt(day(3));
    expect(words(await alone.press(alone.mo, 'show', { milestone: '1' }))).toContain('Nobody decided by');
    expect(await tell(olivia, 'history 1')).toContain('Milepost told its reviewers');
  });

  it('follows reviewers who move, and those who become one, so that it ends early for nobody', async () => {
    const { tell, card, olivia, mo, cleo, day } = await submitted('acceptance:2d silence:accept');
    await tickAt(day(1));
    await tell(cleo, 'timezone America/Los_Angeles');
    expect(await card()).toContain('17:00 Los Angeles');
    await tickAt(day(2));
    expect(await card()).toContain('Waiting for Cleo');
    await tell(cleo, 'timezone Europe/London');
    await tell(mo, 'timezone America/New_York');
    await tell(olivia, `role ${mention(mo)} client`);
    await tickAt(day(2, '17:05'));
    expect(await card()).toContain('17:00 New York');
    expect(await card()).toContain('Waiting for');
    await tell(olivia, `role ${mention(mo)} contributor`);
    await tickAt(day(2, '17:10'));
    expect(await card()).toContain('Accepted: nobody answered in time');
  });

  it('gives a deputy in another zone the whole time as well', async () => {
    const { tell, card, mo, cleo, day } = await submitted('acceptance:2d silence:accept');
    await tickAt(day(1));
    await tell(mo, 'timezone America/New_York');
    await tell(cleo, `deputy ${mention(mo)} until:"5 jan 2028"`);
    await tickAt(day(2, '17:05'));
    expect(await card()).toContain('17:00 New York');
    await tell(cleo, 'deputy none');
    await tickAt(day(2, '17:10'));
    expect(await card()).toContain('Accepted: nobody answered in time');
  });

  it('keeps the time of its submission when the policy changes', async () => {
    const { tell, card, olivia } = await submitted();
    await tell(olivia, 'policy acceptance:1d silence:stop');
    expect(await card()).toContain('Without an answer it counts as accepted.');
    await tell(olivia, 'policy acceptance:off');
    expect(await card()).toContain('Cleo has until');
  });
});

describe('a question of the reviewer', () => {
  it('stops the clock until the answer, and the time that was left follows', async () => {
    const { tell, card, say, mo, cleo, day } = await submitted();
    await tickAt(day(2, '09:00'));
    await tell(cleo, 'ask 1 where is the export?');
    expect(await card()).toContain(
      'Cleo asks: “where is the export?” The clock is stopped until the answer.',
    );
    expect(await card()).not.toContain('has until');
    expect(await refusal(say(cleo, 'ask 1 and the import?'))).toContain('Cleo has asked already');
    await tickAt(day(20));
    expect(await card()).toContain('Waiting for Cleo');
    // a Thursday, fifteen working days later
    await tickAt(day(23, '08:00'));
    await tell(mo, 'answer review 1 it is in milestone 2');
    const after = await card();
    expect(after).toContain('Cleo asked: “where is the export?” Mo: “it is in milestone 2”');
    expect(after).toContain('3 working days left');
    await tickAt(day(28, '16:55'));
    expect(await card()).toContain('Waiting for Cleo');
    await tickAt(day(28));
    expect(await card()).toContain('Accepted: nobody answered in time');
  });

  it('goes back to the question when the answer is taken back, also after the schedule computed the clock', async () => {
    const { tell, card, cleo, mo, day } = await submitted();
    await tell(cleo, 'ask 1 where is the export?');
    await tell(mo, 'answer review 1 it is in milestone 2');
    await tickAt(day(0, '09:05'));
    expect(await tell(mo, 'undo')).toContain('Taken back: answered');
    expect(await card()).toContain('The clock is stopped until the answer.');
    await tickAt(day(20));
    await tell(mo, 'answer review 1 it is in milestone 2');
    expect(await card()).toContain('6 working days left');
  });

  it('is asked by those who decide and answered by those who work', async () => {
    const { tell, say, mo, cleo, olivia } = await submitted('acceptance:5d');
    expect(await refusal(say(mo, 'ask 1 is it good?'))).toContain('Only a customer can');
    expect(await refusal(say(mo, 'answer review 1 yes'))).toBe('Nobody has asked about 1 · Beta.');
    await tell(cleo, 'ask 1 is it fast?');
    expect(await refusal(say(cleo, 'answer review 1 yes'))).toContain(
      'Only an owner, coach or contributor can',
    );
    await tell(olivia, 'answer review 1 yes');
    expect(await tell(cleo, 'approve 1')).toContain('approved');
  });

  it('can be asked where reviews have no end', async () => {
    const { tell, card, cleo, mo } = await submitted('acceptance:off silence:accept');
    await tell(cleo, 'ask 1 is it fast?');
    expect(await card()).toContain('Cleo asks: “is it fast?”');
    expect(await card()).not.toContain('The clock is stopped');
    await tell(mo, 'answer review 1 yes');
    expect(await card()).toContain('Mo: “yes”');
  });
});
