import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeFromBytes,
  codeLimitScopes,
  codesOf,
  isCode,
  isToken,
  maxWrongCodes,
  tokenFromBytes,
} from '../../../src/domain/project/code.ts';

const { hash } = codesOf('secret');
const bytes = fc.uint8Array({ minLength: 17, maxLength: 17 });

describe('a one-time code', () => {
  it('is two groups of four letters and digits, none of which look alike', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        expect(codeFromBytes(random)).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });

  it('has each of the 30 characters at each place about equally often', () => {
    const codes = Array.from({ length: 12_000 }, (_, nth) =>
      codeFromBytes(createHash('sha256').update(String(nth)).digest().subarray(0, 17)),
    );
    for (const place of [0, 1, 2, 3, 5, 6, 7, 8]) {
      const counts = [...Map.groupBy(codes, (code) => code.charAt(place)).values()].map((all) => all.length);
      expect(counts).toHaveLength(30);
      expect(Math.min(...counts), `place ${place}`).toBeGreaterThan(300);
      expect(Math.max(...counts), `place ${place}`).toBeLessThan(500);
    }
  });

  it('is read in any case, with or without dashes and spaces', () => {
    const between = fc.constantFrom('', '-', ' ', '–', '—', '\u2011', '\u00a0', ' - ');
    fc.assert(
      fc.property(
        bytes,
        fc.array(between, { minLength: 9, maxLength: 9 }),
        fc.boolean(),
        (random, gaps, low) => {
          const code = codeFromBytes(random);
          const letters = [...code.replace('-', '')].map((letter, nth) => `${gaps[nth]}${letter}`).join('');
          const typed = `${low ? letters.toLowerCase() : letters}${gaps[8]}`;
          expect(isCode(typed)).toBe(true);
          expect(hash(typed)).toBe(hash(code));
        },
      ),
    );
  });

  it('differs from every other in what is stored', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const [a, b] = [codeFromBytes(one), codeFromBytes(other)];
        expect(hash(a) === hash(b)).toBe(a === b);
      }),
    );
  });

  it.each([
    '',
    'me',
    'CODE',
    'K7QM-3XP',
    'K7QM-3XPDD',
    'K7QM_3XPD',
    ...[...'0O1ILU'].map((x) => `K7QM-3XP${x}`),
  ])('is not %j', (typed) => {
    expect(isCode(typed)).toBe(false);
  });

  it('cannot be read from what is kept of it', () => {
    const code = codeFromBytes(new Uint8Array(17).fill(7));
    expect(hash(code)).not.toContain(code.slice(0, 4));
    expect(hash(code)).toHaveLength(43);
  });

  it('cannot be searched for without the secret, unlike a token, which is too long for that', () => {
    const [code, token] = [codeFromBytes, tokenFromBytes].map((make) => make(new Uint8Array(17).fill(7)));
    const plain = createHash('sha256').update(String(code).replace('-', '')).digest('base64url');
    expect(hash(String(code))).not.toBe(plain);
    expect(codesOf('other').hash(String(code))).not.toBe(hash(String(code)));
    expect(codesOf('other').hash(String(token))).toBe(hash(String(token)));
  });

  it('that is mailed follows from the secret and its id alone', () => {
    expect(isCode(codesOf('secret').mailed('one'))).toBe(true);
    expect(codesOf('secret').mailed('one')).toBe(codesOf('secret').mailed('one'));
    expect(codesOf('other').mailed('one')).not.toBe(codesOf('secret').mailed('one'));
    expect(codesOf('secret').mailed('two')).not.toBe(codesOf('secret').mailed('one'));
  });

  it('is not worth guessing: a year at the limit hits one of 100 valid codes with less than 1 in 500', () => {
    const perYear = (maxWrongCodes.everybody * 24 * 365 * 100) / 30 ** 8;
    expect(perYear).toBeLessThan(1 / 500);
    const limits = codeLimitScopes.map((scope) => maxWrongCodes[scope]);
    expect(limits).toEqual([...limits].sort((a, b) => a - b));
  });
});

describe('a token of a button', () => {
  it('has 26 characters, which are no typed code', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        expect(tokenFromBytes(random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
        expect(isToken(tokenFromBytes(random))).toBe(true);
        expect(isCode(tokenFromBytes(random))).toBe(false);
        expect(isToken(codeFromBytes(random))).toBe(false);
      }),
    );
  });

  it('carries 130 bits: two that differ in any of them are two tokens', () => {
    const none = new Uint8Array(17);
    const tokens = Array.from({ length: 130 }, (_, bit) => {
      const one = Uint8Array.from(none);
      one[16 - (bit >> 3)] = 1 << (bit & 7);
      return tokenFromBytes(one);
    });
    expect(new Set([...tokens, tokenFromBytes(none)]).size).toBe(131);
  });
});
