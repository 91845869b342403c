import { describe, expect, it } from 'vitest';
import { formOf } from '../../src/runner/input/form.ts';
import { sample, typed } from '../grammar/sample-commands.ts';

/** One field of a form. */
const fieldNamed = (form: ReturnType<typeof formOf>, name: string) =>
  form.fields.find((field) => field.name === name);

/** Milestones to choose, from 1 to `count`. */
const choicesOf = (count: number) =>
  Array.from({ length: count }, (_, nth) => ({ label: `${nth + 1} · Part ${nth + 1}`, value: `${nth + 1}` }));

const milestones = (count: number) => new Map([['parent', { choices: choicesOf(count) }]]);

describe('a form', () => {
  it('says a present person whom its picker cannot show, and keeps them when nobody is chosen', () => {
    const form = formOf(sample('edit'), {
      given: { milestone: '3' },
      presets: { owner: 'Tess', parent: '2' },
      choices: milestones(2),
    });
    expect(fieldNamed(form, 'owner')).toMatchObject({ hint: 'Now Tess.' });
    expect(fieldNamed(form, 'owner')).not.toHaveProperty('value');
    expect(form.given).toEqual({ milestone: '3', filled: 'parent' });
  });

  it('asks for every input in its own way', () => {
    const form = formOf(sample('new'), { choices: milestones(3) });
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
      { name: 'parent', label: 'Parent', is: 'choice', choices: choicesOf(3), optional: true },
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
    expect(fieldNamed(formOf(sample('add')), 'kind')).toMatchObject({
      choices: expect.arrayContaining([{ label: 'Demo step', value: 'demo_step' }]),
    });
  });

  it('gives long texts more than one line', () => {
    expect(fieldNamed(formOf(sample('approve')), 'note')).toMatchObject({ lines: 'many' });
  });

  it('hides what says which milestone is meant', () => {
    const form = formOf(sample('progress'), { given: { milestone: '3', forged: 'x' } });
    expect(form.given).toEqual({ milestone: '3' });
    expect(form.fields.map((field) => field.name)).toEqual(['percent', 'note']);
  });

  it('starts with what is known, and else with what stands', () => {
    const form = formOf(sample('edit'), {
      given: { milestone: '3', due: '2026-12-18', blocksGoLive: 'On', type: 'Event' },
      presets: { due: '2026-01-01', share: '30', owner: '<@slack:T1/U2|Ana Bell>', outcome: '' },
    });
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
    const form = formOf(sample('edit'), {
      given: { milestone: '3', due: 'friday', owner: '@ana', type: 'x', share: 'half' },
    });
    expect(form.fields.filter((field) => field.value !== undefined)).toEqual([]);
    expect(fieldNamed(form, 'owner')).toMatchObject({ hint: 'You wrote “@ana”: choose again.' });
  });

  it('keeps a text within its length, and never half a letter', () => {
    const fits = formOf(sample('new'), { given: { name: `${'x'.repeat(99)}👍` } });
    expect(fieldNamed(fits, 'name')).toMatchObject({ value: `${'x'.repeat(99)}👍`, maxLength: 101 });
    const long = formOf(sample('new'), { given: { name: `${'x'.repeat(99)}👍👍` } });
    expect(fieldNamed(long, 'name')).toMatchObject({ value: 'x'.repeat(99), maxLength: 100 });
  });

  it('says what is wrong beside the field, and shows it even when it names the milestone', () => {
    const form = formOf(sample('progress'), {
      given: { milestone: '99', percent: '140' },
      problems: [
        { field: 'milestone', message: 'There is no milestone 99.' },
        { field: 'percent', message: 'Percent must be a whole number from 0 to 100; you wrote “140”.' },
      ],
      choices: new Map([['milestone', { choices: choicesOf(3) }]]),
    });
    expect(form.given).toEqual({});
    expect(fieldNamed(form, 'milestone')).toMatchObject({ is: 'choice', hint: 'There is no milestone 99.' });
    expect(fieldNamed(form, 'milestone')).not.toHaveProperty('value');
    expect(fieldNamed(form, 'percent')).toMatchObject({
      value: '140',
      hint: expect.stringContaining('from 0 to 100'),
    });
  });

  it('has a title that fits a modal', () => {
    expect(formOf(sample('progress')).title).toBe('Progress');
    expect(formOf({ ...typed('new', {}), summary: 'Plan a milestone.' }).title).toBe('Plan a milestone');
  });

  describe('that names existing things', () => {
    it('leaves out an optional one of which there is none', () => {
      expect(fieldNamed(formOf(sample('new'), { choices: milestones(0) }), 'parent')).toBeUndefined();
    });

    it('keeps the given one where the others are not known', () => {
      const form = formOf(sample('new'), { given: { parent: '#12' } });
      expect(fieldNamed(form, 'parent')).toMatchObject({
        is: 'choice',
        choices: [{ label: '12', value: '12' }],
        value: '12',
      });
    });

    it('carries a hundred, the present one among them, and finds the others by typing', () => {
      const parts = { presets: { parent: '170' }, choices: milestones(200) };
      const field = fieldNamed(formOf(sample('new'), parts), 'parent');
      expect(field).toMatchObject({ is: 'choice', hasMore: true, value: '170' });
      const shown = field?.is === 'choice' ? field.choices.map(({ value }) => value) : [];
      expect(shown).toHaveLength(100);
      expect(shown.slice(0, 2)).toEqual(['170', '1']);
    });

    it('clears the present one only where it was shown', () => {
      const parts = { given: { milestone: '3' }, presets: { parent: '7' } };
      expect(formOf(sample('edit'), { ...parts, choices: milestones(9) }).given).toHaveProperty(
        'filled',
        'parent',
      );
      const lost = formOf(sample('edit'), { ...parts, choices: milestones(2) });
      expect(lost.given).not.toHaveProperty('filled');
      expect(fieldNamed(lost, 'parent')).toMatchObject({ hint: 'Now 7.' });
    });
  });

  describe('with More', () => {
    const command = { ...sample('new'), asks: ['due', 'owner'] };
    const shown = (form: ReturnType<typeof formOf>) => form.fields.map(({ name }) => name);

    it('asks the first fields, and all of them after More', () => {
      const first = formOf(command, { choices: milestones(2) });
      expect(shown(first)).toEqual(['name', 'due', 'owner']);
      expect(first).toMatchObject({ more: 'More', given: {} });
      const whole = formOf(command, { choices: milestones(2), isWhole: true });
      expect(shown(whole)).toHaveLength(10);
      expect(whole).toMatchObject({ given: { whole: 'yes' } });
      expect(whole).not.toHaveProperty('more');
    });

    it('opens whole where a later field is given or wrong', () => {
      for (const parts of [
        { given: { priority: 'p1' } },
        { problems: [{ field: 'share', message: 'Share must be a whole number from 0 to 100.' }] },
      ])
        expect(shown(formOf(command, parts))).toContain('priority');
    });

    it('clears no present value that it does not show', () => {
      const edit = { ...sample('edit'), asks: ['due'] };
      const presets = { due: '2026-12-18', outcome: 'Customers can pay' };
      const parts = { given: { milestone: '3' }, presets };
      expect(formOf(edit, parts).given).toMatchObject({ filled: 'due' });
      expect(formOf(edit, { ...parts, isWhole: true }).given).toMatchObject({ filled: 'due outcome' });
    });
  });
});
