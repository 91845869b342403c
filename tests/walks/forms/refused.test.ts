import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commands } from '../../../src/commands/registry.ts';
import { fieldsOf } from '../../../src/grammar/slot.ts';
import type { Json } from '../../../src/preview/teams/rooms.ts';
import { type FullProject, fullProject } from '../../support/full-project.ts';
import { type Stage, startStage } from '../../support/milepost.ts';
import { buttonOf, cardIn, inputsOf } from '../../support/platforms/forms.ts';
import { pressInSlack } from '../../support/platforms/presses.ts';
import { refused } from '../../support/refused.ts';

type Block = { type: string; block_id: string; element: Json };

/** What the buttons of cards give to the forms that they open. */
const subjects: Record<string, string> = {
  milestone: '2',
  decision: 'D2',
  metric: 'M1',
  standup: 'C1',
  from: 'mo',
};

/**
 * A channel has one project, a long plan is taken, and leavers are reassigned from their card. The others need an open
 * proposal, a delivered project, a company with stages or a mail server, and have tests of their own.
 */
const untried = new Set([
  ...['project', 'import', 'reassign', 'proposal-decline', 'csat', 'invite-customer'],
  ...[
    'achieve',
    'unachieve',
    'task',
    'approve-update',
    'reject-update',
    'queue-approve',
    'queue-return',
    'queue-ask',
  ],
  ...['programme', 'programme-ask', 'programme-answer', 'programme-export', 'programme-blueprint'],
]);

/** The commands that ask for a text or a number in a form, with what opens it. */
const asking = commands.flatMap((command) => {
  const fields = fieldsOf(command.input).filter(({ slot }) => !slot.typed && !slot.hidden);
  const input = Object.fromEntries(
    fields.flatMap(({ name, optional }) => (!optional && subjects[name] ? [[name, subjects[name]]] : [])),
  );
  const opens =
    fields.some(({ name, optional }) => !optional && !input[name]) || command.preset !== undefined;
  const isTyped = fields.some(({ slot }) => !slot.names && (slot.is === 'text' || slot.is === 'number'));
  return opens && isTyped && !command.fromCard && !untried.has(command.name)
    ? [{ command: command.name, input }]
    : [];
});

/** A text or number that no field takes, and a right value of everything else. */
function slackValue({ element }: Block, user: string): string {
  const [first] = (element.options ?? []) as { value: string }[];
  switch (element.type) {
    case 'plain_text_input':
      return 'y'.repeat(Number(element.max_length ?? 3000) + 30);
    case 'number_input':
      return '1000000001';
    case 'datepicker':
      return '2027-12-20';
    case 'users_select':
      return user;
    default:
      return first?.value ?? '';
  }
}

/** What is wrong with the value of a field: it is too long, is no number that it takes, or is quoted as not understood. */
function rightRefusal({ element, ...block }: Block): RegExp {
  if (element.type === 'number_input') return /must be .* from -?\d+ to \d+.*; you wrote “1000000001”\.$/;
  const label = String((block as Json & { label?: Json }).label?.text).replace(/ \(.*\)$/, '');
  const max = Number(element.max_length ?? 3000);
  const tooLong = `${label} must have at most ${max} characters; you wrote ${(max + 30).toLocaleString('en')}.`;
  const escaped = tooLong.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // a message is counted as people count, without its formatting
  return new RegExp(
    `^${escaped}$|“y{20,}…?”|^Message must have at most 4000 characters, so send it in two messages; you wrote 16,030\\.$`,
  );
}

function teamsValue(input: Json): string {
  const [first] = (input.choices ?? []) as { value: string }[];
  switch (input.type) {
    case 'Input.Text':
      return 'y'.repeat(Number(input.maxLength ?? 3000) + 30);
    case 'Input.Number':
      return '1000000001';
    case 'Input.Date':
      return '2027-12-20';
    default:
      return first?.value ?? '';
  }
}

describe('a form that is refused', () => {
  let stage: Stage;
  let apollo: FullProject;
  const openInSlack = async (command: string, input: Record<string, string>) => {
    stage.ends.slack.world.views.splice(0);
    const action = { label: command, command, input, about: { project: apollo.id } };
    const shown = await pressInSlack(stage, apollo.slack.owner, apollo.channel, action);
    const find = () =>
      stage.ends.slack.world.views.find(({ view }) =>
        String(view.private_metadata).includes(`"command":"${command}"`),
      );
    return vi.waitFor(() => find() ?? Promise.reject(new Error(`no form, but ${shown}`)));
  };
  const inputsIn = (blocks: unknown) => (blocks as Block[]).filter(({ type }) => type === 'input');

  beforeAll(async () => {
    stage = await startStage('postgresql');
    apollo = await fullProject(stage, 'Apollo');
  });
  afterAll(() => stage.close());

  it.each(asking)(
    '$command $input: keeps what was typed, with the problem at its field',
    async ({ command, input }) => {
      const open = await openInSlack(command, input);
      const fields = inputsIn(open.view.blocks);
      const filled = fields.map((block) => [block.block_id, slackValue(block, apollo.slack.owner)] as const);
      const { body } = await refused(stage.desk.submit(open.id, Object.fromEntries(filled)));
      const { response_action: action, errors = {} } = body as {
        response_action: string;
        errors?: Record<string, string>;
      };
      expect(action).toBe('errors');
      const typed = fields.filter(({ element: { type } }) => String(type).endsWith('_input'));
      expect(Object.keys(errors).sort()).toEqual(typed.map(({ block_id: id }) => id).sort());
      for (const block of typed) expect(errors[block.block_id]).toMatch(rightRefusal(block));

      const { teams } = stage.ends;
      const data = { command, input, about: { project: apollo.id } };
      const card = cardIn(await teams.taskFetch(apollo.teams.owner, apollo.room, data));
      const written = Object.fromEntries(inputsOf(card).map((one) => [String(one.id), teamsValue(one)]));
      const [button] = (card.body as Json[]).flatMap(({ actions = [] }) => actions as Json[]);
      const sent = { ...buttonOf(card, String(button?.title)), ...written };
      const again = cardIn(await refused(teams.taskSubmit(apollo.teams.owner, apollo.room, sent)));
      expect(inputsOf(again).map(({ id }) => id)).toEqual(inputsOf(card).map(({ id }) => id));
      for (const { id, value, maxLength } of inputsOf(again)) {
        // a text that is too long is cut to what the field takes
        const was = written[String(id)] ?? '';
        if (was !== '')
          expect([id, String(value)]).toEqual([id, was.slice(0, Number(maxLength ?? was.length))]);
      }
      const parts = JSON.stringify(again.body);
      for (const message of Object.values(errors))
        expect(parts).toContain(JSON.stringify(message).slice(1, -1));
    },
  );

  it('stays open with the refusal on top where no field is to blame, and keeps what was typed', async () => {
    const open = await openInSlack('return', { milestone: '4' });
    await stage.desk.slash(apollo.slack.owner, apollo.channel, 'approve 4');
    const { body } = await refused(stage.desk.submit(open.id, { reason: 'The pricing page is missing' }));
    expect(body).toMatchObject({ response_action: 'update' });
    const { view } = stage.desk.view(open.id);
    expect(JSON.stringify(view.blocks)).toContain('was approved by');
    expect(inputsIn(view.blocks)[0]?.element).toMatchObject({ initial_value: 'The pricing page is missing' });
  });

  it('Return acts only on the submission that it was opened for, on both platforms', async () => {
    const { teams } = stage.ends;
    const person = apollo.teams.owner;
    const data = { command: 'return', input: { milestone: '6' }, about: { project: apollo.id } };
    const card = cardIn(await teams.taskFetch(person, apollo.room, data));
    const open = await openInSlack('return', { milestone: '6' });
    for (const line of ['recall 6', 'submit 6'])
      await stage.desk.slash(apollo.slack.owner, apollo.channel, line);

    const { body } = await refused(stage.desk.submit(open.id, { reason: 'Too early' }));
    expect(body).toMatchObject({ response_action: 'update' });
    const { view } = stage.desk.view(open.id);
    for (const words of ['has changed since you opened this form', 'submitted it', '6 · Step 6 of Apollo'])
      expect(JSON.stringify(view.blocks)).toContain(words);
    expect(inputsIn(view.blocks)[0]?.element).toMatchObject({ initial_value: 'Too early' });

    const sent = { ...buttonOf(card, 'Return'), in_reason: 'Far too early' };
    const again = cardIn(await refused(teams.taskSubmit(person, apollo.room, sent)));
    expect(JSON.stringify(again)).toContain('has changed since you opened this form');
    expect(inputsOf(again)).toMatchObject([{ id: 'in_reason', value: 'Far too early' }]);
    await teams.taskSubmit(person, apollo.room, { ...buttonOf(again, 'Return'), in_reason: 'Far too early' });

    // the form in Slack was drawn for the submission that is returned by now
    const { body: late } = await refused(stage.desk.submit(open.id, { reason: 'Too early' }));
    expect(JSON.stringify(late)).toContain('was returned by');
  });
});
