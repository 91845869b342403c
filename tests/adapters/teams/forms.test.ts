import { describe, expect, it } from 'vitest';
import { type Form, note } from '../../../cards/model.ts';
import type { Intent, Reply } from '../../../src/ports/intent.ts';
import { commandOf, live, pressing, running } from './pressing.ts';

const form: Form = {
  title: 'Progress of 3',
  command: 'progress',
  submit: 'Save',
  given: { milestone: '3' },
  fields: [
    { is: 'number', name: 'percent', label: 'Percent', min: 0, max: 100, optional: false },
    { is: 'text', name: 'note', label: 'Note', lines: 'many', optional: true },
    { is: 'person', name: 'owner', label: 'Owner', optional: true },
  ],
};

const title = (line: string) => ({ title: note(line).title });
const words = (card: object | undefined) => (card && 'fallbackText' in card ? String(card.fallbackText) : '');
/** A refusal of the form, with what was typed in it as the core keeps it. */
const invalid = (field: string, message: string, { ask }: Intent, more: Partial<Form> = {}): Reply => {
  const typed: Record<string, string> = 'input' in ask ? ask.input : {};
  const fields = form.fields.map((one) => ({
    ...one,
    ...(typed[one.name] ? { value: typed[one.name] } : {}),
  }));
  return {
    is: 'refused',
    refusal: { is: 'invalid', command: 'progress', problems: [{ field, message }], understood: {} },
    card: note('That is not right'),
    problems: [{ field, message }],
    form: { ...form, given: {}, fields: fields as Form['fields'], ...more },
  };
};

describe('a form in a card', () => {
  const progress = (intent: Intent): Reply => {
    const input = 'input' in intent.ask ? intent.ask.input : {};
    if (input.percent === undefined) return { is: 'form', form };
    return Number(input.percent) > 100
      ? invalid('percent', '140 is more than 100.', intent)
      : { is: 'done', line: 'Saved.', card: { ...live, ...title(`3 · ${input.percent}%`) } };
  };

  it('takes the card’s place, and is sent with what was known and what was typed', async () => {
    const { press } = await pressing({ progress });
    expect(words((await press('Progress')).card)).toContain('Progress of 3');
    const saved = await press('Save', { percent: '60', note: ' works ' });
    expect(words(saved.card)).toBe('3 · 60%');
    expect(running.intents[1]).toMatchObject({
      surface: 'form',
      ask: { command: 'progress', input: { milestone: '3', percent: '60', note: 'works' } },
    });
  });

  it('comes again with what was typed and what is wrong', async () => {
    const { press } = await pressing({ progress });
    await press('Progress');
    const again = await press('Save', { percent: '140', note: 'works' });
    expect(JSON.stringify(again.card)).toContain('140 is more than 100.');
    expect(JSON.stringify(again.card)).toContain('"value":"works"');
    expect(JSON.stringify(again.card)).toContain('"value":140');
    expect(running.intents).toHaveLength(2);
    expect(words((await press('Save', { percent: '80' })).card)).toBe('3 · 80%');
    expect(running.intents[2]).toMatchObject({ ask: { input: { milestone: '3', percent: '80' } } });
  });

  it('comes again without the initial value of a field that was emptied', async () => {
    const { press } = await pressing({
      progress(intent) {
        const input = 'input' in intent.ask ? intent.ask.input : {};
        if (input.percent !== undefined)
          return invalid('percent', '140 is more than 100.', intent, { subject: '3 · Beta launch' });
        const fields = form.fields.map((field) =>
          field.name === 'note' ? { ...field, value: 'as it was' } : field,
        );
        return { is: 'form', form: { ...form, subject: '3 · Beta launch', fields } };
      },
    });
    const first = await press('Progress');
    expect(JSON.stringify(first.card)).toContain('as it was');
    const again = JSON.stringify((await press('Save', { percent: '140', note: '' })).card);
    expect(again).toContain('140 is more than 100.');
    expect(again).toContain('Progress of 3: 3 · Beta launch');
    expect(again).not.toContain('as it was');
  });

  it('gives a picked person as the token of the one the room knows', async () => {
    const { press } = await pressing({ progress });
    const { tenant } = running.end;
    const stranger = 'cccccccc-0000-4000-8000-000000000003';
    const ben = `<@teams:${tenant}/29:ben|Ben>`;
    for (const owner of [running.people.ben.aadObjectId, ben, stranger]) {
      await press('Progress');
      await press('Save', { percent: '60', owner });
    }
    const owners = running.intents.flatMap(({ ask }) =>
      'input' in ask && ask.input.owner ? [ask.input.owner] : [],
    );
    expect(owners).toEqual([ben, ben, `<@teams:${tenant}/${stranger}|>`]);
  });

  it('comes with all of its fields after More, with what was typed, and nothing is carried out', async () => {
    const { press } = await pressing({
      progress: ({ form: wanted, ask }) => ({
        is: 'form',
        form: {
          ...form,
          ...(wanted ? { given: { milestone: '3', whole: 'yes' } } : { more: 'More' }),
          fields: form.fields
            .slice(0, wanted ? 3 : 1)
            .map((one) => ({ ...one, value: ('input' in ask ? ask.input[one.name] : undefined) ?? '' })),
        },
      }),
    });
    const first = JSON.stringify((await press('Progress')).card);
    expect(first).toContain('"Percent (required)","isRequired":false');
    expect(first).not.toContain('in_note');
    const whole = JSON.stringify((await press('More', { percent: '60' })).card);
    expect(running.intents[1]).toMatchObject({
      surface: 'form',
      form: { is: 'whole' },
      ask: { input: { percent: '60' } },
    });
    expect(whole).toContain('"value":60');
    expect(whole).toContain('in_note');
    expect(whole).not.toContain('"title":"More"');
  });

  it('takes what a refusal says that it carries now', async () => {
    const { press } = await pressing({
      progress: (intent) =>
        intent.surface === 'press'
          ? { is: 'form', form: { ...form, given: { milestone: '3', opened: 'then' } } }
          : invalid('percent', 'It has changed.', intent, { given: { opened: 'now' } }),
    });
    await press('Progress');
    await press('Save', { percent: '60' });
    await press('Save', { percent: '60' });
    expect(running.intents.slice(1).map(({ ask }) => 'input' in ask && ask.input)).toMatchObject([
      { milestone: '3', opened: 'then', percent: '60' },
      { milestone: '3', opened: 'now', percent: '60' },
    ]);
  });

  it('can be left', async () => {
    const { press } = await pressing({ progress });
    await press('Progress');
    expect(words((await press('Back')).card)).toBe('The present');
    expect(running.intents.map(commandOf)).toEqual(['progress', 'show']);
  });
});

describe('a dialog', () => {
  const data = { command: 'progress', input: { milestone: '3' } };
  const progress = (intent: Intent): Reply =>
    intent.surface === 'press'
      ? { is: 'form', form }
      : 'input' in intent.ask && intent.ask.input.percent === '60'
        ? { is: 'done', line: 'Saved.' }
        : invalid('percent', 'A number, please.', intent);

  it('opens with a form that a dialog can send', async () => {
    await pressing({ progress });
    const { end, people, rooms } = running;
    const { body } = await end.taskFetch(people.ana, rooms.channel, data);
    expect(body).toMatchObject({
      task: {
        type: 'continue',
        value: { title: 'Progress of 3', card: { contentType: 'application/vnd.microsoft.card.adaptive' } },
      },
    });
    expect(JSON.stringify(body)).not.toContain('Action.Execute');
  });

  it('keeps what is wrong inside, and closes with a line when it is done', async () => {
    await pressing({ progress });
    const { end, people, rooms } = running;
    const sent = { command: 'progress', form: true, given: { milestone: '3' } };
    const wrong = await end.taskSubmit(people.ana, rooms.channel, { ...sent, in_percent: 'x' });
    expect(JSON.stringify(wrong.body)).toContain('A number, please.');
    expect(wrong.body).toMatchObject({ task: { type: 'continue' } });
    const done = await end.taskSubmit(people.ana, rooms.channel, { ...sent, in_percent: '60' });
    expect(done).toMatchObject({ status: 200, body: { task: { type: 'message', value: 'Saved.' } } });
  });

  it('that makes no sense closes with a word', async () => {
    await pressing({});
    const answer = await running.end.taskFetch(running.people.ana, running.rooms.channel, { x: 1 });
    expect(answer).toMatchObject({ status: 200, body: { task: { type: 'message' } } });
  });
});
