import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { attempted, refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** The names of the stored milestones. */
const planOf = async ({ tenant }: Team): Promise<string[]> =>
  rowsOf<{ name: string }>(
    await runner.db.execute(sql`select name from milestone
      where workspace_id = (select workspace_id from installation where tenant = ${tenant}) order by number`),
  ).map(({ name }) => name);

const paid = 'kind:client';

describe('applying a blueprint', () => {
  it('asks for the start in a form, and for the number of sprints', async () => {
    const team = await startTeam(runner, paid);
    const { olivia, say, fill } = team;
    const asked = await say(olivia, 'blueprint apply standard-3');
    if (asked.is !== 'form') throw new Error('no form');
    expect(asked.form.fields.map(({ name }) => name)).toEqual([
      'count',
      'start',
      'price',
      'currency',
      'lead',
    ]);
    expect(asked.form.given).toMatchObject({ blueprint: 'standard-3' });
    const preview = await fill(olivia, 'blueprint-apply', { ...asked.form.given, start: '2026-12-07' });
    expect(words(preview)).toContain('1 · Foundation: 30 %, Mon 7 Dec to Wed 16 Dec');
    const sprints = await say(olivia, 'blueprint apply sprints start:monday');
    expect(sprints).toMatchObject({ is: 'form', form: { title: 'Apply a blueprint' } });
    expect(
      await refusal(fill(olivia, 'blueprint-apply', { blueprint: 'sprints', start: '2026-12-07' })),
    ).toContain('Number of sprints');
    expect(await planOf(team)).toEqual([]);
  });

  it('opens the form with what was given when Change is pressed', async () => {
    const { olivia, room, say } = await startTeam(runner, paid);
    const preview = await say(
      olivia,
      'blueprint apply standard-3 start:"7 dec 2026" price:10000 currency:GBP',
    );
    const change = preview.is === 'shown' ? preview.card.actions[1] : undefined;
    const reply = await runner.use(olivia, room, change);
    if (reply.is !== 'form') throw new Error('no form');
    const values = Object.fromEntries(reply.form.fields.map(({ name, value }) => [name, value]));
    expect(values).toMatchObject({ start: '2026-12-07', price: '10000', currency: 'GBP' });
  });

  it('says what it adds to a plan that is there, and is stale after a change', async () => {
    const { olivia, mo, room, say, tell } = await startTeam(runner, 'kind:client price:8000 currency:GBP');
    await tell(mo, 'new "Discovery" share:20', 'risk "No contract"');
    const first = await say(olivia, 'blueprint apply standard-3 start:"7 dec 2026" price:10000 currency:GBP');
    const said = words(first);
    expect(said).toContain(
      'Adds 3 milestones, 9 deliverables, 5 criteria, 5 demo steps and 2 risks to the 1 milestone that the project has already.',
    );
    expect(said).toContain('2 · Foundation: 30 %, £3,000');
    expect(said).toContain('would sum to 120 %');
    await tell(mo, 'new "Between"');
    const apply = first.is === 'shown' ? first.card.actions[0] : undefined;
    const stale = await refused(runner.use(olivia, room, apply));
    expect(words(stale)).toContain('out of date');
    const present = stale.is === 'refused' ? stale.present : undefined;
    const done = words(await runner.use(olivia, room, present?.actions[0]));
    expect(done).toContain('Added 3 milestones, 9 deliverables');
    expect(await tell(mo, 'list')).toContain('3 · Foundation');
    expect(await tell(mo, 'risks')).toContain(
      'R2 The main technical assumption is wrong: medium, 3 · Foundation',
    );
    expect(await tell(mo, 'history')).toContain(
      'Olivia applied a blueprint, Three milestones: 3 milestones, 9',
    );
    expect(await tell(mo, 'history')).toContain('price £8,000 → £10,000');
    await tell(olivia, 'undo');
    const after = await tell(mo, 'list');
    expect(after).toContain('2 · Between');
    expect(after).not.toContain('Foundation');
    expect(await tell(mo, 'status')).not.toContain('£10,000');
  });

  it('is refused to those who do not run the project, for an unknown name, and for a price without currency', async () => {
    const { olivia, mo, join, say } = await startTeam(runner, paid);
    const carl = await join('Carl', 'client');
    for (const one of [mo, carl])
      expect(await refusal(say(one, 'blueprint apply standard-3 start:monday'))).toContain('Only an owner');
    expect(await refusal(say(olivia, 'blueprint apply nonsense start:monday'))).toContain(
      'There is no blueprint “nonsense”.',
    );
    expect(await refusal(say(olivia, 'blueprint apply sprints 0 start:monday'))).toContain('from 1 to 26');
    expect(
      await refusal(say(olivia, 'blueprint apply standard-3 start:monday price:10.123 currency:GBP')),
    ).toContain('price');
    expect(await refusal(say(olivia, 'blueprint apply standard-3 start:monday price:10'))).toContain(
      'currency',
    );
  });
});

describe('blueprint and blueprint show', () => {
  it('list every blueprint with a button, and show one whole', async () => {
    const { mo, say, tell, room, olivia } = await startTeam(runner, paid);
    const list = await say(mo, 'blueprint');
    expect(words(list)).toContain('standard-3: Foundation, full feature, polish and deploy');
    const shown = words(
      await runner.use(mo, room, { command: 'blueprint-show', input: { blueprint: 'standard-3' } }),
    );
    expect(shown).toContain('30 % of the price, 8 working days, risk left 70 %');
    expect(shown).toContain('Deliverables: Core infrastructure; Basic functionality; Proof of concept');
    expect(await tell(olivia, 'blueprint show sprints 4')).toContain('4 sprints (sprints)');
    expect(await tell(olivia, 'blueprint standard-3')).toBe(await tell(olivia, 'blueprint show standard-3'));
  });

  it('offer to use one exactly to those who can', async () => {
    for (const kind of ['client', 'stages']) {
      const { olivia, mo, join, say, tell } = await startTeam(runner, `kind:${kind}`);
      const others = [await join('Cara', 'coach'), await join('Carl', 'client'), await join('Ona', 'owner')];
      await tell(mo, 'list');
      const can = new Set<boolean>();
      for (const one of [olivia, mo, ...others]) {
        const card = await say(one, 'blueprint show standard-3');
        const isOffered =
          card.is === 'shown' && card.card.actions.some(({ command }) => command === 'blueprint-apply');
        const preview = await attempted(say(one, 'blueprint apply standard-3 start:monday'));
        expect(isOffered, `${one.name} in ${kind}`).toBe(preview.is === 'shown');
        can.add(isOffered);
      }
      expect([...can].sort()).toEqual([false, true]);
    }
  });
});
