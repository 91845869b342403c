import { afterEach, describe, expect, it } from 'vitest';
import { type RunningTeams, startTeams } from '../../support/platforms/teams.ts';

let running: RunningTeams;
afterEach(() => running.stop());

const told = () => running.news.map(({ is, ...rest }) => ('room' in rest ? [is, rest.room.channel] : [is]));

describe('news of a room', () => {
  it('says that the bot came in, with what it takes to write there; the bot says nothing by itself', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    const answers = await end.install(people.ana, rooms.channel);
    expect(answers).toEqual([
      { status: 200, body: '' },
      { status: 200, body: '' },
    ]);
    expect(told()).toEqual([
      ['joined', rooms.channel.id],
      ['joined', rooms.channel.id],
    ]);
    expect(running.news[0]).toMatchObject({
      room: { reach: { serviceUrl: end.serviceUrl, botId: end.bot.id } },
    });
    expect(end.calls).toEqual([]);
  });

  it('says that the bot went', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    await end.remove(people.ana, rooms.channel);
    await end.event(rooms.chat, people.ana, {
      type: 'conversationUpdate',
      membersRemoved: [{ id: end.bot.id }],
    });
    expect(told()).toEqual([
      ['lost', rooms.channel.id],
      ['lost', rooms.chat.id],
    ]);
  });

  it.each([
    ['channelDeleted', { channel: { id: '19:old' } }, ['lost', '19:old']],
    ['teamDeleted', { team: { id: '19:team' } }, ['lost', '19:team']],
    ['channelRenamed', { channel: { id: '19:old', name: 'New' } }, ['renamed', '19:old']],
  ])('says %s of the channel it is about', async (eventType, more, expected) => {
    running = await startTeams();
    const { end, people, rooms } = running;
    const channelData = { tenant: { id: end.tenant }, eventType, ...more };
    await end.event(rooms.channel, people.ana, { type: 'conversationUpdate', channelData });
    expect(told()).toEqual([expected]);
  });

  it('leaves out what concerns people or nothing', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    const events = [
      { type: 'conversationUpdate', membersAdded: [{ id: '29:carl' }] },
      { type: 'conversationUpdate', membersRemoved: [{ id: '29:carl' }] },
      { type: 'installationUpdate', action: 'add-upgrade' },
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
      { type: 'somethingNew' },
    ];
    for (const event of events) expect((await end.event(rooms.channel, people.ana, event)).status).toBe(200);
    expect(running.news).toEqual([]);
    expect(running.intents).toEqual([]);
  });

  it('that cannot be kept is answered so that it may come again', async () => {
    running = await startTeams({ onRoomNews: () => Promise.reject(new Error('no database')) });
    const { end, people, rooms } = running;
    const answer = await end.remove(people.ana, rooms.channel);
    expect(answer).toEqual({ status: 503, body: 'Not available at the moment. Try again later.' });
    expect(running.logged).toMatchObject([{ level: 'error' }]);
  });
});
