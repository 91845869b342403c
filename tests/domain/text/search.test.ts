import { describe, expect, it } from 'vitest';
import { searchLabels } from '../../../src/domain/text/search.ts';

const things = ['1 · Load test', '2 · Café launch', '12 · Launch party', '21 · Test of the launch'].map(
  (label) => ({
    label,
    value: label.split(' ')[0] ?? '',
  }),
);
const found = (typed: string) => searchLabels(things, typed).map(({ value }) => value);

describe('the choices that a typed text finds', () => {
  it.each([
    ['', ['1', '2', '12', '21']],
    ['1', ['1', '12']],
    ['#2', ['2', '21']],
    ['launch', ['2', '12', '21']],
    ['CAFE', ['2']],
    ['launch test', ['21']],
    ['part', ['12']],
    ['nothing', []],
  ])('%j', (typed, values) => {
    expect(found(typed)).toEqual(values);
  });
});
