import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/domain/project/roles.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import {
  channelOf,
  mention,
  newTenant,
  refusal,
  slackPerson,
  startTeam,
  teamsPerson,
} from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

describe('role', () => {
  it('is given by an owner, to somebody whom nobody had met', async () => {
    const { olivia, mo, tell, say, tenant } = await startTeam(runner);
    const cleo = slackPerson('Cleo', tenant);
    expect(await tell(olivia, `role ${mention(cleo)} client`)).toBe(
      'Cleo is a customer now.\nApollo, people\nCleo cannot approve yet. Approved by the owner (Olivia).\n- Cleo, customer\n- Olivia, owner, on Slack',
    );
    expect(await refusal(say(mo, `role ${mention(cleo)} owner`))).toBe(
      'Only an owner can do this.\nAsk Olivia.',
    );
    expect(await tell(olivia, 'history')).toContain('Olivia changed a role, Cleo none → customer, in Slack');
  });

  it('is given to a colleague picked in Teams only where somebody knows who that is', async () => {
    const tess = teamsPerson('Tess', newTenant());
    const say = (line: string) => runner.say(tess, channelOf(tess, '19:apollo@thread.tacv2'), line);
    await say('project "Apollo"');
    const user = 'cccccccc-0000-4000-8000-000000000003';
    runner.profile(teamsPerson('Ben', tess.tenant, { user }), undefined);
    const picked = `<@teams:${tess.tenant}/${user}|>`;
    expect(await refusal(say(`role ${picked} coach`))).toBe(
      'Teams does not say who this is: they are not in this channel.\nMention them in a message, such as owner:@Ana, or add them to the channel first.',
    );
    await say(`role ${picked.replace('|>', '|Ben>')} coach`);
    expect(words(await say(`role ${picked} client`))).toContain('Ben is a customer now.');
  });

  it('leaves a project an owner', async () => {
    const { olivia, mo, tell, say } = await startTeam(runner);
    expect(await refusal(say(olivia, 'role me contributor'))).toBe(
      'Olivia is the only owner of Apollo.\nMake somebody else an owner first.',
    );
    await tell(olivia, `role ${mention(mo)} owner`, 'role me contributor');
    expect(await tell(mo, 'people')).toContain('Olivia, contributor');
  });

  it('says so when they have it already', async () => {
    const { olivia, say } = await startTeam(runner);
    expect(await refusal(say(olivia, 'role me owner'))).toBe('Nothing changed: Olivia is an owner already.');
  });

  it('none shuts somebody out, even in the room', async () => {
    const { olivia, mo, tell, say } = await startTeam(runner);
    expect(await tell(olivia, `role ${mention(mo)} none`)).toContain('Mo has no role now.');
    expect(await refusal(say(mo, 'list'))).toBe(
      'You have no role in this project.\nAsk Olivia to give you one.',
    );
  });

  it('is given by the coach in stages, so that a company cannot promote itself', async () => {
    const { olivia, mo, tell, say, join } = await startTeam(runner, 'kind:stages');
    const odo = await join('Odo', 'owner');
    expect(await refusal(say(odo, 'role me coach'))).toContain('Only a coach can do this.');
    expect(await refusal(say(olivia, 'role me owner'))).toContain('Olivia is the only coach of Apollo.');
    await tell(olivia, `role ${mention(mo)} coach`);
  });

  it.each([
    [
      'role me king',
      'Role must be one of owner, coach, contributor, customer, viewer, none; you wrote “king”.',
    ],
    ['role @nobody owner', 'There is no person “@nobody” here.\npeople shows everybody.'],
  ])('%s is refused', async (line, why) => {
    const { olivia, say } = await startTeam(runner);
    expect(await refusal(say(olivia, line))).toContain(why);
  });

  it('lists the people that a name may mean', async () => {
    const { olivia, say, join } = await startTeam(runner);
    await join('Ann Lee', 'viewer');
    await join('Ann Moor', 'viewer');
    const said = await refusal(say(olivia, 'role @ann client'));
    expect(said).toBe(
      '“@ann” could be more than one person.\n- Ann Lee\n- Ann Moor\nMention the person instead, or type more of the name or the e-mail address.',
    );
  });
});

describe('whoever speaks in a team’s room without a role', () => {
  it.each([
    ['member', 'contributor'],
    ['guest', 'viewer'],
    ['external', 'viewer'],
  ] as const)('%s: %s', async (standing, role) => {
    const { olivia, room, tenant, tell } = await startTeam(runner);
    await tell(olivia, 'new "Beta launch"');
    const gus = slackPerson('Gus', tenant);
    runner.profile(gus, { standing, name: 'Gus' });
    const reply = await attempted(runner.say(gus, room, 'start 1'));
    if (role === 'contributor') return expect(reply.is).toBe('done');
    expect(reply.is).toBe('refused');
    expect(words(reply)).toContain('Only an owner, coach or contributor can');
    await runner.say(gus, room, 'list');
    await tell(olivia, `role ${mention(gus)} client`);
    expect(await refusal(runner.say(gus, room, 'start 1'))).toContain(
      'Only an owner, coach or contributor can',
    );
  });

  it('is told that they could not be checked while the platform does not say who they are', async () => {
    const { olivia, room, tenant, tell } = await startTeam(runner);
    await tell(olivia, 'new "Beta launch"');
    const gus = slackPerson('Gus', tenant);
    runner.profile(gus, undefined);
    expect(await refusal(runner.say(gus, room, 'start 1'))).toContain(
      'Milepost could not check who you are just now.',
    );
    runner.profile(gus, { standing: 'member', name: 'Gus' });
    expect(await runner.say(gus, room, 'start 1')).toMatchObject({ is: 'done' });
  });
});

/** A line that each role may or may not say, in a project of kind launch. */
const may: [string, Role[]][] = [
  ['list', ['owner', 'coach', 'contributor', 'client', 'viewer']],
  ['show 1', ['owner', 'coach', 'contributor', 'client', 'viewer']],
  ['status', ['owner', 'coach', 'contributor', 'client', 'viewer']],
  ['history', ['owner', 'coach', 'contributor', 'client', 'viewer']],
  ['people', ['owner', 'coach', 'contributor', 'client', 'viewer']],
  ['policy', ['owner', 'coach', 'contributor', 'client', 'viewer']],
  ['remind', ['owner', 'coach', 'contributor', 'client', 'viewer']],
  ['remind 1 off', ['owner', 'coach', 'contributor', 'client', 'viewer']],
  ['snooze 1 1h', ['owner', 'coach', 'contributor', 'client', 'viewer']],
  ['digest', ['owner', 'coach', 'contributor', 'client', 'viewer']],
  ['ask-updates', ['owner', 'coach', 'contributor', 'client', 'viewer']],
  ['holidays', ['owner', 'coach', 'contributor', 'client', 'viewer']],
  ['digest now', ['owner', 'coach', 'contributor']],
  ['digest daily', ['owner']],
  ['remind before:5', ['owner']],
  ['ask-updates every:friday', ['owner']],
  ['holidays add 25 dec', ['owner']],
  ['timezone Paris for:project', ['owner']],
  ['new "Another one"', ['owner', 'coach', 'contributor']],
  ['edit 1 priority:p0', ['owner', 'coach', 'contributor']],
  ['move 1 after:2', ['owner', 'coach', 'contributor']],
  ['add 1 task "A task"', ['owner', 'coach', 'contributor']],
  ['check 1.1', ['owner', 'coach', 'contributor']],
  ['start 1', ['owner', 'coach', 'contributor']],
  ['progress 1 50', ['owner', 'coach', 'contributor']],
  ['evidence 1 link https://example.com', ['owner', 'coach', 'contributor']],
  ['block 2 no key', ['owner', 'coach', 'contributor']],
  ['submit 2', ['owner', 'coach', 'contributor']],
  ['approve 3', ['owner']],
  ['return 3 not yet', ['owner']],
  ['recall 3', ['owner']],
  ['drop 1 not needed', ['owner']],
  ['policy evidence:yes', ['owner']],
  ['activate', ['owner']],
  ['link', ['owner']],
  ['role @mo viewer', ['owner']],
  ['unlink', ['owner']],
];

describe('what each role may say', () => {
  it.each(['owner', 'coach', 'contributor', 'client', 'viewer', 'none'] as const)('%s', async (role) => {
    const { olivia, mo, tell, say, join } = await startTeam(runner);
    await tell(mo, 'new "First"', 'new "Second"', 'new "Third"', 'add 1 task "Call"', 'start 2', 'start 3');
    await tell(olivia, 'submit 3');
    const rita = await join('Rita', role);
    const allowed: string[] = [];
    for (const [line] of may) {
      const reply = await attempted(say(rita, line));
      const denied =
        reply.is === 'refused' &&
        (reply.refusal.is === 'not_allowed' || words(reply).includes('or an owner can take this'));
      if (!denied) allowed.push(line);
    }
    expect(allowed).toEqual(may.filter(([, roles]) => roles.includes(role)).map(([line]) => line));
  });
});

describe('policy', () => {
  it('is read by anybody and changed by the owner, with a record', async () => {
    const { olivia, mo, tell, say } = await startTeam(runner);
    const shown = await tell(mo, 'policy');
    expect(shown).toMatch(/^Apollo, policies\n- approver:owner: the owner approves submitted milestones\n/);
    expect(shown).toContain('\n- evidence:no: approval needs no evidence\n');
    expect(shown).toMatch(/An owner changes one with policy approver:customer\.$/);
    expect(await refusal(say(mo, 'policy approver:nobody'))).toContain('Only an owner can do this.');
    expect(await tell(olivia, 'policy approver:client evidence:yes')).toContain('Policy changed.');
    expect(await tell(olivia, 'history')).toContain(
      'Olivia changed the policies, approver owner → customer, evidence no → yes, in Slack',
    );
  });

  it.each(['policy approver:king', 'policy evidence:perhaps'])('%s is refused', async (line) => {
    const { olivia, say } = await startTeam(runner);
    expect(await refusal(say(olivia, line))).toContain('must be');
  });

  it('tells two people of one name apart, and takes an address for a name', async () => {
    const { olivia, say, tell, tenant } = await startTeam(runner);
    const anas = [
      slackPerson('Ana', tenant, { user: 'UANA1' }),
      slackPerson('Ana', tenant, { user: 'UANA2' }),
    ];
    for (const [nth, ana] of anas.entries()) {
      runner.profile(ana, { standing: 'member', name: 'Ana', email: `ana${nth}@acme.example` });
      await tell(ana, 'list');
    }
    expect(await refusal(say(olivia, 'role Ana coach'))).toContain(
      'Ana (ana0@acme.example, Slack)\n- Ana (ana1@acme.example, Slack)',
    );
    await tell(olivia, 'role ana1@acme.example coach');
    const people = await tell(olivia, 'people');
    expect(people).toContain('Ana (ana0@acme.example), contributor');
    expect(people).toContain('Ana (ana1@acme.example), coach');
  });
});
