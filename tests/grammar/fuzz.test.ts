import { describe, expect, it } from 'vitest';
import { commands, registry } from '../../src/commands/registry.ts';
import { readInput } from '../../src/grammar/input.ts';
import { readLine } from '../../src/grammar/line.ts';
import { fieldsOf, type SlotField } from '../../src/grammar/slot.ts';

const at = { today: '2026-12-07' };

/** Small and repeatable (mulberry32): a failure names the line, and the seed stays in this file. */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number) => Math.floor(next() * most);
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  return { next, below, one };
}
type Dice = ReturnType<typeof dice>;

const dates = [
  'friday',
  'next friday',
  '18 dec',
  '18.12.2026',
  '2026-12-18',
  'in 2 weeks',
  '１８．１２．２０２６',
  'on 18 dec',
  '31 feb',
];
const people = ['@ana', '@bo', '<@slack:T1/U2|Ana Bell>', '<@teams:T/29:1x|Bo>', '@ａｎａ', 'me', 'ana'];
const words = [
  'zulu',
  'yankee',
  'x-ray',
  'kilo',
  '発売',
  '👩‍👩‍👧',
  'naïve',
  'q7',
  'due',
  'and',
  '50%',
  'O’Hara',
  '24"',
  'a\u0000b',
  '３',
];
const extras = [
  'friday',
  '@cy',
  'high',
  'please',
  '"second text"',
  '<2s',
  '30%',
  'customer',
  'and',
  'soon',
  ', @bo',
];
const quotes = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['"', ''],
  ['', '"'],
  ['', ''],
] as const;

const text = (d: Dice) => Array.from({ length: 1 + d.below(4) }, () => d.one(words)).join(' ');

function sampleOf({ slot }: SlotField, d: Dice): string {
  switch (slot.is) {
    case 'date':
      return d.one(dates);
    case 'person':
      return d.one(people);
    case 'number':
      return d.one(['30', '60%', '５０％', '60 %', '999999']);
    case 'choice':
      return d.one([...(slot.choices ?? []), 'nonsense']).replaceAll('_', ' ');
    case 'yesno':
      return d.one(['yes', 'no', 'ＹＥＳ', 'maybe']);
    case 'reference':
      return d.one(['3', '#3', '３', 'R2', 'M2', 'Beta']);
    case 'item':
      return d.one(['3.2', '３．２', 'x']);
    case 'text':
      return slot.sample === 'time' ? d.one(['10:00', '5 pm', '９：３０']) : text(d);
    default:
      return slot.is satisfies never;
  }
}

function lineOf(d: Dice): string {
  const command = d.one(commands);
  const parts: string[] = [];
  for (const field of fieldsOf(command.input)) {
    if (field.optional && d.next() < 0.6) continue;
    const value = sampleOf(field, d);
    const [open, close] = d.next() < 0.5 ? d.one(quotes) : ['', ''];
    const key = field.slot.at === 'key' ? `${field.key}${d.one([':', ': ', ' ', ' : ', '：'])}` : '';
    const part = `${key}${open}${value}${close}`;
    if (field.slot.at === 'key' && d.next() < 0.2) parts.unshift(part);
    else parts.push(part);
  }
  if (d.next() < 0.4) parts.splice(d.below(parts.length + 1), 0, d.one(extras));
  return `${command.name.replace('-', d.one([' ', '-']))} ${parts.join(d.one([' ', '  ', '\u00a0']))}`;
}

/** What a reader looks for again: letters and figures, however wide they were typed. */
const tokensOf = (said: string) =>
  said
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{Extended_Pictographic}]+/gu) ?? [];

/** Words that say how the others are meant: keys, and what stands before a date. */
function meant(line: string, known: Record<string, string>, name: string): string[] {
  const command = registry.find(name);
  const fields = command ? fieldsOf(command.input) : [];
  const keys = fields.flatMap(({ key }) => [key, ...key.split('-')]);
  const kept = tokensOf(Object.values(known).join(' '));
  const dated = fields.some(({ name: field, slot }) => slot.is === 'date' && known[field] !== undefined);
  const understood = new Set([...kept, ...keys, ...tokensOf(name), 'project']);
  // "due friday", "friday next week"
  if (dated) for (const token of ['due', 'week']) understood.add(token);
  if (dated) for (const date of dates) for (const token of tokensOf(date)) understood.add(token);
  return tokensOf(line).filter((token) => !understood.has(token));
}

describe('any line from the pieces of its command', () => {
  it('is refused, or every word of it is in what the command is told', () => {
    const d = dice(20_261_207);
    let read = 0;
    for (let run = 0; run < 100_000; run += 1) {
      const line = lineOf(d);
      const result = readLine(line, registry, at);
      if (result.is === 'unknown') continue;
      const input = readInput(result.command, result.raw, at, result.problems);
      if (input.is !== 'ok') continue;
      read += 1;
      // mentions name people by their address; control characters are nobody's word
      const bare = line.replaceAll(/<@[^|<>]*\|([^<>]*)>/g, '$1').replaceAll('\u0000', '');
      const known = Object.fromEntries(
        Object.entries(input.known).map(([field, value]) => [
          field,
          value.replaceAll(/<@[^|<>]*\|([^<>]*)>/g, '$1'),
        ]),
      );
      const lost = meant(bare, { ...known, project: result.project ?? '' }, result.command.name);
      if (lost.length > 0) expect({ line, known, lost }).toEqual({ line, known, lost: [] });
      // a document and a list keep what is quoted in them
      for (const { name, slot } of fieldsOf(result.command.input))
        if (!slot.file && !slot.lists && /^["“”„«»]/u.test(known[name] ?? ''))
          expect({ line, value: known[name] }).toEqual({ line, value: 'without its quotes' });
    }
    // a fuzz in which nothing is understood would prove nothing
    expect(read).toBeGreaterThan(20_000);
  }, 120_000);
});
