import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identity, person } from '../../db/schema/people.ts';
import { slackTeam, teamsChannel } from '../../src/preview/ends.ts';
import type { TeamsRoom } from '../../src/preview/teams/rooms.ts';
import { type Stage, said, shownIn, startStage, teamsPerson, teamsPosts } from '../support/milepost.ts';
import { startProgram } from '../support/process/process.ts';
import { settingsOf, terminal } from '../support/process/terminal.ts';

const cwd = mkdtempSync(join(tmpdir(), 'milepost-cli-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('the command line beside a running server on postgresql', () => {
  let stage: Stage;
  let room: TeamsRoom;
  const slack = (user: string, line: string) => stage.desk.slash(user, 'CAPOLLO', line);
  const milepost = (...args: string[]) => terminal(stage.database)(...args);
  const program = (...args: string[]) =>
    startProgram('cli.ts', args, { cwd, env: settingsOf(stage.database) }).ended;
  const tess = teamsPerson('Tess');

  beforeAll(async () => {
    stage = await startStage('postgresql');
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UOLI', team: slackTeam, name: 'olivia', realName: 'Olivia' });
    world.addPerson({ id: 'UMO', team: slackTeam, name: 'mo', realName: 'Mo' });
    world.addPerson({ id: 'UNA', team: slackTeam, name: 'nadia', realName: 'Nadia' });
    world.addChannel({ id: 'CAPOLLO', team: slackTeam, name: 'apollo' });
    room = teamsChannel(stage.ends.teams, 'apollo', [tess]);
    await slack('UOLI', 'project "Apollo" kind:launch');
    const code = /link [0-9A-Z]{4}-[0-9A-Z]{4}/.exec(said(await slack('UOLI', 'link')))?.[0] ?? '';
    await stage.ends.teams.message(tess, room, code);
    await slack('UMO', 'new "Beta launch" due:"10 dec 2027"');
    await stage.ends.teams.message(tess, room, 'show 1');
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('changes the cards in both rooms', async () => {
    const ended = await program('progress', '1', '80', 'nearly there', '--project', 'Apollo');
    expect(ended).toEqual({ code: 0, out: expect.stringContaining('80 %'), err: '' });
    await stage.settle();
    const cards = stage.ends.slack.world.posts.filter((post) => post.channel === 'CAPOLLO');
    expect(cards.at(-1)?.text).toContain('80 %');
    expect(teamsPosts(stage, room).map(shownIn).at(-1)).toContain('80 %');
  });

  it('acts as a person with their own role, by address and by name', async () => {
    for (const who of [`slack:${slackTeam}/UMO`, 'Mo', '@mo']) {
      expect(await milepost('--as', who, 'policy', 'approver:client')).toMatchObject({
        exit: 1,
        text: expect.stringContaining('Only an owner can do this.'),
      });
    }
    expect(await milepost('--as', 'Olivia', 'policy', 'evidence:yes')).toMatchObject({ exit: 0 });
    expect(await milepost('--as', `teams:${room.tenant}/${tess.aadObjectId}`, 'list')).toMatchObject({
      exit: 0,
      text: expect.stringContaining('Beta launch'),
    });
  });

  it('does not act as people that nobody knows, or that could be several', async () => {
    expect(await milepost('--as', 'slack:T9/U9', 'list')).toMatchObject({
      exit: 1,
      text: expect.stringContaining('Nobody here is known as “slack:T9/U9”.'),
    });
    expect(await milepost('--as', 'o', 'list')).toMatchObject({
      exit: 2,
      text: expect.stringContaining(`slack:${slackTeam}/UOLI  Olivia`),
    });
  });

  it('does not act as somebody who was only mentioned, nor as an operator', async () => {
    await slack('UOLI', 'role @nadia viewer');
    const { db } = stage.milepost.connection;
    const [known] = await db
      .select({ name: person.name })
      .from(person)
      .where(like(person.name, '%(operator)'));
    expect(await milepost('--as', `slack:${slackTeam}/UNA`, 'list')).toMatchObject({
      exit: 1,
      text: expect.stringContaining('was only mentioned so far'),
    });
    expect(await milepost('--as', known?.name ?? '', 'list')).toMatchObject({
      exit: 1,
      text: expect.stringContaining('leave --as out'),
    });
  });

  it('acts as the person of an e-mail address', async () => {
    const { db } = stage.milepost.connection;
    const [mo] = await db.select({ id: identity.personId }).from(identity).where(eq(identity.user, 'UMO'));
    await db
      .update(person)
      .set({ email: 'mo@acme.example' })
      .where(eq(person.id, mo?.id ?? ''));
    expect(await milepost('--as', 'Mo@Acme.example', 'list')).toMatchObject({ exit: 0 });
    expect(await milepost('--as', 'no@acme.example', 'list')).toMatchObject({ exit: 1 });
  });

  it('answers a program on one stream, and says by its exit code how it went', async () => {
    const [shown, refused, misused] = [
      await program('list', '--json'),
      await program('show', '99', '--json'),
      await program('--json', '--projekt=x', 'list'),
    ];
    expect([shown, refused, misused].map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [1, ''],
      [2, ''],
    ]);
    const [list, unknown, usage] = [shown, refused, misused].map(({ out }) => JSON.parse(out));
    expect(list).toMatchObject({
      ok: true,
      resource: { project: { name: 'Apollo' }, milestones: [{ number: 1 }] },
    });
    expect(unknown).toMatchObject({
      ok: false,
      text: expect.stringContaining('99'),
      refusal: { is: 'not_found' },
    });
    expect(usage).toMatchObject({
      ok: false,
      text: expect.stringContaining('--projekt'),
      refusal: { is: 'usage' },
    });
  });

  it('answers people in words, refusals aside from the answers', async () => {
    expect(await program('frobnicate')).toEqual({
      code: 2,
      out: '',
      err: 'There is no command “frobnicate”.\nType help to see all commands.\n',
    });
  });

  it('can be asked what is wrong while it runs', async () => {
    expect(await milepost('doctor')).toMatchObject({
      exit: 0,
      text: expect.stringContaining('Nothing is wrong.'),
    });
  });
});

describe('the command line beside a running server on the embedded database', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage('embedded');
  });
  afterAll(() => stage.close());

  it('says in one line that the server has it', async () => {
    const env = settingsOf(stage.database);
    const inUse = `in use by process ${process.pid}. Stop it first`;
    expect(await startProgram('cli.ts', ['list'], { cwd, env }).ended).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(new RegExp(`^The data directory .* is ${inUse}.*\n$`)),
    });
    expect(await startProgram('cli.ts', ['doctor'], { cwd, env }).ended).toMatchObject({
      code: 0,
      out: expect.stringMatching(new RegExp(`skipped +Database: not looked at.*${inUse}`)),
    });
  });
});
