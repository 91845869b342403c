import { expect, it } from 'vitest';
import { registry } from '../../src/commands/registry.ts';
import type { FetchResult, Intent, SharedFile } from '../../src/ports/intent.ts';
import { readRequest } from '../../src/runner/read-request.ts';
import { withFile } from '../../src/runner/shared-file.ts';

const actor = { platform: 'slack', tenant: 'T1', user: 'UANA' } as const;
const fetched = (text: string | Uint8Array): FetchResult => ({ is: 'fetched', bytes: Buffer.from(text) });
let fetches = 0;
const file = (name: string, came: FetchResult = fetched('# Plan')): SharedFile => ({
  name,
  fetch: async () => {
    fetches += 1;
    return came;
  },
});

/** What is read of a request with files: the text of the plan, or what is wrong. */
async function read(ask: Intent['ask'] | string, ...files: SharedFile[]) {
  fetches = 0;
  const intent: Intent = {
    actor,
    surface: 'line',
    ask: typeof ask === 'string' ? { line: ask } : ask,
    files,
  };
  const asked = readRequest(intent, registry, '2026-02-01');
  if (asked.is === 'unknown') throw new Error(asked.typed);
  const { command, raw, project, problems } = await withFile(asked, intent);
  return { command: command.name, raw, project, problems: problems.map(({ message }) => message) };
}

it('a file is the plan of the line that it came with', async () => {
  expect(await read('import drop:yes project:Apollo', file('plan.txt', fetched('# A\r\n## B')))).toEqual({
    command: 'import',
    project: 'Apollo',
    raw: { text: '# A\r\n## B', drop: 'yes' },
    problems: [],
  });
});

it('a Markdown file without a word is imported, any other is asked about and not fetched', async () => {
  expect(await read(' ', file('Plan.MD'))).toMatchObject({ command: 'import', raw: { text: '# Plan' } });
  expect((await read('', file('logo.png'))).problems).toEqual([
    '“logo.png” has no line with it. If it is a plan, send it with the line “import”.',
  ]);
  expect(fetches).toBe(0);
});

it('a file in UTF-16 with its mark is text too', async () => {
  const wide = Buffer.from('\ufeff# Plan', 'utf16le');
  expect((await read('import', file('plan.md', fetched(wide)))).raw.text).toBe('# Plan');
});

it.each<[string, string | Intent['ask'], SharedFile[], string]>([
  ['of a command that takes none', 'progress 3 60', [file('a.md')], '“progress” takes no file'],
  ['that are two', 'import', [file('a.md'), file('b.md')], '2 files arrived, but “import” takes one'],
  ['beside a typed text', 'import "# Plan"', [file('a.md')], 'Send only one of them'],
  [
    'beside a pasted text',
    { command: 'import', input: { text: '# Plan' } },
    [file('a.md')],
    'Send only one of them',
  ],
])('nothing is fetched of files %s', async (_which, ask, files, words) => {
  expect((await read(ask, ...files)).problems).toEqual([expect.stringContaining(words)]);
  expect(fetches).toBe(0);
});

it.each<[string, FetchResult, string]>([
  ['is a picture', fetched(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff])), '“a.md” is not text'],
  ['has bytes that no text has', fetched('a\0b'), '“a.md” is not text'],
  ['is empty', fetched(' \n'), '“a.md” is empty'],
  ['is too large', { is: 'too_large' }, '“a.md” has more than 4 MB'],
  ['is gone', { is: 'gone' }, '“a.md” no longer exists'],
  ['does not come', { is: 'unreachable' }, 'Slack did not send “a.md” in time'],
  ['is withheld', { is: 'withheld', next: 'Do this.' }, 'Slack does not give Milepost “a.md”. Do this.'],
])('a file that %s is refused with what to do', async (_which, came, words) => {
  const { raw, problems } = await read('import', file('a.md', came));
  expect(problems).toEqual([expect.stringContaining(words)]);
  expect(raw).toEqual({});
});
