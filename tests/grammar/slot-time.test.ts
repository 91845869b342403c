import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readInput } from '../../src/grammar/input.ts';
import { readLine } from '../../src/grammar/line.ts';
import { choiceSlot } from '../../src/grammar/slot.ts';
import { daysSlot, hoursSlot, timeSlot, zoneSlot } from '../../src/grammar/slot-time.ts';
import type { Command } from '../../src/runner/define.ts';
import { formOf } from '../../src/runner/input/form.ts';
import { explain, usage } from '../../src/runner/input/usage.ts';

const input = z.object({
  mode: choiceSlot('place', 'Mode', ['on', 'off']).optional(),
  every: daysSlot('Every').optional(),
  at: timeSlot('At').optional(),
  zone: zoneSlot().optional(),
  quiet: hoursSlot('Quiet').optional(),
});
const command = { name: 'sample', summary: 'Sample.', input } as unknown as Command;
const registry = { find: (name: string) => (name === 'sample' ? command : undefined), names: ['sample'] };
const today = '2026-12-07';

function inputOf(line: string) {
  const read = readLine(line, registry, { today });
  if (read.is !== 'read') throw new Error('the sample is known');
  const { known: _, ...found } = readInput(command, read.raw, { today }, read.problems);
  return found;
}

describe('times, days, zones and hours on a line', () => {
  it.each([
    ['at:10:00', { at: '10:00' }],
    ['at: 9:30 pm every:friday', { at: '21:30', every: [5] }],
    ['every: monday and thursday at:9', { at: '09:00', every: [1, 4] }],
    ['every:mon,wed off', { mode: 'off', every: [1, 3] }],
    ['every: working days, at:noon', { every: 'working', at: '12:00' }],
    ['zone:new york quiet:18:00-08:00', { zone: 'America/New_York', quiet: { from: '18:00', to: '08:00' } }],
    [
      'quiet: 6 pm to 8 am zone:Europe/Paris on',
      { mode: 'on', zone: 'Europe/Paris', quiet: { from: '18:00', to: '08:00' } },
    ],
    ['quiet:off', { quiet: null }],
    ['', {}],
  ])('%s', (line, wanted) => {
    expect(inputOf(`sample ${line}`)).toEqual({ is: 'ok', input: wanted });
  });

  it.each([
    ['at:25:00', 'At must be a time that a clock shows, from 00:00 to 23:59; you wrote “25:00”.'],
    ['at:soon', 'At must be a time of day, such as 09:00 or 5 pm; you wrote “soon”.'],
    [
      'every:2 weeks',
      'Every can be daily, weekly, or days of the week such as monday and thursday; you wrote “2 weeks”.',
    ],
    ['zone:Pariss', 'There is no time zone “Pariss”. Did you mean Europe/Paris?'],
    ['quiet:9-9', 'Quiet must begin and end at different times; you wrote “9-9”.'],
  ])('%s is refused, and the rest is understood', (line, message) => {
    const read = inputOf(`sample ${line} on`);
    expect(read).toMatchObject({ is: 'invalid', problems: [{ message }], understood: { Mode: 'on' } });
  });
});

describe('times, days, zones and hours in help and in forms', () => {
  it('are named for what they take', () => {
    expect(usage(command)).toBe('sample [on|off] [every:days] [at:time] [zone:zone] [quiet:hours]');
    expect(explain(command).map(({ takes }) => takes)).toEqual([
      'Mode: one of on, off',
      'Every: daily (each working day), weekly (Mondays), or days such as friday or mon,thu',
      'At: a time of day, such as 09:00 or 5 pm',
      'Time zone: a city such as New York, or a zone such as Europe/Paris',
      'Quiet: hours such as 18:00-08:00; off removes them',
    ]);
  });

  it('are lines of text with an example, which keep what was written', () => {
    const form = formOf(command, { given: { at: '9 pm' }, presets: { every: 'daily' } });
    expect(form.fields.slice(1, 3)).toEqual([
      expect.objectContaining({
        name: 'every',
        is: 'text',
        hint: 'For example: monday and thursday',
        value: 'daily',
      }),
      expect.objectContaining({ name: 'at', is: 'text', hint: 'For example: 09:00', value: '9 pm' }),
    ]);
  });
});
