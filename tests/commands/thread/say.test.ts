import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, slackPerson } from '../../support/team.ts';
import { type Client, clientProject } from '../scope/client-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** What is planned for the channels of a project by the thread, in order: "CUSTOMER thread". */
async function planned({ id }: Client): Promise<string[]> {
  const found = rowsOf<{ line: string }>(
    await runner.db.execute(sql`select room.channel || ' ' || r.kind || ' ' || card.subject_kind as line
      from receipt r join room on room.id = r.room_id join card on card.id = r.card_id
      where card.project_id = ${id}::uuid and card.subject_kind in ('thread', 'message') and r.kind = 'post' order by r.seq`),
  );
  return found.map(({ line }) => line);
}

describe('say', () => {
  // linking the customer's channel posts the thread's card there
  it('posts the thread’s card where it is missing, and the message in every other channel', async () => {
    const team = await clientProject(runner);
    expect(await team.tell(team.olivia, 'say "The shop is *ready*."')).toContain('Sent to the customer: “');
    expect(await planned(team)).toEqual([
      'CUSTOMER post thread',
      'CAPOLLO post thread',
      'CUSTOMER post message',
    ]);
    const answer = words(await runner.say(team.cleo, team.customers, 'say Thank you, due: tomorrow works'));
    expect(answer).toContain('Sent to the team: “');
    expect((await planned(team)).slice(3)).toEqual(['CAPOLLO post message']);
    const shown = await team.tell(team.olivia, 'messages');
    expect(shown).toContain('Waiting on you since');
    expect(shown).toContain('T2 · Cleo (customer): Thank you, due: tomorrow works');
    expect(shown).toContain('T1 · Olivia (team): The shop is ready.');
  });

  it('asks what to write where nothing was typed, and takes it from the form', async () => {
    const team = await clientProject(runner);
    const form = await team.press(team.olivia, 'say');
    expect(form).toMatchObject({ is: 'form', form: { command: 'say', submit: 'Send' } });
    expect(words(await team.fill(team.olivia, 'say', { text: 'Hello' }))).toContain(
      'Sent to the customer: “',
    );
  });

  it('refuses a message of 4001 characters with what to do, keeps its text, and takes one of 4000', async () => {
    const team = await clientProject(runner);
    const long = '👍'.repeat(4000);
    const reply = await refused(team.fill(team.olivia, 'say', { text: `${long}!` }));
    expect(reply).toMatchObject({
      is: 'refused',
      refusal: {
        is: 'invalid',
        problems: [{ field: 'text', message: expect.stringContaining('you wrote 4,001') }],
      },
      form: {
        fields: expect.arrayContaining([expect.objectContaining({ name: 'text', value: `${long}!` })]),
      },
    });
    expect(await planned(team)).toEqual(['CUSTOMER post thread']);
    expect(words(await team.fill(team.olivia, 'say', { text: long }))).toContain('Sent to the customer: “');
  });

  it('refuses what says nothing', async () => {
    const team = await clientProject(runner);
    for (const text of ['   ', '\u200b\u00ad', '** **', '```\n```', '\u3164'])
      expect(await refusal(team.fill(team.olivia, 'say', { text })), JSON.stringify(text)).toContain(
        'Message',
      );
    expect(await planned(team)).toEqual(['CUSTOMER post thread']);
  });

  it('is for both sides of the project only', async () => {
    const team = await clientProject(runner);
    const viewer = await team.join('Vera', 'viewer');
    const none = await team.join('Nora', 'none');
    for (const who of [viewer, none, slackPerson('Stranger', 'TOTHER')])
      for (const line of ['say hello', 'thread', 'messages', 'reword last hello', 'unsay last'])
        await refusal(runner.say(who, team.room, line));
    expect(await planned(team)).toEqual(['CUSTOMER post thread']);
  });

  it('says what to do where the customer cannot read it', async () => {
    const team = await clientProject(runner);
    await team.tell(team.olivia, 'project "Alone" kind:launch').catch(() => undefined);
    const alone = { ...team.room, channel: 'CALONE' };
    await runner.say(team.olivia, alone, 'project "Alone" kind:launch');
    expect(await refusal(runner.say(team.olivia, alone, 'say hello'))).toContain('link as:customer');
  });

  it('tells the customer in their own chat where they have no channel, and the thread is theirs alone', async () => {
    const team = await clientProject(runner);
    const alone = { ...team.room, channel: 'CALONE' };
    const dora = slackPerson('Dora', team.tenant);
    await runner.say(team.olivia, alone, 'project "Alone" kind:launch');
    await runner.say(team.olivia, alone, `role ${mention(dora)} client`);
    await runner.say(team.olivia, alone, 'say Hello Dora');
    const told = async () =>
      rowsOf<{ user: string }>(
        await runner.db.execute(sql`select room.user_key as user from receipt r join room on room.id = r.room_id
          join card on card.id = r.card_id where room.tenant = ${team.tenant} and room.kind = 'direct'
          and card.subject_kind = 'message' and card.audience = 'customer' and r.kind = 'post'`),
      ).map(({ user }) => user);
    expect(await told()).toEqual([dora.user]);
    // the page of another customer is no channel of hers
    await runner.say(team.olivia, alone, 'invite customer erin@example.com');
    await runner.say(team.olivia, alone, 'say Hello both');
    expect(await told()).toEqual([dora.user, dora.user]);
  });
});

describe('reword and unsay', () => {
  it('change and delete a message of one’s own, in every copy, and leave nothing of it in the history', async () => {
    const team = await clientProject(runner);
    const edits = async () =>
      rowsOf<{ channel: string }>(
        await runner.db.execute(sql`select room.channel from receipt r join room on room.id = r.room_id
          join card on card.id = r.card_id where card.project_id = ${team.id}::uuid and r.kind = 'edit'
          and card.subject_kind = 'message'`),
      ).map(({ channel }) => channel);
    await team.tell(team.olivia, 'say A secret price');
    expect(await edits()).toEqual([]);
    // changes of the plan leave messages alone
    await team.tell(team.olivia, 'progress 1 60', 'edit project name:"Apollo 2"');
    expect(await edits()).toEqual([]);
    expect(await team.tell(team.olivia, 'reword T1 A price')).toBe('T1 changed in every channel: “A price”');
    expect(await edits()).toEqual(['CUSTOMER']);
    expect(await team.tell(team.olivia, 'messages')).toContain('A price (edited)');
    expect(await refusal(runner.say(team.cleo, team.customers, 'reword T1 Free'))).toContain(
      'Olivia wrote T1',
    );
    expect(await refusal(runner.say(team.cleo, team.customers, 'unsay T1'))).toContain('Olivia wrote T1');
    expect(await team.tell(team.olivia, 'unsay last')).toBe('T1 deleted.');
    expect(await team.tell(team.olivia, 'messages')).toContain('No messages yet');
    expect(await refusal(team.say(team.olivia, 'reword T1 Again'))).toContain('was deleted');
    const kept = rowsOf(
      await runner.db.execute(sql`select 1 from activity where project_id = ${team.id}::uuid
        and (activity::text like '%secret%' or activity::text like '%A price%')`),
    );
    expect(kept).toEqual([]);
    expect(await team.tell(team.olivia, 'history')).toContain('deleted a message');
  });
});
