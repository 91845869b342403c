import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { connect } from '../../../db/connect.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { type Ends, startEnds } from '../../../src/preview/ends.ts';
import { type Apollo, botPosts, mo, peopleOf, startProject, tess } from '../../support/apollo.ts';
import { engines, readyDatabase, type TestDatabase } from '../../support/database/database.ts';
import { ledgerProblems, postsCounted } from '../../support/database/ledger.ts';
import { checkCards } from '../../support/live-cards.ts';
import { said, shownIn } from '../../support/milepost.ts';
import { type Replica, startReplica } from '../../support/process/replica.ts';

const inTime = { timeout: 40_000, interval: 100 };

/** Returns what both rooms show of the milestone, the Slack cards first. */
const shown = (apollo: Apollo) => [
  apollo.slackPost('1 · Beta launch, ').text,
  shownIn(apollo.teamsPost('1 · Beta launch, ')),
];

/** Opens Apollo with a process that can be killed; `stage.desk` belongs to the running one. */
async function open(ends: Ends, database: TestDatabase) {
  let living: Replica = await startReplica(ends, database);
  const stage = { ends, desk: living.desk, settle: async () => {} };
  const apollo = peopleOf(stage);
  return {
    apollo,
    stage,
    async killAndStart() {
      await living.kill();
      living = await startReplica(ends, database);
      stage.desk = living.desk;
    },
    kill: () => living.kill(),
    stop: () => living.stop(),
  };
}

describe.concurrent('a process that is killed', () => {
  it.for(engines)(
    'between commit and delivery, and while it sends, on %s: the cards become current, nothing is posted twice',
    { timeout: 120_000 },
    async (engine, { expect, onTestFinished }) => {
      const [ends, database] = [await startEnds({ anonymous: true }), await readyDatabase(engine)];
      const { apollo, stage, killAndStart, kill, stop } = await open(ends, database);
      onTestFinished(async () => {
        await kill();
        await ends.close();
        await database.drop();
      });
      await startProject(stage, apollo);
      await apollo.slack(mo, 'new "Beta launch"');
      await apollo.teams(tess, 'show 1');
      await expect.poll(() => postsCounted(stage), inTime).toEqual({ slack: 3, teams: 3 });

      ends.slack.fail('chat.update', { is: 'limited', retryAfter: 2 });
      ends.teams.faults.add({ method: 'PUT', does: 'answer', status: 429, headers: { 'retry-after': '2' } });
      expect(said(await apollo.slack(mo, 'progress 1 60'))).toContain(percentWords(60));
      await killAndStart();
      await expect.poll(() => shown(apollo).every((text) => text.includes('60 %')), inTime).toBe(true);
      expect(postsCounted(stage)).toEqual({ slack: 3, teams: 3 });

      ends.slack.fail('chat.postMessage', { is: 'hang', done: true });
      ends.teams.faults.add({ method: 'PUT', does: 'hang' });
      await apollo.slack(mo, 'show 1');
      await expect.poll(() => botPosts(stage).length, inTime).toBe(4);
      const edits = () => ends.teams.calls.filter(({ method }) => method === 'PUT').length;
      const before = edits();
      expect(said(await apollo.slack(mo, 'progress 1 70'))).toContain(percentWords(70));
      await expect.poll(edits, inTime).toBe(before + 1);
      await killAndStart();
      await expect.poll(() => botPosts(stage)[2]?.text, inTime).toContain('70 %');
      await expect.poll(() => shownIn(apollo.teamsPost('1 · Beta launch, ')), inTime).toContain('70 %');
      // Milepost asks Slack whether the message that hung was posted; it was.
      await expect
        .poll(() => ends.slack.calls.some(({ method }) => method === 'conversations.history'), inTime)
        .toBe(true);
      await sleep(500);
      expect(postsCounted(stage)).toEqual({ slack: 4, teams: 3 });

      await stop();
      const { db, close } = await connect(database.location);
      expect(await checkCards(db, ends)).toEqual({ cards: 5, wrong: [] });
      expect(await ledgerProblems(db)).toEqual([]);
      await close();
    },
  );
});
