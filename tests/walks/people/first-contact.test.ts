import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { slackTeam, teamsChannel } from '../../../src/preview/ends.ts';
import type { SlackAnswer } from '../../../src/preview/slack/desk.ts';
import { serverEngine } from '../../support/database/database.ts';
import { type Stage, said, startStage, teamsPerson } from '../../support/milepost.ts';

const codeLine = (answer: SlackAnswer) => /link [0-9A-Z]{4}-[0-9A-Z]{4}/.exec(said(answer))?.[0] ?? '';

describe.each(serverEngine)('somebody new to Milepost, on %s', (engine) => {
  let stage: Stage;
  const channels = ['CA', 'CB', 'CC'];

  beforeAll(async () => {
    stage = await startStage(engine);
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UOLI', team: slackTeam, name: 'olivia', realName: 'Olivia' });
    for (const id of channels) world.addChannel({ id, team: slackTeam, name: id.toLowerCase() });
  });
  afterAll(() => stage.close());

  /** Binds both organisations to their mail domain, as the administrator. */
  const bindBoth = async () => {
    for (const line of ['bind acme.example', `bind teams:${stage.ends.teams.tenant} acme.example`])
      expect(said(await stage.desk.slash('UOLI', 'CA', line))).toContain('acme.example');
  };

  it('becomes one person, however many of their requests arrive at once', async () => {
    const answers = await Promise.all(
      channels.map((channel) => stage.desk.slash('UOLI', channel, `project "Project ${channel}"`)),
    );
    expect(answers.map(said).filter((words) => words.includes('Started'))).toHaveLength(3);
    const people = await stage.milepost.connection.db.execute(sql`select name from person`);
    expect(rowsOf(people)).toEqual([{ name: 'Olivia' }]);
    const mine = said(await stage.desk.slash('UOLI', 'CA', 'projects'));
    for (const channel of channels) expect(mine).toContain(`Project ${channel}`);
  });

  it('becomes one person when they arrive from two bound organisations at once with one address', async () => {
    await bindBoth();
    const { world } = stage.ends.slack;
    const email = 'ana@acme.example';
    world.addPerson({ id: 'UANA', team: slackTeam, name: 'ana', realName: 'Ana', email });
    world.addChannel({ id: 'CANA', team: slackTeam, name: 'ana' });
    const ana = teamsPerson('Ana', { email });
    const room = teamsChannel(stage.ends.teams, 'ana', [ana, teamsPerson('Tess')]);
    const line = codeLine(await stage.desk.slash('UOLI', 'CA', 'link'));
    await stage.ends.teams.message(teamsPerson('Tess'), room, line);
    await Promise.all([stage.desk.slash('UANA', 'CA', 'list'), stage.ends.teams.message(ana, room, 'list')]);
    const people = await stage.milepost.connection.db.execute(
      sql`select p.name from person p where name = 'Ana' and exists (select from identity i where i.person_id = p.id)`,
    );
    expect(rowsOf(people)).toEqual([{ name: 'Ana' }]);
  });

  it('is recognised as the person mentioned before, and as the owner of the e-mail address', async () => {
    await bindBoth();
    const { world } = stage.ends.slack;
    const email = 'bo@acme.example';
    world.addPerson({ id: 'UBO', team: slackTeam, name: 'bo', realName: 'Bo', email });
    const bo = teamsPerson('Bo', { email });
    const room = teamsChannel(stage.ends.teams, 'bo', [bo, teamsPerson('Tess')]);
    await stage.ends.teams.message(
      teamsPerson('Tess'),
      room,
      codeLine(await stage.desk.slash('UOLI', 'CB', 'link')),
    );
    await stage.ends.teams.message(teamsPerson('Tess'), room, 'new "Mentioned" owner:<at>Bo</at>', {
      mentions: [bo],
    });
    await stage.desk.slash('UBO', 'CB', 'list');
    await stage.ends.teams.message(bo, room, 'list');
    const people = await stage.milepost.connection.db.execute(sql`
      select p.email, count(*)::int as identities, (select m.assignee_id = p.id from milestone m where m.name = 'Mentioned') as owns
      from person p join identity i on i.person_id = p.id where p.name = 'Bo' group by p.id, p.email`);
    expect(rowsOf(people)).toEqual([{ email, identities: 2, owns: true }]);
  });
});
