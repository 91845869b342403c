import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { commands } from '../../../src/commands/registry.ts';
import { fieldsOf, type Slot } from '../../../src/grammar/slot.ts';

import { attempted } from '../../support/refused.ts';
import { openRunner, type Somebody, type TestRunner } from '../../support/runner.ts';
import { channelOf, mention, slackPerson, startTeam, type Team } from '../../support/team.ts';

/** Fixed, so that a failure can be repeated. */
const seed = 20_261_201;

let runner: TestRunner;
let team: Team;
/** Everybody but the coach, by role; the founder of the first project administers the workspace. */
let others: Somebody[];

beforeAll(async () => {
  runner = await openRunner('postgresql');
  team = await startTeam(runner, 'kind:stages');
  const coach = team.olivia;
  const [owner, viewer, client] = await Promise.all([
    team.join('Owen', 'owner'),
    team.join('Vera', 'viewer'),
    team.join('Clara', 'client'),
  ]);
  await team.tell(
    coach,
    `role ${mention(team.mo)} contributor`,
    'policy evidence:no acceptance:1d silence:accept',
  );
  await team.tell(team.mo, 'evidence 2 link https://example.com/contract "Contract" for:2.1');
  await team.tell(coach, 'achieve value-baseline they have it sure:yes');
  await team.tell(coach, 'unachieve value-baseline one part was missing sure:yes');
  await team.tell(coach, 'achieve value-baseline it is there now sure:yes');
  await team.tell(
    team.mo,
    'task "Call ten leads" stage:first-customer',
    'done 6',
    'task "Send an offer"',
    'done 7',
  );
  await team.tell(team.mo, 'progress 2 30', 'progress 6 40');
  await team.tell(coach, 'approve 7');
  others = [team.mo, slackPerson('Sid', team.tenant), owner, viewer, client].flatMap((one) => one ?? []);
}, 60_000);
afterAll(() => runner.close());

/** What the triggers of the database refused is a defect: the rules must refuse it first, in words. */
const defects = () => runner.log.filter((line) => line.includes('"level":50'));

/** What only a coach may change: the records, how the stages stand, their criteria, approved tasks, verdicts, and who coaches; a member may block one. */
async function decided(): Promise<unknown[]> {
  const here = sql`workspace_id = (select workspace_id from installation where tenant = ${team.tenant})`;
  return rowsOf(
    await runner.db.execute(sql`
      select 'achievement' as of, to_jsonb(a)::text as row from achievement a where ${here}
      union all select 'stage', concat_ws(' ', stage, id, name, replace(status, 'blocked', 'in_progress'), start_date, done_at, done_by_id, dropped_at)
        from milestone where stage is not null and ${here}
      union all select 'criterion', concat_ws(' ', i.id, i.text, i.done) from item i join milestone m
        on m.id = i.milestone_id where i.kind = 'criterion' and m.stage is not null and i.${here}
      union all select 'coach', concat_ws(' ', m.person_id) from member m join project p on p.id = m.project_id
        where m.role = 'coach' and p.kind = 'stages' and m.${here}
      union all select 'task', concat_ws(' ', id, done_at, done_by_id) from milestone where stage is null and status = 'done' and ${here}
      union all select 'verdict', concat_ws(' ', id, outcome, note, decided_by_id) from review where outcome in ('approved', 'returned') and ${here}
      union all select 'update', concat_ws(' ', id, state, percent, reason, decided_by_id) from progress_update where state in ('approved', 'rejected') and ${here}
      union all select 'policy', concat_ws(' ', kind, policies->>'approver', policies->>'evidenceRequired',
        policies->>'impartial') from project where kind = 'stages' and ${here}
      order by 1, 2`),
  );
}

/** Values for an input, by its kind; those of stages most of all. */
function valuesFor(name: string, slot: Slot): string[] {
  const person = others.map((one) => mention(one));
  const byKind: Record<Slot['is'], string[]> = {
    reference: ['1', '2', '3', 'First customer', '1, 2'],
    item: ['1.1', '2.1', '2.2'],
    text: ['x', '1', '2', 'M1', 'B1', 'last', 'market-stages', 'approve 2; achieve first-customer sure:yes'],
    number: ['1', '100', '0'],
    date: ['2026-12-07', '2026-12-01', 'none'],
    choice: [...(slot.choices ?? [])],
    person: [...person, 'me'],
    yesno: ['yes', 'no'],
  };
  return name === 'sure' || name === 'apply' ? ['yes'] : byKind[slot.is];
}

type Step = {
  by: number;
  as: 'line' | 'press' | 'form';
  line: string;
  command: string;
  input: Record<string, string>;
};

const tried = commands.filter(({ name }) => !['help', 'project'].includes(name));

const step: fc.Arbitrary<Step> = fc
  .record({
    by: fc.nat(4),
    as: fc.constantFrom('line' as const, 'press' as const, 'form' as const),
    command: fc.constantFrom(...tried),
    picks: fc.array(fc.nat(50), { minLength: 12, maxLength: 12 }),
    left: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  })
  .map(({ by, as, command, picks, left }) => {
    const fields = fieldsOf(command.input);
    const input = Object.fromEntries(
      fields.flatMap(({ name, slot, optional }, nth) => {
        if (optional && left[nth % 12]) return [];
        const values = valuesFor(name, slot);
        return [[name, values[(picks[nth % 12] ?? 0) % values.length] ?? '1']];
      }),
    );
    const keyed = Object.entries(input).map(([name, value]) => {
      const slot = fields.find((one) => one.name === name)?.slot;
      const text = /\s/.test(value) ? `"${value}"` : value;
      return slot?.at === 'key' ? `${name}:${text}` : text;
    });
    return { by, as, command: command.name, input, line: `${command.name} ${keyed.join(' ')}` };
  });

/** What members would try who want a stage, in every state that the others leave. */
const wanted = [
  ...[
    'achieve first-customer we have it sure:yes',
    'unachieve value-baseline no sure:yes',
    'done 2',
    'start 3',
  ],
  ...[
    'approve 2',
    'submit 2',
    'recall 2',
    'reopen 1 no',
    'drop 2 no need',
    'undo',
    'progress 2 100',
    'check 2.1',
  ],
  ...['role me coach', 'policy approver:nobody', 'edit project kind:launch', 'policy evidence:no', 'archive'],
  ...['restore', 'blueprint apply market-stages apply:yes', 'edit 2 type:time due:today', 'block 2 no key'],
  ...[
    'unblock 2',
    'move 2 before:1',
    'edit 2 parent:1',
    'skip-step 2.1 no',
    'uncheck 1.1',
    'shift 7d apply:yes',
  ],
  ...[
    'what-if achieve first-customer sure:yes',
    'return 2 no',
    'close lost reason:mutual "x"',
    'reopen project',
  ],
  'add 2 criterion "Easy"',
  ...['progress 6 100', 'approve update 6', 'approve update 2 fine', 'reject update 6 no'],
  ...[
    'task "Sell one" stage:first-customer',
    'done 6',
    'submit 8',
    'done 8',
    'approve 6',
    'return 6 no',
    'reopen 7 no',
  ],
  ...['recall 6', 'drop 7 no need', 'move 7 before:1', 'edit 6 name:"Call"', 'deputy me until:"31 dec"'],
];
const want: fc.Arbitrary<Step> = fc
  .tuple(fc.nat(4), fc.constantFrom(...wanted))
  .map(([by, line]) => ({ by, as: 'line' as const, line, command: '', input: {} }));

async function take({ by, as, line, command, input }: Step): Promise<void> {
  const who = others[by] ?? team.mo;
  if (as === 'line') await attempted(runner.say(who, team.room, line));
  else if (as === 'press') await attempted(runner.press(who, team.room, command, input));
  else await attempted(runner.fill(who, team.room, command, input));
}

it('nobody but a coach changes an achievement, in any order of anything', { timeout: 180_000 }, async () => {
  const before = await decided();
  expect(before.filter((row) => JSON.stringify(row).includes('"achievement"'))).toHaveLength(3);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 2, arbitrary: step }, { weight: 1, arbitrary: want }), {
        minLength: 20,
        maxLength: 20,
      }),
      async (steps) => {
        for (const one of steps) await take(one);
        runner.pass(1);
        expect(
          await decided(),
          JSON.stringify(steps.map(({ by, as, line }) => `${by} ${as} ${line}`)),
        ).toEqual(before);
      },
    ),
    { seed, numRuns: 60, endOnFailure: true },
  );
  expect(defects()).toEqual([]);
});

it('every line that members would try leaves the stages as they are, in the company’s room and elsewhere', async () => {
  const before = await decided();
  for (const who of others)
    for (const line of wanted) {
      await attempted(runner.say(who, team.room, line));
      expect(await decided(), `${who.name}: ${line}`).toEqual(before);
    }
  for (const who of others)
    for (const line of ['project "Other" kind:stages', 'achieve value-baseline sure:yes project:"Apollo"'])
      await attempted(runner.say(who, channelOf(who, `C${who.user}`), line));
  expect(await decided()).toEqual(before);
  expect(defects()).toEqual([]);
});
