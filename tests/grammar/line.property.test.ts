import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../src/grammar/input.ts';
import { readLine } from '../../src/grammar/line.ts';
import { fieldsOf } from '../../src/grammar/slot.ts';
import { registry, sample } from './sample-commands.ts';
import { writeLine } from './write-line.ts';

const at = { today: '2026-12-07' };
const commands = registry.names.map(sample);

/** Lines of the pieces that matter to the grammar, in any order. */
const pieces = fc.constantFrom(
  ...registry.names,
  ...['due:', 'due: ', 'owner:', 'dew:', 'project:', 'reason:', 'x:', '"', '“', '”', "'", '’', '\\', '\\"'],
  ...[' ', ' ', '\n', '\u00a0', '\u200b', ',', '/', '//', ':', '`', '3', '60', '%', '3.2', 'friday', 'next'],
  ...['in', '2', 'weeks', '31', 'feb', '10/12', '<@slack:T1/U2|Ana Bell>', '<@', '>', '@ana', '—', '\ud800'],
);
const anyLine = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
);

/** A command, a value for some of its fields, and an order to type the keys in. */
const filled = fc
  .constantFrom(...commands)
  .filter((command) => fieldsOf(command.input).length > 0)
  .chain((command) => {
    const fields = fieldsOf(command.input);
    const text = fc.string({
      unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), pieces),
    });
    return fc.record({
      command: fc.constant(command),
      values: fc.record(Object.fromEntries(fields.map(({ name }) => [name, text])), {
        requiredKeys: fields.filter(({ slot }) => slot.at !== 'key').map(({ name }) => name),
      }),
      keys: fc.shuffledSubarray(
        fields.map(({ name }) => name),
        { minLength: fields.length },
      ),
      otherKeys: fc.shuffledSubarray(
        fields.map(({ name }) => name),
        { minLength: fields.length },
      ),
      early: fc.boolean(),
    });
  })
  // several people where one is possible are a problem, in quotes too
  .filter(({ values }) => !Object.values(values).some((value) => /^<?@.*[,;]/su.test(value)));

describe('any line', () => {
  it('is read, and its input checked, without an exception', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const result = readLine(line, registry, at);
        if (result.is === 'unknown') {
          expect([...result.typed].length).toBeLessThanOrEqual(60);
          return;
        }
        const input = readInput(result.command, result.raw, at, result.problems);
        if (input.is === 'invalid') expect(input.problems.length).toBeGreaterThan(0);
        if (input.is === 'ok') expect(result.problems).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives only fields that its command has', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const result = readLine(line, registry, at);
        if (result.is === 'unknown') return;
        const names = fieldsOf(result.command.input).map(({ name }) => name);
        expect(names).toEqual(expect.arrayContaining(Object.keys(result.raw)));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a line that was written from values in quotes', () => {
  it('reads back as those values', () => {
    fc.assert(
      fc.property(filled, ({ command, values, keys, early }) => {
        const line = writeLine(command, values, keys, early);
        expect(readLine(line, registry, at)).toEqual({ is: 'read', command, raw: values, problems: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it('means the same whatever the order of its keys', () => {
    fc.assert(
      fc.property(filled, ({ command, values, keys, otherKeys }) => {
        const one = readLine(writeLine(command, values, keys, false), registry, at);
        const other = readLine(writeLine(command, values, otherKeys, true), registry, at);
        expect(other).toEqual(one);
      }),
    );
  });
});

/** Text that tempts a reader to look at every character again and again. */
const hard: [string, (fill: (piece: string) => string) => string][] = [
  ['words', (fill) => fill('word ')],
  ['one word', (fill) => fill('x')],
  ['keys', (fill) => fill('due:x ')],
  ['slips', (fill) => fill('dew:x ')],
  ['colons', (fill) => fill('a:')],
  ['quotes', (fill) => fill('"')],
  ['apostrophes', (fill) => fill("'a ")],
  ['backslashes', (fill) => `"${fill('\\')}`],
  ['half mentions', (fill) => fill('<@slack:T/U|')],
  ['dates', (fill) => `due:${fill('in 2 ')}`],
  ['spaces', (fill) => `${fill(' ')}x`],
  ['new lines', (fill) => `a${fill(' \n')}b`],
  ['dashes', (fill) => fill('—')],
];
const filler = (size: number) => (piece: string) =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

/** The problems of a line that cannot be carried out. */
function problemsOf(line: string) {
  const result = readLine(line, registry, at);
  if (result.is === 'unknown') throw new Error('unknown command');
  const input = readInput(result.command, result.raw, at, result.problems);
  if (input.is !== 'invalid') throw new Error(`read as ${input.is}`);
  return input.problems;
}

describe('a line of 50,000 characters', () => {
  it.each(hard)('of %s ends in a short problem', (_name, text) => {
    const problems = problemsOf(`edit 3 ${text(filler(50_000))}`);
    expect(problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(problems).length).toBeLessThan(2000);
  });

  it('says of a text how long it may be and how long it is', () => {
    expect(problemsOf(`progress 3 60 ${filler(50_000)('word ').trim()}`)).toEqual([
      { field: 'note', message: 'Note must have at most 500 characters; you wrote 49,999.' },
    ]);
  });

  it('that begins with no command is cut in the answer', () => {
    expect(readLine(filler(50_000)('x'), registry, at)).toEqual({
      is: 'unknown',
      typed: `${'x'.repeat(59)}…`,
    });
  });
});

/** A reader that took time by the square of the length would not come back within the time of a test. */
describe('a line of a million characters', () => {
  it.each(hard)('of %s is still read', (_name, text) => {
    expect(problemsOf(`edit 3 ${text(filler(1_000_000))}`).length).toBeGreaterThan(0);
  });
});
