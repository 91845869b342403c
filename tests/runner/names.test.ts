import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/text/fold.ts';
import { refused } from '../support/refused.ts';
import { openRunner, type TestRunner, words } from '../support/runner.ts';
import { channelOf, refusal, slackPerson, startTeam } from '../support/team.ts';

describe('names compared as people do', () => {
  it.each([
    ['José  Álvarez', 'jose alvarez'],
    ['ＪＯＳＥ', 'jose'],
    ['＠José', '@jose'],
    ['Zoe\u0308', 'Zoë'],
    ['発売', '発売'],
    ['가나', '가나'.normalize('NFD')],
  ])('%j is %j', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each([
    ['か', 'が'],
    ['Ana', 'Anna'],
  ])('%j is not %j', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });
});

describe.each(['postgresql', 'embedded'] as const)('names, on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  it('are found without accents, case, width or the sign', async () => {
    const { olivia, mo, say } = await startTeam(runner);
    const tell = async (line: string) => words(await say(mo, line));
    // known in the workspace, and in no project
    const jose = slackPerson('José Álvarez', mo.tenant);
    await refused(runner.say(jose, channelOf(mo, 'C1'), 'status'));
    await tell('new "Crème brûlée"');
    expect(await tell('show CREME  brulee')).toContain('1 · Crème brûlée');
    expect(await tell('start ｃｒｅｍｅ')).toContain('1 · Crème brûlée');
    await say(olivia, `role <@slack:${mo.tenant}/${jose.user}|José Álvarez> contributor`);
    for (const typed of ['jose', '@JOSÉ', '"jose alvarez"', '＠ｊｏｓｅ'])
      expect(await tell(`new "For one" owner:${typed}`)).toContain('owner José Álvarez');
    for (const [typed, name] of [
      ['<@group:T1/S1|devs>', '@devs'],
      ['@channel', '@channel'],
      ['#general', '#general'],
    ])
      expect(await refusal(say(mo, `new "For many" owner:${typed}`))).toMatch(
        new RegExp(`^${name} is a (group|channel), and a .* cannot own`),
      );
  });
});
