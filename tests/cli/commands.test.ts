import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/connect.ts';
import type { Database } from '../../db/database.ts';
import { identity, person } from '../../db/schema/people.ts';
import { activity } from '../../db/schema/project.ts';
import { workspace } from '../../db/schema/workspace.ts';
import { asJson } from '../../src/cli/ending.ts';
import { type Engine, readyDatabase, serverEngine } from '../support/database/database.ts';
import { terminal } from '../support/process/terminal.ts';

/** A terminal on a database of its own. */
async function openTerminal(engine: Engine) {
  const database = await readyDatabase(engine);
  return { ...database, milepost: terminal(database) };
}

type Terminal = Awaited<ReturnType<typeof openTerminal>>;

/** The database behind the terminal, between two calls. */
async function inDatabase<T>({ location }: Terminal, work: (db: Database) => Promise<T>): Promise<T> {
  const connection = await connect(location);
  return work(connection.db).finally(() => connection.close());
}

describe.each(serverEngine)('an operator on %s', (engine) => {
  let at: Terminal;
  beforeAll(async () => {
    at = await openTerminal(engine);
  });
  afterAll(() => at.drop());

  it('is told how to begin where nothing is yet', async () => {
    expect(await at.milepost('list')).toEqual({ exit: 1, text: expect.stringContaining('project "Apollo"') });
  });

  it('begins a project in a workspace of its own', async () => {
    const ending = await at.milepost(
      'create',
      'project',
      'Apollo',
      'target:18 dec 2027',
      'price:10000',
      'currency:GBP',
    );
    expect(ending).toMatchObject({
      exit: 0,
      text: expect.stringContaining('Started Apollo.\n\nApollo, launch'),
    });
    expect(await inDatabase(at, (db) => db.select({ name: workspace.name }).from(workspace))).toEqual([
      { name: 'local' },
    ]);
  });

  it('plans and works in the only project without naming it', async () => {
    expect(await at.milepost('new', 'Beta launch', 'due:10 dec 2027')).toMatchObject({ exit: 0 });
    expect(await at.milepost('help rename')).toMatchObject({
      exit: 0,
      text: expect.stringContaining('edit'),
    });
    expect(await at.milepost('rename', '1', 'to', 'Beta')).toMatchObject({ exit: 0 });
    expect(await at.milepost('rename', '1', 'Beta launch')).toMatchObject({ exit: 0 });
    expect(await at.milepost('edit', '1', 'due:12 dec 2027', '--dry-run')).toMatchObject({
      exit: 0,
      text: expect.stringMatching(
        /1 · Beta launch: due Fri 10 Dec 2027 → Sun 12 Dec 2027.*Nothing was saved/s,
      ),
    });
    expect(await at.milepost('list', '--dry-run')).toMatchObject({ exit: 1 });
    expect(await at.milepost('drop')).toMatchObject({
      exit: 2,
      text: expect.stringContaining('Which milestone?\n  1 · Beta launch (upcoming)'),
    });
    expect(await at.milepost('progress 1 80 half way')).toMatchObject({
      exit: 0,
      text: expect.stringMatching(/80 %/),
    });
    expect(await at.milepost('list')).toMatchObject({
      exit: 0,
      text: expect.stringContaining('Beta launch'),
    });
  });

  it('is in the history by the name of their account', async () => {
    const rows = await inDatabase(at, (db) =>
      db
        .selectDistinct({ by: person.name, platform: activity.platform })
        .from(activity)
        .innerJoin(person, eq(person.id, activity.personId)),
    );
    expect(rows).toEqual([{ by: expect.stringMatching(/ \(operator\)$/), platform: 'cli' }]);
  });

  it('is refused in words where a rule says no', async () => {
    expect(await at.milepost('show', '99')).toMatchObject({ exit: 1, text: expect.stringContaining('99') });
    expect(await at.milepost('progress', '1', '50', '--project', 'Gemini')).toMatchObject({
      exit: 1,
      text: expect.stringContaining('There is no project “Gemini” here.'),
    });
  });

  it('is shown the usage where the line is wrong', async () => {
    expect(await at.milepost('progress', '1', '140')).toMatchObject({
      exit: 2,
      text: expect.stringMatching(/0 to 100[\s\S]*Usage: progress <milestone> <percent>/),
    });
    expect(await at.milepost('new')).toMatchObject({
      exit: 2,
      text: expect.stringMatching(/needs more input. Usage: new [\s\S]*date/),
    });
    expect(await at.milepost('progres', '1', '50')).toMatchObject({
      exit: 2,
      text: expect.stringContaining('Did you mean progress?'),
    });
  });

  it('gets resources, refusals and texts as JSON', async () => {
    const json = async (...words: string[]) => JSON.parse(asJson(await at.milepost(...words, '--json')));
    expect(await json('list')).toEqual({
      ok: true,
      text: expect.stringContaining('Beta launch'),
      resource: {
        project: { id: expect.any(String), name: 'Apollo' },
        milestones: [expect.objectContaining({ number: 1, name: 'Beta launch', percent: 80 })],
        page: null,
      },
      refusal: null,
    });
    expect(await json('progress', '1', '80', 'still on it')).toMatchObject({
      ok: true,
      text: expect.stringContaining('80 %'),
      resource: { milestone: { number: 1, percent: 80 } },
    });
    expect(await json('show', '99')).toEqual({
      ok: false,
      text: expect.stringContaining('99'),
      resource: null,
      refusal: expect.objectContaining({ is: 'not_found' }),
    });
    expect(await json('new')).toMatchObject({
      ok: false,
      text: expect.stringContaining('Usage: new'),
      refusal: { is: 'incomplete', command: 'new' },
    });
    expect(await json('help')).toMatchObject({ ok: true, resource: null, refusal: null });
  });

  it('takes a command of two words, beside the project and in quotes', async () => {
    const apollo = ['--project', 'Apollo'];
    await at.milepost('metric', 'page load', 'target:< 2 s', ...apollo);
    for (const words of [['metric', 'set', 'M1', '1.4'], ['metric set M1 1.4']])
      expect(await at.milepost(...words, ...apollo)).toMatchObject({
        exit: 0,
        text: expect.stringContaining('1.4'),
      });
  });

  it('names the project where there are several', async () => {
    await at.milepost('project', 'Shop', 'kind:client');
    expect(await at.milepost('list')).toMatchObject({
      exit: 1,
      text: 'Which project? Add --project and one of these:\n  "Apollo"\n  "Shop"',
    });
    expect(await at.milepost('list', '--project', 'apollo')).toMatchObject({
      exit: 0,
      text: expect.stringContaining('Beta launch'),
    });
  });
});

describe('an operator of several workspaces', () => {
  let at: Terminal;
  const ids = { acme: '019a0000-0000-7000-8000-000000000001', beta: '019a0000-0000-7000-8000-000000000002' };
  beforeAll(async () => {
    at = await openTerminal('postgresql');
    await inDatabase(at, (db) =>
      db.insert(workspace).values([
        { workspaceId: ids.acme, name: 'Acme' },
        { workspaceId: ids.beta, name: 'Beta' },
      ]),
    );
    await at.milepost('project', 'Apollo', '--workspace', ids.acme);
  });
  afterAll(() => at.drop());

  it('must say which one, and is shown them', async () => {
    const ending = await at.milepost('projects');
    expect(ending.exit).toBe(2);
    expect(ending.text).toContain(`${ids.acme}  Acme (Apollo)`);
    expect(ending.text).toContain(`${ids.beta}  Beta (no projects)`);
  });

  it('names it by id or name, or by a project that only one has', async () => {
    for (const option of [`--workspace=${ids.acme}`, '--workspace=acme', '--project=apollo']) {
      expect(await at.milepost('list', '--project', 'Apollo', option)).toMatchObject({ exit: 0 });
    }
    expect(await at.milepost('list', '--project', 'Gemini')).toMatchObject({
      exit: 1,
      text: expect.stringContaining('No workspace has the project “Gemini”.'),
    });
    expect(await at.milepost('list', '--workspace', 'gamma')).toMatchObject({
      exit: 1,
      text: expect.stringContaining('There is no workspace “gamma”.'),
    });
  });

  it('must say which one of two that have the same project', async () => {
    await at.milepost('project', 'Apollo', '--workspace', 'Beta');
    expect(await at.milepost('list', '--project', 'Apollo')).toMatchObject({
      exit: 2,
      text: expect.stringContaining('Several workspaces have the project “Apollo”'),
    });
  });

  it('keeps the workspaces apart', async () => {
    await at.milepost('new', 'Only in Beta', '--workspace', 'Beta');
    expect((await at.milepost('list', '--workspace', 'Acme')).text).not.toContain('Only in Beta');
    const people = await inDatabase(at, (db) =>
      db.select({ id: identity.workspaceId }).from(identity).orderBy(identity.workspaceId),
    );
    expect(people).toEqual([{ id: ids.acme }, { id: ids.beta }]);
  });
});
