import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readInput } from '../../src/grammar/input.ts';
import { dateSlot, numberSlot, textSlot } from '../../src/grammar/slot.ts';
import { sample } from './sample-commands.ts';

/** A Monday. */
const at = { today: '2026-12-07' };
const read = (command: string, raw: Record<string, string>) => readInput(sample(command), raw, at);

describe('good input', () => {
  it('becomes what the command takes', () => {
    const raw = {
      name: 'Beta launch',
      due: 'next friday',
      start: 'none',
      share: '30 %',
      type: 'EVENT',
      blocksGoLive: 'Yes',
    };
    expect(read('new', raw)).toEqual({
      is: 'ok',
      input: {
        name: 'Beta launch',
        due: '2026-12-18',
        start: null,
        share: 30,
        type: 'event',
        blocksGoLive: true,
      },
      known: { ...raw, due: '2026-12-18' },
    });
  });

  it.each([
    ['60', 60],
    ['60%', 60],
    ['60 percent', 60],
    [' 007 ', 7],
  ])('may write a per cent as %j', (percent, value) => {
    expect(read('progress', { milestone: '3', percent })).toMatchObject({ input: { percent: value } });
  });

  it('may write thousands with commas', () => {
    expect(read('project', { name: 'Apollo', price: '1,250,000' })).toMatchObject({
      input: { price: 1_250_000 },
    });
  });

  it.each([['in progress'], ['In-Progress'], ['in – progress'], ['IN_PROGRESS']])(
    'may write a choice as %s',
    (status) => {
      expect(read('list', { status })).toMatchObject({ input: { status: 'in_progress' } });
    },
  );

  it('takes empty text of a form for not given', () => {
    expect(read('new', { name: 'Beta', due: '', outcome: '  ' })).toEqual({
      is: 'ok',
      input: { name: 'Beta' },
      known: { name: 'Beta' },
    });
  });

  it('is rid of what no database takes, and of lines where one line is meant', () => {
    expect(read('new', { name: 'Be\u0000ta\nlaunch\ud800' })).toMatchObject({
      input: { name: 'Beta launch\ufffd' },
    });
    expect(read('approve', { milestone: '3', note: 'one\r\ntwo\u0007' })).toMatchObject({
      input: { note: 'one\ntwo' },
    });
  });

  it('is rid of fields that the command does not have', () => {
    const forged = JSON.parse(
      '{"milestone":"3","role":"owner","__proto__":{"milestone":"4"},"constructor":"x"}',
    );
    expect(read('done', forged)).toEqual({ is: 'ok', input: { milestone: '3' }, known: { milestone: '3' } });
  });

  it('may not hide in values that are no text', () => {
    const forged = JSON.parse('{"milestone":{"$ne":1}}');
    expect(read('done', forged)).toEqual({ is: 'missing', fields: ['milestone'], understood: {}, known: {} });
  });
});

describe('input that is needed', () => {
  it('is named when nothing else is wrong', () => {
    expect(read('progress', {})).toEqual({
      is: 'missing',
      fields: ['milestone', 'percent'],
      understood: {},
      known: {},
    });
    expect(read('add', { milestone: '3' })).toEqual({
      is: 'missing',
      fields: ['kind', 'text'],
      understood: { Milestone: '3' },
      known: { milestone: '3' },
    });
  });

  it('keeps what is known, ready for a form', () => {
    expect(read('new', { due: 'next friday' })).toEqual({
      is: 'missing',
      fields: ['name'],
      understood: { 'Due date': 'Fri 18 Dec' },
      known: { due: '2026-12-18' },
    });
  });

  it('is one of the problems when something else is wrong', () => {
    expect(read('new', { share: '140' })).toMatchObject({
      is: 'invalid',
      problems: [
        { field: 'share', message: 'Share must be a whole number from 0 to 100; you wrote “140”.' },
        { field: 'name', message: 'Name is missing.' },
      ],
    });
  });
});

describe('wrong input', () => {
  it.each<[string, Record<string, string>, string, string]>([
    [
      'progress',
      { milestone: '3', percent: '140' },
      'percent',
      'Percent must be a whole number from 0 to 100; you wrote “140”.',
    ],
    [
      'progress',
      { milestone: '3', percent: '60.5' },
      'percent',
      'Percent must be a whole number from 0 to 100; you wrote “60.5”.',
    ],
    [
      'progress',
      { milestone: '3', percent: 'most' },
      'percent',
      'Percent must be a whole number from 0 to 100; you wrote “most”.',
    ],
    ['new', { name: 'ab' }, 'name', 'Name must have at least 3 characters; you wrote “ab”.'],
    ['new', { name: 'x'.repeat(101) }, 'name', 'Name must have at most 100 characters; you wrote 101.'],
    [
      'new',
      { name: 'Beta', priority: 'p9' },
      'priority',
      'Priority must be one of p0, p1, p2, p3; you wrote “p9”.',
    ],
    [
      'new',
      { name: 'Beta', blocksGoLive: 'perhaps' },
      'blocksGoLive',
      'Blocks go-live must be yes or no; you wrote “perhaps”.',
    ],
    [
      'new',
      { name: 'Beta', due: '31 feb' },
      'due',
      'Due date must be a day that exists: there is no 31 February.',
    ],
    [
      'new',
      { name: 'Beta', due: '10/12/2026' },
      'due',
      'Due date could be 10 December or 12 October: write 2026-12-10 or 2026-10-12.',
    ],
    [
      'new',
      { name: 'Beta', due: 'soon' },
      'due',
      'Due date must be a date, such as 18 Dec 2026, next Friday or in 2 weeks; you wrote “soon”.',
    ],
    ['check', { item: '3' }, 'item', 'Item must be the number of an item, such as 3.2; you wrote “3”.'],
    [
      'done',
      { milestone: 'x'.repeat(101) },
      'milestone',
      'Milestone must have at most 100 characters; you wrote 101.',
    ],
    [
      'list',
      { status: 'late' },
      'status',
      'Status must be one of upcoming, in progress, blocked, done; you wrote “late”.',
    ],
    [
      'list',
      { status: `late${'r'.repeat(500)}` },
      'status',
      `Status must be one of upcoming, in progress, blocked, done; you wrote “late${'r'.repeat(55)}…”.`,
    ],
  ])('is said in one sentence: %s %j', (command, raw, field, message) => {
    expect(read(command, raw)).toMatchObject({ is: 'invalid', problems: [{ field, message }] });
  });

  it('comes with what was understood, in words', () => {
    const raw = {
      name: 'Beta launch',
      due: 'next friday',
      start: 'none',
      owner: '<@slack:T1/U2|Ana Bell>',
      share: '140',
    };
    expect(read('new', raw)).toMatchObject({
      is: 'invalid',
      understood: { Name: 'Beta launch', 'Due date': 'Fri 18 Dec', 'Start date': 'none', Owner: '@Ana Bell' },
    });
  });

  it('is every problem of the line and of its values', () => {
    const surplus = { field: 'line', message: 'Did not expect “x”.' };
    expect(readInput(sample('check'), { item: '3' }, at, [surplus])).toMatchObject({
      is: 'invalid',
      problems: [surplus, { field: 'item' }],
    });
    expect(readInput(sample('check'), { item: '3.2' }, at, [surplus])).toEqual({
      is: 'invalid',
      problems: [surplus],
      understood: { Item: '3.2' },
      known: { item: '3.2' },
    });
  });
});

describe('a rule of the command itself', () => {
  const input = z
    .object({
      start: dateSlot('Start date').optional(),
      due: dateSlot('Due date').optional(),
      days: numberSlot('key', 'Days', { min: 0, max: 9 }).optional(),
      why: textSlot('rest', 'Why', { max: 10 }).optional(),
    })
    .refine((given) => !given.start || !given.due || given.start <= given.due, {
      path: ['start'],
      message: 'must not be after the due date',
    })
    .refine((given) => given.days !== 9 || given.why, { path: ['why'], message: 'Nine days need a reason' });

  it('is worded like any other problem', () => {
    expect(readInput({ input }, { start: '2026-12-10', due: '2026-12-09' }, at)).toMatchObject({
      problems: [
        { field: 'start', message: 'Start date must not be after the due date; you wrote “2026-12-10”.' },
      ],
    });
  });

  it('may be a whole sentence, about a field that was not given', () => {
    expect(readInput({ input }, { days: '9' }, at)).toMatchObject({
      is: 'invalid',
      problems: [{ field: 'why', message: 'Nine days need a reason.' }],
    });
  });
});
