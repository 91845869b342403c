import { describe, expect, it } from 'vitest';
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
