import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOwn } from '../../../db/queries/rhythm/personal.ts';
import { loadTrial } from '../../../db/queries/scope/trial.ts';
import { enterWorkspace, rowsOf } from '../../../db/tenant.ts';
import { type TriedState, triedState } from '../../../src/domain/scope/what-if.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { projectDataReader } from '../../support/database/project-data.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { chatOf, refusal, startTeam } from '../../support/team.ts';
import { button, type Client, clientProject, orderCard, pressSign } from './client-project.ts';

let runner: TestRunner;
let data: (projectId: string) => Promise<string[]>;
beforeAll(async () => {
  runner = await openRunner('postgresql');
  data = await projectDataReader(runner.db);
});
afterAll(() => runner.close());

/** Everything that a trial could have written: rows, history and messages. */
async function everything(id: string): Promise<string> {
  const counts = rowsOf(
    await runner.db.execute(sql`select (select count(*) from activity) as activity,
      (select count(*) from receipt) as receipts, (select count(*) from card) as cards,
      (select count(*) from person) as people`),
  );
  return JSON.stringify([await data(id), counts]);
}

const cardIn = (reply: Reply) => {
  if (reply.is !== 'shown') throw new Error(words(reply));
  return reply.card;
};

/** The state of a project as a trial compares it. */
const stateOf = (id: string, today: string): Promise<TriedState> =>
  runner.db.transaction(async (tx) => {
    const [row] = rowsOf<{ tenant: string }>(
      await tx.execute(sql`select workspace_id as tenant from project where id = ${id}::uuid`),
    );
    await enterWorkspace(tx, row?.tenant ?? '');
    return triedState(await loadTrial(tx, id), today);
  });

const resourceOf = async (team: Client, line: string) => {
  const reply = await runner.run({
    actor: team.olivia,
    room: team.room,
    surface: 'line',
    ask: { line },
    asResource: true,
  });
  if (reply.is !== 'shown') throw new Error(words(reply));
  return reply.resource as unknown;
};

type CashResource = { cash: { weeks: { monday: string; amount: { amount: string } }[] } };

/** The weeks of `cash` in which money comes in. */
const cashWeeks = async (team: Client) =>
  ((await resourceOf(team, 'cash')) as CashResource).cash.weeks
    .map(({ monday, amount: { amount } }) => ({ monday, minor: Math.round(Number(amount) * 100) }))
    .filter(({ minor }) => minor > 0);

/** Whether `start` would be refused, for each milestone that has not started. */
async function heldIn(team: Client, { milestones }: TriedState): Promise<[number, boolean][]> {
  const held: [number, boolean][] = [];
  for (const { number, status } of milestones) {
    if (status !== 'upcoming') continue;
    held.push([number, (await predicted(team, `start ${number}`)) === undefined]);
  }
  return held;
}

/** The milestones of whose due dates the personal digests of the project's people remind them. */
const remindedIn = ({ tenant, id }: Client): Promise<number[]> =>
  runner.db.transaction(async (tx) => {
    const people = rowsOf<{ id: string; workspace: string }>(
      await tx.execute(sql`select p.id, p.workspace_id as workspace from person p join project g
        on g.workspace_id = p.workspace_id where g.id = ${id}::uuid and p.digest is not null`),
    );
    await enterWorkspace(tx, people[0]?.workspace ?? tenant);
    const told = new Set<number>();
    for (const person of people)
      for (const { milestone, project, mine, orphan } of await loadOwn(tx, person.id, 'theirs'))
        if (project.id === id && !milestone.submittedAt && (mine || orphan)) told.add(milestone.number);
    return [...told].sort((a, b) => a - b);
  });

/** Tries lines, and returns what the trial predicts; undefined where it is refused. */
async function predicted(team: Client, lines: string): Promise<TriedState | undefined> {
  const line = `what if ${lines}`;
  const reply = await attempted(
    runner.run({ actor: team.olivia, room: team.room, surface: 'line', ask: { line }, asResource: true }),
  );
  if (reply.is === 'refused') return undefined;
  if (reply.is !== 'shown' || !reply.resource) throw new Error(words(reply));
  return (reply.resource as unknown as { whatIf: { after: TriedState } }).whatIf.after;
}

describe('what if', () => {
  it('shows what would differ, privately, and saves nothing', async () => {
    const team = await clientProject(runner);
    const before = await everything(team.id);
    const reply = await team.say(
      team.olivia,
      'what if edit 3 due:"1 jan 2027"; new "Support" due:"4 jan 2027"',
    );
    expect(await everything(team.id)).toBe(before);
    const said = words(reply);
    expect(said).toContain('3 · Launch: due Fri 18 Dec → Fri 1 Jan 2027');
    expect(said).toContain('4 · Support: new, due Mon 4 Jan 2027');
    expect(said).toContain('Nothing was saved.');
  });

  it('shows cash by week, what milestones wait for, and how many reminders move', async () => {
    const team = await clientProject(runner);
    const tried = async (line: string) => words(await team.say(team.olivia, `what if ${line}`));
    const later = await tried('edit 3 requires:2 due:"28 dec 2026"');
    expect(later).toContain('3 · Launch: due Fri 18 Dec → Mon 28 Dec, can start → waits for 2 · Build');
    expect(later).toMatch(/Cash, Mon .* to Sun .*: £2,500 → £0/);
    expect(later).toContain('Reminders of 1 milestone move with its date.');
    await team.tell(team.olivia, 'edit 3 requires:2');
    expect(await tried('drop 2 not needed')).toContain('3 · Launch: waits for 2 · Build → can start');
    expect(await tried('edit 2 name:"Build it"')).not.toContain('waits for');
    await runner.say(team.olivia, chatOf(team.olivia), 'digest off');
    expect(await tried('edit 3 due:"28 dec 2026"')).not.toContain('Reminders');
  });

  it('shows an invoice that would keep milestones from starting', async () => {
    const team = await clientProject(runner);
    const said = words(await team.say(team.olivia, 'what if terms trigger:advance'));
    expect(said).toContain('3 · Launch: can start → waits for the invoice of the advance of 3 · Launch');
  });

  it('carries out exactly what it showed, once, by one press', async () => {
    const team = await clientProject(runner);
    const card = cardIn(await team.say(team.olivia, 'what if edit 3 due:"1 jan 2027"; drop 3 too much'));
    expect(words(await runner.use(team.olivia, team.room, button(card, 'Do it')))).toContain('dropped');
    expect(await team.tell(team.olivia, 'list')).not.toContain('3 · Launch');
    expect(await refusal(runner.use(team.olivia, team.room, button(card, 'Do it')))).toContain('out of date');
    const stale = cardIn(await team.say(team.olivia, 'what if new "Support"'));
    await team.tell(team.olivia, 'edit 2 name:"Build it"');
    expect(await refusal(runner.use(team.olivia, team.room, button(stale, 'Do it')))).toContain(
      'out of date',
    );
    expect(await team.tell(team.olivia, 'list')).not.toContain('Support');
  });

  it('does none of several where one is refused', async () => {
    const team = await clientProject(runner);
    const before = await everything(team.id);
    expect(await refusal(team.say(team.olivia, 'what if new "Support"; done 9'))).toContain(
      'no milestone “9”',
    );
    const none = { lines: 'new "Support"; start 3; start 3', figures: '0' };
    expect(await refusal(team.press(team.olivia, 'what-if', none))).toContain('out of date');
    expect(await everything(team.id)).toBe(before);
    const card = cardIn(await team.say(team.olivia, 'what if new "Support"'));
    const { figures = '' } = button(card, 'Do it').input;
    // of today and of this history, so that the first line is carried out and taken back
    const other = { figures, lines: 'new "Support"; done 9' };
    expect(await refusal(team.press(team.olivia, 'what-if', other))).toContain('no milestone “9”');
    expect(await everything(team.id)).toBe(before);
  });

  it('offers a change order where the scope is locked', async () => {
    const team = await clientProject(runner);
    const card = cardIn(await team.say(team.olivia, 'what if edit 2 due:"16 dec 2026"'));
    expect(JSON.stringify(card)).toContain('due Fri 11 Dec → Wed 16 Dec');
    expect(JSON.stringify(card)).toContain('so this needs a change order');
    expect(card.actions.map(({ label }) => label)).toEqual(['Propose a change order']);
  });

  it('shows a change order as both sides would have it, and proposes it', async () => {
    const team = await clientProject(runner);
    const line = 'change "An Arabic version" 2 days:2 cost:500 route:next';
    const after = await predicted(team, line);
    if (!after) throw new Error('the change was refused');
    const card = cardIn(await team.say(team.olivia, `what if ${line}`));
    expect(JSON.stringify(card)).toContain('£10,000 → £10,500');
    await runner.use(team.olivia, team.room, button(card, 'Propose it'));
    const order = await orderCard(runner, team);
    await pressSign(runner, team, team.olivia, order);
    await pressSign(runner, team, team.cleo, order);
    expect(await stateOf(team.id, '2026-12-07')).toEqual(after);
    expect(after).toMatchObject({ target: '2026-12-22', total: 1_050_000 });
  });

  it('proposes a change order that other commands follow, as it was shown', async () => {
    const team = await clientProject(runner);
    const line = 'change "A map" 2 days:5 route:here; edit 3 due:"29 jan 2027" name:"Big launch"';
    const after = await predicted(team, line);
    const card = cardIn(await team.say(team.olivia, `what if ${line}`));
    expect((await attempted(runner.use(team.olivia, team.room, button(card, 'Propose it')))).is).toBe('done');
    const order = await orderCard(runner, team);
    await pressSign(runner, team, team.olivia, order);
    await pressSign(runner, team, team.cleo, order);
    expect(await stateOf(team.id, '2026-12-07')).toEqual(after);
    // both sides sign later, so that the order moves what was edited by then
    expect(after?.milestones.at(-1)).toMatchObject({ name: 'Big launch', dueDate: '2027-02-05' });
  });

  it('lets nobody do or see more than they may', async () => {
    const team = await clientProject(runner);
    const before = await everything(team.id);
    const ask = (line: string) => refusal(runner.say(team.cleo, team.customers, line));
    expect(await ask('what if edit 3 due:friday')).toContain('Only an owner');
    expect(await ask('what if policy lock:no')).toContain('Only an owner');
    expect(await everything(team.id)).toBe(before);
  });

  it('says what cannot be tried', async () => {
    const team = await startTeam(runner);
    const no = (line: string) => refusal(team.say(team.olivia, line));
    expect(await no('what if list')).toContain('changes nothing');
    expect(await no('what if what if drop 1')).toContain('changes nothing');
    expect(await no('what if link')).toContain('more than this project');
    expect(await no('what if fly 3')).toContain('There is no command “fly”');
    expect(await no('what if ;')).toContain('Say what to try');
    expect(await no('what if policy')).toContain('changes nothing or leaves something out');
  });

  it('predicts exactly the state after doing it, for any commands', async () => {
    const line = fc.constantFrom(
      'edit 3 due:"22 dec 2026"',
      'edit 3 share:30',
      'edit 3 name:"Go live" priority:p0',
      'new "Support" due:"29 dec 2026" share:10',
      'add 3 deliverable "A party"',
      'progress 2 60 going well',
      'block 2 no key yet',
      'start 3',
      'drop 3 not needed',
      'risk "It rains" level:high by:"1 dec 2026"',
      'blocker "No venue"',
      'edit project target:"24 dec 2026"',
      'change "A map" 2 days:3 cost:100 route:next',
      'move 3 before:1',
      'undo',
      'edit 3 requires:2',
      'edit 3 requires:none',
      'terms net:30',
      'terms trigger:advance',
      'policy unpaid:off',
      'invoice send 1',
      'drop 2 not needed',
      'new "Talk" parent:3 due:"15 dec 2026"',
    );
    // what milestones wait for, in turn
    const gates = [[], ['edit 3 requires:2'], ['terms trigger:advance'], ['policy unpaid:off']];
    const trials = fc.sample(fc.array(line, { minLength: 1, maxLength: 4 }), { numRuns: 24, seed: 5 });
    let compared = 0;
    const seen = new Set<string>();
    for (const [nth, more] of trials.entries()) {
      const lines = [...(gates[nth % 4] ?? []), ...more];
      const team = await clientProject(runner);
      const text = lines.join('; ');
      const after = await predicted(team, text);
      const reply = await attempted(team.say(team.olivia, `what if ${text}`));
      if (after === undefined) {
        expect(reply.is, text).toBe('refused');
        continue;
      }
      const [action] = cardIn(reply).actions;
      // a locked scope takes it only as a change order, which is another change
      if (action?.label === 'Propose a change order') continue;
      if (!action) throw new Error(`${text} has no button`);
      expect((await attempted(runner.use(team.olivia, team.room, action))).is, text).toBe('done');
      for (const number of lines.filter((one) => one.startsWith('change')).keys()) {
        const order = await orderCard(runner, team, number + 1);
        await pressSign(runner, team, team.olivia, order);
        await pressSign(runner, team, team.cleo, order);
      }
      const [clock] = rowsOf<{ today: string }>(
        await runner.db.execute(
          sql`select max(at)::date::text as today from activity where project_id = ${team.id}::uuid`,
        ),
      );
      expect(await stateOf(team.id, clock?.today ?? ''), text).toEqual(after);
      expect(await cashWeeks(team), text).toEqual(after.cash.weeks);
      const held = after.milestones.filter(({ status }) => status === 'upcoming');
      expect(await heldIn(team, after), text).toEqual(
        held.map(({ number, waits }) => [number, waits.length > 0]),
      );
      expect(await remindedIn(team), text).toEqual(after.reminded);
      for (const { waits } of held) seen.add(waits.map((wait) => wait.for).join());
      compared += 1;
    }
    expect(compared).toBeGreaterThan(8);
    expect(seen.size).toBeGreaterThan(2);
  }, 60_000);
});
