import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { customerCards } from '../../../src/live-cards/customer-cards.ts';
import { serverEngine } from '../../support/database/database.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, startTeam } from '../../support/team.ts';

describe.each(serverEngine)('inviting a customer on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  const rows = async <T>(query: ReturnType<typeof sql>): Promise<T[]> =>
    rowsOf<T>(await runner.db.execute(query));
  type PageRow = {
    room: string;
    audience: string;
    role: string;
    project: string | null;
    revoked: string | null;
  };
  const pagesOf = (address: string) =>
    rows<PageRow>(sql`select r.platform as room, r.audience, m.role, r.project_id as project, p.revoked_at as revoked
      from page p join room r on r.id = p.room_id
        join identity i on i.platform = 'web' and i.tenant = p.workspace_id::text and i.user_key = p.address
        left join member m on m.project_id = p.project_id and m.person_id = i.person_id
      where p.address = ${address} order by p.id`);

  it('makes a person with the role, a room for customers, and a mail whose link is not stored', async () => {
    const team = await startTeam(runner);
    const said = await team.tell(team.olivia, 'invite customer Clara@Example.com name:"Clara Cole"');
    expect(said).toContain('Invited clara@example.com');
    expect(await pagesOf('clara@example.com')).toMatchObject([
      { room: 'web', audience: 'customer', role: 'client', revoked: null },
    ]);
    const planned = await rows<{ platform: string; kind: string; body: object | null }>(sql`
      select room.platform, receipt.kind, receipt.body from receipt join room on room.id = receipt.room_id
      where room.platform in ('web', 'email') order by receipt.seq`);
    // the live cards of every customer's room come first
    expect(planned.map(({ platform, kind }) => `${platform} ${kind}`)).toEqual([
      ...customerCards.map(() => 'web post'),
      'web news',
      'email news',
    ]);
    const [page] = await rows<{ hash: string; body: string }>(sql`select link_hash as hash from page`);
    expect(JSON.stringify(planned)).toContain('milepost:link');
    expect(JSON.stringify(planned)).not.toContain(page?.hash);
    expect(await team.tell(team.olivia, 'history')).toContain(
      'Olivia invited a customer to a page, Clara Cole',
    );
    expect(await team.tell(team.olivia, 'people')).toContain('Clara Cole');
  });

  it('mails a new link to somebody who has a page, at most five an hour', async () => {
    const team = await startTeam(runner);
    const hashes = async () =>
      (
        await rows<{ hash: string }>(
          sql`select link_hash as hash from page where address = 'cleo@example.com'`,
        )
      ).map(({ hash }) => hash);
    await team.tell(team.olivia, 'invite customer cleo@example.com');
    const [first] = await hashes();
    await team.tell(team.olivia, ...Array.from({ length: 4 }, () => 'invite customer cleo@example.com'));
    const again = await hashes();
    expect(again).toHaveLength(1);
    expect(again).not.toContain(first);
    expect(await refusal(team.say(team.olivia, 'invite customer cleo@example.com'))).toBe(
      'Milepost mailed cleo@example.com 5 times within the hour.\nTry again in 60 minutes.',
    );
    runner.pass(61);
    await team.tell(team.olivia, 'invite customer cleo@example.com');
  });

  it('is one person with two pages in two projects', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'invite customer cora@example.com');
    const other = { ...team.room, channel: 'COTHER', name: '#other' };
    await runner.say(team.olivia, other, 'project "Zeus" kind:launch');
    await runner.say(team.olivia, other, 'invite customer cora@example.com');
    const found = await rows<{ pages: number; people: number }>(sql`select count(*)::int as pages,
      (select count(distinct person_id)::int from identity where user_key = 'cora@example.com') as people
      from page where address = 'cora@example.com'`);
    expect(found).toEqual([{ pages: 2, people: 1 }]);
  });

  it('refuses an address of the team, no address, and who may not', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, `role ${mention(team.mo)} contributor`);
    await runner.db.execute(sql`update person set email = 'mo@acme.example' where name = 'Mo' and workspace_id =
      (select workspace_id from installation where tenant = ${team.tenant})`);
    expect(await refusal(team.say(team.olivia, 'invite customer mo@acme.example'))).toBe(
      'mo@acme.example is the address of Mo, a contributor of this project.\nPages are for customers. Invite another address.',
    );
    expect(await refusal(team.say(team.olivia, 'invite customer clara'))).toContain(
      'is not an e-mail address',
    );
    expect(await refusal(team.say(team.mo, 'invite customer clara@example.com'))).toContain('Only');
  });

  it('says what to set up where no mail can be sent', async () => {
    const team = await startTeam(runner);
    const asked = runner.withoutMail(team.olivia, team.room, 'invite customer clara@example.com');
    expect(await refusal(asked)).toBe(
      'This Milepost sends no mail, so it cannot invite anybody to a page.\nThe operator of Milepost can set SMTP_URL and MAIL_FROM.',
    );
  });

  it('ends by “revoke”: the room, the page and the role; another invitation makes a new page', async () => {
    const team = await startTeam(runner);
    expect(await team.tell(team.olivia, 'revoke')).toContain('Nobody has a page of Apollo.');
    await team.tell(team.olivia, 'invite customer cyd@example.com');
    expect(await team.tell(team.olivia, 'revoke')).toContain('cyd, cyd@example.com, not opened yet');
    expect(await team.tell(team.olivia, 'revoke cyd@example.com')).toContain('Closed the page of cyd.');
    expect(await pagesOf('cyd@example.com')).toMatchObject([{ role: 'none', project: null }]);
    expect(await refusal(team.say(team.olivia, 'revoke cyd@example.com'))).toContain('has no page of Apollo');
    await team.tell(team.olivia, 'invite customer cyd@example.com');
    const [closed, open] = await pagesOf('cyd@example.com');
    expect(closed?.revoked).not.toBeNull();
    expect(open).toMatchObject({ role: 'client', revoked: null });
    expect(words(await team.say(team.olivia, 'people'))).toContain('cyd');
  });
});
