import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { stageKeys } from '../../../src/domain/stages/stage.ts';
import type { Resource } from '../../../src/presenters/resource.ts';
import { type Companies, startCompanies } from '../../support/companies.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { chatOf } from '../../support/team.ts';

const seed = 20_261_215;

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('embedded');
});
afterAll(() => runner.close());

const days = (count: number) => runner.pass(count * 24 * 60);

/** A company whose first stage took four days, with a task that took two of them and one that was returned. */
async function measured() {
  const all = startCompanies(runner);
  await all.company('Acme');
  await all.company('Bolt');
  await all.at(
    'Acme',
    all.cora,
    'policy evidence:no',
    'new "Write the offer" parent:1',
    'new "Call leads" parent:1',
  );
  await all.at('Acme', all.mo, 'progress 6 50 half', 'evidence 6 link https://example.com/offer "The offer"');
  await all.at('Acme', all.cora, 'approve update 6');
  days(2);
  await all.at('Acme', all.mo, 'submit 6', 'submit 7');
  await all.at('Acme', all.cora, 'approve 6', 'return 7 call more');
  days(2);
  await all.at('Acme', all.cora, 'achieve value-baseline sure:yes');
  days(3);
  return all;
}

describe('metrics stages', () => {
  it('shows the figures of each stage, to members too', async () => {
    const all = await measured();
    const shown = words(await all.at('Acme', all.mo, 'metrics stages'));
    expect(shown).toContain('1 · Value baseline: 4 days, started Mon 7 Dec, achieved Fri 11 Dec');
    expect(shown).toContain('2 tasks: 1 active, 1 completed in 2 days on average (median 2)');
    expect(shown).toContain('1 update, approval rate 50 % of 2 decisions, 1 piece of evidence');
    expect(shown).toContain('2 · First customer: 3 days, started Fri 11 Dec');
    expect(shown).toContain('3 · X customers: not started');
    expect(shown).not.toContain('your 2 companies');
  });

  it('compares the company with the others of its coach, for the coach alone', async () => {
    const all = await measured();
    await all.at('Bolt', all.cora, 'policy evidence:no', 'achieve value-baseline sure:yes');
    const shown = words(await all.alone(all.cora, 'metrics stages Acme'));
    expect(shown).toContain(
      '2 of your 2 companies achieved it, in 5.5 days on average (median 5.5); this one was number 1, the fastest first',
    );
    const overall = words(await all.alone(all.cora, 'metrics stages'));
    expect(overall).toContain(
      '1 · Value baseline: 2 achieved it in 5.5 days on average (median 5.5), 0 are in it',
    );
    expect(overall).toContain('2 · First customer: nobody has achieved it, 2 are in it');
    expect(words(await all.alone(all.mo, 'metrics stages'))).toContain('you coach none');
  });

  it('shows the records behind a figure', async () => {
    const all = await measured();
    const at = (line: string) => all.at('Acme', all.mo, line).then(words);
    expect(await at('metrics stages stage:value-baseline figure:tasks')).toContain(
      '6 · Write the offer, completed, after 2 days',
    );
    expect(await at('metrics stages stage:value-baseline figure:updates')).toContain('50 %, “half”, by Mo');
    expect(await at('metrics stages stage:value-baseline figure:approvals')).toContain(
      '7 · Call leads, returned, by Cora',
    );
    expect(await at('metrics stages stage:value-baseline figure:evidence')).toContain('The offer ↗');
    expect(await at('metrics stages stage:x-customers figure:tasks')).toContain(
      'There are no records of this yet.',
    );
  });

  it('shows nothing of a company to somebody who is not in it, by name or button', async () => {
    const all = await measured();
    const dan = all.other('Dan');
    await all.company('Dash', dan);
    const named = await attempted(all.alone(dan, 'metrics stages Acme'));
    expect(words(named)).toContain('None of your companies is called “Acme”.');
    const [acme] = rowsOf<{ id: string }>(
      await runner.db.execute(sql`select id from project where name = 'Acme' and workspace_id =
        (select workspace_id from installation where tenant = ${all.tenant})`),
    );
    const about = { project: acme?.id ?? '', anywhere: true };
    const pressed = await attempted(
      runner.use(dan, chatOf(dan), { command: 'metrics-stages', input: { stage: 'value_baseline' }, about }),
    );
    expect(words(pressed)).not.toMatch(/Acme|offer/);
  });
});

type Kept = {
  type: string;
  id: string;
  stage: string | null;
  at: string;
  number: number;
  parent: number | null;
};

const dayOf = (at: string) => at.slice(0, 10);
const between = (from: string, to: string) => (Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86_400_000;

/** Recomputes the figures of a stage from the records of the history alone, one after the other. */
function recomputed(whole: readonly Kept[], stage: string, began: string, now: string) {
  const dropped = new Set(whole.filter(({ type }) => type === 'dropped').map(({ id }) => id));
  const own = whole.filter((one) => one.stage === stage && !dropped.has(one.id));
  const count = (type: string) => own.filter((one) => one.type === type).length;
  const open = new Set<string>();
  const tasks = new Map<string, { first: string; done: string | null }>();
  let granted = 0;
  for (const { type, id, at } of own) {
    if (type === 'created') tasks.set(id, { first: at, done: null });
    if (type === 'submitted') open.add(id);
    if (type === 'stage_achieved' && open.has(id)) granted += 1;
    if (['approved', 'returned', 'recalled', 'stage_achieved'].includes(type)) open.delete(id);
    const task = tasks.get(id);
    if (task && type === 'approved') task.done = at;
    if (task && type === 'reopened') task.done = null;
  }
  const completed = [...tasks.values()].flatMap(({ first, done }) =>
    done === null ? [] : [Math.round((Date.parse(done) - Date.parse(first)) / 8_640_000) / 10],
  );
  const sum = completed.reduce((all, one) => all + one, 0);
  const approved = count('approved') + granted;
  const decided = approved + count('returned');
  return {
    ...timeOf(whole, stage, began, now),
    tasks: { total: tasks.size, active: tasks.size - completed.length, completed: completed.length },
    average: completed.length === 0 ? null : Math.round((10 * sum) / completed.length) / 10,
    updates: count('progressed') + count('update_approved'),
    approvalRate: decided === 0 ? null : Math.floor((1000 * approved) / decided) / 10,
    evidence: count('evidence_added'),
  };
}

/** Recomputes the time of a stage from the decisions in the history. */
function timeOf(whole: readonly Kept[], stage: string, began: string, now: string) {
  const achieved = new Set<string>();
  let [total, since, current] = [0, began, stageKeys[0] as string | undefined];
  let [isStarted, achievedAt] = [stage === stageKeys[0], null as string | null];
  for (const { type, number, at } of whole) {
    if (type !== 'stage_achieved' && type !== 'stage_unachieved') continue;
    const own = stageKeys[number - 1] ?? '';
    if (type === 'stage_achieved') achieved.add(own);
    else achieved.delete(own);
    if (own === stage) achievedAt = achieved.has(stage) ? dayOf(at) : null;
    const next = stageKeys.find((key) => !achieved.has(key));
    if (next === current) continue;
    if (current === stage) total += between(since, at);
    [current, since] = [next, at];
    if (next === stage) isStarted = true;
  }
  if (current === stage) total += between(since, now);
  return { daysInStage: isStarted ? total : null, achieved: achievedAt, isCurrent: current === stage };
}

type Step = { who: 'cora' | 'mo' | 'nobody'; line: string };
const byCora = (line: string): Step => ({ who: 'cora', line });
const byMo = (line: string): Step => ({ who: 'mo', line });
const aStage = fc.constantFrom(...stageKeys);
const aNumber = fc.integer({ min: 6, max: 9 });

/** A few lines each; many are refused in the order they come. */
const steps = fc.oneof(
  aStage.map((key) => [byCora(`achieve ${key} because sure:yes`)]),
  aStage.map((key) => [byCora(`unachieve ${key} because sure:yes`)]),
  fc
    .tuple(fc.constantFrom('approve', 'return'), aNumber)
    .map(([verb, n]) => [byMo(`submit ${n}`), byCora(`${verb} ${n} because`)]),
  fc.tuple(fc.constantFrom('reopen', 'drop'), aNumber).map(([verb, n]) => [byCora(`${verb} ${n} because`)]),
  fc.integer({ min: 1, max: 9 }).map((n) => [byCora(`approve update ${n}`)]),
  fc.integer({ min: 1, max: 5 }).map((n) => [byCora(`new "A task" parent:${n}`)]),
  fc
    .tuple(
      fc.constantFrom(
        'submit $',
        'recall $',
        'progress $ 40 on it',
        'evidence $ link https://example.com "Proof"',
      ),
      fc.integer({ min: 1, max: 9 }),
    )
    .map(([line, n]) => [byMo(line.replace('$', String(n)))]),
  fc.constant([{ who: 'nobody', line: '' } as Step]),
);

async function historyOf({ tenant }: Companies): Promise<Kept[]> {
  return rowsOf<Kept>(
    await runner.db.execute(sql`select a.type, m.id, coalesce(m.stage, parent.stage) as stage, m.number,
        to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
      from activity a left join milestone m on m.workspace_id = a.workspace_id and m.id = a.milestone_id
        left join milestone parent on parent.workspace_id = m.workspace_id and parent.id = m.parent_id
      where a.workspace_id = (select workspace_id from installation where tenant = ${tenant}) order by a.at, a.id`),
  );
}

it('the figures equal a plain recomputation from the history after any sequence', async () => {
  const runs = fc.sample(fc.array(steps, { minLength: 30, maxLength: 30 }), { seed, numRuns: 4 });
  const happened = new Set<string>();
  for (const run of runs) {
    const all = startCompanies(runner);
    await all.company('Acme');
    await all.at('Acme', all.cora, 'policy evidence:no', 'new "First" parent:1', 'new "Second" parent:2');
    const people: Record<string, Somebody> = { cora: all.cora, mo: all.mo };
    for (const { who, line } of run.flat()) {
      const person = people[who];
      if (person) await attempted(all.at('Acme', person, line));
      runner.pass(600);
    }
    const history = await historyOf(all);
    for (const { type } of history) happened.add(type);
    const room = {
      platform: 'slack',
      tenant: all.tenant,
      channel: 'CACME',
      kind: 'channel',
      name: '#acme',
    } as const;
    const reply = await runner.run({
      actor: all.mo,
      room,
      surface: 'line',
      ask: { line: 'metrics stages' },
      asResource: true,
    });
    const { stages } = ('resource' in reply ? reply.resource : {}) as Resource & {
      stages: Record<string, unknown>[];
    };
    for (const [at, stage] of stageKeys.entries()) {
      const {
        started: _started,
        decisions: _decisions,
        stage: key,
        completionDays,
        ...shown
      } = stages[at] ?? {};
      const { average } = completionDays as { average: number | null };
      expect(key).toBe(stage);
      const now = new Date(runner.now().epochMilliseconds).toISOString();
      expect({ ...shown, average }, stage).toEqual(recomputed(history, stage, history[0]?.at ?? '', now));
    }
  }
  for (const type of ['approved', 'returned', 'reopened', 'dropped', 'stage_achieved', 'stage_unachieved'])
    expect(happened).toContain(type);
});
