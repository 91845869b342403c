import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receipt } from '../../../db/schema/delivery.ts';
import { type Apollo, channel, mo, olivia, peopleOf } from '../../support/apollo.ts';
import { serverEngine } from '../../support/database/database.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';
import { type Stage, said, startStage } from '../../support/milepost.ts';

const address = 'mo@acme.example';
const from = { name: 'Milepost', address: 'milepost@acme.example' };

/** Mo chooses mail as his channel and receives it (RMD-6). */
describe.each(serverEngine)('mail on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  let server: MailServer;
  /** Returns the subjects of the mails to Mo, oldest first. */
  const subjects = () => server.mails.map(({ headers }) => headers.get('subject'));
  const clockAt = async (now: string) => {
    const { statusCode } = await stage.milepost.app.inject({
      method: 'POST',
      url: '/test/clock',
      payload: { now },
    });
    expect(statusCode).toBe(200);
    await stage.settle();
  };
  const toldInChat = () =>
    stage.ends.slack.world.posts.filter(
      (post) => post.channel !== channel && post.text.includes('Your milestones'),
    );

  beforeAll(async () => {
    server = await startMailServer();
    const email = { host: '127.0.0.1', port: server.port, secure: false, from };
    stage = await startStage(engine, { email, movedNow: '2026-12-07T07:00:00Z' });
    apollo = peopleOf(stage);
    await apollo.slack(olivia, 'project "Apollo" kind:launch target:"18 dec 2026"');
    await apollo.slack(mo, 'list');
    expect(said(await apollo.slack(mo, 'new "Beta launch" due:2026-12-08 owner:me'))).toContain(
      '1 · Beta launch',
    );
    expect(said(await apollo.slack(mo, 'new "Docs" due:2026-12-09 owner:me'))).toContain('2 · Docs');
    await stage.settle();
  });
  afterAll(async () => {
    await stage.close();
    await server.stop();
  });

  it('is sent to whoever proves that an address is theirs', async () => {
    expect(said(await apollo.slack(mo, `notify email address:${address}`))).toContain(
      'Milepost is sending a code',
    );
    await expect.poll(() => subjects()).toEqual(['Your code for Milepost']);
    const line = /notify email code:[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(server.mails[0]?.text ?? '')?.[0] ?? '';
    expect(said(await apollo.slack(mo, line))).toContain('Milepost now writes to you by e-mail.');
    expect(server.mails[0]?.to).toEqual([address]);
    const kept = await stage.milepost.connection.db.select().from(receipt);
    expect(JSON.stringify(kept)).toContain('Your code for Milepost');
    expect(JSON.stringify(kept)).not.toContain(line.split('code:')[1]);
  });

  it('brings the daily digest, and the direct chat stays silent', async () => {
    await clockAt('2026-12-07T08:00:00Z');
    for (const minute of ['00', '01', '30']) await clockAt(`2026-12-07T09:${minute}:00Z`);
    await expect.poll(() => subjects()).toEqual(['Your code for Milepost', 'Your milestones today']);
    const [, mail] = server.mails;
    expect(mail?.text).toMatch(/- 1 · Beta launch, Apollo, due Tue 8 Dec.* · start 1 · progress 1\n/);
    expect(mail?.html).toContain('<strong>1 · Beta launch</strong>, Apollo, due Tue 8 Dec');
    expect(toldInChat()).toEqual([]);
  });

  it('is replaced by the direct chat when Milepost has no mail server any more', async () => {
    const { database } = stage;
    await stage.milepost.close();
    await stage.ends.close();
    stage = await startStage(engine, { movedNow: '2026-12-08T08:00:00Z' }, { database });
    apollo = peopleOf(stage);
    await clockAt('2026-12-08T09:00:00Z');
    await expect.poll(() => toldInChat().length).toBe(1);
    expect(subjects()).toHaveLength(2);
    const kept = await stage.milepost.connection.db.select().from(receipt);
    const sent = kept.filter(({ kind, state }) => kind === 'personal' && state === 'sent');
    expect(sent.map(({ slot }) => slot)).toEqual(['2026-12-07T09:00:00.000Z', '2026-12-08T09:00:00.000Z']);
  });
});
