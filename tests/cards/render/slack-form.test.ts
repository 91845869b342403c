import type { InputBlock } from '@slack/types';
import { expect, test } from 'vitest';
import type { Field } from '../../../cards/model.ts';
import { renderSlackForm } from '../../../cards/render/slack/cards.ts';
import { slackProblems } from '../../../cards/render/slack/limits.ts';
import { form } from '../../support/platforms/slack.ts';

const HERE = { tenant: 'T1' };
const element = (field: Field) =>
  (renderSlackForm({ ...form, fields: [field] }, HERE).blocks[0] as InputBlock).element;
const base = { name: 'x', label: 'X', optional: true };

test('a form is a modal whose inputs are named like its fields', () => {
  const view = renderSlackForm(form, HERE);
  expect(slackProblems(view)).toEqual([]);
  expect(view).toMatchObject({ type: 'modal', title: { text: 'New milestone' }, submit: { text: 'Create' } });
  expect(view.blocks.map(({ block_id }) => block_id)).toEqual(['name', 'share', 'due', 'priority', 'owner']);
  expect(view.blocks.map((block) => (block as InputBlock).optional)).toEqual([false, true, true, true, true]);
});

test('each kind of field is its native input, with its bounds', () => {
  const types = renderSlackForm(form, HERE).blocks.map((block) => (block as InputBlock).element.type);
  expect(types).toEqual(['plain_text_input', 'number_input', 'datepicker', 'static_select', 'users_select']);
  expect(element({ ...base, is: 'text', lines: 'many', minLength: 3, maxLength: 100 })).toMatchObject({
    multiline: true,
    min_length: 3,
    max_length: 100,
  });
  expect(element({ ...base, is: 'number', min: 0, max: 100 })).toMatchObject({
    min_value: '0',
    max_value: '100',
  });
  expect(element({ ...base, is: 'file', types: ['md', 'txt'], instead: 'Elsewhere.' })).toEqual({
    type: 'file_input',
    action_id: 'value',
    filetypes: ['md', 'txt'],
    max_files: 1,
  });
});

test('known values are filled in', () => {
  const choices = [{ label: 'Urgent', value: 'p0' }];
  expect(element({ ...base, is: 'text', lines: 'one', value: 'Beta' })).toMatchObject({
    initial_value: 'Beta',
  });
  expect(element({ ...base, is: 'date', value: '2026-12-18' })).toMatchObject({ initial_date: '2026-12-18' });
  expect(element({ ...base, is: 'choice', choices, value: 'p0' })).toMatchObject({
    initial_option: { value: 'p0' },
  });
  expect(element({ ...base, is: 'person', value: '<@slack:T1/U2AB|Ana>' })).toMatchObject({
    initial_user: 'U2AB',
  });
});

test('values that Slack would refuse are not filled in', () => {
  expect(element({ ...base, is: 'date', value: 'friday' })).not.toHaveProperty('initial_date');
  expect(
    element({ ...base, is: 'choice', choices: [{ label: 'A', value: 'a' }], value: 'b' }),
  ).not.toHaveProperty('initial_option');
  expect(element({ ...base, is: 'person', value: '<@slack:T2/U2AB|Ana>' })).not.toHaveProperty(
    'initial_user',
  );
  expect(element({ ...base, is: 'person', value: '<@teams:T1/U2AB|Ana>' })).not.toHaveProperty(
    'initial_user',
  );
});

test('a long title shows that it was cut; longer inputs than Slack takes are reported', () => {
  const view = renderSlackForm({ ...form, title: 'Ask the client for the approval' }, HERE);
  expect(view.title.text).toBe('Ask the client for the…');
  expect(slackProblems(view)).toEqual([]);
  const long = renderSlackForm(
    { ...form, fields: [{ ...base, is: 'text', lines: 'many', value: 'a'.repeat(3001) }] },
    HERE,
  );
  expect(slackProblems(long)).toEqual(['blocks[0].element.initial_value: 3001 of at most 3000']);
});

test('two fields of one name are reported', () => {
  const field: Field = { ...base, is: 'date' };
  expect(slackProblems(renderSlackForm({ ...form, fields: [field, field] }, HERE))).toHaveLength(1);
});
