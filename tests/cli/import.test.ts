import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { call } from '../../src/cli/call.ts';
import { asJson } from '../../src/cli/ending.ts';
import { ConfigError } from '../../src/config.ts';
import { emptyDatabase, serverEngine } from '../support/database/database.ts';
import { terminal } from '../support/process/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'plans-'));
function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** A terminal without settings or database: a dry run may need neither. */
async function milepost(...words: string[]) {
  const args = readArguments(words);
  if ('problem' in args) throw new Error(args.problem);
  const none = () => {
    throw new ConfigError('MILEPOST_SECRET is missing.');
  };
  return call(args, none, () => {});
}

const dryRun = (path: string) => milepost('import', path, '--dry-run', '--json');

describe('a dry run of an import', () => {
  it('prints the plan as one object', async () => {
    const plan = JSON.parse(asJson(await dryRun('examples/launch.md')));
    expect(Object.keys(plan).slice(0, 10)).toEqual([
      ...['title', 'today', 'target', 'milestones', 'decisions'],
      ...['metrics', 'risks', 'contingencies', 'cadence', 'unread'],
    ]);
    expect(plan).toMatchObject({
      title: 'Apollo: ten days to launch',
      today: '2026-02-09',
      target: '2026-02-19',
      unread: [],
    });
    expect(plan.contingencies[0]).toEqual({
      on: '2026-02-15',
      when: '30% of P0 incomplete by Feb 15',
      // biome-ignore lint/suspicious/noThenProperty: the name that is promised to scripts
      then: 'shift the launch by 7 days',
    });
  });

  it('says without --json what was understood', async () => {
    expect(await milepost('import', 'examples/launch.md', '--dry-run')).toMatchObject({
      exit: 0,
      text: expect.stringMatching(/Found: .*23 items, .*2 decisions/),
    });
  });

  it.each([
    ['is missing', join(folder, 'nope.md'), /There is no file .*nope\.md\./],
    ['is a folder', folder, /is a folder/],
    ['is empty', file('empty.md', ''), /is empty/],
    ['says nothing', file('blank.md', '\uFEFF \r\n\t\n'), /is empty/],
    ['has only headings', file('headings.md', '# A\n\n## B\n---\n'), /has only headings/],
    ['is no text', file('zero.md', Uint8Array.of(35, 32, 0, 65)), /not text/],
    ['is not in UTF-8', file('latin.md', Uint8Array.of(35, 32, 0xe9, 65)), /not text/],
    ['has too many items', file('many.md', '- item\n'.repeat(10_000)), /at most 5000 can be imported/],
    ['has too many characters', file('large.md', 'a'.repeat(1_100_000)), /at most 1048576/],
    ['has too many bytes', file('huge.md', 'a'.repeat(5_000_000)), /too large/],
  ])('is refused in one line when the file %s', async (_, path, why) => {
    const ending = await dryRun(path);
    expect(ending).toEqual({ exit: 1, text: expect.stringMatching(why) });
    expect(ending.text).not.toContain('\n');
  });

  it.each([
    ['order:day', '2026-12-10'],
    ['order:month', '2026-10-12'],
  ])('reads 10/12/2026 with the %s as %s', async (order, due) => {
    const path = file('figures.md', '# Plan\n\n## Beta: 10/12/2026\n- [ ] Ship\n');
    const plan = JSON.parse(asJson(await milepost('import', path, order, '--dry-run', '--json')));
    expect(plan.milestones).toMatchObject([{ name: 'Beta', due }]);
  });

  it('is misused without a file, and with a word that it does not know', async () => {
    for (const word of ['order:year', 'drop:no', 'more'])
      expect(await milepost('import', 'examples/launch.md', word, '--dry-run')).toMatchObject({ exit: 2 });
    expect(await milepost('import', '--dry-run')).toMatchObject({ exit: 2 });
    expect(await milepost('doctor', '--dry-run')).toMatchObject({ exit: 2 });
  });

  it('reads UTF-16 with its mark, and Windows line ends', async () => {
    const text = '\uFEFF# Plan\r\n\r\n## Beta: 3 Mar 2026\r\n- [x] Ship\r\n';
    const plan = JSON.parse(asJson(await dryRun(file('wide.md', Buffer.from(text, 'utf16le')))));
    expect(plan.milestones).toMatchObject([{ name: 'Beta', due: '2026-03-03', items: [{ text: 'Ship' }] }]);
  });
});

describe.each(serverEngine)('an import at a terminal, on %s', (engine) => {
  it('says what would change, imports, and gives the plan back as a file', async () => {
    const database = await emptyDatabase(engine);
    const at = terminal(database);
    const plan = 'examples/launch.md';
    await at('project', 'Apollo', 'kind:launch');
    await at('project', 'Zeus', 'kind:launch');
    const would = await at('import', plan, '--dry-run', '--project', 'Apollo');
    expect(would).toMatchObject({ exit: 0, text: expect.stringContaining('New: 27 milestones') });
    expect(await at('list', '--project', 'Apollo')).toMatchObject({
      text: expect.stringContaining('0 milestones'),
    });
    expect(await at('import', plan, '--project', 'Apollo')).toMatchObject({
      exit: 0,
      text: expect.stringContaining('Imported: 27 milestones, 11 items'),
    });
    expect(await at('import', plan, '--project', 'Apollo')).toMatchObject({
      exit: 1,
      text: expect.stringContaining('Apollo matches the document already.'),
    });
    const { text } = await at('export', '--project', 'Apollo');
    expect(text).toMatch(/^# Apollo\n\n\*\*Current date\*\*/);
    const written = file(`${engine}.md`, text);
    expect(await at('import', written, '--dry-run', '--project', 'Apollo')).toMatchObject({
      text: expect.stringContaining('Apollo matches the document already.'),
    });
    await at('import', written, '--project', 'Zeus');
    expect((await at('export', '--project', 'Zeus')).text).toBe(text.replace('# Apollo', '# Zeus'));
    expect(await at('import', plan)).toMatchObject({
      exit: 1,
      text: expect.stringContaining('Which project?'),
    });
    await database.drop();
  });
});
