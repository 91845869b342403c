import { and, desc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderText } from '../../../cards/render/text.ts';
import { addressCodeCard } from '../../../cards/views/people/address-code.ts';
import { arrival, receipt } from '../../../db/schema/delivery.ts';
import { linkCode } from '../../../db/schema/directory.ts';
import { activity, room } from '../../../db/schema/project.ts';
import { codesOf } from '../../../src/domain/project/code.ts';
import { becomeOne } from '../../support/accounts.ts';
import { serverEngine } from '../../support/database/database.ts';
import { refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { testSecret } from '../../support/secret.ts';
import { channelOf, chatOf, codeIn, newTenant, refusal, startTeam, teamsPerson } from '../../support/team.ts';

describe.each(serverEngine)('notify on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  /** Mo, who is in Slack and in Teams. */
  async function onBoth() {
    const team = await startTeam(runner);
    await team.tell(team.mo, 'list');
    const mona = teamsPerson('Mona', newTenant());
    const there = channelOf(mona, '19:apollo@thread.tacv2');
    const room = codeIn(await team.say(team.olivia, 'link'));
    await runner.say(mona, there, `link ${room}`);
    const { room: inSlack, mo, olivia } = team;
    await becomeOne(
      runner,
      { who: mo, room: inSlack },
      { who: mona, room: there },
      { who: olivia, room: inSlack },
    );
    return { ...team, mona, there };
  }

  it('says where somebody is reached', async () => {
    const { mo, tell } = await startTeam(runner);
    expect(await tell(mo, 'notify')).toBe(
      'Milepost writes to you where it saw you last: in Slack.\nMilepost knows you in Slack.\nnotify teams, notify slack or notify email changes it.',
    );
  });

  it('changes it, in a direct chat too, and only once', async () => {
    const { mo, mona, there } = await onBoth();
    expect(words(await runner.say(mo, chatOf(mo), 'notify teams'))).toContain(
      'Milepost now writes to you in Teams.\nMilepost writes to you in Teams.\nMilepost knows you in',
    );
    expect(await refusal(runner.say(mona, there, 'notify teams'))).toBe(
      'Nothing changed: Milepost writes to you in Teams already.',
    );
    expect(words(await runner.say(mona, there, 'notify'))).toContain('Milepost writes to you in Teams.');
  });

  it('stays out of the project’s history, and wakes no room', async () => {
    const { mo, olivia, tell } = await onBoth();
    runner.woken.length = 0;
    await tell(mo, 'notify slack');
    expect(runner.woken).toEqual([]);
    expect(await tell(olivia, 'history')).not.toContain('reached');
  });

  it('is refused where somebody is not known, and says where they are', async () => {
    const { mo, say } = await startTeam(runner);
    expect(await refusal(say(mo, 'notify teams'))).toBe(
      'Milepost does not know you in Teams.\nMilepost knows you in Slack. Type “link me” here, then type the line it gives you there.',
    );
  });

  it('by e-mail goes to an address that a platform vouches for', async () => {
    const { mo, say, tell } = await startTeam(runner);
    expect(await refusal(say(mo, 'notify email'))).toContain('You have no verified e-mail address.');
    const { mo: ana, say: sayThere, tell: tellThere } = await startTeam(runner);
    runner.profile(ana, { standing: 'member', name: 'Ana', email: 'Ana@Example.com' });
    expect(await tellThere(ana, 'notify email')).toContain(
      'Milepost now writes to you by e-mail.\nMilepost writes to you by e-mail.\nMilepost knows you in Slack. Your verified address is ana@example.com.',
    );
    expect(await refusal(sayThere(ana, 'notify pigeon'))).toContain(
      'Where must be one of slack, teams, email',
    );
    expect(await tell(mo, 'notify')).not.toContain('verified');
  });

  describe('with an address of one’s own', () => {
    /** The line that the last mail to an address brings. */
    async function mailedTo(address: string): Promise<string> {
      const [last] = await runner.db
        .select({ body: receipt.body })
        .from(receipt)
        .innerJoin(room, and(eq(room.workspaceId, receipt.workspaceId), eq(room.id, receipt.roomId)))
        .where(and(eq(room.platform, 'email'), eq(room.channel, address)))
        .orderBy(desc(receipt.seq));
      if (!last) return 'none';
      // as it is worded when it is sent
      const { codeOf } = last.body as { codeOf: string };
      const mail = renderText(addressCodeCard(codesOf(testSecret).mailed(codeOf)));
      return /notify email code:\S+/.exec(mail)?.[0] ?? 'none';
    }
    const mailbox = () => `${newTenant().toLowerCase()}@acme.example`;

    it('mails a code, and reaches them there once it is typed', async () => {
      const { mo, say, tell } = await startTeam(runner);
      const address = mailbox();
      runner.woken.length = 0;
      expect(await tell(mo, `notify email address:${address.toUpperCase()}`)).toContain(
        `Milepost is sending a code to ${address}.`,
      );
      expect(runner.woken).toHaveLength(1);
      expect(await refusal(say(mo, 'notify email'))).toContain('You have no verified e-mail address.');
      const line = await mailedTo(address);
      expect(await tell(mo, line)).toContain(`Milepost now writes to you by e-mail.`);
      expect(await tell(mo, 'notify')).toContain(`Your verified address is ${address}.`);
      expect(await refusal(say(mo, line))).toContain('Somebody has used that code already.');
      expect(await refusal(say(mo, `notify address:${mailbox()}`))).toContain(
        `Your verified address is ${address}.`,
      );
    });

    it('shows the code to nobody, keeps it nowhere, and mails no word that somebody wrote', async () => {
      const { mo, tell } = await startTeam(runner);
      const address = mailbox();
      const seen = await tell(mo, `notify address:${address}`);
      const secret = (await mailedTo(address)).split('code:')[1] ?? '';
      expect(secret).toMatch(/^\w{4}-\w{4}$/);
      expect(seen).not.toContain(secret);
      const kept = await Promise.all(
        [linkCode, receipt, arrival, activity].map((table) => runner.db.select().from(table)),
      );
      expect(kept.flat().length).toBeGreaterThan(3);
      expect(JSON.stringify(kept)).not.toContain(secret);
      const [mail] = await runner.db.select({ body: receipt.body }).from(receipt).where(sql`body ? 'codeOf'`);
      expect(JSON.stringify(mail?.body)).not.toMatch(/Mo\b|Apollo/);
    });

    it('takes the code from whoever asked for it, in time, and from nobody else', async () => {
      const { mo, olivia, say } = await startTeam(runner);
      const address = mailbox();
      await say(mo, `notify email address:${address}`);
      const line = await mailedTo(address);
      expect(await refusal(say(olivia, line))).toContain('That code is not one of yours.');
      expect(await refusal(say(mo, line.replace('notify email code:', 'link ')))).toContain(
        'Milepost does not know that code.',
      );
      expect(await refusal(say(mo, 'notify email code:ABC'))).toContain('That code is not one of yours.');
      runner.pass(61);
      expect(await refusal(say(mo, line))).toContain('That code has expired.');
    });

    it('leaves an address to whoever has it', async () => {
      const { mo, olivia, say, tell } = await startTeam(runner);
      const address = mailbox();
      await say(mo, `notify email address:${address}`);
      const ofMo = await mailedTo(address);
      await say(olivia, `notify email address:${address}`);
      await tell(olivia, await mailedTo(address));
      expect(await refusal(say(mo, ofMo))).toContain('Somebody else in this workspace has that address.');
      expect(await refusal(say(mo, `notify email address:${address}`))).toMatch(
        /Somebody else in this workspace has that address\.\n.*“link me”/,
      );
    });

    it('mails three codes an hour', async () => {
      const { mo, say, tell } = await startTeam(runner);
      for (let n = 0; n < 3; n += 1) await tell(mo, `notify email address:${mailbox()}`);
      const last = mailbox();
      expect(await refusal(say(mo, `notify email address:${last}`))).toContain(
        'Milepost sent you 3 codes within the hour.',
      );
      expect(await mailedTo(last)).toBe('none');
      runner.pass(60);
      expect(await tell(mo, `notify email address:${last}`)).toContain('Milepost is sending a code');
    });

    it.each([
      'ana',
      'ana@acme',
      '"ana@acme.example, eve@evil.example"',
      'a@b@c.example',
      '"<ana@acme.example>"',
    ])('refuses %s', async (address) => {
      const { mo, say } = await startTeam(runner);
      expect(await refusal(say(mo, `notify email address:${address}`))).toContain(
        'is not an e-mail address.',
      );
    });

    it('sends none where Milepost has no mail server', async () => {
      const { mo } = await startTeam(runner);
      const reply = await refused(runner.withoutMail(mo, chatOf(mo), `notify email address:${mailbox()}`));
      expect(words(reply)).toContain('This Milepost sends no mail.');
    });
  });
});
