import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import {
  type Apollo,
  channel,
  linkLineIn,
  mo,
  olivia,
  peopleOf,
  startProject,
  tess,
} from '../../support/apollo.ts';
import { engines } from '../../support/database/database.ts';
import { ledgerProblems } from '../../support/database/ledger.ts';
import { checkCards } from '../../support/live-cards.ts';
import { type Stage, said, startStage } from '../../support/milepost.ts';
import { attempted } from '../../support/refused.ts';

describe.each(engines)('many people at once, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  const count = async (type: string) => {
    const { db } = stage.milepost.connection;
    const rows = await db.execute(sql`select count(*)::int as n from activity where type = ${type}`);
    return rowsOf<{ n: number }>(rows)[0]?.n;
  };

  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    const { world } = stage.ends.slack;
    world.addChannel({ id: 'CTWO', team: world.channel(channel).team, name: 'two' });
    await startProject(stage, apollo);
    await apollo.slack(mo, 'new "Beta launch"');
    await apollo.teams(tess, 'show 1');
    await apollo.slack(olivia, 'role Tess owner');
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('start two projects in one room, and one is created', async () => {
    const started = await Promise.all(
      ['Gemini', 'Mercury'].map((name) =>
        attempted(stage.desk.slash(olivia, 'CTWO', `project "${name}"`)).then(said),
      ),
    );
    expect(started.filter((answer) => answer.includes('Started'))).toHaveLength(1);
    expect(started.filter((answer) => answer.includes('already belongs'))).toHaveLength(1);
  });

  it('unlink a room twice and link it twice amid changes, and each is done once without deadlock', async () => {
    const line = async () => linkLineIn(said(await apollo.slack(olivia, 'link')));
    for (let round = 1; round <= 5; round += 1) {
      const codes = [await line(), await line()];
      const changes = Array.from({ length: 6 }, (_, at) =>
        attempted(apollo.slack(mo, `progress 1 ${round * 10 + at}`)),
      );
      await Promise.all([
        ...changes,
        attempted(apollo.teams(tess, 'unlink')),
        attempted(stage.ends.teams.message(tess, apollo.room, 'unlink')),
      ]);
      expect(await count('room_unlinked')).toBe(round);
      await Promise.all(codes.map((code) => attempted(stage.ends.teams.message(tess, apollo.room, code))));
      expect(await count('room_linked')).toBe(round + 1);
      await apollo.teams(tess, 'show 1');
    }
    await stage.settle();
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
    expect(stage.log.filter((entry) => JSON.parse(entry).level >= 50)).toEqual([]);
  });

  it('change one milestone, and the history and the card end with the last change', async () => {
    const { db } = stage.milepost.connection;
    await Promise.all(
      Array.from({ length: 40 }, (_, at) => attempted(apollo.slack(mo, `progress 1 ${at} said at ${at}`))),
    );
    await stage.settle();
    expect(await ledgerProblems(db)).toEqual([]);
    const { text } = apollo.slackPost('1 · Beta launch, ');
    expect(text).toContain(`said at ${/(\d+) %/.exec(text)?.[1]}”`);
  });
});
