import { describe, expect, it } from 'vitest';
import type { Form } from '../../../cards/model.ts';
import { renderTeamsForm } from '../../../cards/render/teams/cards.ts';
import { complaints, elementsOf, textsOf } from '../../support/platforms/teams-cards.ts';

const HERE = { tenant: 'tenant-1' };

const form: Form = {
  title: 'New milestone',
  command: 'new',
  submit: 'Create',
  given: { project: 'apollo' },
  fields: [
    { is: 'text', name: 'name', label: 'Name', lines: 'one', minLength: 3, maxLength: 100, optional: false },
    {
      is: 'text',
      name: 'description',
      label: 'Description',
      lines: 'many',
      optional: true,
      hint: 'What is *done*?',
    },
    { is: 'number', name: 'share', label: 'Share', min: 0, max: 100, optional: true, value: '30' },
    { is: 'date', name: 'due', label: 'Due', optional: true, value: '2026-12-10' },
    {
      is: 'choice',
      name: 'type',
      label: 'Type',
      optional: false,
      choices: [{ label: 'Event', value: 'event' }],
    },
    { is: 'person', name: 'owner', label: 'Owner', optional: true, value: '<@teams:tenant-1/29:ana|Ana>' },
  ],
};

const back = { label: 'Back', command: 'status', input: {} };
const inputs = (...args: Parameters<typeof renderTeamsForm>) =>
  elementsOf(renderTeamsForm(...args)).filter(({ type }) => type.startsWith('Input.'));

describe('a form in Teams', () => {
  it('is taken by the official parser without a word', () => {
    expect(complaints(renderTeamsForm(form, HERE, back))).toEqual([]);
    expect(complaints(renderTeamsForm(form, { ...HERE, dialog: true }))).toEqual([]);
  });

  it('takes no file, and says what to do instead', () => {
    const base = { name: 'text-file', label: 'Or a file', optional: true, types: ['md'] };
    const asks: Form = { ...form, fields: [{ is: 'file', ...base, instead: 'Send it in the direct chat.' }] };
    expect(inputs(asks, HERE)).toEqual([]);
    expect(textsOf(renderTeamsForm(asks, HERE))).toContain('Send it in the direct chat.');
    expect(complaints(renderTeamsForm(asks, HERE))).toEqual([]);
  });

  it('has an input for every field, with its kind, limits and known value', () => {
    expect(inputs(form, HERE)).toMatchObject([
      { type: 'Input.Text', id: 'in_name', isMultiline: false, maxLength: 100, regex: '^[\\s\\S]{3,}$' },
      { type: 'Input.Text', id: 'in_description', isMultiline: true },
      { type: 'Input.Number', id: 'in_share', value: 30 },
      { type: 'Input.Date', id: 'in_due', value: '2026-12-10' },
      { type: 'Input.ChoiceSet', id: 'in_type', choices: [{ title: 'Event', value: 'event' }] },
      {
        type: 'Input.ChoiceSet',
        id: 'who_owner',
        value: '<@teams:tenant-1/29:ana|Ana>',
        choices: [{ title: 'Ana', value: '<@teams:tenant-1/29:ana|Ana>' }],
        'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
      },
    ]);
  });

  it('says what is needed, and how to mend it', () => {
    for (const input of inputs(form, HERE)) {
      expect(typeof input.label).toBe('string');
      if (input.isRequired) expect(input.errorMessage).toMatch(/Name|Type/);
    }
  });

  it('keeps its inputs from replacing what its button says', () => {
    const sly: Form = {
      ...form,
      fields: [{ is: 'text', lines: 'one', name: 'command', label: 'Command', optional: true }],
    };
    expect(inputs(sly, HERE).map(({ id }) => id)).toEqual(['in_command']);
    const submit = elementsOf(renderTeamsForm(sly, HERE)).find(({ type }) => type === 'Action.Execute');
    expect(submit?.data).toEqual({ command: 'new', form: true, given: { project: 'apollo' } });
  });

  it('can be left without filling it in', () => {
    const leave = elementsOf(renderTeamsForm(form, HERE, back)).find(({ title }) => title === 'Back');
    expect(leave).toMatchObject({ verb: 'status', associatedInputs: 'none' });
  });

  it('writes what is wrong under the field it is about, and the rest on top', () => {
    const problems = [
      { field: 'due', message: 'That day has passed.' },
      { field: 'shares', message: 'The shares add up to *120*.' },
    ];
    const card = renderTeamsForm(form, { ...HERE, problems });
    const order = card.body.flatMap((element) =>
      'id' in element && element.id ? [element.id] : textsOf({ type: 'AdaptiveCard', body: [element] }),
    );
    expect(order.indexOf('That day has passed.')).toBe(order.indexOf('in_due') + 1);
    expect(order[1]).toBe('The shares add up to *120*.');
    expect(complaints(card)).toEqual([]);
  });
});
