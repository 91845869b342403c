import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webMessenger } from '../../../adapters/web/outbound/messenger.ts';
import { note, text } from '../../../cards/model.ts';
import { rowsOf } from '../../../db/tenant.ts';
import { createPageStore } from '../../../src/page/store.ts';
import type { RoomAddress } from '../../../src/ports/intent.ts';
import { engines } from '../../support/database/database.ts';
import { openRunner, type TestRunner } from '../../support/runner.ts';
import { startTeam } from '../../support/team.ts';

describe.each(engines)('the messenger of the pages on %s', (engine) => {
  let runner: TestRunner;
  let rooms: RoomAddress[];
  const messenger = () => webMessenger(createPageStore(runner.db));
  const stored = async () =>
    rowsOf<{ title: string; version: number }>(
      await runner.db.execute(
        sql`select card#>>'{title,0,text}' as title, version from page_message order by seq`,
      ),
    );
  const message = (title: string, key = 'one') => ({ key, card: note(title, [text('Beta launch is due.')]) });
  const idOf = (sent: Awaited<ReturnType<ReturnType<typeof messenger>['post']>>) => {
    if (sent.is !== 'sent') throw new Error(JSON.stringify(sent));
    return sent.messageId;
  };

  beforeAll(async () => {
    runner = await openRunner(engine);
    for (const name of ['clara', 'dora']) {
      const team = await startTeam(runner);
      await team.tell(team.olivia, `invite customer ${name}@example.com`);
    }
    const found = rowsOf<{ tenant: string; channel: string }>(
      await runner.db.execute(sql`select tenant, channel from room where platform = 'web' order by id`),
    );
    rooms = found.map((at) => ({ platform: 'web', kind: 'channel', ...at }));
  });
  afterAll(() => runner.close());

  it('posts a repeated delivery once, and edits in place', async () => {
    const [room] = rooms;
    if (!room) throw new Error('there is no page');
    const id = idOf(await messenger().post(room, message('Today')));
    expect(idOf(await messenger().post(room, message('Today')))).toBe(id);
    expect(await stored()).toEqual([{ title: 'Today', version: 2 }]);
    expect(await messenger().edit(room, id, message('Tomorrow'))).toEqual({ is: 'sent', messageId: id });
    expect(await stored()).toEqual([{ title: 'Tomorrow', version: 3 }]);
  });

  it('says what is not there, and reaches no page of another tenant', async () => {
    const [room, other] = rooms;
    if (!room || !other) throw new Error('there is no page');
    const id = idOf(await messenger().post(room, message('Mine', 'two')));
    expect(await messenger().edit(other, id, message('Theirs'))).toMatchObject({ is: 'message_gone' });
    const nowhere = { ...room, tenant: other.tenant };
    expect(await messenger().post(nowhere, message('Theirs', 'three'))).toMatchObject({ is: 'room_lost' });
    expect(
      await messenger().openDirect({ tenant: room.tenant, user: 'clara@example.com' }, room),
    ).toMatchObject({
      is: 'room_lost',
    });
    expect((await stored()).map(({ title }) => title)).not.toContain('Theirs');
  });

  it('takes any text', async () => {
    const [room] = rooms;
    if (!room) throw new Error('there is no page');
    for (const [nth, title] of [
      '<script>',
      '\u0000\u202e',
      '\ud800',
      '{{DATE()}}',
      "'; drop table page",
    ].entries())
      idOf(await messenger().post(room, message(title, `text ${nth}`)));
  });
});
