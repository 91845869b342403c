import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../../cards/model.ts';
import { rowsOf } from '../../../db/tenant.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, startTeam } from '../../support/team.ts';
import {
  button,
  type Client,
  orderCard,
  planOf,
  pressSign,
  shown,
  clientProject as startClient,
} from './client-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const clientProject = () => startClient(runner);
const plan = (team: Client) => planOf(runner, team);
const cardOf = (team: Client, number?: number) => orderCard(runner, team, number);
const signBy = (team: Client, who: Somebody, card: Card) => pressSign(runner, team, who, card);

describe('a change order', () => {
  it('is posted to both sides with its figures, and applied once both have signed it', async () => {
    const team = await clientProject();
    await team.tell(team.mo, 'change "Also an Arabic version" 2 days:+2 cost:+500 route:next');
    const posted = rowsOf<{ channel: string }>(
      await runner.db.execute(sql`select room.channel from card join room on room.id = card.room_id
        where card.subject_kind = 'change-order' and card.project_id = ${team.id}::uuid order by 1`),
    );
    expect(posted.map(({ channel }) => channel)).toEqual(['CAPOLLO', 'CUSTOMER']);
    const card = await cardOf(team);
    for (const text of ['+2 working days', '+£500', '£10,000 → £10,500', 'The work joins 3 · Launch.'])
      expect(shown(card)).toContain(text);
    expect(shown(card)).toContain('due Fri 18 Dec → Tue 22 Dec');
    const before = await plan(team);
    expect(words(await signBy(team, team.cleo, card))).toContain('It waits for the supplier.');
    expect(await plan(team)).toEqual(before);
    expect(words(await signBy(team, team.olivia, card))).toContain('signed by both sides');
    const after = await plan(team);
    expect(after.target).toBe('2026-12-22');
    expect(after.milestones[2]).toEqual({
      number: 3,
      // the start of the milestone that gets the work stays
      start: '2026-12-14',
      due: '2026-12-22',
      extra: 50_000,
      items: ['Also an Arabic version'],
    });
    expect(after.milestones.slice(0, 2)).toEqual(before.milestones.slice(0, 2));
    const show = await team.tell(team.olivia, 'show 3');
    expect(show).toContain('Posting');
    expect(await team.tell(team.olivia, 'scope 2')).toContain('Nothing is different now.');
    expect(await team.tell(team.olivia, 'changes')).toContain('CO1 · Also an Arabic version: applied');
  });

  it('is signed again once the plan has changed: an old button and an old signature do not count', async () => {
    const team = await clientProject();
    await team.tell(team.olivia, 'change "Also an Arabic version" 2 days:2 cost:500 route:next');
    const old = await cardOf(team);
    await signBy(team, team.cleo, old);
    await team.tell(team.olivia, 'edit 3 due:"21 dec 2026"');
    const redrawn = await cardOf(team);
    expect(shown(redrawn)).toContain('due Mon 21 Dec → Wed 23 Dec');
    expect(shown(redrawn)).toContain('signed other figures; the plan has changed since');
    const stale = await attempted(signBy(team, team.olivia, old));
    expect(stale.is).toBe('refused');
    expect(words(stale)).toContain('out of date');
    expect(words(await signBy(team, team.olivia, redrawn))).toContain('It waits for the customer.');
    expect((await plan(team)).milestones[2]?.due).toBe('2026-12-21');
    expect(words(await signBy(team, team.cleo, await cardOf(team)))).toContain('signed by both sides');
    expect((await plan(team)).milestones[2]?.due).toBe('2026-12-23');
  });

  it('answers a second signature, a late one, and a decision on what is closed', async () => {
    const team = await clientProject();
    const say = (line: string) => team.tell(team.olivia, line);
    await say('change "Also an Arabic version" 2 days:2');
    const card = await cardOf(team);
    await signBy(team, team.olivia, card);
    expect(await refusal(signBy(team, team.olivia, card))).toContain(
      'CO1 was signed for the supplier by Olivia already.',
    );
    await say('change "An Arabic version, smaller" 2 days:1 replaces:CO1');
    expect(await refusal(signBy(team, team.cleo, card))).toContain('CO1 was replaced by CO2.');
    expect(await refusal(team.say(team.olivia, 'decline CO1 no'))).toContain('CO1 was replaced by CO2.');
    const second = await cardOf(team, 2);
    await runner.say(team.cleo, team.customers, 'decline CO2 too late for us');
    expect(await refusal(signBy(team, team.olivia, second))).toContain('CO2 was declined by Cleo already.');
    expect(shown(await cardOf(team, 2))).toContain('too late for us');
    await say('change "A map" 2 days:1');
    await say('withdraw CO3 not needed');
    expect(await refusal(team.say(team.olivia, 'withdraw CO3'))).toContain(
      'CO3 was withdrawn by Olivia already.',
    );
    await say('change "Photos" 2 days:1');
    const fourth = await cardOf(team, 4);
    await signBy(team, team.cleo, fourth);
    await signBy(team, team.olivia, fourth);
    expect(await refusal(signBy(team, team.cleo, fourth))).toContain('CO4 was signed by both sides');
  });

  it('counts as a change request in the early warnings, until it is taken back', async () => {
    const team = await clientProject();
    await team.tell(team.olivia, 'policy approver:nobody', 'done 1');
    const warning = 'Lock the scope and push the rest to the next phase';
    expect(await team.tell(team.olivia, 'health')).not.toContain(warning);
    await team.tell(team.olivia, 'change "A map" 2 days:1');
    const warned = await team.tell(team.olivia, 'health');
    expect(warned).toContain(warning);
    expect(warned).toContain('1 change request since the start');
    await team.tell(team.olivia, 'withdraw CO1');
    expect(await team.tell(team.olivia, 'health')).not.toContain(warning);
  });

  it('expires after its last day', async () => {
    const team = await clientProject();
    const [row] = rowsOf<{ today: string }>(
      await runner.db.execute(
        sql`select max(at)::date::text as today from activity where project_id = ${team.id}::uuid`,
      ),
    );
    await team.tell(team.olivia, `change "A map" 2 days:1 expires:${row?.today}`);
    const card = await cardOf(team);
    expect(JSON.stringify(await team.say(team.olivia, 'withdraw'))).toContain('"value":"CO1"');
    runner.pass(3 * 24 * 60);
    expect(await refusal(signBy(team, team.cleo, card))).toContain('CO1 has expired.');
    expect(await refusal(team.say(team.olivia, 'withdraw'))).toContain('No open change orders.');
    expect(await refusal(team.say(team.olivia, 'change "A map" 2 days:1 expires:"1 dec 2020"'))).toContain(
      'today or later',
    );
  });

  it('says what cannot be: a done milestone, no next one, no price, below zero, nothing to swap', async () => {
    const team = await clientProject();
    const no = (line: string) => refusal(team.say(team.olivia, line));
    await team.tell(team.olivia, 'policy approver:nobody', 'done 1');
    expect(await no('change "More" 1 days:2')).toContain('The milestone is done');
    expect(await no('change "More" 3 days:2 route:next')).toContain('No later milestone');
    expect(await no('change "Less" 2 cost:-20000 route:here')).toContain('less than nothing');
    expect(await no('change "Other" 2 route:swap days:0')).toContain(
      'The item that would leave is not there.',
    );
    expect(await no('change "Other" 2 route:swap swap:3.1')).toContain('must be an item of milestone 2');
    expect(await no('change "More" 2 cost:12.345')).toContain('GBP has 2 decimals');
    const free = await startTeam(runner, 'kind:client');
    await free.tell(free.olivia, 'new "Only one"', 'start 1');
    expect(await refusal(free.say(free.olivia, 'change "More" 1 cost:500'))).toContain('has no price yet');
  });

  it('swaps items, and says when they are not of equal size', async () => {
    const team = await clientProject();
    await team.tell(team.olivia, 'change "Search by colour" 2 swap:2.1 days:1');
    const card = await cardOf(team);
    expect(shown(card)).toContain('“A shop” leaves. They are not of equal size: +1 working day.');
    await signBy(team, team.olivia, card);
    await signBy(team, team.cleo, card);
    const { milestones } = await plan(team);
    expect(milestones[1]).toMatchObject({ items: ['Search by colour'], due: '2026-12-14' });
    const scope = await team.tell(team.olivia, 'scope 2');
    expect(scope).toContain('2.1 A shop (no longer part of it)');
    expect(scope).toContain('Fri 11 Dec, now Mon 14 Dec');
  });

  it('adds a phase of its own after the others', async () => {
    const team = await clientProject();
    await team.tell(team.olivia, 'change "A mobile app" 2 route:phase days:10 cost:4000');
    const card = await cardOf(team);
    await signBy(team, team.olivia, card);
    await signBy(team, team.cleo, card);
    const { milestones, target } = await plan(team);
    expect(milestones[3]).toEqual({
      number: 4,
      start: '2026-12-21',
      due: '2027-01-01',
      extra: 400_000,
      items: ['A mobile app'],
    });
    expect(target).toBe('2027-01-01');
    await team.tell(team.olivia, 'add 4 deliverable "An icon"');
    expect((await plan(team)).milestones[3]?.items).toEqual(['A mobile app', 'An icon']);
  });

  it('is signed by the two sides alone, by two people, after they have seen it', async () => {
    const team = await clientProject();
    await team.tell(team.olivia, 'change "A map" 2 days:1');
    const card = await cardOf(team);
    expect(await refusal(signBy(team, team.mo, card))).toContain('Only an owner or customer');
    expect(await refusal(team.say(team.mo, 'decline CO1 no'))).toContain('Only an owner or customer');
    expect(await refusal(runner.say(team.cleo, team.customers, 'withdraw CO1'))).toContain('Only an owner');
    expect(await refusal(runner.say(team.cleo, team.customers, 'change "Free work" 2 days:1'))).toContain(
      'Only an owner',
    );
    // a typed line shows it first
    const typed = await team.say(team.olivia, 'sign CO1');
    if (typed.is !== 'shown') throw new Error(words(typed));
    expect(words(typed)).toContain('not signed yet');
    expect(words(await signBy(team, team.olivia, typed.card))).toContain('It waits for the customer.');
    const boss = await team.join('Boss', 'owner');
    await team.tell(boss, `role ${mention(team.olivia)} customer`);
    expect(await refusal(signBy(team, team.olivia, card))).toContain('two people have to sign');
  });

  it('is applied once both sides have signed what is shown now, and never otherwise, in any order', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('sign', 'sign', 'sign old') },
      { weight: 1, arbitrary: fc.constantFrom('edit 3 due:"21 dec 2026"', 'edit 3 due:"18 dec 2026"') },
    );
    const steps = fc.array(fc.tuple(step, fc.boolean()), { minLength: 12, maxLength: 24 });
    const seen = { applied: 0, waiting: 0, stale: 0, again: 0, closed: 0 };
    for (const sequence of fc.sample(steps, { numRuns: 8, seed: 77 })) {
      const team = await clientProject();
      await team.tell(team.olivia, 'change "A map" 2 days:2 cost:100 route:next');
      const old = await cardOf(team);
      const figuresOf = (card: Card) => button(card, 'Sign').version;
      const signed: { supplier?: number | undefined; client?: number | undefined } = {};
      let isApplied = false;
      for (const [what, bySupplier] of sequence) {
        const before = await plan(team);
        if (what.startsWith('edit')) {
          await attempted(team.say(team.olivia, what));
          continue;
        }
        const now = isApplied ? old : await cardOf(team);
        const [side, other] = bySupplier
          ? (['supplier', 'client'] as const)
          : (['client', 'supplier'] as const);
        const pressed = what === 'sign old' ? old : now;
        const present = figuresOf(now);
        const expected = isApplied
          ? 'closed'
          : figuresOf(pressed) !== present
            ? 'stale'
            : signed[side] === present
              ? 'again'
              : signed[other] === present
                ? 'applied'
                : 'waiting';
        const said = words(await attempted(signBy(team, bySupplier ? team.olivia : team.cleo, pressed)));
        const answers = {
          applied: 'signed by both sides; the plan has changed',
          waiting: 'It waits for',
          stale: 'out of date',
          again: 'already',
          closed: 'was signed by both sides',
        };
        expect(said, `${what}: ${expected}`).toContain(answers[expected]);
        seen[expected] += 1;
        const after = await plan(team);
        if (expected === 'applied' || expected === 'waiting') signed[side] = present;
        if (expected !== 'applied') expect(after).toEqual(before);
        else {
          isApplied = true;
          expect(after.milestones[2]).toMatchObject({ extra: 10_000, items: ['A map'] });
          const due = before.milestones[2]?.due === '2026-12-21' ? '2026-12-23' : '2026-12-22';
          expect(after.milestones[2]?.due).toBe(due);
          expect(shown(pressed)).toContain(due.endsWith('23') ? 'Wed 23 Dec' : 'Tue 22 Dec');
        }
      }
    }
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
  }, 60_000);
});
