import { afterEach, describe, expect, it } from 'vitest';
import { type Action, type Card, type Form, note, plain, text } from '../../../cards/model.ts';
import type { Intent, Reply } from '../../../src/ports/intent.ts';
import { type RunningTeams, startTeams } from '../../support/platforms/teams.ts';

let running: RunningTeams;
afterEach(() => running.stop());

const action = (label: string, command: string, more: Partial<Action> = {}): Action => ({
  label,
  command,
  input: { milestone: '3' },
  version: 7,
  ...more,
});

const confirm = { title: 'Approve 3?', text: 'This releases £3,000.', yes: 'Yes, approve' };
const live: Card = {
  ...note('3 · Beta launch'),
  actions: [
    action('Done', 'done'),
    action('Progress', 'progress'),
    action('Approve', 'approve', { confirm }),
  ],
  more: [action('List', 'list', { input: {} })],
};

const digest = note('Your milestones today', [
  {
    is: 'list',
    items: [
      { spans: [plain('3 · Beta launch')], actions: [action('Done', 'done'), action('Stop', 'remind')] },
      { spans: [plain('4 · Go live')], actions: [action('Approve', 'approve')] },
    ],
  },
]);

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

const commandOf = ({ ask }: Intent) => ('command' in ask ? ask.command : ask.line);

/** Milepost with the live card in the channel, answering presses as told by command. */
async function pressing(replies: Record<string, Reply | ((intent: Intent) => Reply)>, card = live) {
  running = await startTeams({
    run: (intent) => {
      const reply = replies[commandOf(intent)] ?? { is: 'shown', card: note('The present') };
      return typeof reply === 'function' ? reply(intent) : reply;
    },
  });
  const message = await running.posted(card);
  const { ana } = running.people;
  const { channel } = running.rooms;
  const { end } = running;
  return {
    message,
    press: (title: string, inputs = {}) => end.execute(ana, channel, message, title, inputs),
    submit: (title: string, inputs = {}) => end.submit(ana, channel, message, title, inputs),
    own: () => end.until(() => end.rooms.seenBy(channel.id, ana.id).find((one) => one.targetedTo === ana.id)),
  };
}

const title = (line: string) => ({ title: note(line).title });
const words = (card: object | undefined) => (card && 'fallbackText' in card ? String(card.fallbackText) : '');
const invalid = (field: string, message: string): Reply => ({
  is: 'refused',
  refusal: { is: 'invalid', command: 'progress', problems: [{ field, message }], understood: {} },
  card: note('That is not right'),
});

describe('a press on a card', () => {
  it('asks for the command of the button, by the presser, with the version they saw', async () => {
    const { press } = await pressing({ done: { is: 'done', line: 'Done.' } });
    await press('Done');
    expect(running.intents[0]).toMatchObject({
      surface: 'press',
      ask: { command: 'done', input: { milestone: '3' } },
      version: 7,
      actor: { user: '29:ana' },
    });
    expect(running.intents[0]?.delivery).toMatch(/^teams:19:apollo@thread\.tacv2\/\d+$/);
  });

  it('is answered with the present card in place, for the presser', async () => {
    const { press } = await pressing({ done: { is: 'done', line: 'Done.', card: note('3 · done') } });
    const pressed = await press('Done');
    expect(pressed.status).toBe(200);
    expect(pressed.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(words(pressed.card)).toBe('3 · done');
  });

  it('is answered with a passing line where there is no card', async () => {
    const { press } = await pressing({ done: { is: 'done', line: 'Done.' } });
    expect(await press('Done')).toMatchObject({ status: 200, toast: 'Done.' });
  });

  it('leaves a list as it is, and says what was done by one of its lines', async () => {
    const { press } = await pressing(
      {
        done: { is: 'done', line: '3 · Beta launch is done.', card: note('3 · Beta launch, done') },
        approve: {
          is: 'refused',
          refusal: { is: 'stale' },
          card: note('That card was out of date'),
          present: note('4 · Go live, done'),
        },
      },
      digest,
    );
    const done = await press('Done');
    expect(done.toast).toBe('3 · Beta launch is done.');
    expect(done.card).toBeUndefined();
    const stale = await press('Approve');
    expect(stale.toast).toBe('That card was out of date');
    expect(stale.card).toBeUndefined();
  });

  it('that shows something offers the way back to what was there', async () => {
    const { press } = await pressing({ list: { is: 'shown', card: note('All milestones') } });
    expect(words((await press('List')).card)).toBe('All milestones');
    expect(words((await press('Back')).card)).toBe('The present');
    expect(running.intents.map(commandOf)).toEqual(['list', 'status']);
    await expect(press('Back')).rejects.toThrow('No button "Back"');
  });

  it('that was refused says why, passing by', async () => {
    const card = note('Only an approver may do that', [text('Ana and Ben are approvers.')]);
    const refusal = { is: 'not_allowed', needs: ['owner'], has: 'viewer', holders: ['Ana'] } as const;
    const refused: Reply = {
      is: 'refused',
      refusal: { ...refusal, needs: [...refusal.needs], holders: ['Ana'] },
      card,
    };
    const { press } = await pressing({ done: refused });
    expect((await press('Done')).toast).toBe('Only an approver may do that\nAna and Ben are approvers.');
  });

  it('on an old card is answered with the present one, and why', async () => {
    const present = note('3 · Beta launch, done');
    const { press } = await pressing({
      done: { is: 'refused', refusal: { is: 'stale' }, card: note('This card was out of date'), present },
    });
    expect(words((await press('Done')).card)).toBe('3 · Beta launch, done\nThis card was out of date');
  });

  it('with a question is asked first, and acts on the second press only', async () => {
    const { press } = await pressing({ approve: { is: 'done', line: 'Approved.' } });
    const asked = await press('Approve');
    expect(words(asked.card)).toBe('Approve 3?\nThis releases £3,000.');
    expect(running.intents).toEqual([]);
    expect((await press('Yes, approve')).toast).toBe('Approved.');
    expect(running.intents[0]).toMatchObject({
      version: 7,
      ask: { command: 'approve', input: { milestone: '3' } },
    });
  });

  it('with a question can be left', async () => {
    const { press } = await pressing({});
    await press('Approve');
    await press('Back');
    expect(running.intents.map(({ ask }) => ask)).toEqual([{ command: 'show', input: { milestone: '3' } }]);
  });

  it('never acts for anybody but its sender, whatever its data say', async () => {
    await pressing({});
    const { end, people, rooms } = running;
    const data = {
      command: 'done',
      input: {},
      actor: { user: '29:ben' },
      from: { id: '29:ben' },
      user: '29:ben',
    };
    const value = { action: { type: 'Action.Execute', verb: 'approve', data } };
    await end.event(rooms.channel, people.ana, { type: 'invoke', name: 'adaptiveCard/action', value });
    expect(running.intents[0]?.actor.user).toBe('29:ana');
    expect(running.intents[0]?.ask).toEqual({ command: 'done', input: {} });
  });

  const malformed = [
    {},
    undefined,
    { action: {} },
    { action: { type: 'Action.Submit', data: { command: 'done' } } },
    { action: { type: 'Action.Execute', data: { command: '../x' } } },
    { action: { type: 'Action.Execute', data: { command: 'done', input: { milestone: { $ne: 1 } } } } },
  ];
  it.each(malformed)('that makes no sense is answered in the body: %j', async (value) => {
    await pressing({});
    const { end, people, rooms } = running;
    const more = { type: 'invoke', name: 'adaptiveCard/action', value };
    const answer = await end.event(rooms.channel, people.ana, more);
    expect(answer).toMatchObject({
      status: 200,
      body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'BadRequest' } },
    });
    expect(running.intents).toEqual([]);
  });

  it('that meets a defect is answered in the body, without a trace of it', async () => {
    const { press } = await pressing({
      done: () => {
        throw new Error('secret');
      },
    });
    const answer = await press('Done');
    expect(answer).toMatchObject({ status: 200, body: { statusCode: 500 } });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(running.logged).toMatchObject([{ level: 'error', fields: { why: 'Error: secret' } }]);
  });
});

describe('a form in a card', () => {
  const progress = (intent: Intent): Reply => {
    const input = 'input' in intent.ask ? intent.ask.input : {};
    if (input.percent === undefined) return { is: 'form', form };
    return Number(input.percent) > 100
      ? invalid('percent', '140 is more than 100.')
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
    expect(running.intents[2]).toMatchObject({ ask: { command: 'progress', input: { milestone: '3' } } });
    expect(running.intents[2]?.delivery).toBeUndefined();
    expect(words((await press('Save', { percent: '80' })).card)).toBe('3 · 80%');
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

  it('can be left', async () => {
    const { press } = await pressing({ progress });
    await press('Progress');
    expect(words((await press('Back')).card)).toBe('The present');
    expect(running.intents.map(commandOf)).toEqual(['progress', 'show']);
  });
});

describe('a press of a client that only knows Action.Submit', () => {
  it('does the same, and answers the presser alone with a line', async () => {
    const { submit, own } = await pressing({ done: { is: 'done', line: 'Done.' } });
    expect((await submit('Done')).status).toBe(200);
    expect((await own()).text).toBe('Done.');
    expect(running.intents[0]).toMatchObject({
      surface: 'press',
      ask: { command: 'done', input: { milestone: '3' } },
      version: 7,
    });
  });

  it('asks its question in a card of its own', async () => {
    const { submit, own } = await pressing({});
    await submit('Approve');
    expect(words((await own()).card)).toContain('Approve 3?');
    expect(running.intents).toEqual([]);
  });
});

describe('a dialog', () => {
  const data = { command: 'progress', input: { milestone: '3' } };
  const progress = (intent: Intent): Reply =>
    intent.surface === 'press'
      ? { is: 'form', form }
      : 'input' in intent.ask && intent.ask.input.percent === '60'
        ? { is: 'done', line: 'Saved.' }
        : invalid('percent', 'A number, please.');

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
