import { generateKeyPairSync } from 'node:crypto';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import {
  type Apollo,
  botPosts,
  channel,
  linkLineIn,
  mo,
  olivia,
  peopleOf,
  startProject,
  tess,
} from '../../support/apollo.ts';
import { serverEngine } from '../../support/database/database.ts';
import { checkCards } from '../../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../../support/milepost.ts';
import { textsOf } from '../../support/platforms/teams-cards.ts';
import { refused } from '../../support/refused.ts';

const nasty =
  '<!channel> <@UMO> @everyone @here *b* _i_ ~s~ `c` [x](https://evil.example) <at>Tess</at> {{DATE(2027-01-01T00:00:00Z)}} &amp; 🎯';

describe.each(serverEngine)('bad input, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  const json = 'application/json';

  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.slack(mo, 'new "Beta launch"');
    await apollo.teams(tess, 'show 1');
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('rejects requests that Slack did not sign, or not recently', async () => {
    const now = Math.floor(Date.now() / 1000);
    const command = 'command=%2Fmilestone&text=progress+1+99&team_id=T0ACME&channel_id=CAPOLLO&user_id=UOLI';
    const form = 'application/x-www-form-urlencoded';
    const answers = [
      await stage.desk.send(form, command, { signature: `v0=${'0'.repeat(64)}` }),
      await stage.desk.send(form, command, { signature: '' }),
      await stage.desk.send(form, command, { timestamp: now - 3600 }),
      await stage.desk.send(form, command, { timestamp: now + 3600 }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(said(await apollo.slack(mo, 'list'))).not.toContain('99 %');
  });

  it('rejects requests to Slack’s endpoint that are malformed or too large', async () => {
    const answers = [
      await stage.desk.send(json, '{"type":'),
      await stage.desk.send(json, '[]'),
      await stage.desk.send('text/plain', 'hello'),
      await stage.desk.send('application/x-www-form-urlencoded', 'payload=%7B'),
      await stage.desk.send(json, `{"type":"${'x'.repeat(2 * 1024 * 1024)}"}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 413]);
  });

  it('rejects requests that Teams did not sign, and tenants that are not configured', async () => {
    const { teams } = stage.ends;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const activity = {
      ...{
        type: 'message',
        id: 'x1',
        channelId: 'msteams',
        serviceUrl: teams.serviceUrl,
        text: 'progress 1 99',
      },
      from: tess,
      recipient: teams.bot,
      conversation: { id: apollo.room.id, tenantId: teams.tenant },
    };
    const foreign = { id: apollo.room.id, tenantId: 'ffffffff-0000-4000-8000-000000000000' };
    const answers = [
      await teams.deliver(activity, { authorization: undefined }),
      await teams.deliver(activity, { authorization: 'Bearer nonsense' }),
      await teams.deliver(activity, { token: { key: privateKey } }),
      await teams.deliver(activity, { token: { alg: 'none' } }),
      await teams.deliver(activity, { claims: { exp: 1 } }),
      await teams.deliver(activity, { claims: { aud: 'somebody-else' } }),
      await teams.deliver({ ...activity, conversation: foreign }),
      await teams.deliver({ type: 'message' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401, 403, 400]);
    expect(answers.map(({ body }) => JSON.stringify(body)).join()).not.toMatch(/at .*\.ts|Error:/);
    expect(said(await apollo.slack(mo, 'list'))).not.toContain('99 %');
  });

  it('rejects requests to Teams’ endpoint that are malformed or too large', async () => {
    const url = `${stage.milepost.app.listeningOrigin}/api/messages`;
    const post = (body: string) => fetch(url, { method: 'POST', headers: { 'content-type': json }, body });
    expect((await post('{"type":')).status).toBe(400);
    expect((await post(`{"type":"${'x'.repeat(4 * 1024 * 1024)}"}`)).status).toBe(413);
  });

  it('shows user text literally on both platforms, and pings nobody', async () => {
    await stage.desk.mention(mo, channel, `add 1 criterion "${nasty}"`);
    expect(said(await apollo.slack(mo, `progress 1 20 ${nasty}`))).toContain('is at 20');
    expect(await apollo.teams(tess, `progress 1 30 ${nasty}`)).toContain('30');
    await stage.settle();
    const { text, blocks } = apollo.slackPost('1 · Beta launch, ');
    expect(text).not.toMatch(/<[!@#]/);
    expect(text).toContain('&lt;!channel&gt;');
    expect(JSON.stringify(blocks)).not.toMatch(/"type":"(mrkdwn|broadcast|user|usergroup|link|emoji)"/);
    const { card } = apollo.teamsPost('1 · Beta launch, ');
    const shown: IAdaptiveCard = JSON.parse(JSON.stringify(card));
    expect(JSON.stringify(card)).not.toContain('"entities"');
    expect(textsOf(shown).join()).not.toMatch(/<at>|\{\{DATE\(2027/);
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
  });

  it('answers 50 kB of text with what is wrong, through every entry', async () => {
    const long = 'long '.repeat(10_000);
    const before = botPosts(stage).length;
    expect(said(await refused(apollo.slack(mo, `new ${long}`)))).toContain('100');
    expect(said(await refused(apollo.slack(mo, long)))).toContain('There is no command');
    expect(said(await refused(apollo.slack(mo, `block 1 ${long}`)))).toContain('500');
    expect(await refused(apollo.teams(tess, `progress 1 40 ${long}`))).toContain('1000');
    await refused(stage.desk.mention(mo, channel, `return 1 ${long}`));
    await expect.poll(() => apollo.toldInSlack(mo)).toContain('1000');
    await stage.settle();
    expect(botPosts(stage)).toHaveLength(before);
  });

  it('refuses nonsense with what was understood and what to do next', async () => {
    const refusals = {
      'progress 1 140': '100',
      'progress 99 10': 'There is no milestone “99” here.',
      'progress Nowhere 10': 'There is no milestone “Nowhere” here.',
      'new "Ab"': '3',
      'new "Gamma" due:"the day after never"': 'the day after never',
      'aprove 1': 'approve',
    };
    for (const [line, reason] of Object.entries(refusals))
      expect(said(await refused(apollo.slack(mo, line)))).toContain(reason);
    expect(said(await apollo.slack(mo, ''))).toContain('help');
    expect(said(await apollo.slack(mo, 'new "Beta tests"'))).toContain('2 · Beta tests');
    expect(said(await refused(apollo.slack(mo, 'start Beta')))).toContain('could be more than one milestone');
  });

  it('does nothing with a used, wrong or foreign code', async () => {
    const line = linkLineIn(said(await apollo.slack(olivia, 'link')));
    expect(said(await refused(apollo.slack(mo, line)))).toContain('already belongs to a project');
    expect(await refused(apollo.teams(tess, 'link K7QM-3XPD'))).toContain('does not know');
  });

  it('caused no defect by any of this', async () => {
    const { db } = stage.milepost.connection;
    const errors = stage.log.filter((line) => JSON.parse(line).level >= 50);
    expect(errors).toEqual([]);
    const notes = rowsOf<{ note: string }>(
      await db.execute(sql`select note from progress_update order by at`),
    );
    expect(notes.map(({ note }) => note)).toEqual([
      nasty,
      // Teams sends typed text as HTML: unknown tags are dropped and entities decoded.
      nasty.replace('<at>Tess</at>', 'Tess').replace('&amp;', '&'),
    ]);
    expect(shownIn(apollo.teamsPost('1 · Beta launch, '))).toContain('30 %');
  });
});
