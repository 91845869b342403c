import { describe, expect, it } from 'vitest';
import type { Field } from '../../../cards/model.ts';
import { renderSlackForm } from '../../../cards/render/slack/cards.ts';
import { renderTeamsForm } from '../../../cards/render/teams/cards.ts';
import { commands } from '../../../src/commands/registry.ts';
import { fieldsOf, type SlotField } from '../../../src/grammar/slot.ts';
import type { Command } from '../../../src/runner/define.ts';
import { formOf } from '../../../src/runner/input/form.ts';
import { oneOfEach } from '../../support/cards/choices.ts';

/** The form of a command with all of its fields. */
const wholeForm = (command: Command) => formOf(command, { choices: oneOfEach(command), isWhole: true });

/** The controls of a kind of input: elements of Slack, and of Teams. */
const pickers = {
  person: { slack: ['users_select', 'multi_users_select'], teams: ['Input.ChoiceSet'] },
  date: { slack: ['datepicker'], teams: ['Input.Date'] },
  thing: { slack: ['static_select', 'external_select'], teams: ['Input.ChoiceSet'] },
};

function pickerOf({ slot }: SlotField): keyof typeof pickers | undefined {
  if (slot.names) return 'thing';
  if (slot.is === 'person' || slot.people) return 'person';
  return slot.is === 'date' ? 'date' : undefined;
}

const all = commands.flatMap((command) => {
  const form = wholeForm(command);
  const slack = renderSlackForm(form, { tenant: 'T1' }).blocks as {
    block_id?: string;
    element?: { type: string };
  }[];
  const teams = renderTeamsForm(form, { tenant: 'x', dialog: true }).body as { id?: string; type: string }[];
  return form.fields.map(({ name }) => ({
    where: `${command.name} ${name}`,
    slot: fieldsOf(command.input).find((field) => field.name === name),
    slack: slack.flatMap(({ block_id: id, element }) => (id === name && element ? [element.type] : [])),
    teams: teams.flatMap(({ id, type }) => (id?.replace(/^(in|who)_/, '') === name ? [type] : [])),
  }));
});

/** Texts that may name people, days or things, and why no picker can. */
const texts = new Map([
  ['holidays dates', 'several days and spans at once, such as 24-26 Dec; no form opens to ask for it'],
  ['decision question', 'the words of the question'],
  ['cadence every', 'weekdays'],
  ['digest on', 'weekdays'],
  ['ask-updates every', 'weekdays'],
  ['reword message', 'the number of a message, or its own last one; there are thousands'],
  ['unsay message', 'the same'],
]);

describe('the forms of all commands', () => {
  it.each(all.filter(({ slot }) => slot && pickerOf(slot)))(
    '$where is a picker',
    ({ slot, slack, teams }) => {
      const { slack: inSlack, teams: inTeams } = pickers[pickerOf(slot as SlotField) ?? 'thing'];
      expect(inSlack).toContain(slack[0]);
      expect(inTeams).toContain(teams[0]);
    },
  );

  it('ask for no person, day or thing in a text', () => {
    const example = /^@|^[A-Z]\d|^\d+\.\d+$|\b(?:jan|feb|dec|monday|friday|\d{4}-\d\d)\b/i;
    const found = all.filter(({ slot }) => slot && !pickerOf(slot) && example.test(slot.slot.hint ?? ''));
    expect(found.map(({ where }) => where).sort()).toEqual([...texts.keys()].sort());
  });

  it('ask at most six fields at first', () => {
    const long = commands.map((command) => ({
      name: command.name,
      fields: formOf(command, { given: { milestone: '3' }, choices: oneOfEach(command) }).fields.length,
    }));
    expect(long.filter(({ fields }) => fields > 6)).toEqual([]);
  });

  it('ask first for fields that there are, and offer the others with More', () => {
    for (const command of commands.filter(({ asks }) => asks)) {
      const names = fieldsOf(command.input).map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([...(command.asks ?? [])]));
      const whole = wholeForm(command).fields.map(({ name }: Field) => name);
      const first = formOf(command, { given: { milestone: '3' } }).fields.map(({ name }) => name);
      expect(whole).toEqual(expect.arrayContaining(first));
      expect(whole.length).toBeGreaterThan(first.length);
    }
  });

  it('name what they act on, wherever it can change meanwhile', () => {
    const onOne = commands.filter(
      ({ subject, decide, input }) => subject && decide && fieldsOf(input).some(({ slot }) => !slot.names),
    );
    expect(onOne.filter(({ opened }) => !opened).map(({ name }) => name)).toEqual([]);
  });
});
