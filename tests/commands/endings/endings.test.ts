import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLedger } from '../../../db/queries/money/ledger.ts';
import { enterWorkspace, rowsOf } from '../../../db/tenant.ts';
import { invoicesOf } from '../../../src/domain/money/ledger.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal } from '../../support/team.ts';
import { cardOf, type Delivery, deliveryProject } from '../proposals/delivery-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const statusOf = async ({ id }: Delivery) =>
  rowsOf<{ status: string }>(
    await runner.db.execute(sql`select status from project where id = ${id}::uuid`),
  )[0]?.status;

/** How often each room was told that the project is delivered. */
const told = async ({ id }: Delivery) =>
  rowsOf<{ channel: string; count: number }>(
    await runner.db.execute(sql`select room.channel, count(*)::int as count from receipt r
      join room on room.id = r.room_id where room.project_id = ${id}::uuid and r.kind = 'news'
        and r.body->>'state' = 'delivered' group by 1 order by 1`),
  );
const once = [
  { channel: 'CAPOLLO', count: 1 },
  { channel: 'CUSTOMER', count: 1 },
];

const events = async ({ id }: Delivery) =>
  rowsOf<{ type: string }>(
    await runner.db.execute(sql`select type from activity where project_id = ${id}::uuid
      and type in ('project_delivered', 'delivery_revoked') order by at, id`),
  ).map(({ type }) => type);

const projectCard = (team: Delivery) => cardOf(runner, team, { kind: 'project', id: team.id });

/** An active delivery whose three milestones have begun, with an invoice sent for each. */
async function begun(): Promise<Delivery> {
  const team = await deliveryProject(runner);
  await team.tell(
    team.olivia,
    'activate',
    ...[1, 2, 3].flatMap((nth) => [`start ${nth}`, `invoice send ${nth} sure:yes`]),
  );
  return team;
}

const paidAll = ['paid 1 3300 sure:yes', 'paid 2 3300 sure:yes', 'paid 3 3400 sure:yes'];
const doneAll = ['done 1', 'done 2', 'done 3'];

describe('a project is delivered', () => {
  it.each([
    ['paid last', [...doneAll, ...paidAll]],
    ['done last', [...paidAll, ...doneAll]],
    ['a credit note last', [...doneAll, ...paidAll.slice(0, 2), 'credit 3 3400 a gift sure:yes']],
    [
      'a write-off last',
      [...doneAll, ...paidAll.slice(0, 2), 'paid 3 3000 sure:yes', 'writeoff 3 400 gone sure:yes'],
    ],
    [
      'interleaved',
      ['done 3', 'paid 3 3400 sure:yes', 'paid 1 3300 sure:yes', 'done 1', 'done 2', 'paid 2 3300 sure:yes'],
    ],
  ])('once all is done and paid: %s', async (_how, lines) => {
    const team = await begun();
    await team.tell(team.olivia, ...lines.slice(0, -1));
    expect([await statusOf(team), await told(team)]).toEqual(['active', []]);
    await team.tell(team.olivia, ...lines.slice(-1));
    expect([await statusOf(team), await told(team)]).toEqual(['delivered', once]);
    expect((await projectCard(team)).state).toBe('delivered');
  });

  it('not while an invoice is a draft, and not without a milestone', async () => {
    const team = await begun();
    await team.tell(team.olivia, 'new "Training"', 'start 4', ...doneAll, ...paidAll);
    expect(await statusOf(team)).toBe('active');
    await team.tell(team.olivia, 'drop 4 not needed');
    expect(await statusOf(team)).toBe('delivered');
    const draft = await deliveryProject(runner);
    await draft.tell(
      draft.olivia,
      'activate',
      ...[1, 2, 3].flatMap((nth) => [`start ${nth}`, `done ${nth}`]),
    );
    expect(await statusOf(draft)).toBe('active');
  });

  it('is active again where its end is taken back, and is told only once', async () => {
    const team = await begun();
    await team.tell(team.olivia, ...paidAll, ...doneAll);
    await team.tell(team.olivia, 'undo');
    expect([await statusOf(team), await told(team)]).toEqual(['active', once]);
    await team.tell(team.olivia, 'done 3');
    expect([await statusOf(team), await told(team)]).toEqual(['delivered', once]);
    await team.tell(team.olivia, 'new "One more"');
    expect(await statusOf(team)).toBe('active');
    await team.tell(team.olivia, 'drop 4 not needed');
    expect(await events(team)).toEqual([
      'project_delivered',
      'delivery_revoked',
      'project_delivered',
      'delivery_revoked',
      'project_delivered',
    ]);
    expect(await told(team)).toEqual(once);
  });

  it('where nobody waits for money, only once money is on', async () => {
    const team = await deliveryProject(runner);
    await team.tell(team.olivia, 'policy money:no', 'start 1', 'done 1', 'drop 2 no', 'drop 3 no');
    expect(await statusOf(team)).toBe('draft');
  });

  it('and is late no more', async () => {
    const team = await begun();
    await team.tell(team.olivia, 'blocker "The venue is closed"', ...doneAll);
    expect((await projectCard(team)).state).not.toBe('delivered');
    await team.tell(team.olivia, ...paidAll);
    expect(await team.tell(team.olivia, 'health')).toContain('On track');
  });
});

describe('a project closed as lost', () => {
  it('says so, keeps its cards without buttons, and takes no change until it is reopened', async () => {
    const team = await begun();
    expect(await refusal(team.say(team.olivia, 'close lost reason:boredom "No"'))).toContain('dispute');
    expect(await team.tell(team.olivia, 'close lost reason:mutual "They no longer need it"')).toContain(
      'Apollo is closed as lost',
    );
    const card = await projectCard(team);
    expect(card.state).toBe('lost');
    expect(JSON.stringify(card)).toContain('both sides agreed to stop. They no longer need it');
    expect(card.actions.map(({ label }) => label)).toEqual(['Reopen']);
    for (const line of ['done 1', 'edit 1 name:"Other"', 'new "More"'])
      expect(await refusal(team.say(team.olivia, line)), line).toContain('is closed as lost');
    expect(await team.tell(team.olivia, 'paid 1 3300 sure:yes')).toContain('£3,300');
    expect(await refusal(team.say(team.olivia, 'close lost reason:mutual again'))).toContain('already');
    expect(await team.tell(team.olivia, 'reopen project')).toContain('Apollo is open again.');
    await team.tell(team.olivia, 'done 1');
    expect(await statusOf(team)).toBe('active');
  });

  it('expects no late fee', async () => {
    const team = await begun();
    await runner.say(team.cleo, team.customers, 'invoice approve 1 sure:yes');
    const fees = () =>
      runner.db.transaction(async (tx) => {
        await enterWorkspace(tx, team.workspaceId);
        const ledger = await loadLedger(tx, team.id);
        if (!ledger) throw new Error('the project is not there');
        return invoicesOf(ledger, '2027-03-01').map(({ state }) => [state.openFee > 0, state.stopsWork]);
      });
    expect((await fees())[0]).toEqual([true, true]);
    await team.tell(team.olivia, 'close lost reason:dispute "They did not pay"');
    expect((await fees())[0]).toEqual([false, false]);
    await team.tell(team.olivia, 'reopen project');
    expect((await fees())[0]).toEqual([true, true]);
  });

  it('is closed by an owner alone, and its customer does not read why', async () => {
    const team = await begun();
    const { cleo, customers } = team;
    for (const line of ['close lost reason:mutual no', 'reopen project', 'archive', 'restore'])
      expect(await refusal(runner.say(cleo, customers, line)), line).toContain('owner');
    await team.tell(team.olivia, 'close lost reason:quality "Bad work of Mo"');
    const seen = [
      words(await runner.say(cleo, customers, 'status')),
      words(await runner.say(cleo, customers, 'history')),
      JSON.stringify(
        rowsOf(
          await runner.db.execute(sql`select r.body from receipt r join room on room.id = r.room_id
            where room.project_id = ${team.id}::uuid and room.audience = 'customer'`),
        ),
      ),
    ].join(' ');
    expect(seen).toContain('closed');
    expect(seen).not.toContain('Bad work');
    expect(seen).not.toContain('quality');
  });
});

describe('an archived project', () => {
  it('tells its rooms, has no buttons, and is restored as it was', async () => {
    const team = await begun();
    const before = await projectCard(team);
    expect(await team.tell(team.olivia, 'archive')).toContain('Apollo is archived.');
    expect((await projectCard(team)).state).toBe('archived');
    expect(await refusal(team.say(team.olivia, 'done 1'))).toContain('is archived');
    expect(await refusal(team.say(team.olivia, 'archive'))).toContain('archived already');
    expect(await team.tell(team.olivia, 'list')).toContain('Connect');
    expect(await team.tell(team.olivia, 'my-work')).not.toContain('Connect');
    expect(await team.tell(team.olivia, 'restore')).toContain('Apollo is restored.');
    expect({ ...(await projectCard(team)), actions: [], more: [] }).toEqual({
      ...before,
      actions: [],
      more: [],
    });
    await team.tell(team.olivia, 'done 1');
  });
});
