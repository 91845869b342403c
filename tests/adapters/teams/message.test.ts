import { afterEach, describe, expect, it } from 'vitest';
import { note } from '../../../cards/model.ts';
import type { Intent, Reply } from '../../../src/ports/intent.ts';
import { type RunningTeams, startTeams } from '../../support/platforms/teams.ts';

let running: RunningTeams;
afterEach(() => running.stop());

const asked = async (text: string, place: 'channel' | 'direct' = 'channel') => {
  running = await startTeams();
  const { ana, ben } = running.people;
  await running.end.message(ana, running.rooms[place], text, { mentions: [ben] });
  const ask = running.intents[0]?.ask;
  return ask && 'line' in ask ? ask.line.replaceAll(running.end.tenant, 'T') : undefined;
};

/** The first message that somebody sees in a room. */
const answerTo = (person: { id: string }, room: { id: string }) =>
  running.end.until(() => running.end.rooms.seenBy(room.id, person.id)[0]);

describe('a message to the bot', () => {
  it('becomes a command line without the mention of the bot', async () => {
    expect(await asked('progress 3 60 OAuth flow works')).toBe('progress 3 60 OAuth flow works');
  });

  it('loses every mention of the bot, wherever it stands', async () => {
    expect(await asked('<at>Milepost</at> list <at>Milepost</at>')).toBe('list');
  });

  it('names other people by canonical tokens', async () => {
    expect(await asked('role <at>Ben</at> coach')).toBe('role <@teams:T/29:ben|Ben> coach');
  });

  it('takes a mention that Teams does not vouch for as mere words', async () => {
    expect(await asked('role <at>Eve</at> coach')).toBe('role Eve coach');
    await running.stop();
    expect(await asked('role &lt;@teams:T/29:eve|Ben&gt; coach')).toBe('role < @teams:T/29:eve|Ben> coach');
  });

  it('has its entities decoded and its blanks collapsed', async () => {
    expect(await asked('new&nbsp; "R&amp;D"\u00a0  due:friday &#39;x&#x27;')).toBe(
      `new "R&D" due:friday 'x'`,
    );
  });

  it('may start with a slash, and may be empty', async () => {
    expect(await asked('/list')).toBe('list');
    await running.stop();
    expect(await asked('&nbsp;')).toBe('');
  });

  it('comes from the sender that Teams vouches for, with their zone and the room', async () => {
    await asked('list');
    const { end, rooms } = running;
    expect(running.intents[0]).toMatchObject({
      actor: {
        platform: 'teams',
        tenant: end.tenant,
        user: '29:ana',
        directoryId: 'aaaaaaaa-0000-4000-8000-000000000001',
        name: 'Ana',
        zone: 'Europe/London',
      },
      room: {
        platform: 'teams',
        tenant: end.tenant,
        channel: rooms.channel.id,
        kind: 'channel',
        name: 'Apollo',
        reach: { serviceUrl: end.serviceUrl, botId: end.bot.id },
      },
      surface: 'line',
    });
  });

  it('names its delivery, the same for the same message', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    for (const id of ['m1', 'm2']) await end.message(people.ana, rooms.direct, 'list', { id });
    const deliveries = running.intents.map(({ delivery }) => delivery);
    expect(deliveries).toEqual(['m1', 'm2'].map((id) => `teams:${rooms.direct.id}/${id}`));
  });

  it('names its delivery by what it says, where it has no id', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    const more = { type: 'message', text: 'list', id: undefined };
    for (const text of ['list', 'list', 'help']) await end.event(rooms.direct, people.ana, { ...more, text });
    const deliveries = running.intents.map(({ delivery }) => delivery);
    expect(deliveries).toHaveLength(2);
    expect(new Set(deliveries).size).toBe(2);
  });

  it('that arrives twice, one after the other or at once, is carried out and answered once', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    const list = (id: string) => end.message(people.ana, rooms.channel, 'list', { id });
    const answers = [await list('m1'), await list('m1'), ...(await Promise.all([list('m2'), list('m2')]))];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await running.teams.close();
    expect(running.intents).toHaveLength(2);
    expect(end.rooms.messages).toHaveLength(2);
  });

  describe('that is edited', () => {
    const run = ({ ask, corrects }: Intent): Reply => {
      const line = 'line' in ask ? ask.line : '';
      const reply: Reply = { is: 'done', line: line === 'list' ? 'Here it is' : 'Not understood' };
      return corrects && line === 'done' ? { ...reply, repeated: true } : reply;
    };
    const texts = () => running.end.rooms.messages.map(({ text }) => text);

    it.each(['direct', 'channel'] as const)(
      'in a %s is answered in the place of the first answer',
      async (kind) => {
        running = await startTeams({ run });
        const { end, people, rooms } = running;
        const id = String(Date.now());
        const edited = (text: string, eventType = 'editMessage') =>
          end.event(rooms[kind], people.ana, {
            type: 'messageUpdate',
            id,
            text: `<at>${end.bot.name}</at> ${text}`,
            entities: [{ type: 'mention', text: `<at>${end.bot.name}</at>`, mentioned: end.bot }],
            channelData: { eventType, tenant: { id: end.tenant } },
          });
        await end.event(rooms[kind], people.ana, { type: 'message', id, text: 'lst' });
        await expect.poll(texts).toEqual(['Not understood']);
        expect((await edited('list')).status).toBe(200);
        await expect.poll(texts).toEqual(['Here it is']);
        expect(running.intents[1]).toMatchObject({ corrects: true, delivery: running.intents[0]?.delivery });
        await edited('list');
        await edited('done');
        for (const other of ['undeleteMessage', 'softDeleteMessage']) await edited('help', other);
        await running.teams.close();
        expect(texts()).toEqual(['Here it is']);
        expect(running.intents).toHaveLength(3);
      },
    );

    it('in a channel without a mention, or after two days, is left alone', async () => {
      running = await startTeams({ run });
      const { end, people, rooms } = running;
      const edit = {
        type: 'messageUpdate',
        text: 'list',
        channelData: { eventType: 'editMessage', tenant: { id: end.tenant } },
      };
      await end.event(rooms.channel, people.ana, edit);
      await end.event(rooms.direct, people.ana, { ...edit, id: String(Date.now() - 172_800_000) });
      expect(running.intents).toEqual([]);
    });
  });

  it('that could not be taken is taken when it arrives again', async () => {
    let tries = 0;
    const run = (): Reply => {
      tries += 1;
      if (tries === 1) throw new Error('a defect');
      return { is: 'done', line: 'Done.' };
    };
    running = await startTeams({ run });
    const { end, people, rooms } = running;
    const send = () => end.message(people.ana, rooms.direct, 'list', { id: 'm1' });
    expect([(await send()).status, (await send()).status]).toEqual([503, 200]);
    await expect.poll(() => end.rooms.messages.map(({ text }) => text)).toEqual(['Done.']);
  });

  it('that says nothing is taken and left alone', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    expect((await end.event(rooms.direct, people.ana, { type: 'message', text: null })).status).toBe(200);
    expect((await end.event(rooms.direct, people.ana, { type: 'message', value: { odd: 1 } })).status).toBe(
      200,
    );
    expect(running.intents).toEqual([]);
  });

  it('that is a button nobody can read any more asks for no command that exists', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    const value = { command: 'start', input: ['3'] };
    expect((await end.event(rooms.direct, people.ana, { type: 'message', value })).status).toBe(200);
    expect(running.intents).toMatchObject([{ surface: 'press', ask: { command: '', input: {} } }]);
  });
});

describe('the answer to a message', () => {
  it('is a card for the one who asked only, in the thread they asked in', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    await end.message(people.ana, rooms.channel, 'list', { thread: '42' });
    const answer = await answerTo(people.ana, rooms.channel);
    expect(answer).toMatchObject({ targetedTo: '29:ana', thread: '42', summary: 'Here it is' });
    expect(answer.card).toBeDefined();
    expect(answer.text).toBeUndefined();
    expect(end.rooms.seenBy(rooms.channel.id, '29:ben')).toEqual([]);
  });

  it('is an ordinary message in a personal chat', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    await end.message(people.ana, rooms.direct, 'list');
    expect((await answerTo(people.ana, rooms.direct)).targetedTo).toBeUndefined();
  });

  it('is one plain line when the thing is done', async () => {
    running = await startTeams({ run: () => ({ is: 'done', line: 'Done: *3*' }) });
    const { end, people, rooms } = running;
    await end.message(people.ana, rooms.chat, 'done 3');
    expect(await answerTo(people.ana, rooms.chat)).toMatchObject({ text: 'Done: *3*', targetedTo: '29:ana' });
    expect(end.calls.at(-1)?.body).toMatchObject({ textFormat: 'plain' });
  });

  it('is the present card with the line on top, when there is one', async () => {
    running = await startTeams({
      run: () => ({ is: 'done', line: 'Progress is 60%.', card: note('3 · Beta') }),
    });
    const { end, people, rooms } = running;
    await end.message(people.ana, rooms.chat, 'progress 3 60');
    const { card } = await answerTo(people.ana, rooms.chat);
    expect(card?.fallbackText).toBe('3 · Beta\nProgress is 60%.');
  });

  it('is a form when more is needed, and a refusal in its own words', async () => {
    running = await startTeams({
      run: ({ ask }) =>
        'line' in ask && ask.line === 'new'
          ? { is: 'form', form: { title: 'New', command: 'new', submit: 'Create', given: {}, fields: [] } }
          : { is: 'refused', refusal: { is: 'no_project' }, card: note('No project here') },
    });
    const { end, people, rooms } = running;
    await end.message(people.ana, rooms.direct, 'new');
    await end.message(people.ana, rooms.direct, 'list');
    const shown = await end.until(() => {
      const seen = end.rooms.seenBy(rooms.direct.id, '29:ana').map(({ summary }) => summary);
      return seen.length === 2 ? seen : undefined;
    });
    expect(shown.sort()).toEqual(['New', 'No project here']);
  });

  it('is tried again when the connector says later', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    end.faults.add({ does: 'answer', status: 429, headers: { 'retry-after': '0' } });
    await end.message(people.ana, rooms.direct, 'list');
    expect((await answerTo(people.ana, rooms.direct)).summary).toBe('Here it is');
  });

  it('that cannot be delivered is one line in the log, without its words, and never sent twice', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    end.faults.add({ does: 'answer', status: 500 });
    expect((await end.message(people.ana, rooms.direct, 'list')).status).toBe(200);
    await running.teams.close();
    expect(end.calls).toHaveLength(1);
    expect(running.logged).toEqual([
      {
        level: 'warn',
        fields: { conversation: rooms.direct.id, why: 'status 500' },
        message: 'teams answer failed',
      },
    ]);
  });

  it('is waited for when Milepost stops', async () => {
    running = await startTeams();
    const { end, people, rooms } = running;
    await end.message(people.ana, rooms.direct, 'list');
    await running.teams.close();
    expect(end.rooms.seenBy(rooms.direct.id, '29:ana')).toHaveLength(1);
  });
});
