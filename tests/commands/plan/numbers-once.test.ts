import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverEngine } from '../../support/database/database.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam } from '../../support/team.ts';

describe.each(serverEngine)('a number is given once in a project, on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  it('not again to a metric after one was removed', async () => {
    const { olivia, tell } = await startTeam(runner);
    await tell(
      olivia,
      'metric "Page load" target:"<2s"',
      'metric "Sign-ups" target:">100"',
      'metric remove M2',
    );
    expect(await tell(olivia, 'metric "Errors" target:"<1%"')).toContain('M3');
    await tell(olivia, 'metric remove M3', 'metric remove M1');
    expect(await tell(olivia, 'metric "Uptime" target:">99%"')).toContain('M4');
  });

  it('not again to anything that an import has dropped', async () => {
    const { olivia, tell, fill, press } = await startTeam(runner);
    await tell(
      olivia,
      'risk "No approval yet"',
      'decision "Go?" on:"18 dec 2026"',
      'if "30% of p0 incomplete" on:"15 dec 2026" then:"shift 7d"',
      'metric "Page load" target:"<2s"',
    );
    const preview = await fill(olivia, 'import', {
      text: '# Apollo\n\n## Milestones\n\n- [ ] Beta launch\n',
    });
    const drop = preview.is === 'shown' || preview.is === 'done' ? preview.card : undefined;
    const action = [...(drop?.actions ?? []), ...(drop?.more ?? [])].find(
      ({ input }) => input.drop === 'yes',
    );
    expect(action, words(preview)).toBeDefined();
    expect(await press(olivia, 'import-apply', action?.input)).toMatchObject({ is: 'done' });
    expect(await tell(olivia, 'risk "Another"')).toContain('R2');
    expect(await tell(olivia, 'decision "Go now?" on:"18 dec 2026"')).toContain('D2');
    expect(await tell(olivia, 'if "20% of p0 incomplete" on:"15 dec 2026" then:"shift 7d"')).toContain('P2');
    expect(await tell(olivia, 'metric "Errors" target:"<1%"')).toContain('M2');
  });

  it('and a form keeps to it, whatever is renamed before it is sent', async () => {
    const { olivia, tell, say } = await startTeam(runner);
    await tell(olivia, 'new "Beta launch"', 'start 1', 'metric "Page load" target:"<2s"');
    const [progress, value] = [
      await say(olivia, 'progress "Beta launch"'),
      await say(olivia, 'metric set "Page load"'),
    ];
    expect(progress).toMatchObject({ is: 'form', form: { given: { milestone: '1' } } });
    expect(value).toMatchObject({ is: 'form', form: { given: { metric: 'M1' } } });
  });

  it('nor does the button of a criterion mean another after the list was written anew', async () => {
    const { olivia, tell, press } = await startTeam(runner);
    const shown = await tell(olivia, 'decision "Go?" on:"18 dec 2026" criteria:"Legal agrees; Team agrees"');
    expect(shown).toContain('Go?');
    const card = await press(olivia, 'decision', { question: 'D1' });
    const drawn = card.is === 'shown' ? card.card : card.is === 'done' ? card.card : undefined;
    const met = drawn?.blocks
      .flatMap((block) => (block.is === 'list' ? block.items.flatMap(({ actions = [] }) => actions) : []))
      .find(({ command, input }) => command === 'criterion' && input.criterion === 'D1.1');
    expect(met).toBeDefined();
    await tell(olivia, 'decision D1 criteria:"Team agrees; Legal agrees"');
    expect(await refusal(runner.use(olivia, channelHere(olivia.tenant), met))).toContain('out of date');
  });
});

const channelHere = (tenant: string) =>
  ({ platform: 'slack', tenant, channel: 'CAPOLLO', kind: 'channel', name: '#capollo' }) as const;
