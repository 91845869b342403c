import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Form } from '../../../cards/model.ts';
import { renderSlackForm } from '../../../cards/render/slack/cards.ts';
import { renderTeamsForm } from '../../../cards/render/teams/cards.ts';
import { commands } from '../../../src/commands/registry.ts';
import { fieldsOf, type SlotField } from '../../../src/grammar/slot.ts';
import { formOf } from '../../../src/runner/input/form.ts';
import { type Client, clientProject } from '../../commands/scope/client-project.ts';
import { oneOfEach } from '../../support/cards/choices.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner } from '../../support/runner.ts';
import { mention } from '../../support/team.ts';

const commandOf = (name: string) => {
  const found = commands.find((one) => one.name === name);
  if (!found) throw new Error(`no command is called ${name}`);
  return found;
};
const draw = (name: string, given: Record<string, string>) =>
  formOf(commandOf(name), { given, choices: oneOfEach(commandOf(name)), isWhole: true });
const requiredIn = ({ fields }: Form) => fields.flatMap(({ name, optional }) => (optional ? [] : [name]));

describe('a form', () => {
  it.each([
    ['dispute', { milestone: '2', open: 'yes' }, ['reason']],
    ['dispute', { milestone: '2' }, []],
    ['start', { milestone: '2', anyway: 'yes' }, ['reason']],
    ['timezone', { for: 'me' }, ['zone']],
    ['reply', { milestone: '2' }, ['message']],
    ['customer-message', { milestone: '2' }, ['message']],
    ['action', { text: 'Send the logo' }, ['text', 'due']],
    ['action', { text: 'A2' }, ['text']],
    // another field changes what is required, or takes its place
    ['vote', { decision: 'D1', choice: 'no_go' }, ['choice']],
    ['dispute-end', { milestone: '2' }, ['as']],
    ['import-dates', {}, []],
  ])('of %s with %j requires %j', (name, given, required) => {
    const form = draw(name, given as Record<string, string>);
    expect(requiredIn(form)).toEqual(expect.arrayContaining(required));
    const others = fieldsOf(commandOf(name).input).filter(
      ({ optional, name: field }) => optional && !required.some((one) => one === field),
    );
    for (const { name: field } of others) expect(requiredIn(form)).not.toContain(field);
  });

  it('marks what is required on both platforms', () => {
    const form = draw('dispute', { milestone: '2', open: 'yes' });
    const slack = renderSlackForm(form, { tenant: 'T1' }).blocks as {
      block_id?: string;
      optional?: boolean;
    }[];
    expect(slack.find(({ block_id }) => block_id === 'reason')?.optional ?? false).toBe(false);
    const teams = renderTeamsForm(form, { tenant: 'x', dialog: true }).body as {
      id?: string;
      isRequired?: boolean;
    }[];
    expect(teams.find(({ id }) => id === 'in_reason')?.isRequired).toBe(true);
  });
});

/** What another field of the form decides: either of two is enough, or only one choice of it asks for this. */
const dependent = [
  'cadence every',
  'change days',
  'dispute-end amount',
  'move before',
  'queue-ask reason',
  'queue-return reason',
  'snooze for',
];

/** They end or hide the project, so that nothing could be tried after them. */
const ending = new Set(['archive', 'close', 'unlink', 'project', 'delete', 'reset', 'import', 'kind']);

describe('a form with all that it requires', () => {
  let runner: TestRunner;
  let team: Client;
  beforeAll(async () => {
    runner = await openRunner('embedded');
    team = await clientProject(runner);
    await team.tell(
      team.olivia,
      'decision "Go?" on:"15 dec 2026"',
      'risk "No venue"',
      'blocker "No key" by:customer',
    );
  });
  afterAll(() => runner.close());

  const things: Record<string, string> = { decision: 'D1', risk: 'R1', blocker: 'B1', action: 'A1' };
  function sampleFor({ name, slot }: SlotField): string {
    if (things[name]) return things[name];
    if (slot.is === 'person') return mention(team.mo);
    if (slot.names || slot.is === 'reference') return '2';
    if (slot.is === 'date') return '2026-12-16';
    if (slot.is === 'number') return String(slot.min ?? 1);
    if (slot.is === 'yesno') return 'yes';
    return slot.choices?.[0] ?? slot.hint ?? 'Something';
  }

  it('is refused at none of the fields that it leaves empty', async () => {
    const offenders: string[] = [];
    for (const command of commands) {
      if (command.fromCard || ending.has(command.name)) continue;
      const form = formOf(command, { choices: oneOfEach(command), isWhole: true });
      const required = new Set(requiredIn(form));
      const filled = fieldsOf(command.input).filter(({ name }) => required.has(name));
      const input = Object.fromEntries(filled.map((field) => [field.name, sampleFor(field)]));
      const reply = await attempted(runner.fill(team.olivia, team.room, command.name, input));
      if (reply.is !== 'refused' || reply.refusal.is !== 'invalid') continue;
      for (const { field } of reply.refusal.problems)
        if (!(field in input)) offenders.push(`${command.name} ${field}`);
    }
    expect(offenders.toSorted()).toEqual(dependent);
  });
});
