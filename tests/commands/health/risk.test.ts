import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverEngine } from '../../support/database/database.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

describe.each(serverEngine)('risks, on %s', (engine) => {
  let runner: TestRunner;
  let team: Team;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());
  const fresh = async () => {
    team = await startTeam(runner);
  };

  it('are named, the worst first, and resolved', async () => {
    await fresh();
    const { mo, tell, say, olivia } = team;
    await tell(mo, 'risk the venue may be closed');
    expect(
      await tell(mo, 'risk "payment provider not approved" level:high by:"12 feb 2027" owner:me'),
    ).toContain(
      [
        'Risk R2 payment provider not approved added.',
        'Apollo, risks, 2 open',
        '- R2 payment provider not approved: high, resolve by Fri 12 Feb 2027, assigned to Mo (Resolved)',
      ]
        .join('\n')
        .replace(' (Resolved)', ''),
    );
    expect(await tell(mo, 'resolved 2')).toContain('R2 payment provider not approved resolved.');
    expect(await tell(mo, 'risks')).toContain(
      'Apollo, risks, 1 open, 1 resolved\n- R1 the venue may be closed: medium',
    );
    expect(await refusal(say(olivia, 'resolved R2'))).toContain(
      'R2 payment provider not approved was resolved by Mo already.',
    );
  });

  it('are changed by their number, with what was before in the history', async () => {
    await fresh();
    const { mo, olivia, tell, say } = team;
    await tell(mo, 'risk "no contract" level:high by:"12 feb 2027"');
    expect(await tell(mo, 'risk R1 level:low by:none owner:me')).toContain(
      '- R1 no contract: low, assigned to Mo',
    );
    expect(await refusal(say(mo, 'risk 1 level:low'))).toContain('already has these values');
    expect(await tell(olivia, 'history')).toContain(
      'changed a risk, R1 no contract, owner none → Mo, level high → low, resolve by Fri 12 Feb 2027 → none',
    );
    await tell(mo, 'resolved r1');
    expect(await refusal(say(mo, 'risk R1 level:high'))).toContain('R1 no contract is resolved.');
  });

  it('press once their day has come: in the health, and in what would turn it green', async () => {
    await fresh();
    const { mo, tell, press } = team;
    await tell(mo, 'risk "no contract" by:tomorrow');
    expect(await tell(mo, 'health')).toContain('On track, no change');
    runner.pass(24 * 60);
    const said = await tell(mo, 'health');
    expect(said).toContain(
      'Minor issues, being monitored\n- Risk: no contract, must be resolved by Tue 8 Dec (R1)',
    );
    expect(said).toContain('Resolve R1 no contract');
    expect(await tell(mo, 'risks')).toContain('resolve today');
    expect(words(await press(mo, 'resolved', { risk: '1' }))).toContain('resolved.');
    expect(await tell(mo, 'health')).toContain('On track');
    runner.pass(-24 * 60);
  });

  it('name the ones there are, and are not for those who only look', async () => {
    await fresh();
    const { mo, tell, say, join } = team;
    await tell(mo, 'risk no contract');
    expect(await refusal(say(mo, 'resolved 4'))).toBe(
      'There is no risk R4 here.\nThere are: R1 no contract.',
    );
    expect(await refusal(say(mo, 'risk R7 level:high'))).toContain('There is no risk R7 here.');
    const vera = await join('Vera', 'viewer');
    expect(await refusal(say(vera, 'resolved 1'))).toContain('Only a');
    expect(await say(mo, 'risk')).toMatchObject({
      is: 'form',
      form: {
        fields: [
          { name: 'text' },
          { name: 'level' },
          { name: 'by' },
          { name: 'owner' },
          { name: 'mitigation' },
        ],
      },
    });
  });
});
