import { type SQL, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from '../../db/connect.ts';
import { rowsOf } from '../../db/tenant.ts';
import { type Ends, slackTeam, startEnds, teamsChannel } from '../../src/preview/ends.ts';
import { type Apollo, cleo, olivia, peopleOf, tess, vic } from '../support/apollo.ts';
import { engines, type TestDatabase } from '../support/database/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, startStage } from '../support/milepost.ts';
import { databaseFrom } from './live-cards/load-dump.ts';
import { teamsApp, teamsTenant } from './live-cards/rooms.ts';

/** The last migration of the database that the dump was taken of. */
const dump = '0022';
/** Cards of each kind in both rooms, some not posted yet; as the dump has them. */
const live = 21;
const now = '2026-12-10T08:00:00Z';

/** A message that a card of the dump has, and what kind of card. */
type Message = { platform: 'slack' | 'teams'; channel: string; id: string; kind: string; closed: boolean };

/** How the title of a card of each kind begins. */
const titles: Record<string, RegExp> = {
  project: /^Apollo/,
  milestone: /^(1 · Beta launch|2 · Docs)/,
  decision: /^D1 · Go for 18 Dec/,
  contingency: /^P1 · If at least 30 %/,
};

const kind = (card: SQL) => sql`case when ${card}->>'milestone_id' is not null then 'milestone'
  when ${card}->>'decision_id' is not null then 'decision'
  when ${card}->>'contingency_id' is not null then 'contingency' else 'project' end as kind`;

/** Asked before the database is brought to the present schema, which keeps cards otherwise. */
async function messagesOf({ location }: TestDatabase): Promise<Message[]> {
  const { db, close } = await open(location);
  const found = await db.execute(sql`
    select platform, channel, message_id as id, closed, ${kind(sql`to_jsonb(card)`)} from card
      join room on room.workspace_id = card.workspace_id and room.id = card.room_id where message_id is not null
    union all select platform, channel, former->>'message_id', false, ${kind(sql`former`)}
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
  const shown = ({ platform, id }: Message) => {
    const { slack, teams } = stage.ends;
    const post = slack.world.posts.find(({ ts }) => ts === id);
    const message = teams.rooms.message(id);
    return platform === 'slack'
      ? { title: post?.text, edits: post?.edits, all: JSON.stringify(post) }
      : { title: message?.summary, edits: message?.edits, all: JSON.stringify(message) };
  };
  const showsItsKind = (message: Message) => {
    expect(shown(message).edits).toBeGreaterThan(0);
    expect(shown(message).title).toMatch(titles[message.kind] ?? 'a kind');
  };
  /** How many live cards there are of each kind. */
  const kinds = async () => {
    const found = await stage.milepost.connection.db.execute(
      sql`select subject_kind as kind, count(*)::int as cards from card group by 1`,
    );
    const rows = rowsOf<{ kind: string; cards: number }>(found);
    return Object.fromEntries(rows.map((row) => [row.kind, row.cards]));
  };
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
    for (const message of posted) showsItsKind(message);
    expect(await kinds()).toEqual({ project: 5, milestone: 5, decision: 6, contingency: 5 });
  });

  it('has the cards of a room that was unlinked drawn for the last time, and forgotten', () => {
    const closed = messages.filter((message) => message.closed);
    expect(closed).toHaveLength(4);
    for (const message of closed) {
      showsItsKind(message);
      expect(shown(message).all).toContain('This channel is no longer linked');
      expect(shown(message).all).not.toContain('"button"');
    }
  });

  it.each(['slack', 'teams'] as const)('has its cards back when a room returns in %s', async (platform) => {
    const before = await current();
    const lost = messages.filter((one) => one.platform === platform && /lost/i.test(one.channel));
    const tenant = platform === 'slack' ? slackTeam : teamsTenant;
    const channel = lost[0]?.channel ?? '';
    await stage.milepost.delivery.onRoomNews({
      is: 'returned',
      room: { platform, tenant, channel, kind: 'channel' },
    });
    expect(await current()).toBe(before + lost.length);
    expect(lost).toHaveLength(4);
    for (const message of lost) showsItsKind(message);
  });

  it('posts a card that failed when it is sent again', async () => {
    const [before, ofKind] = [await current(), await kinds()];
    const numbers = await failed();
    expect(numbers).toHaveLength(4);
    for (const number of numbers) await apollo.slack(olivia, `retry ${number}`);
    expect(await current()).toBe(before + 4);
    expect(await failed()).toEqual([]);
    expect(await kinds()).toEqual(
      Object.fromEntries(Object.entries(ofKind).map(([one, count]) => [one, count + 1])),
    );
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
