import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../../cards/model.ts';
import { renderText } from '../../../cards/render/text.ts';
import { rowsOf } from '../../../db/tenant.ts';
import { refused } from '../../support/refused.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, codeIn, mention, refusal, startTeam, teamsPerson } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const addressOf = ({ platform, tenant, user }: Somebody) => ({ platform, tenant, user });
const leave = (who: Somebody) =>
  runner.hearPerson({
    is: 'told',
    who: addressOf(who),
    profile: { standing: 'member', name: who.name, gone: true },
  });
const comeBack = (who: Somebody) =>
  runner.hearPerson({ is: 'told', who: addressOf(who), profile: { standing: 'member', name: who.name } });

/** What somebody was sent in their own chat by the news of others, without the roles they were given. */
async function sentTo({ tenant, user }: Somebody): Promise<string[]> {
  const rows = await runner.db.execute(sql`select r.body from receipt r join room on room.id = r.room_id
    where r.kind = 'news' and room.kind = 'direct' and room.tenant = ${tenant} and room.user_key = ${user} order by r.seq`);
  const texts = rowsOf<{ body: Card }>(rows).map(
    ({ body }) => `${renderText(body)}\n[${body.actions.map(({ label }) => label).join('] [')}]`,
  );
  return texts.filter((text) => !text.includes(' made you '));
}

/** Mo has a milestone, a vote, a risk and an announcement, and is coach. */
async function busyMo() {
  const team = await startTeam(runner);
  const { olivia, mo, tell } = team;
  await tell(mo, 'list');
  await tell(
    olivia,
    `role ${mention(mo)} coach`,
    'policy approver:coach',
    `new "Beta" due:2026-12-10 owner:${mention(mo)}`,
    `new "Launch" due:2026-12-20 owner:${mention(mo)}`,
    `new "Party" owner:${mention(olivia)}`,
    `decision "Go?" on:2026-12-18 voters:${mention(mo)},${mention(olivia)}`,
    `risk "no venue" level:high by:2026-12-30 owner:${mention(mo)}`,
  );
  return team;
}

describe('somebody whose account is deactivated', () => {
  it('is named to the owner once, with all that waits for them and a button', async () => {
    const { olivia, mo, tell } = await busyMo();
    await leave(mo);
    await leave(mo);
    const [told, ...more] = await sentTo(olivia);
    expect(more).toEqual([]);
    expect(told).toContain('Mo left Apollo');
    expect(told).toContain(
      '2 milestones (1 · Beta, 2 · Launch), 1 vote (D1), 1 risk (R1) and the role coach',
    );
    expect(told).toContain('No active coach is left to approve');
    expect(told).toContain('[Reassign]');
    expect(await tell(olivia, 'leavers')).toContain('Mo: 2 milestones');
    expect(await tell(olivia, 'people')).toContain('Mo (left)');
    expect(await tell(olivia, 'history')).toContain('noticed that somebody left, Mo');
    expect(await sentTo(mo)).toEqual([]);
  });

  it('is no holder of a role whom others are sent to', async () => {
    const { olivia, mo, tell, say } = await startTeam(runner);
    await tell(olivia, `role ${mention(mo)} owner`, 'new "Beta"');
    await leave(mo);
    const ana = await refused(say({ ...olivia, user: 'UANA', name: 'Ana' }, 'timezone Paris for:project'));
    expect(words(ana)).not.toContain('Mo');
    expect(await refusal(say(olivia, `role ${mention(olivia)} viewer`))).toContain('only owner');
  });

  it('is as before once they are back', async () => {
    const { olivia, mo, tell } = await busyMo();
    await leave(mo);
    await comeBack(mo);
    expect(await tell(olivia, 'people')).toContain('Mo, coach');
    expect(await tell(olivia, 'people')).not.toContain('left');
    expect(await tell(olivia, 'leavers')).toContain('No open work here belongs to people who left.');
    await tell(mo, 'start 1');
  });

  it('is gone only when all their accounts are', async () => {
    const { olivia, mo, tell, say, tenant } = await busyMo();
    const tess = teamsPerson('Tess', `${tenant}-teams`);
    const there = channelOf(tess, '19:leavers@thread.tacv2');
    await runner.say(tess, there, `link ${codeIn(await say(olivia, 'link'))}`);
    await runner.db.execute(sql`update identity set person_id = (select person_id from identity
      where tenant = ${tenant} and user_key = ${mo.user}) where user_key = ${tess.user} and tenant = ${tess.tenant}`);
    await leave(mo);
    expect(await tell(olivia, 'people')).not.toContain('left');
    expect(await sentTo(olivia)).toEqual([]);
    await leave(tess);
    expect(await tell(olivia, 'people')).toContain('(left)');
    expect(await sentTo(olivia)).toHaveLength(1);
  });
});

describe('reassign', () => {
  it('moves everything that is open at once, with one record', async () => {
    const { olivia, mo, tell, press, join } = await busyMo();
    const ana = await join('Ana', 'contributor');
    await leave(mo);
    const form = await press(olivia, 'reassign', { from: mention(mo) });
    expect(words(form)).toContain('Who takes over');
    const done = await tell(olivia, `reassign ${mention(mo)} ${mention(ana)}`);
    expect(done).toContain('Ana takes over from Mo.');
    for (const [command, input, said] of [
      ['show', { milestone: '1' }, 'Ana'],
      ['show', { milestone: '2' }, 'Ana'],
      ['decisions', {}, 'Ana'],
      ['risks', {}, 'Ana'],
      ['people', {}, 'Ana, coach'],
    ] as const) {
      expect(words(await press(olivia, command, input))).toContain(said);
    }
    const history = await tell(olivia, 'history');
    expect(history.match(/reassigned work, Mo → Ana/g)).toHaveLength(1);
    expect(await tell(olivia, 'leavers')).toContain('Mo: the role coach');
    expect(await refusal(press(olivia, 'reassign', { from: mention(mo), to: mention(ana) }))).toContain(
      'Mo has no open work',
    );
  });

  it('moves one milestone where only that is meant, and no role', async () => {
    const { olivia, mo, tell, press, join } = await busyMo();
    const ana = await join('Ana', 'viewer');
    await leave(mo);
    await tell(olivia, `reassign ${mention(mo)} ${mention(ana)} only:2`);
    expect(words(await press(olivia, 'show', { milestone: '1' }))).toContain('Mo (left)');
    expect(words(await press(olivia, 'show', { milestone: '2' }))).toContain('Ana');
    expect(await tell(olivia, 'people')).toContain('Ana, viewer');
  });

  it('leaves the role with somebody who is still there', async () => {
    const { olivia, mo, tell, join } = await busyMo();
    const ana = await join('Ana', 'contributor');
    await tell(olivia, `reassign ${mention(mo)} ${mention(ana)}`);
    expect(await tell(olivia, 'people')).toContain('Ana, contributor');
    expect(await tell(olivia, 'people')).toContain('Mo, coach');
  });

  it('needs an owner, and somebody active to take over', async () => {
    const { olivia, mo, tell, say, join } = await busyMo();
    const ana = await join('Ana', 'contributor');
    expect(await refusal(say(ana, `reassign ${mention(mo)} ${mention(ana)}`))).toContain('Only an owner can');
    await leave(mo);
    await tell(ana, 'list');
    await leave(ana);
    expect(await refusal(say(olivia, `reassign ${mention(mo)} ${mention(ana)}`))).toContain(
      'Ana has left too.',
    );
  });
});
