import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { becomeOne } from '../../support/accounts.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal } from '../../support/team.ts';
import { button, type Client, clientProject, orderCard, planOf, pressSign, shown } from './client-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const bothSign = async (team: Client, number = 1) => {
  const card = await orderCard(runner, team, number);
  await pressSign(runner, team, team.olivia, card);
  return words(await pressSign(runner, team, team.cleo, card));
};

describe('the cost of a change order', () => {
  it.each([
    ['500', 50_000],
    ['£500', 50_000],
    ['-£200', -20_000],
    ['+500 GBP', 50_000],
    ['GBP 1,000', 100_000],
    ['0', 0],
    ['-0', 0],
  ])('“%s” is read in the currency of the project', async (cost, minor) => {
    const team = await clientProject(runner);
    await team.tell(team.olivia, `change "A map" 2 days:1 cost:"${cost}"`);
    const [row] = rowsOf<{ cost: number; currency: string | null }>(
      await runner.db.execute(sql`select cost::float8 as cost, currency from change_order
        where project_id = ${team.id}::uuid`),
    );
    expect(row).toEqual({ cost: minor, currency: minor === 0 ? null : 'GBP' });
  });

  it.each(['€500', '-€500', '$500', '500 EUR', 'USD 500', '¥500'])(
    '“%s” is refused: the project is priced in pounds',
    async (cost) => {
      const team = await clientProject(runner);
      const said = await refusal(team.say(team.olivia, `change "A map" 2 days:1 cost:"${cost}"`));
      expect(said).toContain('The project is priced in GBP');
    },
  );

  it('keeps its currency: nobody signs pounds as euros', async () => {
    const team = await clientProject(runner);
    await team.tell(team.olivia, 'change "A map" 2 days:1 cost:500', 'policy lock:no');
    const old = await orderCard(runner, team);
    await pressSign(runner, team, team.cleo, old);
    await team.tell(team.olivia, 'edit project currency:EUR');
    const card = await orderCard(runner, team);
    expect(shown(card)).toContain('Its cost is in another currency than the price has now.');
    expect(() => button(card, 'Sign')).toThrow('no button');
    expect(await refusal(pressSign(runner, team, team.olivia, old))).toContain('another currency');
  });

  it('is agreed with the currency: a locked scope keeps both', async () => {
    const team = await clientProject(runner);
    for (const line of ['edit project currency:EUR', 'price 10000 USD'])
      expect(await refusal(team.say(team.olivia, line))).toContain('keep their scope');
    expect(await team.tell(team.olivia, 'scope 2')).toContain('£5,000');
  });

  it('may be less than the milestone is worth later, and the milestone starts all the same', async () => {
    const team = await clientProject(runner);
    await team.tell(team.olivia, 'policy unpaid:off', 'change "Less" 2 cost:-200 route:next deliverable:no');
    await bothSign(team);
    await team.tell(team.olivia, 'edit 3 share:0', 'start 3');
    const [row] = rowsOf<{ amount: number }>(
      await runner.db.execute(sql`select s.amount::float8 as amount from scope_snapshot s
        join milestone m on m.id = s.milestone_id where m.project_id = ${team.id}::uuid and m.number = 3`),
    );
    expect(row?.amount).toBe(-20_000);
  });
});

describe('the invoices of a change order', () => {
  it('are on its card as they will be: another amount of a draft, or one more where it is issued', async () => {
    const team = await clientProject(runner);
    await team.tell(team.olivia, 'change "A map" 2 cost:500 route:here');
    const before = shown(await orderCard(runner, team));
    expect(before).toContain('Invoice of 2 · Build');
    expect(before).toContain('£5,000 → £5,500');
    await team.tell(team.olivia, 'terms trigger:advance', 'invoice send 2 sure:yes');
    const card = shown(await orderCard(runner, team));
    expect(card).toContain('Invoice of 2 · Build');
    expect(card).toContain(': new, £500');
    await bothSign(team);
    expect(words(await team.say(team.olivia, 'invoice 2 nth:2'))).toContain('£500');
    const applied = shown(await orderCard(runner, team));
    expect(applied).not.toContain('Invoice of');
  });
});

describe('the dates of a change order', () => {
  it('never end a milestone before it starts', async () => {
    const team = await clientProject(runner);
    expect(await refusal(team.say(team.olivia, 'change "Less" 3 days:-5 route:here'))).toContain(
      'A milestone would end before it starts.',
    );
    await team.tell(team.olivia, 'change "Less" 3 days:-4 route:here');
    await bothSign(team);
    expect((await planOf(runner, team)).milestones[2]).toMatchObject({
      start: '2026-12-14',
      due: '2026-12-14',
    });
  });

  it('come along from a refused edit, and add no deliverable', async () => {
    const team = await clientProject(runner);
    const before = await planOf(runner, team);
    const reply = await attempted(team.say(team.olivia, 'edit 2 due:"16 dec 2026"'));
    if (reply.is !== 'refused') throw new Error(words(reply));
    const route = reply.card.actions[0];
    const next = await runner.use(team.olivia, team.room, route);
    if (next.is !== 'shown') throw new Error(words(next));
    const propose = await runner.use(team.olivia, team.room, button(next.card, 'Propose a change order'));
    expect(words(propose)).toContain('CO1 3 more working days proposed');
    const card = await orderCard(runner, team);
    expect(shown(card)).toContain('No deliverable is added.');
    expect(await bothSign(team)).toContain('signed by both sides');
    const after = await planOf(runner, team);
    expect(after.milestones[2]).toMatchObject({ due: '2026-12-23', items: before.milestones[2]?.items });
    expect(after.target).toBe('2026-12-23');
  });
});

it('two accounts of one person sign for one side', async () => {
  const team = await clientProject(runner);
  await team.tell(team.olivia, 'change "A map" 2 days:1');
  const card = await orderCard(runner, team);
  await pressSign(runner, team, team.cleo, card);
  const signer = async () => {
    const [row] = rowsOf<{ id: string; name: string }>(
      await runner.db.execute(sql`select c.client->>'personId' as id, p.name from change_order c
        join person p on p.id = (c.client->>'personId')::uuid where c.project_id = ${team.id}::uuid`),
    );
    return row;
  };
  const cleo = { who: team.cleo, room: team.customers };
  const was = await signer();
  await becomeOne(runner, { who: team.olivia, room: team.room }, cleo);
  const is = await signer();
  expect(is?.id).not.toBe(was?.id);
  expect(is?.name).toBe('Olivia');
  expect(await refusal(pressSign(runner, team, team.olivia, card))).toContain('two people have to sign');
});

describe('the customer of a change order', () => {
  it('is missing once the only one has left', async () => {
    const team = await clientProject(runner);
    await team.tell(team.olivia, 'change "A map" 2 days:1');
    const warning = 'has the role customer yet';
    expect(shown(await orderCard(runner, team))).not.toContain(warning);
    await runner.db.execute(sql`update person set gone_at = now() where id in (
      select person_id from member where project_id = ${team.id}::uuid and role = 'client')`);
    expect(shown(await orderCard(runner, team))).toContain(warning);
  });
});
