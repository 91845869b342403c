import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { serverEngine } from '../../support/database/database.ts';
import { keptReceipts } from '../../support/receipts.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, chatOf, refusal, slackPerson, startTeam, type Team } from '../../support/team.ts';

describe.each(serverEngine)('digests and requests for updates on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  /** Lets the tick have planned everything, so that a test sees what a command takes back. */
  const plan = ({ tenant }: Team) =>
    runner.db.execute(sql`with w as (select workspace_id from installation where tenant = ${tenant}),
      r as (update room set digest_at = now() where workspace_id in (select * from w)),
      p as (update person set digest_at = now() where workspace_id in (select * from w))
      update project set asks_at = now() where workspace_id in (select * from w)`);

  async function planned({ tenant }: Team) {
    const result = await runner.db.execute(sql`
      select (select digest_at is not null from room where channel = 'CAPOLLO' and workspace_id = i.workspace_id) as room,
        (select digest_at is not null from person where name = 'Mo' and workspace_id = i.workspace_id) as mo,
        (select asks_at is not null from project where workspace_id = i.workspace_id limit 1) as asks
      from installation i where tenant = ${tenant}`);
    return rowsOf<{ room: boolean; mo: boolean; asks: boolean }>(result)[0];
  }

  describe('the digest of a room', () => {
    it('is changed by the owner, seen by anybody, and planned anew', async () => {
      const team = await startTeam(runner);
      const { olivia, mo, tell, say } = team;
      expect(await tell(mo, 'digest')).toBe(
        'Apollo, digest in this channel\nNo digest in this channel.\nAn owner changes that with digest daily at:09:00, digest weekly on:friday in:thread or digest off.',
      );
      expect(await refusal(say(mo, 'digest daily'))).toContain('Only an owner can do this.');
      await plan(team);
      expect(await tell(olivia, 'digest daily at:17:30')).toContain(
        'Milepost sends the digest of Apollo every working day at 17:30.\nApollo, digest in this channel\nEvery working day at 17:30 (Europe/London), as a separate message, when there is something to report.\nThe next one is on 2026-12-07 17:30 UTC.',
      );
      expect(await planned(team)).toMatchObject({ room: false, mo: true, asks: true });
      expect(await tell(olivia, 'digest weekly on:friday in:thread')).toContain(
        'On Fridays at 17:30 (Europe/London), under the project’s card, when there is something to report.\nThe next one is on 2026-12-11 17:30 UTC.',
      );
      expect(await tell(olivia, 'digest at:"8 am"')).toContain('on Fridays at 08:00');
      expect(await tell(olivia, 'digest in:channel')).toContain(
        'On Fridays at 08:00 (Europe/London), as a separate message',
      );
      expect(await tell(olivia, 'digest off')).toContain('The digest of Apollo is off.');
      expect(await tell(olivia, 'history')).toContain(
        'Olivia changed the message schedule, digest every working day at 17:30 → on Fridays at 17:30, digest in the channel → thread, in Slack',
      );
    });

    it('weekly is on Mondays where no day is named, and stays on its day', async () => {
      const { olivia, tell } = await startTeam(runner);
      expect(await tell(olivia, 'digest weekly')).toContain('on Mondays at 09:00');
      await tell(olivia, 'digest on:thu');
      expect(await tell(olivia, 'digest weekly at:10')).toContain('on Thursdays at 10:00');
    });

    it('now is planned once, wakes the room, and is in the history', async () => {
      const team = await startTeam(runner);
      const { olivia, mo, tell, say } = team;
      runner.woken.length = 0;
      expect(await say(mo, 'digest now')).toEqual({
        is: 'done',
        line: 'Sending the digest of Apollo.',
      });
      expect(runner.woken).toHaveLength(1);
      expect(await refusal(say(olivia, 'digest now'))).toBe(
        'Somebody asked for a digest a moment ago.\nMilepost is sending it, or found nothing to report.',
      );
      const [one, ...more] = await keptReceipts(runner, team);
      expect(more).toEqual([]);
      expect(one).toMatchObject({
        kind: 'digest',
        state: 'planned',
        channel: 'CAPOLLO',
        target: runner.woken[0],
      });
      expect(one?.slot).toBe(runner.now().toString().slice(0, 16).concat(':00'));
      expect(await tell(olivia, 'history')).toContain('Mo asked for a digest, in Slack');
      runner.pass(1);
      expect(await say(olivia, 'digest now')).toMatchObject({ is: 'done' });
      expect(await keptReceipts(runner, team)).toHaveLength(2);
    });

    it('now is for those who work on it', async () => {
      const team = await startTeam(runner);
      const vic = await team.join('Vic', 'viewer');
      expect(await refusal(team.say(vic, 'digest now'))).toContain(
        'Only an owner, coach or contributor can do this.',
      );
    });

    it('comes once where two ask at the same moment', async () => {
      const team = await startTeam(runner);
      await team.tell(team.mo, 'list');
      const answers = await Promise.all(
        [team.olivia, team.mo].map((who) => attempted(team.say(who, 'digest now'))),
      );
      expect(answers.map(({ is }) => is).sort()).toEqual(['done', 'refused']);
      expect(await keptReceipts(runner, team)).toHaveLength(1);
    });

    it('is that of the room in which it is typed', async () => {
      const team = await startTeam(runner);
      const two = channelOf(team.olivia, 'CTWO');
      expect(await refusal(runner.say(team.olivia, two, 'digest daily'))).toContain(
        'This channel has no project yet.',
      );
      expect(await refusal(runner.say(team.olivia, two, 'digest daily project:Apollo'))).toContain(
        'Apollo has its digest in its own channel.',
      );
    });
  });

  describe('my own digest', () => {
    it('is changed in a direct chat, whatever projects there are', async () => {
      const team = await startTeam(runner);
      await team.tell(team.mo, 'list');
      await runner.say(team.mo, channelOf(team.mo, 'CTWO'), 'project "Zeus"');
      const say = (line: string) => runner.say(team.mo, chatOf(team.mo), line);
      expect(words(await say('digest'))).toBe(
        'Your digest\nEvery working day at 09:00 (Europe/London), when something is due or waits for you.\nThe next one is on 2026-12-08 09:00 UTC.\nYou can change that with digest daily at:09:00, digest weekly on:friday or digest off.',
      );
      await plan(team);
      expect(words(await say('digest weekly on:friday at:16:00'))).toContain(
        'Milepost sends your digest on Fridays at 16:00.',
      );
      expect(await planned(team)).toMatchObject({ room: true, mo: false, asks: true });
      expect(words(await say('digest off'))).toContain('Your digest is off.\nYour digest\nYou get no digest');
      expect(await refusal(say('digest off'))).toBe(
        'Nothing changed: the digest has these settings already.',
      );
      expect(await refusal(say('digest daily in:thread'))).toContain(
        'Only a digest of a channel can be sent in a thread.',
      );
      expect(await team.tell(team.olivia, 'history')).not.toContain('digest');
      expect(await team.tell(team.olivia, 'digest')).toContain('No digest in this channel.');
    });

    it('now comes into that chat, once', async () => {
      const team = await startTeam(runner);
      await team.tell(team.mo, 'list');
      const say = (line: string) => runner.say(team.mo, chatOf(team.mo), line);
      runner.woken.length = 0;
      expect(await say('digest now')).toEqual({
        is: 'done',
        line: 'Sending your digest, if something is due or waits for you.',
      });
      expect(runner.woken).toHaveLength(1);
      expect(await refusal(say('digest now'))).toContain('Somebody asked for a digest a moment ago.');
      expect(await keptReceipts(runner, team)).toMatchObject([
        { kind: 'personal', state: 'planned', channel: 'user:UMO' },
      ]);
      runner.pass(1);
      await say('digest now');
      const [first, second] = await keptReceipts(runner, team);
      expect(second?.channel).toBe(first?.channel);
      expect(new Set(runner.woken).size).toBe(1);
    });

    it('is there for somebody who takes part in nothing yet', async () => {
      const { tenant } = await startTeam(runner);
      const ann = slackPerson('Ann', tenant);
      expect(words(await runner.say(ann, chatOf(ann), 'digest'))).toContain('Every working day at 09:00');
    });
  });

  describe('ask-updates', () => {
    it('is changed by the owner, seen by anybody, and planned anew', async () => {
      const team = await startTeam(runner);
      const { olivia, mo, tell, say } = team;
      expect(await tell(mo, 'ask-updates')).toBe(
        'Apollo, requests for updates\nNo update requests yet.\nAn owner changes that with ask updates every:friday at:10:00 or ask updates off.',
      );
      expect(await refusal(say(mo, 'ask-updates every:friday'))).toContain('Only an owner can do this.');
      await plan(team);
      expect(await tell(olivia, 'ask-updates every:friday at:10:00')).toContain(
        'Milepost asks for updates on Fridays at 10:00.\nApollo, requests for updates\nOn Fridays at 10:00 (Europe/London), to assignees who have not reported progress.\nThe next one is on 2026-12-11 10:00 UTC.',
      );
      expect(await planned(team)).toMatchObject({ room: true, asks: false });
      expect(await tell(olivia, 'ask-updates every:mon,wed')).toContain('on Mondays and Wednesdays at 10:00');
      expect(await tell(olivia, 'ask-updates off')).toContain('Update requests are off.');
      expect(await refusal(say(olivia, 'ask-updates off'))).toContain(
        'Nothing changed: update requests are off already.',
      );
      expect(await tell(olivia, 'history')).toContain(
        'Olivia changed the message schedule, asked for updates none → on Fridays at 10:00, in Slack',
      );
    });

    it('is typed in a direct chat too', async () => {
      const { olivia } = await startTeam(runner);
      expect(words(await runner.say(olivia, chatOf(olivia), 'ask-updates every:day'))).toContain(
        'every working day at 09:00',
      );
    });
  });

  it.each([
    ['digest daily at:25:00', 'from 00:00 to 23:59; you wrote “25:00”.'],
    ['digest daily at:soon', 'Time must be a time of day'],
    ['digest weekly on:someday', 'Days must be daily, weekly, or days of the week'],
    ['digest hourly', 'How often must be one of now, daily, weekly, off; you wrote “hourly”.'],
    ['digest daily on:friday', 'Only a weekly digest has days.'],
    ['digest at:10:00', 'How often? Write daily, weekly or days of the week.'],
    ['digest off at:10:00', '“off” takes no time or days.'],
    ['digest now at:10:00', '“digest now” takes no time, day or place.'],
    ['digest daily in:space', 'Where must be one of channel, thread; you wrote “space”.'],
    ['digest off', 'Nothing changed: the digest has these settings already.'],
    ['ask-updates every:fortnight', 'Days can be daily, weekly, or days of the week'],
    ['ask-updates every:never', 'Days must be daily'],
    ['ask-updates at:10:00', 'How often?'],
    ['ask-updates off every:friday', 'not both'],
    ['ask-updates every:friday at:24:61', 'you wrote “24:61”.'],
  ])('%s is refused', async (line, why) => {
    const { olivia, say } = await startTeam(runner);
    expect(await refusal(say(olivia, line))).toContain(why);
  });
});
