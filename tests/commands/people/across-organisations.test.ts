import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasNoAdministrator } from '../../../db/queries/people/people.ts';
import { enterWorkspace, rowsOf } from '../../../db/tenant.ts';
import { answerMerge, askToBecomeOne, becomeOne } from '../../support/accounts.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import {
  channelOf,
  chatOf,
  codeIn,
  mention,
  newTenant,
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

const administrators = async (tenant: string) =>
  rowsOf<{ name: string }>(
    await runner.db.execute(sql`select p.name from person p join installation i on i.workspace_id = p.workspace_id
      where i.tenant = ${tenant} and p.admin order by p.name`),
  ).map(({ name }) => name);

const accountsOf = async ({ tenant, user }: Somebody) =>
  rowsOf<{ of: string }>(
    await runner.db.execute(sql`select w.name as of from identity i join workspace w on w.workspace_id = i.workspace_id
      where i.tenant = ${tenant} and (i.user_key = ${user} or i.directory_id = ${user})`),
  );

/** A project of an organisation that the operator has not configured, in whose workspace nobody administers. */
async function customersProject() {
  const tess = teamsPerson('Tess', newTenant());
  const room = channelOf(tess, '19:theirs@thread.tacv2');
  await runner.say(tess, room, 'project "Theirs"');
  return { tess, room };
}

describe('the administration of a workspace', () => {
  it('is not to be had by somebody of another organisation who takes part there', async () => {
    const { tess, room } = await customersProject();
    const mallory = slackPerson('Mallory', newTenant());
    const shared = channelOf(mallory, 'CSHARED');
    const code = codeIn(await runner.say(tess, room, 'link'));
    await runner.say(mallory, shared, `link ${code}`);
    await runner.say(mallory, shared, 'list');
    // the only workspace where Mallory takes part is the customer's
    const made = words(await runner.say(mallory, chatOf(mallory), 'project "Of Mallory"'));
    expect(made).not.toContain('You administer');
    expect(await administrators(tess.tenant)).toEqual([]);
    expect(await refusal(runner.say(mallory, chatOf(mallory), 'bind acme.example'))).toContain(
      'Only an administrator',
    );
  });

  it('goes to one of two who make the first project at once', async () => {
    const at = slackPerson('Fay', newTenant());
    await runner.say(at, channelOf(at, 'CFIRST'), 'projects');
    const [here] = rowsOf<{ id: string }>(
      await runner.db.execute(sql`select workspace_id as id from installation where tenant = ${at.tenant}`),
    );
    const founding = (meanwhile: () => Promise<void>) =>
      runner.db.transaction(async (tx) => {
        await enterWorkspace(tx, here?.id ?? '');
        const founds = await hasNoAdministrator(tx, at);
        await meanwhile();
        if (founds) await tx.execute(sql`update person set admin = true`);
        return founds;
      });
    const begun = Promise.withResolvers<void>();
    const goesOn = Promise.withResolvers<void>();
    const first = founding(() => {
      begun.resolve();
      return goesOn.promise;
    });
    await begun.promise;
    const second = founding(async () => {});
    await expect(Promise.race([second, delay(100, 'waits')])).resolves.toBe('waits');
    goesOn.resolve();
    expect([await first, await second]).toEqual([true, false]);
  });
});

describe('somebody of another organisation, named in a form that was forged', () => {
  it('is not made known, so that their own chat still leads to their own workspace', async () => {
    const { olivia, fill, room, tell } = await startTeam(runner);
    const victims = [slackPerson('Vic', newTenant()), teamsPerson('Vera', newTenant())];
    for (const victim of victims) {
      const person = mention(victim);
      for (const [command, input] of [
        ['role', { person, role: 'viewer' }],
        ['new', { name: 'Beta launch', owner: person }],
        ['reassign', { from: 'me', to: person }],
      ] as const)
        expect(await refusal(fill(olivia, command, input))).toContain('another organisation');
      expect(await refusal(runner.press(olivia, room, 'role', { person, role: 'viewer' }))).toContain(
        'another organisation',
      );
      expect(await accountsOf(victim)).toEqual([]);
    }
    expect(await tell(olivia, 'people')).not.toMatch(/Vic|Vera/);
  });

  it('is found where they take part already', async () => {
    const { olivia, fill, say } = await startTeam(runner);
    const tess = teamsPerson('Tess', newTenant());
    const there = channelOf(tess, '19:apollo@thread.tacv2');
    await runner.say(tess, there, `link ${codeIn(await say(olivia, 'link'))}`);
    await runner.say(tess, there, 'list');
    expect(words(await fill(olivia, 'role', { person: mention(tess), role: 'coach' }))).toContain(
      'Tess is a coach now.',
    );
  });
});

describe('two accounts of one organisation', () => {
  /** A team in Slack, and a linked room in Teams where somebody is. */
  async function scene() {
    const team = await startTeam(runner);
    const teams = `${team.tenant}-teams`;
    const tess = teamsPerson('Tess', teams);
    const there = channelOf(tess, '19:apollo@thread.tacv2');
    await runner.say(tess, there, `link ${codeIn(await team.say(team.olivia, 'link'))}`);
    await runner.say(tess, there, 'list');
    const seat = (who: Somebody) => ({ who, room: team.room });
    return { ...team, teams, seat, tess: { who: tess, room: there } };
  }

  it('do not come together by two requests at once', async () => {
    const { olivia, mo, tess, seat, tell } = await scene();
    await tell(mo, 'list');
    const requests = [
      await askToBecomeOne(runner, tess, seat(olivia)),
      await askToBecomeOne(runner, tess, seat(mo)),
    ];
    for (const one of [tess, seat(olivia)]) await answerMerge(runner, one, requests[0] ?? '', 'yes');
    expect(await tell(olivia, 'people')).toContain('on Slack and Teams');
    for (const one of [tess, seat(mo)])
      expect(await refusal(answerMerge(runner, one, requests[1] ?? '', 'yes'))).toContain(
        'Both accounts belong to the same organisation in Slack',
      );
    expect(await tell(olivia, 'people')).toContain('Mo, contributor, on Slack');
  });

  it('do not come together by an address of a third', async () => {
    const { olivia, mo, tess, seat, tell, teams } = await scene();
    runner.profile(mo, { standing: 'member', name: 'Mo', email: 'mo@acme.example' });
    await tell(olivia, 'bind acme.example', `bind teams:${teams} acme.example`);
    await tell(mo, 'list');
    // Olivia and Tess are one person by their own yes; then the tenant gives Tess the address of Mo
    await becomeOne(runner, seat(olivia), tess);
    const profile = { standing: 'member', name: 'Tess', email: 'mo@acme.example' } as const;
    await runner.hearPerson({ is: 'told', who: tess.who, profile });
    const people = await tell(olivia, 'people');
    expect(people).toContain('Mo, contributor, on Slack\n');
    expect(people).toContain('on Slack and Teams');
  });
});

describe('the address that somebody’s mail goes to', () => {
  const mailOf = async ({ tenant, user }: Somebody) =>
    rowsOf<{ email: string | null }>(
      await runner.db.execute(sql`select p.email from person p join identity i on i.workspace_id = p.workspace_id
        and i.person_id = p.id where i.tenant = ${tenant} and i.user_key = ${user}`),
    )[0]?.email;
  const told = (email: string) => ({ standing: 'member', name: 'Tess', email }) as const;

  it.each([
    ['stays as it was proved, whatever an organisation claims that nobody bound', [], 'tess@own.example'],
    ['follows an organisation that is bound with both', ['own.example', 'acme.example'], 'boss@acme.example'],
    ['is none any more, where an organisation is not bound with the new one', ['own.example'], null],
  ] as const)('%s', async (_what, domains, kept) => {
    const { olivia, say, tell, tenant } = await startTeam(runner);
    const tess = teamsPerson('Tess', `${tenant}-teams`);
    const there = channelOf(tess, '19:apollo@thread.tacv2');
    runner.profile(tess, told('tess@own.example'));
    await runner.say(tess, there, `link ${codeIn(await say(olivia, 'link'))}`);
    for (const domain of domains) await tell(olivia, `bind teams:${tess.tenant} ${domain}`);
    // as the code that was mailed there does
    await runner.db.execute(sql`update person set email = 'tess@own.example' where id in
      (select person_id from identity where tenant = ${tess.tenant})`);
    await runner.hearPerson({ is: 'told', who: tess, profile: told('boss@acme.example') });
    expect(await mailOf(tess)).toBe(kept);
  });
});
