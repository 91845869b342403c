import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCompanies } from '../support/companies.ts';
import { openRunner, type Somebody, type TestRunner } from '../support/runner.ts';
import { one, personId, wordMessage } from './worded.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('embedded');
});
afterAll(() => runner.close());

it('the digest of a coach has their queue and their companies, once, and nothing of the companies of others', async () => {
  const all = startCompanies(runner);
  const dan = all.other('Dan');
  for (const name of ['Acme', 'Bolt']) await all.company(name);
  await all.company('Dash', dan);
  await all.submitTask('Bolt', 'Call ten leads');
  await all.submitTask('Dash', 'Sign the lease');
  const workspaceId = await one<string>(
    runner,
    sql`select workspace_id as value from installation where tenant = ${all.tenant}`,
  );
  const digest = async (who: Somebody) => {
    const id = await personId(runner, who);
    return wordMessage(runner, { workspaceId, roomId: '', projectId: '' }, 'personal', {
      personId: id,
      target: id,
      projectId: null,
    });
  };
  const cora = await digest(all.cora);
  expect(cora).toContain('Your companies today, 1 in your queue');
  expect(cora).toContain('1. Bolt, 6 · Call ten leads, part of Value baseline, from Mo');
  expect(cora.match(/Call ten leads/g)).toHaveLength(1);
  expect(cora).toContain('Your companies, the most worrying first\n- Acme: Value baseline for 0 days');
  expect(cora).not.toMatch(/Dash|Sign the lease/);
  expect(await digest(dan)).not.toMatch(/Acme|Bolt|Call ten leads/);
  expect(await digest(all.mo)).not.toContain('Your companies');
});
