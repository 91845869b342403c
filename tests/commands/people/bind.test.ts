import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activity } from '../../../db/schema/project.ts';
import { attempted, refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, codeIn, refusal, startTeam, teamsPerson } from '../../support/team.ts';

describe('bind', () => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner('postgresql');
  });
  afterAll(() => runner.close());

  it('trusts the organisation where it is typed, and lists who did so', async () => {
    const { olivia, say, tell, tenant } = await startTeam(runner);
    expect(words(await say(olivia, 'bind'))).toContain('No organisation trusts its mail domains yet.');
    expect(await tell(olivia, 'bind acme.com @ACME.co.uk')).toContain(
      `Milepost now trusts Slack ${tenant} for addresses at acme.co.uk and acme.com.`,
    );
    expect(words(await say(olivia, 'bind'))).toContain(
      `Slack ${tenant}: acme.co.uk and acme.com (bound by Olivia, `,
    );
    // again is no news
    expect(words(await say(olivia, 'bind acme.com'))).not.toContain('now trusts');
    const kept = await runner.db.select().from(activity);
    expect(kept.filter(({ type }) => type === 'organisation_bound')).toMatchObject([
      { after: { organisation: `slack:${tenant}`, domains: ['acme.co.uk', 'acme.com'] }, projectId: null },
    ]);
  });

  it('shows a long list a page at a time', async () => {
    const { olivia, say, tell } = await startTeam(runner);
    for (let n = 10; n <= 26; n += 1) await tell(olivia, `bind teams:T${n} acme${n}.com`);
    const first = await say(olivia, 'bind');
    expect(words(first)).toContain('Bound organisations, 1–15 of 17');
    expect(first).toMatchObject({
      card: { actions: [{ label: 'Next', command: 'bind', input: { page: '2' } }] },
    });
    expect(words(await say(olivia, 'bind page:2'))).toContain('Bound organisations, 16–17 of 17');
  });

  it('is for administrators', async () => {
    const { mo, say, olivia } = await startTeam(runner);
    for (const line of ['bind', 'bind acme.com', 'unbind'])
      expect(await refusal(say(mo, line))).toBe(
        'Only an administrator of this Milepost can do that.\nAsk Olivia.',
      );
    expect(words(await say(olivia, 'bind'))).toContain('No organisation trusts its mail domains yet.');
  });

  it('is not for an administrator whom the platform calls a guest by now', async () => {
    const { olivia, say, tell } = await startTeam(runner);
    await tell(olivia, 'bind acme.com');
    runner.profile(olivia, { standing: 'guest', name: 'Olivia' });
    runner.pass(25 * 60);
    expect(await refusal(say(olivia, 'unbind acme.com'))).toContain('Only an administrator');
    runner.profile(olivia, { standing: 'member', name: 'Olivia' });
    runner.pass(25 * 60);
    expect(await tell(olivia, 'unbind acme.com')).toContain('acme.com');
  });

  it.each([
    [
      'bind gmail.com',
      'Anybody can have an address at gmail.com, so it does not show who is in your organisation.',
    ],
    ['bind acme', '“acme” is not a mail domain.'],
    ['bind teams:T9', 'Name its mail domains.'],
    ['unbind', 'is not bound.'],
  ])('refuses %s', async (line, why) => {
    const { olivia, say } = await startTeam(runner);
    expect(await refusal(say(olivia, line))).toContain(why);
  });

  it('is named at a terminal', async () => {
    const { olivia, tell } = await startTeam(runner);
    await tell(olivia, 'projects');
    const workspaces = await runner.db.query.workspace.findMany();
    const operator = {
      platform: 'cli',
      tenant: workspaces.at(-1)?.workspaceId ?? '',
      user: 'root',
      name: 'root',
    } as const;
    expect(await refusal(runner.say(operator, undefined, 'bind acme.com'))).toContain(
      'Name the organisation',
    );
    expect(words(await runner.say(operator, undefined, 'bind slack:T77 acme.com'))).toContain(
      'Milepost now trusts Slack T77 for addresses at acme.com.',
    );
  });

  it('stops for one domain or for all, and whoever was joined stays joined', async () => {
    const { olivia, say, tell, tenant } = await startTeam(runner);
    await tell(olivia, 'bind acme.com acme.co.uk');
    await tell(olivia, 'unbind acme.com');
    expect(words(await say(olivia, 'bind'))).toContain(`Slack ${tenant}: acme.co.uk (`);
    expect(await refusal(say(olivia, 'unbind acme.com'))).toContain('is not bound with acme.com');
    await tell(olivia, 'unbind');
    expect(words(await say(olivia, 'bind'))).toContain('No organisation trusts its mail domains yet.');
  });

  it.each([
    ['joins two members', 'member', 'ana@acme.example', true],
    ['leaves a guest apart', 'guest', 'ana@acme.example', false],
    ['leaves an external apart', 'external', 'ana@acme.example', false],
    ['leaves another domain apart', 'member', 'ana@other.example', false],
    ['leaves a domain below apart', 'member', 'ana@sub.acme.example', false],
  ] as const)('%s', async (_what, standing, email, joins) => {
    const { olivia, mo, say, tell, tenant } = await startTeam(runner);
    const teams = `${tenant}-teams`;
    runner.profile(mo, { standing: 'member', name: 'Mo', email });
    await tell(mo, 'list');
    await tell(olivia, 'bind acme.example', `bind teams:${teams} acme.example`);
    const mona = teamsPerson('Mona', teams);
    runner.profile(mona, { standing, name: 'Mona', email });
    const there = channelOf(mona, '19:apollo@thread.tacv2');
    await runner.say(mona, there, `link ${codeIn(await say(olivia, 'link'))}`);
    await runner.say(mona, there, 'list');
    expect((await tell(olivia, 'people')).includes('Mo, contributor, on Slack and Teams')).toBe(joins);
  });

  it('joins nobody to an account that is gone: its address may be somebody else’s by now', async () => {
    const { olivia, mo, say, tell, tenant } = await startTeam(runner);
    const teams = `${tenant}-teams`;
    runner.profile(mo, { standing: 'member', name: 'Mo', email: 'mo@acme.example' });
    await tell(mo, 'list');
    await tell(olivia, 'bind acme.example', `bind teams:${teams} acme.example`);
    await runner.db.execute(
      sql`update identity set gone_at = now() where tenant = ${tenant} and user_key = ${mo.user}`,
    );
    const heir = teamsPerson('Morten', teams);
    runner.profile(heir, { standing: 'member', name: 'Morten', email: 'mo@acme.example' });
    const there = channelOf(heir, '19:apollo@thread.tacv2');
    await runner.say(heir, there, `link ${codeIn(await say(olivia, 'link'))}`);
    await runner.say(heir, there, 'list');
    expect(await tell(olivia, 'people')).toContain('Morten, contributor, on Teams');
  });

  it('joins people who were there before, at their next word', async () => {
    const { olivia, mo, say, tell, tenant } = await startTeam(runner);
    const teams = `${tenant}-teams`;
    const mona = teamsPerson('Mona', teams);
    for (const who of [mo, mona])
      runner.profile(who, { standing: 'member', name: who.name, email: 'mo@acme.example' });
    const there = channelOf(mona, '19:apollo@thread.tacv2');
    await runner.say(mona, there, `link ${codeIn(await say(olivia, 'link'))}`);
    for (const line of ['new "Of Mona" owner:me', 'timezone Tokyo']) await runner.say(mona, there, line);
    await tell(mo, 'list');
    expect(await tell(olivia, 'people')).toContain('Mona, contributor, on Teams');
    await tell(olivia, 'bind acme.example', `bind teams:${teams} acme.example`);
    await runner.say(mona, there, 'list');
    const people = await tell(olivia, 'people');
    expect(people).toContain('on Slack and Teams');
    expect(people).not.toContain('Mona, contributor, on Teams');
    // and a word takes it apart again
    expect(words(await say(mo, 'unlink me'))).toContain('Your accounts are separate again.');
    expect(await tell(olivia, 'people')).toContain('Mona, contributor, on Teams');
    await runner.say(mona, there, 'list');
    expect(await tell(olivia, 'people')).toContain('Mona, contributor, on Teams');
  });
});

describe('an address that somebody proved for their mail', () => {
  it('captures nobody who signs in with it later', async () => {
    const runner = await openRunner('postgresql');
    const { olivia, mo, say, tell, tenant } = await startTeam(runner);
    const teams = `${tenant}-teams`;
    await tell(olivia, 'bind acme.example', `bind teams:${teams} acme.example`);
    await tell(mo, 'list');
    await runner.db.execute(
      sql`update person set email = 'ana@acme.example', via = 'email' where name = 'Mo'`,
    );
    const ana = teamsPerson('Ana', teams);
    runner.profile(ana, { standing: 'member', name: 'Ana', email: 'ana@acme.example' });
    const there = channelOf(ana, '19:apollo@thread.tacv2');
    await runner.say(ana, there, `link ${codeIn(await say(olivia, 'link'))}`);
    await runner.say(ana, there, 'list');
    const people = await tell(olivia, 'people');
    expect(people).toContain('Ana, contributor, on Teams');
    expect(people).toContain('Mo, contributor, on Slack');
    expect(words(await runner.say(ana, there, 'notify'))).toContain(
      'Your verified address is ana@acme.example.',
    );
    await runner.close();
  });
});

describe('an administrator of the settings, by address', () => {
  const teamsTenant = 'home';
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(
      'postgresql',
      ['ada@acme.example', 'slack:T9/UONE'],
      (tenant) => tenant === teamsTenant,
    );
  });
  afterAll(() => runner.close());

  it.each([
    ['a member of a configured organisation', 'member', teamsTenant, true],
    ['a guest', 'guest', teamsTenant, false],
    ['an external', 'external', teamsTenant, false],
    ['a member of another tenant', 'member', 'elsewhere', false],
  ] as const)('%s', async (what, standing, tenant, administers) => {
    const ada = teamsPerson(`Ada ${what}`, tenant);
    runner.profile(ada, { standing, name: ada.name, email: 'ADA@acme.example' });
    const reply = words(
      await attempted(runner.say(ada, channelOf(ada, `19:${what.replaceAll(' ', '')}@thread.tacv2`), 'bind')),
    );
    expect(reply.includes('Only an administrator')).toBe(!administers);
  });

  it('is one in another organisation once an administrator bound it', async () => {
    const ada = teamsPerson('Ada of home', teamsTenant);
    runner.profile(ada, { standing: 'member', name: 'Ada', email: 'ada@acme.example' });
    const room = channelOf(ada, '19:home@thread.tacv2');
    await runner.say(ada, room, 'project "Apollo"');
    const away = teamsPerson('Ada away', 'partner');
    const there = channelOf(away, '19:partner@thread.tacv2');
    runner.profile(away, { standing: 'member', name: 'Ada P', email: 'ada@acme.example' });
    await runner.say(away, there, `link ${codeIn(await runner.say(ada, room, 'link'))}`);
    expect(words(await refused(runner.say(away, there, 'bind')))).toContain('Only an administrator');
    await runner.say(ada, room, 'bind teams:partner acme.example');
    await runner.say(away, there, 'list');
    expect(words(await runner.say(away, there, 'bind'))).toContain('Bound organisations');
  });
});
