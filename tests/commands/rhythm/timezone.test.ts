import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { becomeOne } from '../../support/accounts.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import {
  channelOf,
  chatOf,
  codeIn,
  mention,
  refusal,
  slackPerson,
  startTeam,
  teamsPerson,
} from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** The clock runs while a test does. */
const toTheHour = (said: string) => said.replaceAll(/(\d\d):\d\d/g, '$1h');

const hint = 'timezone Paris changes yours; timezone Paris for:project, by an owner, the project’s.';

describe('timezone', () => {
  it('says what time it is for me and for the project', async () => {
    const { mo, tell } = await startTeam(runner);
    expect(toTheHour(await tell(mo, 'timezone'))).toBe(
      [
        'Your time zone is Europe/London, where it is 09h.',
        'Apollo is in Europe/London, where it is 09h: its due dates, digests and reminders use that.',
        hint,
      ].join('\n'),
    );
  });

  it('sets mine, by a name in any case or by a city, and it stays what I chose', async () => {
    const { mo, tell } = await startTeam(runner);
    expect(toTheHour(await tell(mo, 'timezone new york'))).toContain(
      'Your time zone is set.\nYour time zone is America/New_York, where it is 04h.',
    );
    // Slack says London with each request
    expect(await tell(mo, 'timezone')).toContain('Your time zone is America/New_York');
    expect(toTheHour(await tell(mo, 'timezone asia/KOLKATA for:me'))).toContain(
      'Asia/Kolkata, where it is 14h.',
    );
  });

  it('that I chose is not overwritten when a platform tells more about me', async () => {
    const { olivia, mo, tell, room } = await startTeam(runner);
    await tell(mo, 'timezone Tokyo');
    await runner.db.execute(sql`update identity set profiled_at = null where user_key = ${mo.user}`);
    runner.profile(mo, { standing: 'member', name: 'Mo Marlow', zone: 'Europe/Berlin' });
    expect(words(await runner.say(mo, room, 'timezone'))).toContain('Your time zone is Asia/Tokyo');
    expect(await tell(olivia, 'people')).toContain('Mo Marlow');
  });

  it('that I chose on one platform is mine on both, once they know that I am one', async () => {
    const { olivia, mo, tell, say, tenant, room } = await startTeam(runner);
    await tell(mo, 'list');
    const there = teamsPerson('Tess', `${tenant}-teams`);
    const channel = channelOf(there, '19:apollo@thread.tacv2');
    const inTeams = async (line: string) => words(await runner.say(there, channel, line));
    await inTeams(`link ${codeIn(await say(olivia, 'link'))}`);
    await inTeams('timezone Tokyo');
    await inTeams('quiet 18-8');
    await becomeOne(runner, { who: mo, room }, { who: there, room: channel });
    expect(await tell(mo, 'timezone')).toContain('Your time zone is Asia/Tokyo');
    expect(await tell(mo, 'quiet')).toContain('from 18:00 to 08:00');
  });

  it('that I chose before my address was known stays, and so does my being an administrator', async () => {
    const { olivia, tell, say, tenant, room } = await startTeam(runner);
    const teams = `${tenant}-teams`;
    const [old, ada] = [slackPerson('Old Ada', tenant), teamsPerson('Ada', teams)];
    const there = channelOf(ada, '19:apollo@thread.tacv2');
    await tell(olivia, 'bind acme.example', `bind teams:${teams} acme.example`);
    runner.profile(old, { standing: 'member', name: 'Ada', email: 'ada@acme.example' });
    await tell(old, 'list');
    await runner.say(ada, there, `link ${codeIn(await say(olivia, 'link'))}`);
    await runner.say(ada, there, 'timezone Tokyo');
    await runner.db.execute(sql`update person set admin = true where zone = 'Asia/Tokyo' and name = 'Ada'`);
    await runner.db.execute(sql`update identity set profiled_at = null where tenant = ${teams}`);
    runner.profile(ada, { standing: 'member', name: 'Ada', email: 'ada@acme.example', zone: 'Europe/Oslo' });
    expect(words(await runner.say(ada, there, 'timezone'))).toContain('Your time zone is Asia/Tokyo');
    expect(words(await runner.say(old, room, 'timezone'))).toContain('Your time zone is Asia/Tokyo');
    const people = await runner.db.execute(sql`select admin from person where email = 'ada@acme.example'`);
    expect(rowsOf(people)).toEqual([{ admin: true }]);
  });

  it('of somebody who chose none follows their platform', async () => {
    const { tenant, room } = await startTeam(runner);
    const ida = slackPerson('Ida', tenant, { zone: 'Europe/Oslo' });
    expect(words(await runner.say(ida, room, 'timezone'))).toContain('Your time zone is Europe/Oslo');
    const away = { ...ida, zone: 'Asia/Tokyo' };
    expect(words(await runner.say(away, room, 'timezone'))).toContain('Your time zone is Asia/Tokyo');
    await runner.say(away, room, 'timezone Oslo');
    expect(words(await runner.say(away, room, 'timezone'))).toContain('Your time zone is Europe/Oslo');
  });

  it('of the project is changed by an owner, with a record, and its days follow', async () => {
    const { olivia, mo, tell, say } = await startTeam(runner);
    expect(await refusal(say(mo, 'timezone Apia for:project'))).toContain('Only an owner can do this.');
    expect(await tell(olivia, 'timezone Pago_Pago for:project')).toContain(
      'Apollo is in Pacific/Pago_Pago now.',
    );
    expect(toTheHour(await tell(mo, 'timezone'))).toContain(
      'Apollo is in Pacific/Pago_Pago, where it is 22h',
    );
    expect(await tell(mo, 'history')).toContain(
      'Olivia changed the time zone, Europe/London → Pacific/Pago_Pago, in Slack',
    );
    await tell(olivia, 'new "Launch" due:2026-12-06');
    expect(await tell(olivia, 'list')).toContain('due today');
  });

  it('of mine is nothing for the project’s history', async () => {
    const { olivia, tell } = await startTeam(runner);
    await tell(olivia, 'timezone Paris');
    expect(await tell(olivia, 'history')).not.toContain('changed their message settings');
  });

  it('is unknown for somebody whose platform does not say it, until they do', async () => {
    const { olivia, tenant, tell } = await startTeam(runner);
    const { zone: _, ...nell } = slackPerson('Nell', tenant);
    const said = words(await runner.say(nell, chatOf(nell), 'timezone'));
    expect(toTheHour(said)).toBe(
      'You have not set your time zone; Milepost uses UTC, where it is 09h.\ntimezone Paris changes yours.',
    );
    await tell(olivia, `role ${mention({ ...nell, zone: '' })} viewer`);
    expect(toTheHour(words(await runner.say(nell, chatOf(nell), 'timezone')))).toContain(
      'Milepost uses Europe/London, where it is 09h.',
    );
    expect(words(await runner.say(nell, chatOf(nell), 'timezone utc'))).toContain('UTC');
  });

  it('plans anew what was planned: mine by mine, everybody’s and every room’s by the project’s', async () => {
    const { olivia, mo, tell, planned, plan } = await planning();
    await tell(mo, 'timezone Paris');
    expect(await planned()).toEqual({ olivia: true, mo: false, room: true, asks: true });
    await plan();
    await tell(olivia, 'timezone Paris for:project');
    expect(await planned()).toEqual({ olivia: false, mo: false, room: false, asks: false });
    await plan();
    await tell(olivia, 'holidays add 2026-12-25');
    expect(await planned()).toEqual({ olivia: false, mo: false, room: false, asks: false });
    await plan();
    await tell(mo, 'quiet 18-8', 'timezone', 'holidays', 'quiet');
    expect(await planned()).toEqual({ olivia: true, mo: true, room: true, asks: true });
  });

  it.each([
    ['timezone Europe/Pariss', 'There is no time zone “Europe/Pariss”. Did you mean Europe/Paris?'],
    ['timezone Atlantis', 'There is no time zone “Atlantis”. Name a city, such as Paris, or write it as'],
    ['timezone UTC+2', 'An offset such as UTC+2 has no summer time. Name a city, such as Paris'],
    ['timezone Paris for:everybody', 'Whose time zone must be one of me, project; you wrote “everybody”.'],
    ['timezone London for:project', 'Nothing changed: Apollo is in Europe/London already.'],
  ])('%s is refused', async (line, why) => {
    const { olivia, say } = await startTeam(runner);
    expect(await refusal(say(olivia, line))).toContain(why);
  });

  it('for a project is refused where none is meant', async () => {
    const { mo } = await startTeam(runner);
    const said = await refusal(
      runner.say(slackPerson('Zoe', 'TELSEWHERE'), undefined, 'timezone Rome for:project'),
    );
    expect(said).toContain('project');
    expect(said).not.toContain(mo.name);
  });

  it('that I have already is said so', async () => {
    const { mo, tell, say } = await startTeam(runner);
    await tell(mo, 'timezone London');
    expect(await refusal(say(mo, 'timezone Europe/London'))).toContain(
      'Nothing changed: your time zone is Europe/London already.',
    );
  });
});

/** A team in which everything that recurs has been planned. */
async function planning() {
  const team = await startTeam(runner);
  const { olivia, mo, tenant, tell } = team;
  await tell(mo, 'list');
  await tell(olivia, 'digest daily', 'ask-updates every:friday');
  const workspace = sql`workspace_id = (select workspace_id from identity where tenant = ${tenant} limit 1)`;
  const plan = async () => {
    const at = sql`'2026-12-08T09:00:00Z'`;
    await runner.db.execute(sql`update person set digest_at = ${at} where ${workspace}`);
    await runner.db.execute(sql`update room set digest_at = ${at} where ${workspace} and digest is not null`);
    await runner.db.execute(sql`update project set asks_at = ${at} where ${workspace}`);
  };
  const planned = async () => {
    const result = await runner.db.execute(sql`select
      (select digest_at is not null from person where ${workspace} and name = 'Olivia') as olivia,
      (select digest_at is not null from person where ${workspace} and name = 'Mo') as mo,
      (select digest_at is not null from room where ${workspace} and digest is not null) as room,
      (select asks_at is not null from project where ${workspace}) as asks`);
    return rowsOf(result)[0];
  };
  await plan();
  return { ...team, plan, planned };
}
