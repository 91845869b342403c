import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRunner, type TestRunner } from '../../support/runner.ts';
import { startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

it('the history shows what other versions of Milepost wrote as far as it can be read', async () => {
  const { olivia, tell } = await startTeam(runner);
  await tell(olivia, 'new "Beta launch"');
  const remember = (type: string, after: object, seconds: number) =>
    runner.db.execute(sql`insert into activity (workspace_id, id, project_id, type, person_id, at, after)
      select workspace_id, gen_random_uuid(), project_id, ${type}::text, person_id,
        at + make_interval(secs => ${seconds}::int), ${JSON.stringify(after)}::text::jsonb
      from activity where type = 'created'`);
  await remember('launched_a_rocket', { to: 'the moon' }, 1);
  await remember('risk_opened', { what: 'R9 no contract', level: 3, resolveBy: '2027-02-12' }, 2);
  const said = await tell(olivia, 'history');
  expect(said).toContain('did something that this version does not know');
  expect(said).not.toContain('moon');
  expect(said).toMatch(/added a risk, R9 no contract, resolve by Fri 12 Feb 2027(?!.*level)/);
});
