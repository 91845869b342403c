import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { prove, recordedOf, startCompany } from '../../support/company.ts';
import { openRunner, type TestRunner } from '../../support/runner.ts';
import { mention, refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const company = () => startCompany(runner);
const recorded = (team: Team) => recordedOf(runner, team);

describe('a coach who has worked for the company', () => {
  const own = 'You belong to Apollo, so you cannot decide on your own evidence.';

  /** Mo, who contributed and then became a coach; his proofs are of the first stage. */
  async function inside(): Promise<Team> {
    const team = await company();
    await team.tell(team.olivia, `role ${mention(team.mo)} coach`);
    await prove(team, 1);
    return team;
  }

  it('cannot decide on their own evidence, and is told so; others can', async () => {
    const { olivia, mo, say, tell } = await inside();
    const said = await refusal(say(mo, 'achieve value-baseline'));
    expect(said).toContain(own);
    expect(said).toContain('1.4 MVP features outlined');
    expect(await tell(olivia, 'achieve value-baseline sure:yes')).toContain(
      '1 · Value baseline is achieved.',
    );
  });

  it('can decide on the evidence of others', async () => {
    const team = await inside();
    await prove(team, 1, team.olivia);
    expect(await team.tell(team.mo, 'achieve value-baseline sure:yes')).toContain('is achieved.');
  });

  it('can where the coaches have said so by the policy', async () => {
    const { olivia, mo, tell } = await inside();
    expect(await tell(mo, 'policy')).toContain('impartial:yes: a coach who has worked for the company');
    await tell(olivia, 'policy impartial:no');
    expect(await tell(mo, 'achieve value-baseline sure:yes')).toContain('is achieved.');
  });

  it('is a coach like others once they had no role between', async () => {
    const team = await company();
    const { olivia, mo, tell } = team;
    for (const role of ['none', 'coach']) await tell(olivia, `role ${mention(mo)} ${role}`);
    await prove(team, 1);
    expect(await tell(mo, 'achieve value-baseline sure:yes')).toContain('is achieved.');
  });

  it('is not somebody who only spoke in the room before', async () => {
    const team = await startTeam(runner, 'kind:stages');
    await team.tell(team.mo, 'list');
    await team.tell(team.olivia, `role ${mention(team.mo)} coach`);
    await prove(team, 1);
    expect(await team.tell(team.mo, 'achieve value-baseline sure:yes')).toContain('is achieved.');
  });
});

describe('an achieved stage', () => {
  it('is flagged where its evidence no longer exists, and stays achieved', async () => {
    const team = await company();
    await prove(team, 1);
    await team.tell(team.olivia, 'achieve value-baseline sure:yes');
    await runner.db.execute(sql`delete from evidence where title = 'Proof 2' and workspace_id =
      (select workspace_id from installation where tenant = ${team.tenant})`);
    const shown = await team.tell(team.mo, 'stages');
    expect(shown).toContain('1 · Value baseline: achieved on Mon 7 Dec, by Olivia');
    expect(shown).toContain('Evidence that was counted no longer exists: Proof 2.');
    expect(await recorded(team)).toHaveLength(1);
  });

  it('tells the rooms once, and the other coaches', async () => {
    const team = await company();
    await team.join('Cleo', 'coach');
    await prove(team, 1);
    await team.tell(team.olivia, 'achieve value-baseline they have it sure:yes');
    const told = rowsOf<{ kind: string; body: string }>(
      await runner.db.execute(sql`select r.kind, t.body::text as body from receipt t join room r
        on r.workspace_id = t.workspace_id and r.id = t.room_id where t.body::text like '%was achieved: Olivia decided%'
        and t.workspace_id = (select workspace_id from installation where tenant = ${team.tenant}) order by r.kind`),
    );
    expect(told.map(({ kind }) => kind)).toEqual(['channel', 'direct']);
    expect(told[0]?.body).toContain('2 · First customer is the current stage, since Mon 7 Dec.');
  });

  it('tells the room and the coaches of new evidence, and nobody of it elsewhere', async () => {
    const team = await company();
    await team.tell(team.olivia, 'new "Pilot"');
    await team.tell(
      team.mo,
      'evidence 1 link https://example.com "Canvas"',
      'evidence 6 link https://example.com "Plan"',
    );
    const told = rowsOf<{ kind: string; body: string }>(
      await runner.db.execute(sql`select r.kind, t.body::text as body from receipt t join room r
        on r.workspace_id = t.workspace_id and r.id = t.room_id where t.body::text like '%has new evidence%'
        and t.workspace_id = (select workspace_id from installation where tenant = ${team.tenant}) order by r.kind`),
    );
    expect(told.map(({ kind }) => kind)).toEqual(['channel', 'direct']);
    expect(told[0]?.body).toContain('Canvas');
  });
});
