import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Card, isCard } from '../../../cards/model.ts';
import { renderText } from '../../../cards/render/text.ts';
import { rowsOf } from '../../../db/tenant.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { mention, slackPerson, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** Returns what is planned for a person's own chat, oldest first. */
async function toldTo({ tenant, user }: Somebody): Promise<Card[]> {
  const found = await runner.db.execute(sql`select r.body from receipt r
    join room on room.workspace_id = r.workspace_id and room.id = r.room_id
    where room.kind = 'direct' and room.tenant = ${tenant} and room.user_key = ${user} order by r.seq`);
  return rowsOf<{ body: unknown }>(found).flatMap(({ body }) => (isCard(body) ? [body] : []));
}

const cardOf = (reply: Reply) => (reply.is === 'done' ? reply.card : undefined);
const offerIn = (reply: Reply) => cardOf(reply)?.actions.find(({ command }) => command === 'policy');

describe('whoever gets a role', () => {
  it.each([
    [
      'kind:launch',
      'coach',
      'Olivia made you a coach of Apollo\n- You plan milestones.\n- You report progress, raise blockers and submit milestones.',
    ],
    [
      'kind:launch approver:coach',
      'coach',
      'Olivia made you a coach of Apollo\n- You approve or return submitted milestones.\n- You plan milestones.\n- You report progress, raise blockers and submit milestones.',
    ],
    [
      'kind:launch',
      'owner',
      'Olivia made you an owner of Apollo\n- You approve or return submitted milestones.\n- You plan milestones.\n- You report progress, raise blockers and submit milestones.\n- You change the project’s settings and link channels.\n- You give others their roles.',
    ],
    [
      'kind:delivery',
      'contributor',
      'Olivia made you a contributor of Apollo\n- You plan milestones.\n- You report progress, raise blockers and submit milestones.\n- You mark milestones done; nobody has to approve them.',
    ],
    [
      'kind:client',
      'client',
      'Olivia made you a customer of Apollo\n- You approve or return submitted milestones.\n- You see the project and its milestones.',
    ],
    [
      'kind:launch',
      'viewer',
      'Olivia made you a viewer of Apollo\n- You see the project and its milestones.',
    ],
    [
      'kind:stages',
      'contributor',
      'Olivia made you a contributor of Apollo\n- You report progress, raise blockers and submit milestones.',
    ],
  ] as const)('in %s hears once, in their own chat, what a %s may do', async (kind, role, text) => {
    const { join } = await startTeam(runner, kind);
    const carol = await join('Carol', role);
    const told = await toldTo(carol);
    expect(told.map(renderText)).toEqual([expect.stringContaining(text)]);
    expect(told[0]?.actions).toMatchObject([{ label: 'Show the project', command: 'status' }]);
  });

  it('may do what the message says, and nothing that it leaves out', async () => {
    const { join, say, mo, tell } = await startTeam(runner, 'kind:launch approver:coach');
    await tell(mo, 'new "First"', 'start 1', 'submit 1');
    const carol = await join('Carol', 'coach');
    expect((await attempted(say(carol, 'policy evidence:yes'))).is).toBe('refused');
    expect((await attempted(say(carol, 'role me owner'))).is).toBe('refused');
    expect((await say(carol, 'approve 1')).is).toBe('done');
  });

  it('hears of each change once, also where the request arrives twice', async () => {
    const { olivia, room, join, tenant } = await startTeam(runner);
    const carol = await join('Carol', 'viewer');
    for (let nth = 0; nth < 2; nth += 1)
      await attempted(runner.say(olivia, room, `role ${mention(carol)} coach`, `${tenant}-twice`));
    expect((await toldTo(carol)).map(({ title }) => title)).toHaveLength(2);
    await attempted(runner.say(olivia, room, `role ${mention(carol)} coach`));
    expect(await toldTo(carol)).toHaveLength(2);
  });

  it('hears nothing of a role that came by the room, that they gave themselves, or that was taken away', async () => {
    const { olivia, mo, tell } = await startTeam(runner);
    await tell(mo, 'list');
    await tell(olivia, `role ${mention(mo)} none`);
    expect(await toldTo(mo)).toEqual([]);
    await tell(olivia, `role ${mention(mo)} owner`);
    await tell(olivia, 'role me coach');
    expect(await toldTo(olivia)).toEqual([]);
    expect(await toldTo(mo)).toHaveLength(1);
  });

  it('opens the project with the button, in their own chat', async () => {
    const { join } = await startTeam(runner);
    const carol = await join('Carol', 'coach');
    const [card] = await toldTo(carol);
    const chat = { platform: 'slack', tenant: carol.tenant, channel: 'DCAROL', kind: 'direct' } as const;
    expect(words(await runner.use(carol, chat, card?.actions[0]))).toContain(
      'Approved by the owner (Olivia)',
    );
  });
});

describe('the first coach or customer of a project in which another role approves', () => {
  const give = (team: Team, who: Somebody, role: string) =>
    team.say(team.olivia, `role ${mention(who)} ${role}`);

  it.each(['coach', 'client'] as const)('brings the offer to make them (%s) the approver', async (role) => {
    const team = await startTeam(runner);
    const carol = slackPerson('Carol', team.tenant);
    await team.tell(team.mo, 'new "First"', 'start 1');
    const reply = await give(team, carol, role);
    expect(words(reply)).toContain('Carol cannot approve yet. Approved by the owner (Olivia).');
    expect(offerIn(reply)?.label).toBe('Make Carol the approver');
    await team.say(team.mo, 'submit 1');
    expect((await attempted(team.say(carol, 'approve 1'))).is).toBe('refused');
    await runner.use(team.olivia, team.room, offerIn(reply));
    expect(words(await team.press(team.olivia, 'status'))).toContain(
      `Approved by the ${role === 'client' ? 'customer' : role} (Carol)`,
    );
    expect((await team.say(carol, 'approve 1')).is).toBe('done');
  });

  it.each([
    ['the second coach', 'kind:launch', ['coach', 'coach']],
    ['a coach where coaches approve', 'kind:launch approver:coach', ['coach']],
    ['a customer where customers approve', 'kind:client', ['client']],
    ['a contributor', 'kind:launch', ['contributor']],
    ['a viewer', 'kind:launch', ['viewer']],
  ] as const)('but not %s', async (_who, kind, given) => {
    const team = await startTeam(runner, kind);
    let last: Reply | undefined;
    for (const [nth, role] of given.entries())
      last = await give(team, slackPerson(`Person ${nth}`, team.tenant, { user: `UP${nth}` }), role);
    expect(last && offerIn(last)).toBeUndefined();
  });
});

describe('who approves', () => {
  it.each([
    ['kind:launch', 'Approved by the owner (Olivia)'],
    ['kind:launch approver:coach', 'Approved by the coach (nobody yet)'],
    ['kind:client', 'Approved by the customer (nobody yet)'],
    ['kind:client approver:owner', 'Approved by the owner (Olivia)'],
    ['kind:launch approver:customer', 'Approved by the customer (nobody yet)'],
    ['kind:launch approver:client', 'Approved by the customer (nobody yet)'],
    ['kind:launch approver:nobody', 'Nobody approves: done is done'],
    ['kind:delivery', 'Nobody approves: done is done'],
    ['kind:stages', 'Approved by the coach (Olivia)'],
  ])('is chosen with the project, by its kind without a choice: %s', async (more, text) => {
    const { olivia, press } = await startTeam(runner, more);
    expect(words(await press(olivia, 'status'))).toContain(text);
  });

  it('is asked by the form, with the choice of the kind', async () => {
    const tess = slackPerson('Tess', 'TFORM');
    const room = { platform: 'slack', tenant: 'TFORM', channel: 'CFORM', kind: 'channel' } as const;
    const form = async (line: string) => {
      const reply = await runner.say(tess, room, line);
      return reply.is === 'form' ? reply.form.fields.find(({ name }) => name === 'approver') : undefined;
    };
    expect(await form('project')).toMatchObject({
      label: 'Who approves',
      choices: [
        { label: 'Owner', value: 'owner' },
        { label: 'Coach', value: 'coach' },
        { label: 'Customer', value: 'client' },
        { label: 'Nobody', value: 'nobody' },
      ],
    });
    expect(await form('project kind:client')).toMatchObject({ value: 'client' });
    expect(await form('project kind:delivery')).toMatchObject({ value: 'nobody' });
  });
});
