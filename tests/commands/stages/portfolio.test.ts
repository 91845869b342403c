import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesOf, startCompanies } from '../../support/companies.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

describe('portfolio', () => {
  it('lists the companies of a coach, the most worrying first, with the health that each has', async () => {
    const all = startCompanies(runner);
    for (const name of ['Acme', 'Bolt', 'Crux', 'Dash']) await all.company(name);
    await all.at('Bolt', all.cora, 'new "Call ten leads" parent:1 due:today blocks-go-live:yes');
    await all.at('Crux', all.mo, 'blocker "no key"');
    await all.at('Dash', all.mo, 'progress 1 20 half of the canvas');
    runner.pass(3 * 24 * 60);
    await all.at('Dash', all.mo, 'progress 1 40 most of the canvas');
    const lines = linesOf(await all.alone(all.cora, 'portfolio'));
    expect(lines.map((line) => /^- (\w+)/.exec(line)?.[1])).toEqual(['Bolt', 'Crux', 'Acme', 'Dash']);
    expect(lines[0]).toContain('Bolt: Value baseline for 3 days, at risk');
    expect(lines[1]).toContain('minor issues');
    const shown = words(await all.alone(all.cora, 'portfolio'));
    expect(shown).toContain('no update yet, 1 open task');
    for (const [name, says] of [
      ['Bolt', 'health, at risk'],
      ['Crux', 'health, minor issues'],
      ['Acme', 'health, on track'],
    ] as const)
      expect(words(await all.at(name, all.cora, 'health'))).toContain(says);
  });

  it('compares the days in a stage with those of the other companies', async () => {
    const all = startCompanies(runner);
    for (const name of ['Acme', 'Bolt', 'Crux']) await all.company(name);
    for (const name of ['Acme', 'Bolt']) await all.at(name, all.cora, 'policy evidence:no');
    runner.pass(2 * 24 * 60);
    await all.at('Acme', all.cora, 'achieve value-baseline sure:yes');
    runner.pass(3 * 24 * 60);
    await all.at('Bolt', all.cora, 'achieve value-baseline sure:yes');
    const shown = words(await all.alone(all.cora, 'portfolio'));
    expect(shown).toContain('Crux: Value baseline for 5 days, slower than usual (3.5 days), on track');
    expect(shown).toContain('Acme: First customer for 3 days, on track');
  });

  it('leaves out companies that are archived, and those of others', async () => {
    const all = startCompanies(runner);
    const dan = all.other('Dan');
    await all.company('Acme');
    await all.company('Bolt');
    await all.company('Dash', dan);
    await all.at('Bolt', all.cora, 'archive');
    const shown = words(await all.alone(all.cora, 'portfolio'));
    expect(shown).toContain('Acme');
    expect(shown).not.toMatch(/Bolt|Dash/);
    expect(words(await all.alone(dan, 'portfolio'))).toMatch(/Dash/);
    expect(words(await all.alone(all.mo, 'portfolio'))).toContain('you coach none');
  });
});
