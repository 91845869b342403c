import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../db/tenant.ts';
import { slackTeam } from '../../src/preview/ends.ts';
import { engines } from '../support/database.ts';
import { type Stage, said, startStage } from '../support/milepost.ts';

describe.each(engines)('somebody who is seen for the first time on %s', (engine) => {
  let stage: Stage;
  const channels = ['CA', 'CB', 'CC'];

  beforeAll(async () => {
    stage = await startStage(engine);
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UOLI', team: slackTeam, name: 'olivia', realName: 'Olivia' });
    for (const id of channels) world.addChannel({ id, team: slackTeam, name: id.toLowerCase() });
  });
  afterAll(() => stage.close());

  it('is one person, however many of their requests arrive together', async () => {
    const answers = await Promise.all(
      channels.map((channel) => stage.desk.slash('UOLI', channel, `project "Project ${channel}"`)),
    );
    expect(answers.map(said).filter((words) => words.includes('Started'))).toHaveLength(3);
    const people = await stage.milepost.connection.db.execute(sql`select name from person`);
    expect(rowsOf(people)).toEqual([{ name: 'Olivia' }]);
    const mine = said(await stage.desk.slash('UOLI', 'CA', 'projects'));
    for (const channel of channels) expect(mine).toContain(`Project ${channel}`);
  });
});
