import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFormatting, saysSomething, withoutFormatting } from '../../../src/domain/thread/formatting.ts';
import { otherSide, sides, splitTag, waitingOn } from '../../../src/domain/thread/message.ts';

describe('waiting on', () => {
  const message = fc.record({ side: fc.constantFrom(...sides), isDeleted: fc.boolean() });
  it('is the other side than wrote the last message that is there, in whatever order they are read', () => {
    fc.assert(
      fc.property(fc.array(message), fc.integer(), (written, seed) => {
        const thread = written.map(({ side, isDeleted }, nth) => ({
          side,
          number: nth + 1,
          deletedAt: isDeleted ? '2026-12-07T09:00:00.000Z' : null,
        }));
        const last = thread.filter(({ deletedAt }) => deletedAt === null).at(-1);
        const shuffled = thread.toSorted((a, b) => ((a.number * seed) % 7) - ((b.number * seed) % 7));
        expect(waitingOn(shuffled)).toBe(last && otherSide(last.side));
      }),
      { seed: 14 },
    );
  });
});

describe('formatting', () => {
  const pieces = (text: string) =>
    readFormatting(text).flatMap((part) =>
      part.is === 'verbatim' ? [`verbatim ${part.text}`] : part.pieces.map((one) => `${one.is} ${one.text}`),
    );

  it.each([
    ['plain', ['plain plain']],
    ['*bold* and **bold**', ['strong bold', 'plain  and ', 'strong bold']],
    ['2 * 3 * 4', ['plain 2 * 3 * 4']],
    ['a*b*c snake_case_name', ['plain a*b*c snake_case_name']],
    ['`a *b*`', ['code a *b*']],
    ['see https://example.com/a_b.', ['plain see ', 'link https://example.com/a_b', 'plain .']],
    ['[the doc](https://example.com/x)', ['link the doc']],
    ['(see https://example.com/a_(b).)', ['plain (see ', 'link https://example.com/a_(b)', 'plain .)']],
    ['[no](javascript:alert(1))', ['plain [no](javascript:alert(1))']],
    ['- one\n* two', ['plain • one\n• two']],
    ['before\n```\nx = 1\n```\nafter', ['plain before', 'verbatim x = 1', 'plain after']],
    ['<!channel> <@U1> @here', ['plain <!channel> <@U1> @here']],
  ])('%j', (text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  it('loses no letter or digit of any text', () => {
    const shown = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
    const marks = fc.constantFrom(
      '*',
      '**',
      '`',
      '```',
      '[a](https://b.c)',
      '- ',
      '\n',
      ' ',
      'word',
      '<',
      '_',
      ')',
    );
    fc.assert(
      fc.property(
        fc.array(marks, { maxLength: 30 }).map((parts) => parts.join('')),
        (text) => {
          const links = text.replaceAll('(https://b.c)', '');
          const said = withoutFormatting(text).replaceAll('(https://b.c)', '');
          expect(shown(said)).toBe(shown(links));
        },
      ),
      { numRuns: 20_000, seed: 14 },
    );
  });

  it('reads hostile text in time that grows with its length', () => {
    const started = performance.now();
    for (const text of [
      '*'.repeat(16_000),
      '['.repeat(16_000),
      '`'.repeat(15_999),
      '*a '.repeat(5_000),
      '[a]('.repeat(4_000),
      `https://x${')'.repeat(16_000)}`,
    ])
      readFormatting(text);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('knows what says nothing', () => {
    for (const text of ['', ' ', '\u200b', '**', '` `', '\u3164', '\u00ad\u200d'])
      expect(saysSomething(text), JSON.stringify(text)).toBe(false);
    for (const text of ['a', '👍', '?', '1', 'ก', '*x*']) expect(saysSomething(text), text).toBe(true);
  });
});

describe('a tag', () => {
  it('is a blocker at the start', () => {
    expect(splitTag('B4 we need it')).toEqual({ blocker: 4, rest: 'we need it' });
    expect(splitTag('b12: now')).toEqual({ blocker: 12, rest: 'now' });
    expect(splitTag('B2B is fine')).toBeUndefined();
    expect(splitTag('about B4')).toBeUndefined();
  });
});
