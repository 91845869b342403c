import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, codeIn, mention, refusal, startTeam, teamsPerson } from '../../support/team.ts';
import { button, type Delivery, deliveryProject, pressOn, proposalCard } from './delivery-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const statusOf = async ({ id }: Delivery) => {
  const rows = rowsOf<{ status: string }>(
    await runner.db.execute(sql`select status from project where id = ${id}::uuid`),
  );
  return rows[0]?.status;
};
const states = async ({ id }: Delivery) =>
  rowsOf<{ state: string }>(
    await runner.db.execute(sql`select state from proposal where project_id = ${id}::uuid order by number`),
  ).map(({ state }) => state);

describe('a proposal', () => {
  it('says the plan, goes to every channel, and its acceptance activates the plan', async () => {
    const team = await deliveryProject(runner);
    expect(await team.tell(team.olivia, 'proposal send')).toContain('Proposal 1 sent to the customer.');
    const posted = rowsOf<{ channel: string }>(
      await runner.db.execute(sql`select room.channel from card join room on room.id = card.room_id
        where card.subject_kind = 'proposal' and card.project_id = ${team.id}::uuid order by 1`),
    );
    expect(posted.map(({ channel }) => channel)).toEqual(['CAPOLLO', 'CUSTOMER']);
    const card = await proposalCard(runner, team);
    const text = JSON.stringify(card);
    for (const part of [
      '£10,000',
      'Your tools are connected',
      '%, £3,300, due Fri 4 Dec',
      '%, £3,400, due Fri 18 Dec',
    ])
      expect(text).toContain(part);
    for (const part of ['blocks the go-live', 'A working connection', 'invoiced when its work begins'])
      expect(text).toContain(part);
    expect(words(await pressOn(runner, team, team.cleo, { card, label: 'Accept' }))).toContain(
      'Proposal 1 accepted. Apollo is active.',
    );
    expect(await statusOf(team)).toBe('active');
    expect(await team.tell(team.olivia, 'history')).toContain('accepted the proposal, proposal 1');
    const accepted = await proposalCard(runner, team);
    expect(accepted.actions).toEqual([]);
    expect(JSON.stringify(accepted)).toContain('Accepted by Cleo');
  });

  it('is accepted once: the second door learns who accepted it', async () => {
    const team = await deliveryProject(runner);
    await team.tell(team.olivia, 'proposal send');
    const card = await proposalCard(runner, team);
    const other = teamsPerson('Clive', team.cleo.tenant);
    await runner.say(other, team.customers, 'status');
    await pressOn(runner, team, team.cleo, { card, label: 'Accept' });
    const about = { project: team.id };
    const again = await attempted(runner.use(other, team.customers, { ...button(card, 'Accept'), about }));
    expect(again.is).toBe('refused');
    expect(words(again)).toMatch(/Proposal 1 was accepted by Cleo/);
    expect(await refusal(runner.say(other, team.customers, 'proposal decline too late'))).toContain(
      'was accepted by Cleo',
    );
    expect(await refusal(team.say(team.olivia, 'proposal withdraw'))).toContain('was accepted by Cleo');
    expect(await refusal(team.say(team.olivia, 'proposal send'))).toContain('was accepted, so it stays');
    expect(await states(team)).toEqual(['accepted']);
  });

  it('cannot be accepted as it was shown once the plan has changed; sent again it can', async () => {
    const team = await deliveryProject(runner);
    await team.tell(team.olivia, 'proposal send');
    const old = await proposalCard(runner, team);
    for (const change of [
      'edit 2 due:"12 dec 2026"',
      'edit-project price:11000',
      'edit 1 outcome:"Connected"',
    ]) {
      await team.tell(team.olivia, change);
      const stale = await attempted(pressOn(runner, team, team.cleo, { card: old, label: 'Accept' }));
      expect(stale.is, change).toBe('refused');
      expect(words(stale)).toContain('out of date');
      expect(words(stale)).toContain('cannot be accepted until it is sent again');
    }
    expect(await refusal(runner.say(team.cleo, team.customers, 'proposal accept'))).toContain(
      'The plan has changed since proposal 1 was sent',
    );
    expect(await statusOf(team)).toBe('draft');
    await team.tell(team.olivia, 'proposal send');
    expect(await states(team)).toEqual(['superseded', 'open']);
    expect(await refusal(pressOn(runner, team, team.cleo, { card: old, label: 'Accept' }))).toContain(
      'Proposal 1 was replaced by proposal 2.',
    );
    const card = await proposalCard(runner, team, 2);
    await pressOn(runner, team, team.cleo, { card, label: 'Accept' });
    expect(await statusOf(team)).toBe('active');
  });

  it('takes the old figures again where the plan is changed back', async () => {
    const team = await deliveryProject(runner);
    await team.tell(team.olivia, 'proposal send');
    const card = await proposalCard(runner, team);
    await team.tell(team.olivia, 'edit 2 due:"12 dec 2026"', 'edit 2 due:"11 dec 2026"');
    await pressOn(runner, team, team.cleo, { card, label: 'Accept' });
    expect(await states(team)).toEqual(['accepted']);
  });

  it('is declined with a reason, after which it can be sent anew', async () => {
    const team = await deliveryProject(runner);
    await team.tell(team.olivia, 'proposal send');
    await runner.say(team.cleo, team.customers, 'proposal decline the price is too high');
    const card = await proposalCard(runner, team);
    expect(JSON.stringify(card)).toContain('Declined by Cleo');
    expect(JSON.stringify(card)).toContain('the price is too high.');
    expect(await statusOf(team)).toBe('draft');
    expect(await refusal(runner.say(team.cleo, team.customers, 'undo'))).toContain('cannot be undone');
    await team.tell(team.olivia, 'edit-project price:9000', 'proposal send');
    expect(await refusal(team.say(team.olivia, 'undo'))).toContain('you can withdraw it');
    expect(await states(team)).toEqual(['declined', 'open']);
  });

  it('is accepted and declined by the customer alone, and withdrawn by the owner alone', async () => {
    const team = await deliveryProject(runner);
    await team.tell(team.olivia, 'proposal send', `role ${mention(team.mo)} contributor`);
    const card = await proposalCard(runner, team);
    for (const who of [team.olivia, team.mo])
      for (const label of ['Accept'])
        expect(await refusal(pressOn(runner, team, who, { card, label }))).toContain('customer');
    expect(await refusal(team.say(team.olivia, 'proposal decline no'))).toContain('customer');
    expect(await refusal(runner.say(team.cleo, team.customers, 'proposal withdraw'))).toContain('owner');
    expect(await refusal(runner.say(team.cleo, team.customers, 'proposal send'))).toContain('owner');
    expect(await team.tell(team.olivia, 'proposal withdraw we found a cheaper way')).toContain('withdrawn');
    expect(await refusal(pressOn(runner, team, team.cleo, { card, label: 'Accept' }))).toContain(
      'Proposal 1 was withdrawn by Olivia',
    );
  });

  it('is refused before it is sent where it could not be activated', async () => {
    const team = await startTeam(runner, 'kind:delivery');
    expect(await refusal(team.say(team.olivia, 'proposal send'))).toContain('A proposal needs a price.');
    await team.tell(team.olivia, 'edit-project price:100 currency:EUR');
    expect(await refusal(team.say(team.olivia, 'proposal send'))).toContain('needs a milestone');
    await team.tell(team.olivia, 'new "One" share:60', 'new "Two" share:39');
    expect(await refusal(team.say(team.olivia, 'proposal send'))).toContain('sum to 99, not 100: 1 too few');
    await team.tell(team.olivia, 'edit 2 share:40');
    const sent = await team.tell(team.olivia, 'proposal send');
    expect(sent).toContain('Proposal 1 is ready. Link the customer');
    const launch = await startTeam(runner, 'kind:launch');
    expect(await refusal(launch.say(launch.olivia, 'proposal send'))).toContain('This project has no money');
  });

  it('that waits is shown in a channel of the customer that is linked later', async () => {
    const team = await deliveryProject(runner);
    await team.tell(team.olivia, 'proposal send');
    const later = channelOf(team.cleo, 'LATER');
    await runner.say(team.cleo, later, `link ${codeIn(await team.say(team.olivia, 'link as:customer'))}`);
    const shown = rowsOf<{ kind: string }>(
      await runner.db.execute(sql`select subject_kind as kind from card join room on room.id = card.room_id
        where room.channel = 'LATER' and card.project_id = ${team.id}::uuid`),
    );
    expect(shown.map(({ kind }) => kind)).toContain('proposal');
  });

  it('keeps what it said for good: the application may neither change nor delete it', async () => {
    const team = await deliveryProject(runner);
    await team.tell(team.olivia, 'proposal send');
    const asTenant = (query: ReturnType<typeof sql>) =>
      runner.db.transaction(async (tx) => {
        await tx.execute(sql`select set_config('role', 'milepost_app', true),
          set_config('app.workspace_id', ${team.workspaceId}, true)`);
        await tx.execute(query);
      });
    await expect(asTenant(sql`update proposal set content = '{}'`)).rejects.toThrow();
    await expect(asTenant(sql`delete from proposal`)).rejects.toThrow();
    await expect(asTenant(sql`update proposal set state = state`)).resolves.toBeUndefined();
  });
});

describe('the invoices of a delivery', () => {
  it('are one for each milestone, and can be sent once its work has begun', async () => {
    const team = await deliveryProject(runner);
    await team.tell(team.olivia, 'proposal send');
    const card = await proposalCard(runner, team);
    await pressOn(runner, team, team.cleo, { card, label: 'Accept' });
    expect(await refusal(team.say(team.olivia, 'invoice send 1 sure:yes'))).toContain(
      'is invoiced when its work begins',
    );
    expect(await team.tell(team.olivia, 'invoice 1')).toContain('once its milestone has started');
    await team.tell(team.olivia, 'start 1');
    expect(await team.tell(team.olivia, 'invoice send 1 sure:yes')).toContain('£3,300');
    expect(await refusal(team.say(team.olivia, 'invoice send 1 sure:yes'))).toContain('was sent on');
  });
});
