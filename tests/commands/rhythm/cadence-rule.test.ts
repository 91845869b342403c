import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRule } from '../../../src/commands/rhythm/cadence-rule.ts';

it.each([
  ['daily 10:00 AM', { every: { days: 'working', at: '10:00' }, on: null, at: '10:00' }],
  ['Every Friday', { every: { days: [5], at: '09:00' }, on: null, at: '09:00' }],
  ['every monday at 9 am', { every: { days: [1], at: '09:00' }, on: null, at: '09:00' }],
  ['Fridays, 4 pm', { every: { days: [5], at: '16:00' }, on: null, at: '16:00' }],
  ['2026-02-18', { every: null, on: '2026-02-18', at: '09:00' }],
  ['2026-02-18 15:00', { every: null, on: '2026-02-18', at: '15:00' }],
  ['Weekly (Friday) 15:30', { every: { days: [5], at: '15:30' }, on: null, at: '15:30' }],
  ['monthly', { every: null, on: null, at: '09:00' }],
  ['whenever we feel like it', { every: null, on: null, at: '09:00' }],
])('“%s” of a document is read, or left as it is', (rule, read) => expect(readRule(rule)).toEqual(read));

it('no rule breaks it', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (rule) => /^\d\d:\d\d$/.test(readRule(rule).at)));
});
