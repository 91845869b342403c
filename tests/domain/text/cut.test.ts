import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, truncate } from '../../../src/domain/text/cut.ts';

const family = '👩‍👩‍👧';
const flag = '🇯🇵';
const lettersOf = (text: string) => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)];

describe('cut', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly10!', 10, 'exactly10!'],
    ['a longer text', 10, 'a longer…'],
    [`abcdefg${family}x`, 10, 'abcdefg…'],
    [`abcdefg${family}`, 16, `abcdefg${family}`],
    [`ab${flag}${flag}${flag}`, 8, `ab${flag}…`],
    ['cafe\u0301 noir', 6, 'cafe\u0301…'],
    ['cafe\u0301 noir', 5, 'caf…'],
    ['한국어 글자', 4, '한국어…'],
    [family, 3, '…'],
    ['see https://example.com/contract now', 20, 'see…'],
    ['see <https://example.com/c|the contract> now', 20, 'see…'],
    ['ask <@slack:T1/U2|Ana Bell> now', 14, 'ask…'],
    ['ask @ana.bell now', 10, 'ask…'],
    ['https://example.com/contract', 12, 'https://exa…'],
  ])('%j at %i is %j', (text, most, expected) => {
    expect(cut(text, most)).toBe(expected);
  });

  const unit = fc.oneof(
    fc.constantFrom(
      family,
      flag,
      'e\u0301',
      '한',
      ' ',
      '👍🏽',
      '<@slack:T/U|A>',
      '@ana',
      'https://a.b/c ',
      '\ud800',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
  );

  it('keeps within its limit and ends between letters, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 1, max: 80 }), (parts, most) => {
        const text = parts.join('');
        const short = cut(text, most);
        expect(short.length).toBeLessThanOrEqual(most);
        expect(truncate(text, most).length).toBeLessThanOrEqual(most);
        if (short === text) return;
        const kept = short.slice(0, -1);
        expect(short.endsWith('…')).toBe(true);
        // what was kept is a number of whole letters of the text, but for space at the end
        expect(text.startsWith(kept)).toBe(true);
        const starts = lettersOf(text).map(({ index }) => text.slice(0, index).trimEnd());
        expect(starts).toContain(kept);
      }),
      { numRuns: 3000, seed: 20261207 },
    );
  });

  it.each([family, 'a longer text '])('takes no longer for a long text of “%s”', (part) => {
    const [short, long] = [part.repeat(1_000), part.repeat(500_000)];
    const turn = (text: string) => {
      const begun = performance.now();
      for (let at = 0; at < 200; at += 1) cut(text, 75);
      return performance.now() - begun;
    };
    turn(short);
    const fastest = (text: string) => Math.min(...[1, 2, 3].map(() => turn(text)));
    // five hundred times as long
    expect(fastest(long) / fastest(short)).toBeLessThan(20);
  });
});
