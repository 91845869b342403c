import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { slackTeam, teamsChannel } from '../../../src/preview/ends.ts';
import type { TeamsRoom } from '../../../src/preview/teams/rooms.ts';
import { linkLineIn } from '../../support/apollo.ts';
import { projectStates } from '../../support/database/state-hash.ts';
import { type Stage, said, startStage, teamsPerson } from '../../support/milepost.ts';
import { reading, refused } from '../../support/refused.ts';
import {
  attempts,
  customersRoom,
  customersTenant,
  impostors,
  writeInTeams,
} from '../../support/takeovers.ts';

const [channel, email] = ['CAPOLLO', 'olivia@acme.example'];

/** An address is a claim of the organisation that makes it (ADM-10). */
describe('an address that belongs to somebody else', () => {
  let stage: Stage;
  let customers: TeamsRoom;
  const slack = (line: string, user = 'UOLI') => stage.desk.slash(user, channel, line).then(said);
  const people = async () =>
    rowsOf<{ name: string; admin: boolean; accounts: number }>(
      await stage.milepost.connection.db.execute(sql`select p.name, p.admin, count(i.id)::int as accounts
        from person p join identity i on i.workspace_id = p.workspace_id and i.person_id = p.id
        group by p.id, p.name, p.admin order by p.name`),
    );

  beforeAll(async () => {
    stage = await startStage('postgresql', { admins: [email] }, { teams: { appType: 'MultiTenant' } });
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UOLI', team: slackTeam, name: 'olivia', realName: 'Olivia', email });
    world.addPerson({ id: 'UMO', team: slackTeam, name: 'mo', realName: 'Mo' });
    world.addChannel({ id: channel, team: slackTeam, name: 'apollo' });
    customers = customersRoom(stage);
    await slack('project "Apollo" kind:launch target:"18 dec 2027"');
    await slack('new "Beta launch" due:"1 dec 2027"');
    const cleo = teamsPerson('Cleo');
    customers.members.push(cleo);
    await writeInTeams(stage, customers, cleo, linkLineIn(await slack('link as:customer')));
    await stage.settle();
  });
  afterAll(() => stage.close());

  it.each([
    ['while no organisation is bound', []],
    [
      'while the project’s organisations are bound',
      ['bind acme.example', `bind teams:${customersTenant} customer.example`],
    ],
  ])('gives no access to another person %s', async (_when, lines) => {
    for (const line of lines) expect(await slack(line)).toContain('Milepost now trusts');
    for (const one of impostors(stage, { channel, customers }, email, lines.length)) {
      await one.say('list');
      const before = [await projectStates(stage.milepost.connection.db), await people()];
      const answers: string[] = [];
      for (const line of attempts) answers.push(await refused(one.say(line)));
      const after = [await projectStates(stage.milepost.connection.db), await people()];
      expect(after, one.name).toEqual(before);
      const done = answers.filter(
        (answer) => !/Only an? .* can \w+ this|You have no role|administrator|customer room/.test(answer),
      );
      expect(done, one.name).toEqual([]);
      expect((await people()).find(({ name }) => name === one.name)).toEqual({
        name: one.name,
        admin: false,
        accounts: 1,
      });
    }
    expect((await people()).find(({ name }) => name === 'Olivia')).toMatchObject({ accounts: 1 });
  });

  it('merges two accounts when both organisations are bound to its domain', async () => {
    expect(await slack(`bind teams:${stage.ends.teams.tenant} acme.example`)).toContain(
      'Milepost now trusts',
    );
    const olivia = teamsPerson('Olivia', { email });
    const room = teamsChannel(stage.ends.teams, 'team', [olivia]);
    await writeInTeams(stage, room, olivia, linkLineIn(await slack('link')));
    expect(await writeInTeams(stage, room, olivia, 'edit 1 name:"Public beta"')).toContain('Public beta');
    expect((await people()).find(({ name }) => name === 'Olivia')).toMatchObject({ accounts: 2 });
    // The settings name the address, and the tenant is bound with its domain.
    expect(await writeInTeams(stage, room, olivia, 'bind')).toContain('Bound organisations');
  });

  it('does not merge accounts again that somebody separated', async () => {
    expect(await slack('unlink me')).toContain('Your accounts are separate again.');
    const olivia = teamsPerson('Olivia', { email });
    const room = [...stage.ends.teams.rooms.rooms.values()].find(({ name }) => name === 'team') as TeamsRoom;
    await stage.milepost.connection.db.execute(sql`update identity set profiled_at = null`);
    await writeInTeams(stage, room, olivia, 'list');
    expect((await people()).filter(({ name }) => name === 'Olivia')).toMatchObject([
      { accounts: 1 },
      { accounts: 1 },
    ]);
  });
});

/** Security: no administrator is configured, and somebody makes the first project. */
describe('the first project', () => {
  it('makes only a full member an administrator, and says so', async () => {
    const stage = await startStage('postgresql');
    const { world } = stage.ends.slack;
    const addPerson = (id: string, more: object = {}) =>
      world.addPerson({ id, team: slackTeam, name: id.toLowerCase(), realName: id, ...more });
    addPerson('UGUEST', { guest: 'single' });
    addPerson('USTRANGE', { home: 'T0OTHER' });
    addPerson('UUNSEEN');
    addPerson('UMEMBER');
    addPerson('ULATER');
    const start = async (user: string) => {
      world.addChannel({ id: `C${user}`, team: slackTeam, name: user.toLowerCase() });
      return said(await stage.desk.slash(user, `C${user}`, `project "Of ${user}"`));
    };
    try {
      expect(await start('UGUEST')).not.toContain('You administer');
      expect(await start('USTRANGE')).not.toContain('You administer');
      stage.ends.slack.fail('users.info', { is: 'error', code: 'missing_scope' });
      expect(await start('UUNSEEN')).not.toContain('You administer');
      expect(await start('UMEMBER')).toContain('You administer this Milepost now.');
      expect(await start('ULATER')).not.toContain('You administer');
      const admins = await stage.milepost.connection.db.execute(sql`select name from person where admin`);
      expect(rowsOf(admins)).toEqual([{ name: 'UMEMBER' }]);
      expect(
        stage.log.filter((line) => line.includes('MILEPOST_ADMINS names no administrator')),
      ).toHaveLength(1);
    } finally {
      await stage.close();
    }
  });
});

/** Where the platform does not describe people, nobody counts as a member (ADM-2). */
describe('somebody whom the platform does not describe', () => {
  it('has no role, and reads why', async () => {
    const stage = await startStage('postgresql');
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UOLI', team: slackTeam, name: 'olivia', realName: 'Olivia' });
    world.addPerson({ id: 'UMO', team: slackTeam, name: 'mo', realName: 'Mo' });
    world.addChannel({ id: channel, team: slackTeam, name: 'apollo' });
    const mo = (line: string) => reading(stage.desk.slash('UMO', channel, line), said);
    try {
      await stage.desk.slash('UOLI', channel, 'project "Apollo"');
      stage.ends.slack.fail('users.info', { is: 'error', code: 'missing_scope' });
      expect(await refused(mo('new "Beta launch"'))).toContain('Slack did not say who you are');
      const [tess, tim] = [teamsPerson('Tess'), teamsPerson('Tim')];
      const room = teamsChannel(stage.ends.teams, 'team', [tess, tim]);
      await writeInTeams(
        stage,
        room,
        tess,
        linkLineIn(said(await stage.desk.slash('UOLI', channel, 'link'))),
      );
      stage.ends.teams.faults.add({ does: 'answer', status: 404 });
      expect(await refused(writeInTeams(stage, room, tim, 'new "Beta launch"'))).toContain(
        'did not say who you are',
      );
      expect(await writeInTeams(stage, room, tess, 'new "Beta launch"')).toContain('Beta launch');
    } finally {
      await stage.close();
    }
  });
});
