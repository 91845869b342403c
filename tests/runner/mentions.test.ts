import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRunner, type TestRunner } from '../support/runner.ts';
import { mention, refusal, startTeam } from '../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

it('somebody who is mentioned in a text is named in it', async () => {
  const { olivia, mo, tell } = await startTeam(runner);
  await tell(mo, `new "Ask" outcome:"${mention(olivia)} is happy"`);
  const card = await tell(mo, `progress 1 50 waiting for ${mention(olivia)} and ${mention(mo)}`);
  expect(card).toContain('Mo: “waiting for @Olivia and @Mo”');
  expect(card).toContain('Outcome: @Olivia is happy');
});

it('a refusal names them too', async () => {
  const { olivia, mo, say } = await startTeam(runner);
  expect(await refusal(say(mo, `show ${mention(olivia)}`))).toContain(
    'There is no milestone “@Olivia” here.',
  );
});

it('a mention as owner is the person', async () => {
  const { olivia, mo, tell } = await startTeam(runner);
  await tell(mo, `new "Ask" owner:${mention(olivia)}`);
  expect(await tell(olivia, 'list owner:me')).toContain('1 · Ask');
});
