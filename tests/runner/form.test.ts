import { describe, expect, it } from 'vitest';
import { formOf } from '../../src/runner/input/form.ts';
import { sample, typed } from '../grammar/sample-commands.ts';

/** One field of a form. */
const fieldNamed = (form: ReturnType<typeof formOf>, name: string) =>
  form.fields.find((field) => field.name === name);

describe('a form', () => {
  it('says a present person whom its picker cannot show, and keeps them when nobody is chosen', () => {
    const form = formOf(sample('edit'), { milestone: '3' }, { owner: 'Tess', parent: '2' });
    expect(fieldNamed(form, 'owner')).toMatchObject({ hint: 'Now Tess.' });
    expect(fieldNamed(form, 'owner')).not.toHaveProperty('value');
    expect(form.given).toEqual({ milestone: '3', filled: 'parent' });
  });

  it('asks for every input in its own way', () => {
    const form = formOf(sample('new'), {}, {});
    expect(form).toMatchObject({ title: 'New milestone', command: 'new', submit: 'Create', given: {} });
    expect(form.fields).toEqual([
      {
        name: 'name',
        label: 'Name',
        is: 'text',
        lines: 'one',
        minLength: 2,
        maxLength: 100,
        optional: false,
      },
      { name: 'due', label: 'Due date', is: 'date', optional: true },
      { name: 'start', label: 'Start date', is: 'date', optional: true },
      { name: 'share', label: 'Share', is: 'number', min: 0, max: 100, optional: true },
      { name: 'owner', label: 'Owner', is: 'person', optional: true },
      {
        name: 'type',
        label: 'Type',
        is: 'choice',
        choices: [
          { label: 'Time', value: 'time' },
          { label: 'Event', value: 'event' },
        ],
        optional: true,
      },
      {
        name: 'outcome',
        label: 'Outcome',
        is: 'text',
        lines: 'one',
        minLength: 1,
        maxLength: 200,
        optional: true,
      },
      expect.objectContaining({ name: 'priority', is: 'choice' }),
      { name: 'parent', label: 'Parent', hint: 'For example: 3', is: 'text', lines: 'one', optional: true },
      {
        name: 'blocksGoLive',
        label: 'Blocks go-live',
        is: 'choice',
        choices: [
          { label: 'Yes', value: 'yes' },
          { label: 'No', value: 'no' },
        ],
        optional: true,
      },
    ]);
  });

  it('writes choices as people read them', () => {
    expect(fieldNamed(formOf(sample('add'), {}, {}), 'kind')).toMatchObject({
      choices: expect.arrayContaining([{ label: 'Demo step', value: 'demo_step' }]),
    });
  });

  it('gives long texts more than one line', () => {
    expect(fieldNamed(formOf(sample('approve'), {}, {}), 'note')).toMatchObject({ lines: 'many' });
  });

  it('hides what says which milestone is meant', () => {
    const form = formOf(sample('progress'), { milestone: '3', forged: 'x' }, {});
    expect(form.given).toEqual({ milestone: '3' });
    expect(form.fields.map((field) => field.name)).toEqual(['percent', 'note']);
  });

  it('starts with what is known, and else with what stands', () => {
    const form = formOf(
      sample('edit'),
      { milestone: '3', due: '2026-12-18', blocksGoLive: 'On', type: 'Event' },
      { due: '2026-01-01', share: '30', owner: '<@slack:T1/U2|Ana Bell>', outcome: '' },
    );
    expect(
      Object.fromEntries(
        form.fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
      ),
    ).toEqual({
      due: '2026-12-18',
      blocksGoLive: 'yes',
      type: 'event',
      share: '30',
      owner: '<@slack:T1/U2|Ana Bell>',
    });
  });

  it('starts with no value that its control could not show, and says what was written', () => {
    const form = formOf(
      sample('edit'),
      { milestone: '3', due: 'friday', owner: '@ana', type: 'x', share: 'half' },
      {},
    );
    expect(form.fields.filter((field) => field.value !== undefined)).toEqual([]);
    expect(fieldNamed(form, 'owner')).toMatchObject({ hint: 'You wrote “@ana”: choose again.' });
  });

  it('keeps a text within its length, and never half a letter', () => {
    const fits = formOf(sample('new'), { name: `${'x'.repeat(99)}👍` }, {});
    expect(fieldNamed(fits, 'name')).toMatchObject({ value: `${'x'.repeat(99)}👍`, maxLength: 101 });
    const long = formOf(sample('new'), { name: `${'x'.repeat(99)}👍👍` }, {});
    expect(fieldNamed(long, 'name')).toMatchObject({ value: 'x'.repeat(99), maxLength: 100 });
  });

  it('says what is wrong beside the field, and shows it even when it names the milestone', () => {
    const form = formOf(sample('progress'), { milestone: '99', percent: '140' }, {}, [
      { field: 'milestone', message: 'There is no milestone 99.' },
      { field: 'percent', message: 'Percent must be a whole number from 0 to 100; you wrote “140”.' },
    ]);
    expect(form.given).toEqual({});
    expect(fieldNamed(form, 'milestone')).toMatchObject({ value: '99', hint: 'There is no milestone 99.' });
    expect(fieldNamed(form, 'percent')).toMatchObject({
      value: '140',
      hint: expect.stringContaining('from 0 to 100'),
    });
  });

  it('has a title that fits a modal', () => {
    expect(formOf(sample('progress'), {}, {}).title).toBe('Progress');
    expect(formOf({ ...typed('new', {}), summary: 'Plan a milestone.' }, {}, {}).title).toBe(
      'Plan a milestone',
    );
  });
});
