import { afterEach, describe, expect, it } from 'vitest';
import { startTeams } from '../../support/platforms/teams.ts';

let running: Awaited<ReturnType<typeof startTeams>>;
afterEach(() => running.stop());

/** What comes of an activity of Ana's in a channel, with what it has beside the usual. */
async function sent(more: Record<string, unknown>) {
  running = await startTeams();
  const { end, people, rooms } = running;
  return end.event(rooms.channel, people.ana, more);
}

describe('an invoke', () => {
  it.each([
    ...['composeExtension/query', 'composeExtension/selectItem', 'composeExtension/queryLink'],
    ...['message/submitAction', 'signin/verifyState', 'task/unheardOf', 'anything'],
  ])('%s is none that Milepost knows: 501 and nothing in the body', async (name) => {
    expect(await sent({ type: 'invoke', name, value: {} })).toEqual({ status: 501, body: '' });
    expect(running.intents).toEqual([]);
    expect(running.logged).toEqual([]);
  });

  it('without a name is none either', async () => {
    expect(await sent({ type: 'invoke', value: {} })).toEqual({ status: 501, body: '' });
  });
});

describe('an activity', () => {
  it.each([
    ['from nobody', { from: {} }],
    ['from null', { from: null }],
    ['from many', { from: [{ id: '29:ana' }] }],
    ['with an id that would end a mention', { from: { id: '29:ana|x>', name: 'Ana' } }],
    ['with an id of another line', { from: { id: '29:a\nna', name: 'Ana' } }],
    ['with an id without an end', { from: { id: 'a'.repeat(600), name: 'Ana' } }],
    ['to nobody', { recipient: undefined }],
    ['nowhere', { conversation: { conversationType: 'channel' } }],
    ['of no type', { type: '' }],
    ['of another channel', { channelId: 'directline' }],
    ['of a connector in the clear', { serviceUrl: 'http://example.com/' }],
    ['whose text is none', { type: 'message', text: { rich: true } }],
    ['whose members are one', { type: 'conversationUpdate', membersAdded: { id: '29:x' } }],
    ['that nests without end', { type: 'message', value: nested(100) }],
  ])('%s is refused with one fixed text', async (_what, more) => {
    const activity = { type: 'message', text: 'list', ...more };
    expect(await sent(activity)).toEqual({
      status: 400,
      body: 'This is not an activity of Microsoft Teams.',
    });
    expect(running.intents).toEqual([]);
  });

  it('brings nothing that no database keeps', async () => {
    const name = `A\0na ${'\ud83d'}`;
    const text = 'li\0st &#xd800; &#x1F600;';
    await sent({ type: 'message', text, from: { id: '29:ana', name } });
    expect(running.intents).toMatchObject([
      { actor: { name: 'Ana \ufffd' }, ask: { line: 'list &#xd800; 😀' } },
    ]);
  });

  it('brings a name of two hundred characters at most, none of them halved', async () => {
    await sent({ type: 'message', text: 'list', from: { id: '29:ana', name: '😀'.repeat(300) } });
    expect(running.intents[0]?.actor.name).toBe('😀'.repeat(200));
  });
});

/** A list in a list in a list … */
function nested(times: number): unknown {
  return times === 0 ? [] : [nested(times - 1)];
}
