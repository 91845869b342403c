import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackTeam } from '../../src/preview/ends.ts';
import { readyDatabase, type TestDatabase } from '../support/database/database.ts';
import { type Tap, tapInto } from '../support/database/tap.ts';
import { type Stage, said, startStage } from '../support/milepost.ts';

/** A plan of some milestones, each with items, and what only its second version has. */
const plan = (milestones: number, version: 1 | 2) =>
  Array.from({ length: milestones }, (_, nth) =>
    [
      `## Step ${nth + 1}, ${version === 1 ? '10/01/2027' : '11/01/2027'}`,
      '- [ ] First thing',
      version === 1 ? '- [ ] Second thing' : '- [ ] Third thing',
    ].join('\n'),
  ).join('\n');

describe('taking a large import back', () => {
  let database: TestDatabase;
  let tap: Tap;
  let stage: Stage;
  const ask = async (line: string) => said(await stage.desk.slash('UANA', 'CAPOLLO', line));
  /** What an undo sends to the database: few statements; returns how many writes are parts of them. */
  const undone = async () => {
    tap.transactions.length = 0;
    expect(await ask('undo')).toContain('Taken back: imported');
    const [transaction] = tap.transactions.filter(({ statements }) =>
      statements.join().includes('room_address'),
    );
    const { statements = [] } = transaction ?? {};
    // one more or less: a room that is awake already needs no wake-up
    expect(statements.length).toBeLessThanOrEqual(12);
    return statements.join().match(/"w\d+" as/g)?.length;
  };

  beforeAll(async () => {
    database = await readyDatabase('postgresql');
    tap = await tapInto((database.location as { url: string }).url);
    stage = await startStage('postgresql', { databaseUrl: tap.url, pipeline: true });
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UANA', team: slackTeam, name: 'ana', realName: 'Ana' });
    world.addChannel({ id: 'CAPOLLO', team: slackTeam, name: 'apollo' });
    await ask('project Apollo');
  });
  afterAll(async () => {
    await stage.close();
    await tap.close();
    await database.drop();
  });

  it('costs as many writes for 100 milestones as for 10, in few statements, and leaves the plan as it was', async () => {
    const costs: unknown[] = [];
    for (const size of [10, 100]) {
      await ask(`import now:yes\n${plan(size, 1)}`);
      const before = await ask('export markdown');
      await ask(`import now:yes\n${plan(size, 2)}`);
      expect(await ask('export markdown')).not.toEqual(before);
      const changed = await undone();
      expect(await ask('export markdown')).toEqual(before);
      costs.push({ changed, added: await undone() });
      expect(await ask('list')).toContain('No milestones yet');
    }
    expect(costs[1]).toEqual(costs[0]);
  });
});
