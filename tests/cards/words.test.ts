import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen, inPerson, inRooms } from '../../manifest/menu.ts';
import { commands, registry } from '../../src/commands/registry.ts';
import { fieldsOf } from '../../src/grammar/slot.ts';
import { usage } from '../../src/runner/input/usage.ts';

/** Phrases that people must not read, each with what to say instead. */
const banned: Readonly<Record<string, RegExp>> = {
  'say what happened: "Risk R1 added", "Saved"': /\b(?:is|are) (?:kept|planned|measured|looked at)\b/,
  'name who can: "Ask Carol."': /\bneeds the role\b|\b[Ww]hoever\b/,
  'offer the next step as a button': /\bPossible now\b/,
  'say what is empty and how to fill it: "No risks yet."':
    /(?:^|[.!?*│] )None (?:yet|is|are|comes?|of them)\b/,
  'say "True now"': /\bIt (?:holds|does not hold)\b/,
  'say who does it, or leave it out':
    /\bNobody is (?:asked|reminded)\b|\bNothing is to be\b|\bto be (?:done|decided|reached)\b/,
  'name the actor': /\bHere comes\b|\bcomes no more\b|\bwent back\b|\bcan be typed\b|\bwas made\b/,
  'name the missing value by a question': /\bleave the plan\b|\bspeak of a pace\b|\bWhat would\b/,
  'tell who does it: "the assignee"': /\bsees to it\b|\bput off\b|\bleaves you alone\b|\bput into force\b/,
  'a room is a channel': /\b(?:this|other|the|your) rooms?\b/i,
};

/** An organisation is typed by its id and has no other name; no other raw id is shown. */
const rawId = /(?<!\b[Tt]eams[ :])\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i;
const unfinishedCharacter =
  /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\u200d(?:$|\s)|\ufffd/;

const typed = commands.filter(({ fromCard }) => !fromCard);
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

/** Returns what is wrong with a text. */
const faultsOf = (text: string) => [
  ...Object.entries(banned).flatMap(([instead, phrase]) => {
    const found = phrase.exec(text);
    return found ? [`“${text.slice(Math.max(0, found.index - 30), found.index + 50)}”: ${instead}`] : [];
  }),
  ...(rawId.test(text) ? [`a raw id: ${rawId.exec(text)?.[0]}`] : []),
  ...(unfinishedCharacter.test(text) ? ['half a character'] : []),
];

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
    ['import-apply 01a2b3c4-0000-7000-8000-000000000000'],
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

describe('a command that only a card runs', () => {
  it('exists', () => expect(internal).toContain('import-apply'));

  it.each(internal)('is not suggested, listed or shown: %s', (name) => {
    const suggested = chosen(registry, [...inRooms, ...inPerson]).map((one) => one.name);
    expect(suggested).not.toContain(name);
    const helped = typed.flatMap((one) => [one.summary, ...one.examples, usage(one)]);
    expect(helped.filter((text) => new RegExp(`\\b${name}\\b`).test(text) && name.includes('-'))).toEqual([]);
    for (const [file, text] of goldens)
      if (name.includes('-') && !file.includes('forms')) expect(text, file).not.toContain(name);
  });
});
