import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { serverEngine } from '../../support/database/database.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import {
  channelOf,
  chatOf,
  codeIn,
  newTenant,
  refusal,
  slackPerson,
  startTeam,
  teamsPerson,
} from '../../support/team.ts';

const unknown = 'Milepost does not know that code.';
const tooMany = 'You typed too many wrong codes.\nTry again in 60 minutes, with a new code.';

describe.each(serverEngine)('wrong codes on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  const roomOf = (who: Somebody, name = 'other') => channelOf(who, `19:${name}@thread.tacv2`);
  const guess = (who: Somebody, line = 'link ZZZZ-ZZZZ') => refusal(runner.say(who, roomOf(who), line));
  const guesses = async (who: Somebody, count: number) => {
    for (let nth = 0; nth < count; nth += 1) expect(await guess(who)).toContain(unknown);
  };
  const tries = async (scope: string) => {
    const found = await runner.db.execute(sql`select tries from code_try where scope = ${scope}`);
    return rowsOf<{ tries: number }>(found)[0]?.tries;
  };
  const setTries = (scope: string, count: number) =>
    runner.db.execute(sql`update code_try set tries = ${count} where scope = ${scope}`);

  it('are ten an hour for one person; then even a right code is not looked at', async () => {
    const { olivia, say } = await startTeam(runner);
    const tess = teamsPerson('Tess', newTenant());
    await guesses(tess, 5);
    runner.pass(30);
    await guesses(tess, 5);
    const right = codeIn(await say(olivia, 'link'));
    expect(await guess(tess, `link ${right}`)).toBe(tooMany.replace('60', '30'));
    expect(await guess(tess, 'link me 2222-2222')).toBe(tooMany.replace('60', '30'));
    expect(await guess(tess, 'notify email code:2222-2222')).toBe(tooMany.replace('60', '30'));
    const ben = teamsPerson('Ben', tess.tenant);
    await runner.say(ben, roomOf(ben), `link ${right}`);
    runner.pass(31);
    const again = codeIn(await say(olivia, 'link'));
    await runner.say(tess, roomOf(tess, 'second'), `link ${again}`);
  });

  it('cost a try; a right code does not', async () => {
    const { olivia, say } = await startTeam(runner);
    const tess = teamsPerson('Tess', newTenant());
    const account = `account:teams/${tess.tenant}/${tess.user}`;
    await guesses(tess, 3);
    for (const name of ['a', 'b']) {
      const code = codeIn(await say(olivia, 'link'));
      await runner.say(tess, roomOf(tess, name), `link ${code}`);
      expect(await refusal(runner.say(tess, roomOf(tess, 'c'), `link ${code}`))).toContain(
        'used that code already',
      );
    }
    expect(await guess(tess, 'notify email code:3333-3333')).toContain('not one of yours');
    expect(await tries(account)).toBe(4);
    expect(await tries(`organisation:teams/${tess.tenant}`)).toBe(4);
  });

  it('of somebody else’s mailbox cost a try like any other', async () => {
    const { olivia, mo, room } = await startTeam(runner);
    await runner.say(mo, chatOf(mo), 'notify address:mo@acme.example');
    expect(await refusal(runner.say(olivia, room, 'notify email code:4444-4444'))).toContain(
      'not one of yours',
    );
    expect(await tries(`account:slack/${olivia.tenant}/${olivia.user}`)).toBe(1);
  });

  it.each([
    ['organisation', 100, 'Too many wrong codes were typed in your organisation.', false],
    ['everybody', 1000, 'Too many wrong codes were typed.', true],
  ] as const)('are limited for %s', async (kind, limit, why, reachesOthers) => {
    const [tess, ben] = [teamsPerson('Tess', newTenant()), teamsPerson('Ben', newTenant())];
    const scope = kind === 'organisation' ? `organisation:teams/${tess.tenant}` : kind;
    await guesses(tess, 1);
    await setTries(scope, limit - 1);
    const cleo = teamsPerson('Cleo', tess.tenant);
    await guesses(cleo, 1);
    expect(await guess(cleo)).toContain(why);
    expect((await guess(ben)).includes(why)).toBe(reachesOthers);
    await setTries(scope, 0);
  });

  it('beyond a person’s limit use up none of their organisation’s', async () => {
    const tess = teamsPerson('Tess', newTenant());
    await guesses(tess, 10);
    for (let nth = 0; nth < 5; nth += 1) expect(await guess(tess)).toBe(tooMany);
    expect(await tries(`organisation:teams/${tess.tenant}`)).toBe(10);
  });

  it('typed at once through two runners are counted one after the other', async () => {
    const tess = teamsPerson('Tess', newTenant());
    const said = await Promise.all(
      Array.from({ length: 16 }, async (_, nth) => {
        const { say } = nth % 2 === 0 ? runner : { say: runner.withoutMail };
        return words(await attempted(say(tess, roomOf(tess, `at-once-${nth}`), 'link ZZZZ-ZZZZ')));
      }),
    );
    expect(said.filter((one) => one.includes(unknown))).toHaveLength(10);
    expect(said.filter((one) => one === tooMany)).toHaveLength(6);
  });

  it('are of the account, whatever the person is called', async () => {
    const gus = slackPerson('Gus', newTenant());
    const room = channelOf(gus, 'CGUS');
    for (let nth = 0; nth < 10; nth += 1)
      await refusal(runner.say({ ...gus, name: `Gus ${nth}` }, room, 'link ZZZZ-ZZZZ'));
    expect(await refusal(runner.say(gus, room, 'link ZZZZ-ZZZZ'))).toBe(tooMany);
  });
});
