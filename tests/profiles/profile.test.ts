import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../db/tenant.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../support/runner.ts';
import { channelOf, mention, refusal, slackPerson, startTeam, teamsPerson } from '../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const aDay = 24 * 60 + 1;
const aWeek = 7 * 24 * 60 + 1;

/** One field of the person behind an address. */
async function kept(who: Somebody, field: 'name' | 'zone' | 'email' | 'digest_at') {
  const rows = await runner.db.execute(sql`select ${sql.identifier(field)} as value from person p
    where exists (select from identity i where i.person_id = p.id and i.tenant = ${who.tenant} and i.user_key = ${who.user})`);
  return rowsOf<{ value: unknown }>(rows)[0]?.value;
}

describe('a profile that is a day old', () => {
  it('is asked for again at the next command, and what has changed shows at once', async () => {
    const { mo, tell } = await startTeam(runner);
    await tell(mo, 'list');
    runner.profile(mo, { standing: 'member', name: 'Mohamed Salem', zone: 'Asia/Tokyo' });
    expect(await tell(mo, 'people')).toContain('Mo, contributor');
    runner.pass(aDay);
    runner.woken.length = 0;
    expect(await tell({ ...mo, zone: 'Asia/Tokyo' }, 'people')).toContain('Mohamed Salem, contributor');
    expect(await kept(mo, 'zone')).toBe('Asia/Tokyo');
    expect(await kept(mo, 'digest_at')).toBeNull();
    expect(runner.woken.length).toBeGreaterThan(0);
  });

  it('stands for a week while the platform does not answer, which is asked every five minutes at most', async () => {
    const { mo, tell, say } = await startTeam(runner);
    await tell(mo, 'new "Beta"');
    runner.profile(mo, undefined);
    runner.pass(aDay);
    await tell(mo, 'start 1');
    runner.pass(aWeek);
    // nobody gave Mo a role: the room did, because he was a member
    expect(await refusal(say(mo, 'progress 1 30'))).toContain('did not say who you are');
    runner.profile(mo, { standing: 'member', name: 'Mo' });
    expect(await refusal(say(mo, 'progress 1 30'))).toContain('did not say who you are');
    runner.pass(6);
    await tell(mo, 'progress 1 30');
  });

  it('does not take away what an owner gave, however long it is', async () => {
    const { olivia, tell } = await startTeam(runner);
    runner.profile(olivia, undefined);
    runner.pass(aWeek);
    await tell(olivia, 'new "Beta"');
  });
});

describe('somebody who is no member of the organisation any more', () => {
  it.each(['guest', 'external'] as const)('loses as %s what the room gave, at once', async (standing) => {
    const { mo, tell, say } = await startTeam(runner);
    await tell(mo, 'new "Beta"');
    runner.profile(mo, { standing, name: 'Mo' });
    runner.pass(aDay);
    expect(await refusal(say(mo, 'start 1'))).toContain(
      'Only an owner, coach or contributor can start this.',
    );
    runner.profile(mo, { standing: 'member', name: 'Mo' });
    runner.pass(aDay);
    await tell(mo, 'start 1');
  });

  it('keeps the role that an owner gave', async () => {
    const { olivia, mo, tell } = await startTeam(runner);
    await tell(olivia, `role ${mention(mo)} contributor`, 'new "Beta"');
    await tell(mo, 'list');
    runner.profile(mo, { standing: 'guest', name: 'Mo' });
    runner.pass(aDay);
    await tell(mo, 'start 1');
  });
});

describe('the zone of a device in Teams', () => {
  it('is kept with the command that says it, and what is planned follows', async () => {
    const { olivia, tell, say, tenant } = await startTeam(runner);
    const tess = teamsPerson('Tess', `${tenant}-teams`);
    const room = channelOf(tess, '19:zones@thread.tacv2');
    const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(words(await say(olivia, 'link')))?.[0];
    await runner.say(tess, room, `link ${code}`);
    await runner.say({ ...tess, zone: 'Tokyo Standard Time' }, room, 'list');
    expect(await kept(tess, 'zone')).toBe('Asia/Tokyo');
    // a mere offset says less than the name that is known
    await runner.say({ ...tess, zone: '+02:00' }, room, 'list');
    expect(await kept(tess, 'zone')).toBe('Asia/Tokyo');
    await runner.say(tess, room, 'timezone Oslo');
    await runner.say({ ...tess, zone: 'Asia/Tokyo' }, room, 'list');
    expect(await kept(tess, 'zone')).toBe('Europe/Oslo');
    expect(await tell(olivia, 'people')).toContain('Tess');
  });

  it.each(['Mars/Olympus', '', 'GMT+99:00', '\u0000', 'x'.repeat(5_000)])(
    'that is none (%j) breaks no line',
    async (zone) => {
      const { mo, say, tell } = await startTeam(runner);
      await say({ ...mo, zone }, 'list');
      await say({ ...mo, zone }, 'new "Beta" due:friday');
      expect(await tell(mo, 'timezone')).toContain('Apollo is in Europe/London');
    },
  );
});

describe('somebody who has never spoken', () => {
  it('is called by name from the first card on that names them', async () => {
    const { olivia, tell, press, tenant } = await startTeam(runner);
    const zed = slackPerson('Zed', tenant, { user: 'U0ZED12345' });
    runner.profile(zed, {
      standing: 'guest',
      name: 'Zed Zimmer',
      zone: 'Asia/Tokyo',
      email: 'zed@acme.example',
    });
    expect(await tell(olivia, `new "Beta" owner:<@slack:${tenant}/U0ZED12345|U0ZED12345>`)).toContain('Beta');
    expect(words(await press(olivia, 'show', { milestone: '1' }))).toContain('Zed Zimmer');
    expect(await kept(zed, 'zone')).toBe('Asia/Tokyo');
  });

  it('is never an id, where their platform does not say who they are', async () => {
    const { olivia, tell, press, tenant } = await startTeam(runner);
    const zed = slackPerson('Zed', tenant, { user: 'U0ZED12345' });
    runner.profile(zed, undefined);
    await tell(
      olivia,
      `new "Beta" owner:<@slack:${tenant}/U0ZED12345|U0ZED12345>`,
      `role <@slack:${tenant}/U0ZED12345> coach`,
    );
    for (const line of ['show 1', 'list', 'people', 'status', 'history']) {
      expect(await tell(olivia, line)).not.toContain('U0ZED');
    }
    expect(words(await press(olivia, 'show', { milestone: '1' }))).toContain('Somebody (not known yet)');
  });
});
