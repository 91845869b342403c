import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectEmail, type Email } from '../../adapters/email/connect.ts';
import { note } from '../../cards/model.ts';
import { save } from '../../db/queries/save/save.ts';
import { receipt as receiptTable } from '../../db/schema/delivery.ts';
import { installation as installationTable } from '../../db/schema/directory.ts';
import { workspace as workspaceTable } from '../../db/schema/workspace.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import { serverEngine } from '../support/database/database.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { clearWorld, makePlan, openWorld, receipts, until, type World } from './world.ts';

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

describe.each(serverEngine)('mail, on %s', (engine) => {
  let world: World;
  let server: MailServer;
  let email: Email;
  /** What the server answers until it is told otherwise. */
  let refuses: { login?: Error; recipient?: Error; mail?: Error };
  const serve = (port?: number) =>
    startMailServer(
      {
        allowInsecureAuth: true,
        onAuth: (_auth, _session, done) => done(refuses.login ?? null, { user: 'm' }),
        onRcptTo: ({ address }, _session, done) =>
          done(address.startsWith('gone@') ? refuses.recipient : null),
      },
      port,
    );

  beforeAll(async () => {
    world = await openWorld(engine);
    server = await serve();
    refuses = {};
    const at = { host: '127.0.0.1', port: server.port, secure: false, login: { user: 'm', pass: 'p' } };
    email = connectEmail({ ...at, from: { name: 'Milepost', address: 'm@acme.example' } });
    Object.assign(world.settings.messengers, { email: email.messenger });
  });
  afterEach(async () => {
    refuses = {};
    server.mails.length = 0;
    await clearWorld(world);
  });
  afterAll(async () => {
    await world.close();
    email.close();
    await server.stop();
  });

  async function mail(address: string, title: string, tenant = 'T1') {
    const { workspaceId, ownerId } = await makePlan(world, tenant);
    const at = '2026-12-07T09:00:00.000Z';
    const request = { is: 'mail', address, card: note(title), personId: ownerId, at } as const;
    await world.database.db.transaction(async (tx) => {
      await enterWorkspace(tx, workspaceId);
      const { rooms } = await save(tx, { workspaceId, changes: [], activity: [], request });
      await world.delivery.enqueue(tx, workspaceId, rooms);
    });
    world.delivery.nudge();
  }
  const subjects = () => server.mails.map(({ headers }) => headers.get('subject'));

  it('waits for a server that is down, and arrives once when it is up', async () => {
    await server.stop();
    await mail('ana@acme.example', 'Hello');
    await until(world, () => world.log.filter((line) => line.includes('installation paused')).length >= 2);
    server = await serve(server.port);
    await until(world, async () => (await receipts(world))[0]?.state === 'sent');
    await world.delivery.settle();
    expect(subjects()).toEqual(['Hello']);
    const [receipt] = await world.database.db.select().from(receiptTable);
    expect(receipt?.messageId).toBe(`<${receipt?.id}@acme.example>`);
    expect(server.mails[0]?.headers.get('message-id')).toBe(receipt?.messageId);
  });

  it('of a mailbox that is refused says why, and others get theirs', async () => {
    refuses.recipient = refusal(550, 'no such user');
    await mail('gone@acme.example', 'Lost');
    await mail('ana@acme.example', 'Hello', 'T2');
    await until(world, () => subjects().length > 0);
    await world.delivery.settle();
    expect(subjects()).toEqual(['Hello']);
    expect(await receipts(world)).toMatchObject([
      { state: 'failed', why: expect.stringContaining('550 no such user') },
      { state: 'sent' },
    ]);
  });

  it('waits for everybody while the password is refused, and goes on by itself when it is mended', async () => {
    // a connection that is open has signed in already
    await server.stop();
    server = await serve(server.port);
    refuses.login = refusal(535, 'wrong password');
    await mail('ana@acme.example', 'Hello');
    await until(world, () => world.log.some((line) => line.includes('installation paused')));
    await world.delivery.settle();
    await mail('ben@acme.example', 'Hi', 'T2');
    await world.delivery.settle();
    expect((await receipts(world)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['planned', 0],
      ['planned', 0],
    ]);
    const off = await world.database.db
      .select()
      .from(installationTable)
      .where(eq(installationTable.platform, 'email'));
    expect(off).toMatchObject([{ tenant: '', offSince: expect.any(String) }]);
    expect(await world.database.db.select().from(workspaceTable)).toHaveLength(2);

    refuses = {};
    await until(world, () => subjects().length === 2);
    await world.delivery.settle();
    expect(subjects().sort()).toEqual(['Hello', 'Hi']);
    expect(
      await world.database.db.select().from(installationTable).where(eq(installationTable.platform, 'email')),
    ).toMatchObject([{ offSince: null, offTries: 0, pausedUntil: null }]);
  });
});
