import { describe, expect, it } from 'vitest';
import { countCharacters, isLongEnough, isShortEnough } from '../../../src/domain/text/characters.ts';

const family = '👩‍👩‍👧';
const flag = '🇯🇵';

describe('characters', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['発売', 2],
    [family, 1],
    [`${flag}${flag}`, 2],
    ['cafe\u0301', 4],
    ['한국', 2],
    ['a\r\nb', 3],
  ])('%j are %i', (text, count) => {
    expect(countCharacters(text)).toBe(count);
  });
});

describe('a least length', () => {
  it.each([
    ['発売', 3, true],
    ['犬', 3, false],
    ['あい', 3, true],
    ['한국', 3, true],
    ['ab', 3, false],
    ['abc', 3, true],
    ['e\u0301e\u0301', 3, false],
    ['🚀🚀', 3, false],
    ['', 1, false],
  ])('%j of %i: %s', (text, min, enough) => {
    expect(isLongEnough(text, min)).toBe(enough);
  });
});

describe('a greatest length', () => {
  it.each([
    ['a'.repeat(100), 100, true],
    ['a'.repeat(101), 100, false],
    ['e\u0301'.repeat(100), 100, true],
    [family.repeat(40), 100, true],
    [`a${'\u0301'.repeat(500)}`, 100, false],
  ])('%j of %i: %s', (text, max, fits) => {
    expect(isShortEnough(text, max)).toBe(fits);
  });
});
