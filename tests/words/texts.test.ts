import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen, inPerson, inRooms } from '../../manifest/menu.ts';
import { commands, registry, typedCommands } from '../../src/commands/registry.ts';
import { fieldsOf } from '../../src/grammar/slot.ts';
import { usage } from '../../src/runner/input/usage.ts';
import { faultsOf } from './faults.ts';
import { sourceTexts, textsIn } from './sources.ts';

const internal = commands.filter(({ fromCard }) => fromCard).map(({ name }) => name);

/** Each text of a command that people read, with its place. */
const texts: [place: string, text: string][] = commands.flatMap((command) => {
  const of = (part: string, text: string | undefined): [string, string][] =>
    text === undefined ? [] : [[`${command.name}, ${part}`, text]];
  return [
    ...of('summary', command.summary),
    ...of('title', command.title),
    ...of('submit', command.submit),
    ...command.examples.flatMap((example) => (command.fromCard ? [] : of('example', example))),
    ...fieldsOf(command.input).flatMap(({ name, slot }) => [
      ...of(`label of ${name}`, slot.label),
      ...of(`hint of ${name}`, slot.is === 'person' ? undefined : slot.hint),
      ...of(`help of ${name}`, slot.takes),
    ]),
  ];
});

/** A line of a side-by-side golden file as one sentence: the left column, with wrapped lines joined. */
const shownIn = (golden: string) =>
  golden
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split(' │ ')[0]?.trim() ?? '')
    .join(' ')
    .replaceAll(/\s+/g, ' ');

const goldens = globSync('tests/cards/**/*.golden.md').map((file): [string, string] => [
  file,
  shownIn(readFileSync(file, 'utf8')),
]);

describe('the words that people read', () => {
  it('are found in every command and every golden file', () => {
    expect(texts.length).toBeGreaterThan(commands.length * 3);
    expect(goldens.length).toBeGreaterThan(15);
  });

  it.each([
    ['R1 late: the risk is kept.'],
    ['This needs the role coach.'],
    ['Possible now: start.'],
    ['None yet. risk names one.'],
    ['the message 01a2b3c4-0000-7000-8000-000000000000'],
    ['metric-set M2 1.4 s'],
    ['cut \ud83d'],
  ])('would be caught in %s', (text) => {
    expect(faultsOf(text)).toHaveLength(1);
  });

  it.each(texts)('%s: %s', (_place, text) => {
    expect(faultsOf(text)).toEqual([]);
  });

  it.each(goldens)('of %s', (_file, text) => {
    expect(faultsOf(text)).toEqual([]);
  });
});

describe('the texts in the source', () => {
  const found = sourceTexts();
  /** Nobody reads the examples of commands that only buttons run. */
  const unread = new Set(commands.flatMap(({ fromCard, examples }) => (fromCard ? examples : [])));
  const read = found.filter(({ text }) => !unread.has(text));
  const faults = (check: (text: string, place: string) => string[]) =>
    read.flatMap(({ place, text }) => check(text, place).map((fault) => `${place}: ${fault}`));

  it('are found, in parts and whole, but for types and log lines', () => {
    const source = `type A = 'not this one';
      log.warn({ at }, 'nor this one');
      const of = (n: number) => [plain(\`\${n} of them, \${n > 1 ? 'and more of them' : 'one'}\`), 'one'];`;
    expect(textsIn('a.ts', source).map(({ text }) => text)).toEqual(['… of them, …', 'and more of them']);
    expect(found.length).toBeGreaterThan(1000);
  });

  it('have the words that people read', () => {
    expect(faults((text) => faultsOf(text))).toEqual([]);
  });

  it('say a share by one function: 60 % as in running text, and 60% only where it is typed', () => {
    const written = read
      .filter(({ text }) => /^\s?%$|…\s?%/.test(text))
      .map(({ place }) => place.split(':')[0]);
    // its letter is one of those that pictures can draw
    expect(written.filter((file) => file !== 'cards/pictures/letters.ts')).toEqual([
      'src/domain/text/wording.ts',
      'src/domain/text/wording.ts',
    ]);
  });
});

describe('a command that only a card runs', () => {
  it('exists', () => expect(internal).toContain('import-apply'));

  it.each(internal)('is not suggested, listed or shown: %s', (name) => {
    const suggested = chosen(registry, [...inRooms, ...inPerson]).map((one) => one.name);
    expect(suggested).not.toContain(name);
    const helped = typedCommands.flatMap((one) => [one.summary, ...one.examples, usage(one)]);
    expect(helped.filter((text) => new RegExp(`\\b${name}\\b`).test(text) && name.includes('-'))).toEqual([]);
    for (const [file, text] of goldens)
      if (name.includes('-') && !file.includes('forms')) expect(text, file).not.toContain(name);
  });
});
