import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../../cards/model.ts';
import { rowsOf } from '../../../db/tenant.ts';
import type { Reply, RoomAddress } from '../../../src/ports/intent.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, chatOf, mention, newTenant, refusal, slackPerson } from '../../support/team.ts';

/** The first button of a reply that runs a command. */
const actionIn = (reply: Reply, command: string): Action | undefined =>
  reply.is === 'form' ? undefined : reply.card?.actions.find((one) => one.command === command);

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('embedded');
});
afterAll(() => runner.close());

/** Olivia coaches Acme, Bolt and Cargo Lines; Bo coaches Bolt with her; Mo works for Acme. */
async function startCompanies() {
  const tenant = newTenant();
  const [olivia, bo, mo] = ['Olivia', 'Bo', 'Mo'].map((name) => slackPerson(name, tenant)) as [
    Somebody,
    Somebody,
    Somebody,
  ];
  const rooms = new Map(
    ['Acme', 'Bolt', 'Cargo Lines'].map((name, nth) => [name, channelOf(olivia, `C${nth}`)]),
  );
  for (const [name, room] of rooms) await runner.say(olivia, room, `project "${name}" kind:stages`);
  await runner.say(olivia, rooms.get('Bolt'), `role ${mention(bo)} coach`);
  await runner.say(olivia, rooms.get('Acme'), `role ${mention(mo)} contributor`);
  const own = (who: Somebody, line: string) => runner.say(who, chatOf(who), line);
  return {
    ...{ tenant, olivia, bo, mo, own, rooms },
    in: (name: string, who: Somebody, line: string) => runner.say(who, rooms.get(name), line),
    tell: async (who: Somebody, line: string) => words(await own(who, line)),
  };
}

const membersOf = async (tenant: string) =>
  rowsOf<{ programme: string; company: string }>(
    await runner.db.execute(sql`select pg.name as programme, pr.name as company from programme_company c
      join programme pg on pg.workspace_id = c.workspace_id and pg.id = c.programme_id
      join project pr on pr.workspace_id = c.workspace_id and pr.id = c.project_id
      where c.workspace_id = (select workspace_id from installation where tenant = ${tenant})
      order by 1, 2`),
  ).map(({ programme, company }) => `${programme}: ${company}`);

describe('a programme', () => {
  it('starts with companies, takes others in and leaves some out', async () => {
    const { tenant, olivia, tell } = await startCompanies();
    expect(await tell(olivia, 'programme "Spring" companies:"Acme","Bolt"')).toContain(
      'Started the programme “Spring” with Acme and Bolt.',
    );
    expect(await tell(olivia, 'programme "Spring" add:"Cargo Lines" remove:"Bolt"')).toContain(
      'Added Cargo Lines to “Spring”. Removed Bolt from “Spring”.',
    );
    expect(await membersOf(tenant)).toEqual(['Spring: Acme', 'Spring: Cargo Lines']);
    const shown = await tell(olivia, 'programme spring');
    expect(shown).toContain('Programme Spring');
    expect(shown).toMatch(/Acme[\s\S]*Cargo Lines/);
    expect(shown).not.toContain('Bolt');
    expect(await tell(olivia, 'programmes')).toContain('Spring, 2 companies');
  });

  it.each([
    ['companies:"Acme","Cargo Lines" "Spring"', 'Acme and Cargo Lines'],
    ['"Spring" companies:Acme, Cargo Lines', 'Acme and Cargo Lines'],
    ['Spring companies:Acme,Bolt,Acme', 'Acme and Bolt'],
    ['"Spring" companies:“Acme”, “Bolt”', 'Acme and Bolt'],
    ['"Spring" companies:"acme", cargo', 'Acme and Cargo Lines'],
  ])('reads the companies of “%s”', async (line, companies) => {
    const { olivia, tell } = await startCompanies();
    expect(await tell(olivia, `programme ${line}`)).toContain(
      `Started the programme “Spring” with ${companies}.`,
    );
  });

  it('has only companies that its coach coaches, and shows each coach only theirs', async () => {
    const { tenant, olivia, bo, mo, own, tell } = await startCompanies();
    expect(await refusal(own(bo, 'programme "Autumn" companies:"Acme","Bolt"'))).toContain(
      'You coach no company “Acme” that fits here.\nChoose from: Bolt.',
    );
    expect(await refusal(own(mo, 'programme "Mine" companies:"Acme"'))).toContain('You coach no company');
    expect(await membersOf(tenant)).toEqual([]);
    await tell(olivia, 'programme "Spring" companies:"Acme","Bolt"');
    await tell(olivia, 'programme "Secret" companies:"Acme"');
    const seen = (await tell(bo, 'programmes')) + (await tell(bo, 'programme "Spring"'));
    expect(seen).toContain('Spring, 1 company');
    expect(seen).toContain('Bolt');
    expect(seen).not.toMatch(/Acme|Secret/);
    expect(await refusal(own(bo, 'programme "Secret"'))).toContain('You have no programme “Secret”.');
    expect(await refusal(own(bo, 'programme "Spring" remove:"Acme"'))).toContain(
      'You coach no company “Acme”',
    );
    expect(await membersOf(tenant)).toEqual(['Secret: Acme', 'Spring: Acme', 'Spring: Bolt']);
  });

  it('is refused with what helps: a name that is taken, one that is unknown, and nothing to change', async () => {
    const { olivia, own, tell } = await startCompanies();
    const unknown = await refusal(own(olivia, 'programme "Spring"'));
    expect(unknown).toContain('You have no programme “Spring”.');
    await tell(olivia, 'programme "Spring" companies:"Acme"');
    expect(await refusal(own(olivia, 'programme "Spring" companies:"Bolt"'))).toContain(
      'There is a programme “Spring” already.',
    );
    expect(await refusal(own(olivia, 'programme "Spring" add:"Acme"'))).toContain('Nothing changed');
    expect(await refusal(own(olivia, 'programme "Spring" add:"Nobody"'))).toContain(
      'Choose from: Acme, Bolt, Cargo Lines.',
    );
  });

  it('is started once by two presses at once', async () => {
    const { tenant, olivia, own } = await startCompanies();
    const lines = ['programme "Spring" companies:"Acme"', 'programme "Spring" companies:"Acme"'];
    await Promise.allSettled(lines.map((line) => own(olivia, line)));
    expect(await membersOf(tenant)).toEqual(['Spring: Acme']);
  });

  it('is in no company’s history, so that no company learns of the others', async () => {
    const { olivia, mo, tell, in: inRoom } = await startCompanies();
    await tell(olivia, 'programme "Spring" companies:"Acme","Bolt"');
    expect(words(await inRoom('Acme', mo, 'history'))).not.toMatch(/Spring|Bolt/);
  });
});

describe('a question of a programme', () => {
  const questionIn = async (tenant: string) =>
    rowsOf<{ id: string }>(
      await runner.db.execute(sql`select id from programme_question
        where workspace_id = (select workspace_id from installation where tenant = ${tenant})`),
    )[0]?.id ?? 'none';
  const answersIn = async (tenant: string) =>
    rowsOf<{ company: string; text: string | null }>(
      await runner.db.execute(sql`select p.name as company, a.text from programme_answer a
        join project p on p.workspace_id = a.workspace_id and p.id = a.project_id
        where a.workspace_id = (select workspace_id from installation where tenant = ${tenant}) order by 1`),
    ).map(({ company, text }) => `${company}: ${text}`);

  it('goes to the companies that its coach coaches, and only these answer it, whatever a button carries', async () => {
    const { tenant, olivia, bo, mo, tell, own, rooms } = await startCompanies();
    await tell(olivia, 'programme "Spring" companies:"Acme","Bolt"');
    expect(await tell(bo, 'programme ask "Spring" "What is next?"')).toContain('A question to 1 company');
    expect(await answersIn(tenant)).toEqual(['Bolt: null']);
    const [acme, bolt] = ['Acme', 'Bolt'].map((name) => rooms.get(name)) as [RoomAddress, RoomAddress];
    const input = { question: await questionIn(tenant), answer: 'Ours' };
    expect(await refusal(runner.press(mo, acme, 'programme-answer', input))).toContain(
      'That question is not one to this company.',
    );
    expect(await refusal(runner.fill(mo, acme, 'programme-answer', input))).toContain(
      'not one to this company',
    );
    for (const coach of [olivia, bo]) await refusal(runner.press(coach, bolt, 'programme-answer', input));
    expect(await refusal(own(mo, 'programme ask "Spring" "What is next?"'))).toContain(
      'You coach no company',
    );
    expect(await answersIn(tenant)).toEqual(['Bolt: null']);
  });

  it.each([
    ['until:"1 jan 2026"', 'has passed'],
    ['until:"1 jan 2028"', 'at most 90 days'],
  ])('takes no last day that %s', async (until, why) => {
    const { tenant, olivia, tell, own } = await startCompanies();
    await tell(olivia, 'programme "Spring" companies:"Acme"');
    expect(await refusal(own(olivia, `programme ask "Spring" "What is next?" ${until}`))).toContain(why);
    expect(await answersIn(tenant)).toEqual([]);
  });

  it('of two is chosen, where a line names none', async () => {
    const { tenant, olivia, mo, tell, in: inRoom } = await startCompanies();
    await tell(olivia, 'programme "Spring" companies:"Acme"');
    expect(await refusal(inRoom('Acme', mo, 'programme answer Ours'))).toContain('No coach waits');
    for (const text of ['What is next?', 'What is new?']) {
      await tell(olivia, `programme ask "Spring" "${text}"`);
      runner.pass(1);
    }
    expect(await refusal(inRoom('Acme', mo, 'programme answer Ours'))).toContain('2 questions wait');
    expect(await answersIn(tenant)).toEqual(['Acme: null', 'Acme: null']);
  });
});

describe('the table of a programme', () => {
  it('has the companies with stage, days, health and last update, the most worrying first, on the card and as CSV', async () => {
    const { olivia, mo, tell, in: inRoom } = await startCompanies();
    await tell(olivia, 'programme "Spring" companies:"Acme","Bolt"');
    runner.pass(3 * 24 * 60);
    await inRoom('Acme', mo, 'evidence 1 link https://example.com/a "Signed"');
    const shown = await tell(olivia, 'programme "Spring"');
    expect(shown).toMatch(/Bolt: Value baseline for 3 days, on track\nno update yet/);
    expect(shown).toMatch(/Acme: Value baseline for 3 days, on track\nlast update/);
    expect(shown.indexOf('Bolt: ')).toBeLessThan(shown.indexOf('Acme: '));
    const csv = await tell(olivia, 'programme export "Spring"');
    expect(csv).toContain(
      'Company,Stage,Days in stage,Health,Reason,Last update,Open tasks,Waiting for approval',
    );
    expect(csv).toMatch(
      /\nBolt,Value baseline,3,on track,,,0,0\r?\nAcme,Value baseline,3,on track,,\d{4}-\d\d-\d\d,0,0/,
    );
    expect(csv).not.toContain('Cargo');
  });

  it('gives each coach the companies that they coach, and a program the whole file', async () => {
    const { olivia, bo, mo, tell, own } = await startCompanies();
    await tell(olivia, 'programme "Spring" companies:"Acme","Bolt"');
    const reply = await runner.run({
      actor: bo,
      surface: 'line',
      ask: { line: 'programme export "Spring"' },
      room: chatOf(bo),
      asResource: true,
    });
    expect('resource' in reply && reply.resource).toEqual({
      document: {
        name: 'Spring',
        format: 'csv',
        text: 'Company,Stage,Days in stage,Health,Reason,Last update,Open tasks,Waiting for approval\r\nBolt,Value baseline,0,on track,,,0,0\r\n',
      },
    });
    expect(await refusal(own(mo, 'programme export "Spring"'))).toContain('You coach no company');
  });
});

describe('a blueprint for all companies of a programme', () => {
  const planned = async (tenant: string) =>
    rowsOf<{ company: string; milestones: number }>(
      await runner.db.execute(sql`select p.name as company, count(m.id)::int as milestones from project p
        left join milestone m on m.workspace_id = p.workspace_id and m.project_id = p.id and m.stage is null
        where p.workspace_id = (select workspace_id from installation where tenant = ${tenant}) group by 1 order by 1`),
    ).map(({ company, milestones }) => `${company}: ${milestones}`);

  it('is asked about first, and applied once to each by the rules of its own command', async () => {
    const { tenant, olivia, own } = await startCompanies();
    const start = await own(
      olivia,
      'programme "Spring" companies:"Acme","Bolt" blueprint:standard-3 start:"6 dec 2027"',
    );
    const before = ['Acme: 0', 'Bolt: 0', 'Cargo Lines: 0'];
    const preview = actionIn(start, 'programme-blueprint');
    const question = await runner.use(olivia, chatOf(olivia), preview);
    expect(words(question)).toMatch(/Adds 3 milestones.* to the plan of each of Acme, Bolt, from Mon 6 Dec/);
    expect(await planned(tenant)).toEqual(before);
    expect(
      await refusal(own(olivia, 'programme blueprint "Spring" standard-3 start:"6 dec 2027" apply:yes')),
    ).toContain('nothing was applied');
    const apply = actionIn(question, 'programme-blueprint');
    const applied = words(await runner.use(olivia, chatOf(olivia), apply));
    expect(applied).toContain('Applied to 2 of 2 companies');
    expect(await planned(tenant)).toEqual(['Acme: 3', 'Bolt: 3', 'Cargo Lines: 0']);
  });

  it('is applied once by two presses at once', async () => {
    const { tenant, olivia, own, tell, in: inRoom } = await startCompanies();
    await tell(olivia, 'programme "Spring" companies:"Acme","Bolt"');
    const question = await own(olivia, 'programme blueprint "Spring" standard-3 start:"6 dec 2027"');
    const apply = actionIn(question, 'programme-blueprint');
    const presses = [1, 2].map(() => runner.use(olivia, chatOf(olivia), apply).then(words, String));
    const said = await Promise.all(presses);
    expect(said.join('\n')).toContain('Applied to 2 of 2 companies');
    expect(said.join('\n')).toContain('nothing was applied');
    const each = Number(/\d+/.exec((await planned(tenant))[0] ?? '')?.[0]);
    expect(each).toBeGreaterThanOrEqual(3);
    expect(await planned(tenant)).toEqual([`Acme: ${each}`, `Bolt: ${each}`, 'Cargo Lines: 0']);
    expect(words(await inRoom('Acme', olivia, 'history'))).toContain('applied a blueprint');
  });
});
