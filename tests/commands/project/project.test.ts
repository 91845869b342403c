import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import {
  channelOf,
  chatOf,
  mention,
  newTenant,
  refusal,
  slackPerson,
  startTeam,
} from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** Somebody in a room that no project has yet. */
function newcomer() {
  const olivia = slackPerson('Olivia', newTenant());
  const room = channelOf(olivia, 'CNEW');
  const say = (line: string) => runner.say(olivia, room, line);
  return { olivia, room, say };
}

describe('project', () => {
  it('starts a project, links the room, makes its founder owner and posts the live card', async () => {
    const { say } = newcomer();
    const before = runner.woken.length;
    const reply = await say('project "Apollo" kind:launch target:"18 dec 2026" price:10000 currency:gbp');
    expect(reply).toEqual({
      is: 'done',
      line: 'Started Apollo. You administer this Milepost now. Kind launch, target Fri 18 Dec, price 10000, currency gbp.',
    });
    expect(runner.woken.length).toBe(before + 1);
    expect(words(await say('people'))).toContain('Olivia, owner, on Slack');
    const card = words(await say('policy'));
    expect(card).toContain('approver:owner');
    expect(card).toContain('money:yes');
  });

  it.each([
    ['client', 'approver:customer'],
    ['delivery', 'approver:nobody'],
    ['goal', 'approver:owner'],
    ['launch', 'approver:owner'],
    ['stages', 'approver:coach'],
  ])('of kind %s has %s', async (kind, policy) => {
    const { say } = newcomer();
    await say(`project "Apollo" kind:${kind}`);
    expect(words(await say('policy'))).toContain(policy);
  });

  it('is refused in a room that has one, and says which', async () => {
    const { olivia, say } = await startTeam(runner);
    expect(await refusal(say(olivia, 'project "Second"'))).toBe(
      'This channel already belongs to Apollo.\nUse another channel, or type “unlink” here first.',
    );
  });

  it.each([
    ['ab', 'Name must have at least 3 characters; you wrote “ab”.'],
    ['a'.repeat(101), 'Name must have at most 100 characters; you wrote 101.'],
  ])('of the name %s is refused', async (name, why) => {
    expect(await refusal(newcomer().say(`project "${name}"`))).toContain(why);
  });

  it.each(['abc', 'a'.repeat(100)])('takes the name %s', async (name) => {
    expect(await newcomer().say(`project "${name}"`)).toMatchObject({ is: 'done' });
  });

  it.each([
    ['price:10000', 'A price needs its currency, such as currency:GBP.'],
    ['currency:GBP', 'A currency needs a price, such as price:10000.'],
    ['price:10000 currency:XYZ', '“XYZ” is not a currency. Write a code such as GBP or EUR.'],
    ['price:"10,50" currency:EUR', 'The price must be an amount such as 10000 or 99.50; you wrote “10,50”.'],
    ['price:99.505 currency:EUR', 'you wrote “99.505”'],
    ['price:99.5 currency:JPY', 'The price must be an amount such as 10000; you wrote “99.5”.'],
    [
      'price:10000000000000 currency:GBP',
      'The largest price is £9,999,999,999,999.99; you wrote “10000000000000”.',
    ],
    ['kind:party', 'Kind must be one of client, delivery, goal, stages, launch; you wrote “party”.'],
    ['target:someday', 'Target date'],
  ])('with %s is refused', async (more, why) => {
    expect(await refusal(newcomer().say(`project "Apollo" ${more}`))).toContain(why);
  });

  it('asks by a form when nothing is said', async () => {
    const reply = await newcomer().say('project');
    expect(reply).toMatchObject({ is: 'form', form: { title: 'New project', submit: 'Start' } });
  });

  it('of stages needs a coach or an administrator, once the workspace has one', async () => {
    const { tenant, mo } = await startTeam(runner, 'kind:stages');
    const other = channelOf(mo, 'COTHER');
    expect(await refusal(runner.say(mo, other, 'project "Second" kind:stages'))).toContain(
      'Only a coach can do this.',
    );
    const founder = slackPerson('Olivia', tenant);
    expect(await runner.say(founder, other, 'project "Second" kind:stages')).toMatchObject({ is: 'done' });
  });

  it('of stages can be started by whoever coaches another one', async () => {
    const { olivia, mo, tell } = await startTeam(runner, 'kind:stages');
    await tell(olivia, `role ${mention(mo)} coach`);
    expect(await runner.say(mo, channelOf(mo, 'CTWO'), 'project "Two" kind:stages')).toMatchObject({
      is: 'done',
    });
  });
});

describe('a direct chat', () => {
  it('means the only project that somebody takes part in', async () => {
    const { mo, tell } = await startTeam(runner);
    await tell(mo, 'new "Beta launch"');
    expect(words(await runner.say(mo, chatOf(mo), 'list'))).toContain('1 · Beta launch, upcoming');
  });

  it('asks which of several is meant, and takes its name', async () => {
    const { olivia, tell } = await startTeam(runner);
    await tell(olivia, 'new "Beta launch"');
    await runner.say(olivia, channelOf(olivia, 'CTWO'), 'project "Zeus"');
    const chat = chatOf(olivia);
    expect(await refusal(runner.say(olivia, chat, 'list'))).toBe(
      'Which project?\nYou take part in Apollo and Zeus.\nType it in the project’s channel, or add project:"Apollo".',
    );
    expect(words(await runner.say(olivia, chat, 'list project:zeus'))).toContain('Zeus, 0 milestones');
    expect(words(await runner.say(olivia, chat, 'list project:"Apollo"'))).toContain('Beta launch');
    expect(await refusal(runner.say(olivia, chat, 'list project:Hermes'))).toContain(
      'There is no project “Hermes” here.',
    );
  });

  it('hands out buttons that say which project they mean', async () => {
    const { olivia, tell } = await startTeam(runner);
    await tell(olivia, 'new "Beta launch"');
    await runner.say(olivia, channelOf(olivia, 'CTWO'), 'project "Zeus"');
    const reply = await runner.say(olivia, chatOf(olivia), 'status project:Apollo');
    const action = reply.is === 'done' ? reply.card?.actions[1] : undefined;
    const found = reply.is === 'shown' ? reply.card.actions[1] : action;
    expect(found).toMatchObject({ command: 'list', about: { project: expect.any(String) } });
    const pressed = await runner.use(olivia, chatOf(olivia), found);
    expect(words(pressed)).toContain('Beta launch');
  });
});

describe('projects', () => {
  it('lists mine with my role, and nobody else’s', async () => {
    const { tenant, mo, say, tell } = await startTeam(runner, 'kind:launch target:"18 dec 2026"');
    await tell(mo, 'list');
    expect(words(await say(mo, 'projects'))).toBe(
      'My projects\n- Apollo, launch, go-live Fri 18 Dec, 11 days, 9 working days left, you are a contributor',
    );
    const ann = slackPerson('Ann', tenant);
    expect(words(await runner.say(ann, chatOf(ann), 'projects'))).toContain('You are in no project yet.');
  });
});

describe('status', () => {
  it('posts the card when it is typed and shows it to the presser alone when it is pressed', async () => {
    const { mo, say, press } = await startTeam(runner);
    expect(await say(mo, 'status')).toEqual({ is: 'done', line: 'Posting the card of Apollo.' });
    expect(words(await press(mo, 'status'))).toContain('No milestones yet.');
  });

  it('is refused where there is no project, and says how to start one', async () => {
    expect(await refusal(newcomer().say('status'))).toBe(
      'This channel has no project yet.\nStart one with project "Apollo" kind:launch target:"18 dec 2026", or join one with link CODE.',
    );
  });
});
