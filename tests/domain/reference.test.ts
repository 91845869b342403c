import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFromBytes, hashOfCode, isCode } from '../../src/domain/project/code.ts';
import { chooseOne, parseItemReference, parseReference } from '../../src/domain/reference.ts';

describe('a reference', () => {
  it.each([
    ['3', { number: 3 }],
    ['#3', { number: 3 }],
    [' 12 ', { number: 12 }],
    ['3.2', { name: '3.2' }],
    ['Beta launch', { name: 'Beta launch' }],
    ['3rd try', { name: '3rd try' }],
    ['1234567890', { name: '1234567890' }],
  ])('%s', (typed, means) => {
    expect(parseReference(typed)).toEqual(means);
  });

  it.each([
    ['3.2', 3, 2],
    ['#12.34', 12, 34],
    ['3', 3, 0],
  ])('to an item, %s: milestone %i, item %i', (typed, milestone, item) => {
    expect(parseItemReference(typed)).toEqual({ milestone, item });
  });
});

describe('which one is meant', () => {
  const tests = [{ name: 'Load test' }, { name: 'Smoke test' }, { name: 'Test' }];
  const chosen = (typed: string, of = tests) => chooseOne('milestone', typed, of, ({ name }) => name);

  it('the one whose whole name it is, whatever the case', () => {
    expect(chosen('test')).toMatchObject({ ok: true, value: { name: 'Test' } });
    expect(chosen(' SMOKE TEST ')).toMatchObject({ ok: true, value: { name: 'Smoke test' } });
  });

  it('the only one there is', () => {
    expect(chosen('oad', tests.slice(0, 1))).toMatchObject({ ok: true, value: { name: 'Load test' } });
  });

  it('none, or one of several: a refusal that says so', () => {
    expect(chosen('x', [])).toMatchObject({ refusal: { is: 'not_found', what: 'milestone', typed: 'x' } });
    expect(chosen('est', tests)).toMatchObject({
      refusal: { is: 'ambiguous', typed: 'est', candidates: ['Load test', 'Smoke test', 'Test'] },
    });
    expect(chosen('test', [...tests, { name: 'TEST' }])).toMatchObject({
      refusal: { is: 'ambiguous', candidates: ['Test', 'TEST'] },
    });
  });
});

describe('a one-time code', () => {
  const bytes = fc.uint8Array({ minLength: 17, maxLength: 17 });

  it('has 26 letters, none of which look alike', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        expect(codeFromBytes(random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
      }),
    );
  });

  it('carries 130 bits: two that differ in any of them are two codes', () => {
    const none = new Uint8Array(17);
    const codes = Array.from({ length: 136 }, (_, bit) => {
      const one = Uint8Array.from(none);
      one[16 - (bit >> 3)] = 1 << (bit & 7);
      return codeFromBytes(one);
    });
    expect(new Set(codes.slice(0, 130)).size).toBe(130);
    expect(codes.slice(0, 130)).not.toContain(codeFromBytes(none));
  });

  it('is read as people copy it', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = codeFromBytes(random);
        const copied = ` ${code.slice(0, 5).toLowerCase()}-${code.slice(5, 9)} ${code.slice(9)}`
          .replaceAll('0', 'o')
          .replaceAll('1', 'l');
        expect(isCode(copied)).toBe(true);
        expect(hashOfCode(copied)).toBe(hashOfCode(code));
      }),
    );
  });

  it.each(['', 'me', 'CODE', 'A'.repeat(25), 'A'.repeat(27), `U${'A'.repeat(25)}`])('is not %j', (typed) => {
    expect(isCode(typed)).toBe(false);
  });

  it('cannot be read from what is kept of it', () => {
    const code = codeFromBytes(new Uint8Array(17).fill(7));
    expect(hashOfCode(code)).not.toContain(code.slice(0, 6));
    expect(hashOfCode(code)).toHaveLength(43);
  });
});
