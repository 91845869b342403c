import { describe, expect, it } from 'vitest';
import { note, plain, text } from '../../../cards/model.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { action, commandOf, pressing, running } from './pressing.ts';

const digest = note('Your milestones today', [
  {
    is: 'list',
    items: [
      { spans: [plain('3 · Beta launch')], actions: [action('Done', 'done'), action('Stop', 'remind')] },
      { spans: [plain('4 · Go live')], actions: [action('Approve', 'approve')] },
    ],
  },
]);

const words = (card: object | undefined) => (card && 'fallbackText' in card ? String(card.fallbackText) : '');

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
