import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from '../../db/connect.ts';
import { rowsOf } from '../../db/tenant.ts';
import { type Ends, slackTeam, startEnds, teamsChannel } from '../../src/preview/ends.ts';
import { type Apollo, cleo, olivia, peopleOf, tess, vic } from '../support/apollo.ts';
import { engines, type TestDatabase } from '../support/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, startStage } from '../support/milepost.ts';
import { databaseFrom } from './live-cards/load-dump.ts';
import { teamsApp, teamsTenant } from './live-cards/rooms.ts';

/** The last migration of the database that the dump was taken of. */
const dump = '0022';
/** Cards of each kind in both rooms, some not posted yet; as the dump has them. */
const live = 21;
const now = '2026-12-10T08:00:00Z';

/** A message that a card of the dump has. */
type Message = { platform: 'slack' | 'teams'; channel: string; id: string; closed: boolean };

/** Before the database is brought to the present schema, which may keep its cards otherwise. */
async function messagesOf({ location }: TestDatabase): Promise<Message[]> {
  const { db, close } = await open(location);
  const found = await db.execute(sql`
    select platform, channel, message_id as id, closed from card
      join room on room.workspace_id = card.workspace_id and room.id = card.room_id where message_id is not null
    union all select platform, channel, former->>'message_id', false
      from room, jsonb_array_elements(former_cards) former`);
  await close();
  return rowsOf<Message>(found);
}

/** What stood in the rooms is not in the dump: each message says something that no card says. */
function post({ slack, teams }: Ends, messages: Message[]): void {
  const user = slack.world.team(slackTeam).botUserId;
  for (const { platform, channel, id } of messages)
    if (platform === 'slack')
      slack.world.posts.push({ ts: id, channel, user, text: 'old', blocks: [], edits: 0 });
    else teams.rooms.messages.push({ id, room: channel, text: 'old', edits: 0 });
}

describe.each(engines)('a database with live cards that an earlier version left, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  let messages: Message[];

  /** How many live cards there are, all of which show the present. */
  const current = async (): Promise<number> => {
    await stage.settle();
    const checked = await checkCards(stage.milepost.connection.db, stage.ends, () =>
      Temporal.Instant.from(now),
    );
    expect(checked.wrong).toEqual([]);
    return checked.cards;
  };
  const shown = ({ platform, id }: Message): string =>
    JSON.stringify(
      platform === 'slack'
        ? stage.ends.slack.world.posts.find(({ ts }) => ts === id)
        : stage.ends.teams.rooms.message(id),
    );
  const failed = async () =>
    rowsOf<{ seq: string }>(
      await stage.milepost.connection.db.execute(
        sql`select seq from receipt where kind = 'post' and state = 'failed' order by seq`,
      ),
    ).map(({ seq }) => Number(seq));

  beforeAll(async () => {
    const ends = await startEnds({ tenant: teamsTenant, appId: teamsApp });
    const database = await databaseFrom(dump, engine, ends.teams.serviceUrl);
    messages = await messagesOf(database);
    post(ends, messages);
    for (const name of ['lost', 'side']) {
      ends.slack.world.addChannel({ id: `C${name.toUpperCase()}`, team: slackTeam, name });
      teamsChannel(ends.teams, name, [tess, cleo, vic]);
    }
    stage = await startStage(engine, { movedNow: '2026-12-09T10:00:00Z' }, { database, ends });
    apollo = peopleOf(stage);
    // a day later every card is drawn again
    await stage.milepost.app.inject({ method: 'POST', url: '/test/clock', payload: { now } });
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('has every card redrawn, and those posted that were on their way', async () => {
    expect(await current()).toBe(live);
    const posted = messages.filter(({ closed, channel }) => !closed && !/lost/i.test(channel));
    expect(Object.groupBy(posted, ({ platform }) => platform)).toMatchObject({
      slack: { length: 8 },
      teams: { length: 7 },
    });
    for (const message of posted) expect(shown(message)).not.toContain('"edits":0');
  });

  it('has the cards of a room that was unlinked drawn for the last time, and forgotten', () => {
    const closed = messages.filter((message) => message.closed);
    expect(closed).toHaveLength(4);
    for (const message of closed) {
      expect(shown(message)).toContain('No longer linked here');
      expect(shown(message)).not.toContain('"button"');
    }
  });

  it.each(['slack', 'teams'] as const)('has its cards back when a room returns in %s', async (platform) => {
    const before = await current();
    const lost = messages.filter((one) => one.platform === platform && /lost/i.test(one.channel));
    const tenant = platform === 'slack' ? slackTeam : teamsTenant;
    const channel = lost[0]?.channel ?? '';
    await stage.milepost.delivery.hear({
      is: 'returned',
      room: { platform, tenant, channel, kind: 'channel' },
    });
    expect(await current()).toBe(before + lost.length);
    expect(lost).toHaveLength(4);
    for (const message of lost) expect(shown(message)).not.toContain('"edits":0');
  });

  it('posts a card that failed when it is sent again', async () => {
    const before = await current();
    const numbers = await failed();
    expect(numbers).toHaveLength(4);
    for (const number of numbers) await apollo.slack(olivia, `retry ${number}`);
    expect(await current()).toBe(before + 4);
    expect(await failed()).toEqual([]);
  });

  it.each(['progress 1 60', 'criterion D1.1 met', 'contingency P1 dismiss'])(
    'keeps them current after “%s”',
    async (line) => {
      const { db } = stage.milepost.connection;
      const shows = async () =>
        JSON.stringify(rowsOf(await db.execute(sql`select id, shows from card order by id`)));
      const [before, cards] = [await shows(), await current()];
      await apollo.slack(olivia, line);
      expect(await current()).toBe(cards);
      expect(await shows()).not.toBe(before);
    },
  );
});
