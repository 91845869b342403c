import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleo, gus, mo, olivia, tess } from '../../support/apollo.ts';
import { shownIn, teamsPosts } from '../../support/milepost.ts';
import { type TwoSides, twoSides } from './two-sides.ts';

let sides: TwoSides;
beforeAll(async () => {
  sides = await twoSides();
});
afterAll(() => sides.stage.close());

const settle = () => sides.stage.settle();

describe('a reply under the thread’s card', () => {
  it('of Slack is posted once under the card in Teams, however often Slack sends it', async () => {
    const reply = {
      text: 'The *key* is `abc`, see <https://example.com/doc|the guide> &amp; co',
      ts: '1893000001.000100',
    };
    const before = sides.stage.ends.slack.world.posts.length;
    await Promise.all([
      sides.reply(reply, { id: 'Ev1' }),
      sides.reply(reply, { id: 'Ev1', retry: 1 }),
      sides.reply(reply, { id: 'Ev2', retry: 2 }),
    ]);
    await settle();
    const [copy, ...more] = sides.inTeams('Mo (team)');
    expect(more).toEqual([]);
    expect(shownIn(copy)).toContain('"text":"key","weight":"Bolder"');
    expect(shownIn(copy)).toContain('"text":"abc","fontType":"Monospace"');
    expect(shownIn(copy)).toContain(
      '"text":"the guide","selectAction":{"type":"Action.OpenUrl","url":"https://example.com/doc"}',
    );
    expect(shownIn(copy)).toContain('& co');
    // nothing is echoed or answered
    expect(sides.stage.ends.slack.world.posts.length).toBe(before);
    expect(sides.apollo.toldInSlack(mo)).not.toContain('key');
    expect(sides.apollo.slackPost('waiting on the customer').ts).toBe(sides.cards.slack);
    expect(shownIn(sides.apollo.teamsPost('waiting on you'))).toContain('Talk to your team');
  });

  it('of Teams is posted once under the card in Slack, without the mention', async () => {
    const id = sides.stage.ends.teams.rooms.nextId();
    const html =
      '<p><at id="0">Milepost</at>&nbsp;Yes, <strong>great</strong>:</p><ul><li>one</li><li>a &lt; b</li></ul>';
    const more = { id, attachments: [{ contentType: 'text/html', content: html }] };
    await sides.answer(cleo, 'Yes, great: one a < b', more);
    await sides.answer(cleo, 'Yes, great: one a < b', more);
    await settle();
    const [copy, ...others] = sides.inSlack('Cleo (customer)');
    expect(others).toEqual([]);
    expect(copy?.text).toBe('Cleo (customer)\nYes, great:\n• one\n• a &lt; b');
    expect(JSON.stringify(copy?.blocks)).toContain('{"type":"text","text":"great","style":{"bold":true}}');
    expect(sides.inTeams('Cleo')).toEqual([]);
    expect(sides.apollo.slackPost('waiting on you').ts).toBe(sides.cards.slack);
  });

  it('keeps its order in the other channel', async () => {
    for (const nth of [1, 2, 3, 4, 5, 6]) await sides.reply({ text: `Step ${nth} of six` });
    await settle();
    const steps = sides.inTeams('of six').map((post) => /Step (\d)/.exec(shownIn(post))?.[1]);
    expect(steps).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('neither pings nor injects on the other platform', async () => {
    await sides.reply({
      text: 'Hi <!channel> <@UOLI> <!subteam^S1|devs> <at>Cleo</at> {{DATE(2027-01-01)}} **x',
    });
    await sides.answer(cleo, 'Hi &lt;!channel&gt; &lt;@UOLI&gt; <at>Cleo</at> @here *_~`');
    await settle();
    const inTeams = sides.inTeams('devs').at(-1);
    expect(JSON.stringify(inTeams?.card?.msteams ?? {})).not.toContain('mention');
    // the fallback is plain text; the body is what clients interpret
    expect(JSON.stringify(inTeams?.card?.body)).not.toMatch(/<at>|\{\{DATE/);
    expect(shownIn(inTeams)).toContain('@Olivia @devs');

    const inSlack = sides.inSlack('@here').at(-1);
    expect(inSlack?.text).not.toMatch(/<[!@]/);
    expect(JSON.stringify(inSlack?.blocks)).not.toMatch(/"type":"(?:user|broadcast|usergroup)"/);
  });

  it('refers to files and links, without the addresses that carry a token', async () => {
    const file = {
      id: 'F1',
      name: 'film.mov',
      size: 3 * 2 ** 30,
      permalink: 'https://acme.slack.com/files/UMO/F1/film.mov',
      url_private_download: 'https://files.slack.com/secret/film.mov',
    };
    await sides.reply({ subtype: 'file_share', text: '', files: [file] });
    await settle();
    const [copy] = sides.inTeams('film.mov');
    expect(shownIn(copy)).toContain('https://acme.slack.com/files/UMO/F1/film.mov');
    expect(shownIn(copy)).not.toContain('secret');
  });
});

describe('edits and deletions', () => {
  it('of Slack change the copy; a later one wins, whatever the order of the events', async () => {
    const ts = await sides.reply({ text: 'The price is 100' });
    await sides.edit(ts, 'The price is 120', { editedTs: '1893500003.000100' });
    await sides.edit(ts, 'The price is 110', { editedTs: '1893500002.000100' });
    await settle();
    expect(sides.inTeams('The price is').map((one) => shownIn(one).includes('120'))).toEqual([true]);
    await sides.remove(ts);
    await sides.edit(ts, 'The price is 130', { editedTs: '1893500004.000100' });
    await settle();
    expect(sides.inTeams('The price is')).toEqual([]);
    expect(sides.inTeams('Deleted this message')).toHaveLength(1);
  });

  it('that arrive before their message are the message, or leave none', async () => {
    await sides.edit('1893400001.000100', 'Second thoughts');
    await sides.reply({ ts: '1893400001.000100', text: 'First thoughts' });
    await sides.remove('1893400002.000100');
    await sides.reply({ ts: '1893400002.000100', text: 'Never to be seen' });
    await settle();
    expect(sides.inTeams('thoughts').map((one) => shownIn(one).includes('Second'))).toEqual([true]);
    expect(sides.inTeams('Never to be seen')).toEqual([]);
  });

  it('of Teams change the copy in Slack', async () => {
    const id = await sides.answer(cleo, 'We pay on Monday');
    const change = { id, type: 'messageUpdate', channelData: { eventType: 'editMessage' } };
    await sides.answer(cleo, 'We pay on Tuesday', change);
    await settle();
    expect(sides.inSlack('We pay on').map(({ text }) => text)).toEqual([
      'Cleo (customer)\nWe pay on Tuesday\nEdited',
    ]);
    await sides.answer(cleo, '', {
      id,
      type: 'messageDelete',
      channelData: { eventType: 'softDeleteMessage' },
    });
    await settle();
    expect(sides.inSlack('We pay on')).toEqual([]);
  });

  it('by typed commands change the copies, too', async () => {
    await sides.apollo.slack(olivia, 'say Typed in a line');
    await sides.apollo.slack(olivia, 'reword last Typed again');
    await settle();
    expect(sides.inTeams('Typed').map((one) => shownIn(one).includes('again'))).toEqual([true]);
  });
});

describe('what is not taken', () => {
  it('is a reply of somebody who is on neither side; they hear why, alone', async () => {
    await sides.reply({ user: gus, text: 'Let me in', team: 'TOTHER', user_team: 'TOTHER' });
    await settle();
    expect(sides.inTeams('Let me in')).toEqual([]);
    await expect.poll(() => sides.apollo.toldInSlack(gus)).toMatch(/Only an? /);
  });

  it('is what bots write, above all Milepost itself', async () => {
    const { world } = sides.stage.ends.slack;
    const bot = world.team('T0ACME').botUserId;
    await sides.reply({ user: bot, text: 'An own post', bot_id: 'B1' });
    await sides.reply({ user: bot, text: 'An own post' });
    await sides.edit('1893300001.000100', 'An own post', { user: bot, bot_id: 'B1' });
    await settle();
    expect(sides.inTeams('An own post')).toEqual([]);
  });

  it('is a reply in another thread, or none', async () => {
    await sides.reply({ text: 'Elsewhere', thread_ts: '1893000000.000001' });
    await sides.reply({ text: 'Elsewhere', thread_ts: undefined });
    await settle();
    expect(sides.inTeams('Elsewhere')).toEqual([]);
  });

  it('is a message of 4001 characters, until an edit makes it shorter', async () => {
    const ts = await sides.reply({ text: `start ${'x'.repeat(3995)}` });
    await settle();
    expect(sides.inTeams('start x')).toEqual([]);
    await expect.poll(() => sides.apollo.toldInSlack(mo)).toContain('you wrote 4,001.');
    await sides.edit(ts, 'start x');
    await settle();
    expect(sides.inTeams('start x')).toHaveLength(1);
  });

  it('is a command that names the bot in Slack', async () => {
    await sides.stage.desk.mention(mo, 'CAPOLLO', 'list', sides.cards.slack);
    await settle();
    expect(
      teamsPosts(sides.stage, sides.apollo.room).filter((one) => shownIn(one).includes('"list"')),
    ).toEqual([]);
    expect(sides.inTeams('list')).toEqual([]);
  });

  it('leaves no text of a message in the log', () => {
    expect(sides.stage.log.join('\n')).not.toMatch(/The price is|We pay on|Let me in/);
    expect(tess.name).toBe('Tess');
  });
});
