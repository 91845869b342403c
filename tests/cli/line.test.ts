import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { lineOf } from '../../src/cli/line.ts';
import { registry } from '../../src/commands/registry.ts';
import { readLine } from '../../src/grammar/line.ts';

const read = (line: string) => readLine(line, registry, { today: '2026-10-07' });
const rawOf = (words: string[]) => {
  const line = read(lineOf(words));
  return line.is === 'read' ? line.raw : line;
};

describe('a line that a shell has cut into words', () => {
  it.each([
    [['progress', '1', '80'], 'progress 1 80'],
    [['new', 'Beta launch', 'due:18 dec 2027'], 'new "Beta launch" due:"18 dec 2027"'],
    [['progress', '1', '80', 'Note: it works'], 'progress 1 80 "Note: it works"'],
    [
      ['evidence', '2', 'link', 'https://x.example/a', 'Signed contract'],
      'evidence 2 link https://x.example/a "Signed contract"',
    ],
    [['new', 'The "big" one'], String.raw`new "The \"big\" one"`],
    [['new', '"Beta launch"'], 'new "Beta launch"'],
    [['edit', '3', 'name:'], 'edit 3 name:'],
    [['edit', '3', ''], 'edit 3 ""'],
    [['progress 1 80 half way'], 'progress 1 80 half way'],
  ])('%j is %s', (words, line) => {
    expect(lineOf(words)).toBe(line);
  });

  it('keeps every text with spaces whole, whatever is in it', () => {
    const sign = fc.constantFrom(...'ab1 "\\\'“”«»:,#@<>|/-');
    const text = fc
      .string({ unit: sign, minLength: 2, maxLength: 40 })
      .filter((word) => /\S \S/.test(word) && !/^[a-z][a-z0-9-]*:\S/.test(word) && !/^".*"$/.test(word));
    fc.assert(
      fc.property(text, (name) => {
        expect(rawOf(['new', name, 'due:18 dec 2027'])).toMatchObject({ name });
      }),
    );
  });
});

describe('the options of a call', () => {
  it('may stand before and after the line', () => {
    const options = { project: 'Apollo 11', as: 'Ana', workspace: 'w', json: true, help: false };
    const [before, after] = [
      ['--project', 'Apollo 11', '--json', 'list', '--as=Ana', '--workspace=w'],
      ['list', '--workspace', 'w', '--as', 'Ana', '--json', '--project=Apollo 11'],
    ];
    for (const args of [before, after])
      expect(readArguments(args ?? [])).toEqual({ words: ['list'], options });
  });

  it('leave a text alone that only begins with a dash', () => {
    expect(readArguments(['progress', '1', '80', '-5 bugs', '—'])).toMatchObject({
      words: ['progress', '1', '80', '-5 bugs', '—'],
    });
    expect(readArguments(['progress', '1', '80', '--', '--json'])).toMatchObject({
      words: ['progress', '1', '80', '--json'],
      options: { json: false },
    });
  });

  it.each([
    [['list', '--projekt', 'x'], /no option --projekt.*write --/],
    [['list', '--project'], /--project needs a value/],
    [['list', '--as', '  '], /--as needs a value/],
    [['list', '--json=yes'], /--json takes no value/],
  ])('%j cannot be read', (args, problem) => {
    expect(readArguments(args)).toEqual({ problem: expect.stringMatching(problem) });
  });
});
