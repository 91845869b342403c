import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, connect } from '../../../db/connect.ts';
import { rowsOf } from '../../../db/tenant.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { type Ends, slackTeam, startEnds } from '../../../src/preview/ends.ts';
import {
  type Apollo,
  channel,
  cleo,
  gus,
  mo,
  olivia,
  peopleOf,
  startProject,
  tess,
  vic,
} from '../../support/apollo.ts';
import { readyDatabase, type TestDatabase } from '../../support/database/database.ts';
import { ledgerProblems, postsCounted, receiptsCounted } from '../../support/database/ledger.ts';
import { checkCards } from '../../support/live-cards.ts';
import { said } from '../../support/milepost.ts';
import { type Replica, startReplica } from '../../support/process/replica.ts';

const inTime = { timeout: 60_000, interval: 250 };

describe('two processes on one PostgreSQL', { timeout: 90_000 }, () => {
  let ends: Ends;
  let database: TestDatabase;
  let watcher: Connection;
  let [first, second]: Replica[] = [];
  let apollo: Apollo;
  const both = () => [first, second] as [Replica, Replica];
  const wrong = async () => (await checkCards(watcher.db, ends)).wrong.map(({ card }) => card);

  beforeAll(async () => {
    [ends, database] = [await startEnds({ anonymous: true }), await readyDatabase('postgresql')];
    [first, second] = await Promise.all([startReplica(ends, database), startReplica(ends, database)]);
    watcher = await connect(database.location);
    const [{ desk }] = both();
    apollo = peopleOf({ ends, desk });
    await startProject({ settle: async () => {} }, apollo);
  });
  afterAll(async () => {
    await Promise.all(both().map((replica) => replica.kill()));
    await watcher.close();
    await ends.close();
    await database.drop();
  });

  it('share the requests: every number is assigned once, every card is current', async () => {
    const [one, other] = both();
    const news = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta'];
    await Promise.all(
      news.map((name, index) => (index % 2 === 0 ? one : other).desk.slash(mo, channel, `new "${name}"`)),
    );
    const rows = await watcher.db.execute(sql`select number from milestone order by number`);
    expect(rowsOf<{ number: number }>(rows).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    other.takeTeams();
    await apollo.teams(tess, 'show 1');
    await expect.poll(() => postsCounted({ ends }), inTime).toEqual({ slack: 8, teams: 3 });
    await expect.poll(wrong, inTime).toEqual([]);
  });

  it('count the wrong codes of a person together, on both platforms', async () => {
    const [one, other] = both();
    const inSlack = (replica: Replica) => replica.desk.slash(gus, channel, 'link ZZZZ-ZZZZ').then(said);
    const inTeams = (replica: Replica) => {
      replica.takeTeams();
      return apollo.teams(vic, 'link ZZZZ-ZZZZ');
    };
    for (const guess of [inSlack, inTeams]) {
      const answers: string[] = [];
      for (let nth = 0; nth < 12; nth += 1) answers.push(await guess(nth % 2 === 0 ? one : other));
      expect(answers.slice(0, 10).filter((answer) => answer.includes('does not know'))).toHaveLength(10);
      expect(answers.slice(10).filter((answer) => answer.includes('too many wrong codes'))).toHaveLength(2);
    }
  });

  it.each([
    ['progress 1 33', '99.1'],
    ['list', '99.2'],
    ['nonsense', '99.3'],
  ])('answer an event once when both receive it: %s', async (line, ts) => {
    const before = ends.slack.world.shownTo(mo, channel).length;
    const event = {
      type: 'app_mention',
      user: mo,
      channel,
      ts,
      text: `<@${ends.slack.world.team(slackTeam).botUserId}> ${line}`,
    };
    const id = `Ev${line.replaceAll(' ', '')}`;
    await Promise.all(both().map(({ desk }) => desk.event(slackTeam, event, { id })));
    const { desk } = both()[0];
    await desk.event(slackTeam, event, { id, retry: 1 });
    await expect.poll(() => ends.slack.world.shownTo(mo, channel).length, inTime).toBe(before + 1);
    await sleep(500);
    expect(ends.slack.world.shownTo(mo, channel)).toHaveLength(before + 1);
  });

  it('continue when one of them is killed during its work', async () => {
    const [one, other] = both();
    const change = (replica: Replica, percent: number) =>
      replica.desk
        .slash(olivia, channel, `progress ${1 + (percent % 6)} ${percent}`)
        .then(said, () => 'cut off');
    const changes = Array.from({ length: 40 }, (_, percent) =>
      change(percent % 2 === 0 ? one : other, percent),
    );
    await changes[7];
    await Promise.all([one.kill(), ...changes]);
    expect(await apollo.teams(cleo, 'progress 1 99')).toContain(percentWords(99));
    expect(said(await other.desk.slash(mo, channel, 'progress 2 98'))).toContain(percentWords(98));
    await expect.poll(wrong, inTime).toEqual([]);
    await expect.poll(() => ledgerProblems(watcher.db), inTime).toEqual([]);
    expect(postsCounted({ ends })).toEqual(await receiptsCounted(watcher.db));
    expect(postsCounted({ ends })).toEqual({ slack: 8, teams: 3 });
  });
});
