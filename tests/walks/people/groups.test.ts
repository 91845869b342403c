import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackTeam, teamsChannel } from '../../../src/preview/ends.ts';
import { buttonsOf } from '../../../src/preview/teams/cards.ts';
import {
  type Apollo,
  botPosts,
  channel,
  cleo,
  gus,
  mo,
  olivia,
  peopleOf,
  startProject,
  tess,
  vic,
} from '../../support/apollo.ts';
import { type Stage, said, shownIn, startStage, teamsPerson } from '../../support/milepost.ts';
import { refused } from '../../support/refused.ts';

let stage: Stage;
let apollo: Apollo;

const names = ['Zoe', 'Ana', 'Ben', 'Ivo', 'Kim', 'Lea', 'Tom', 'Uma'];
const idOf = (name: string) => `U${name.toUpperCase()}`;

beforeAll(async () => {
  stage = await startStage('postgresql');
  apollo = peopleOf(stage);
  const { world } = stage.ends.slack;
  for (const name of names)
    world.addPerson({ id: idOf(name), team: slackTeam, name: name.toLowerCase(), realName: name });
  world.addPerson({ id: 'UHOOK', team: slackTeam, name: 'hook', realName: 'Hook', bot: true });
  world.addPerson({ id: 'ULEFT', team: slackTeam, name: 'left', realName: 'Left', gone: true });
  const group = (id: string, handle: string, users: string[]) =>
    world.groups.push({ id, team: slackTeam, handle, users });
  group('S1', 'devs', [idOf('Zoe'), 'UHOOK', mo, idOf('Ana'), 'ULEFT']);
  group('S2', 'all', [...names.map(idOf), mo]);
  group('S3', 'nobody', ['ULEFT']);
  world.addChannel({
    id: 'COPS',
    team: slackTeam,
    name: 'ops',
    members: new Set([idOf('Ben'), idOf('Ana'), world.team(slackTeam).botUserId]),
  });
  world.addChannel({
    id: 'CBOARD',
    team: slackTeam,
    name: 'board',
    kind: 'private',
    members: new Set([idOf('Kim'), olivia, world.team(slackTeam).botUserId]),
  });
  await startProject(stage, apollo);
  await apollo.slack(mo, 'list');
  await apollo.slack(gus, 'list');
  await stage.settle();
});
afterAll(() => stage.close());

type Button = { text: { text: string }; action_id: string; value?: string };

/** Returns the buttons of the latest private answer to a user. */
function offered(user: string, where = channel) {
  const shown = stage.ends.slack.world.shownTo(user, where).at(-1);
  const blocks = (shown?.blocks ?? []) as { elements?: Button[] }[];
  const buttons = blocks.flatMap(({ elements = [] }) => elements.filter((one) => one.action_id));
  return { ts: shown?.ts ?? '', labels: buttons.map(({ text }) => text.text), buttons };
}

describe('a Slack user group where a person is needed', () => {
  it('cannot own work, and its members are offered in order of their names', async () => {
    const answer = said(
      await refused(apollo.slack(olivia, 'new "Load test" due:"18 dec 2027" owner:@devs share:30')),
    );
    expect(answer).toContain('@devs is a group, and a group cannot own work');
    expect(offered(olivia).labels).toEqual(['Ana', 'Mo', 'Zoe']);
    expect(answer).not.toMatch(/And \d+ more/);
  });

  it('runs the same line with the chosen person, and posts the card in the room', async () => {
    const before = botPosts(stage).length;
    const { ts } = offered(olivia);
    await stage.desk.press(olivia, channel, ts, 'Zoe');
    await stage.settle();
    expect(botPosts(stage)).toHaveLength(before + 1);
    const card = JSON.stringify(botPosts(stage).at(-1)?.blocks);
    for (const words of ['Load test', 'Zoe']) expect(card).toContain(words);
    expect(said(await apollo.slack(olivia, 'list owner:@zoe'))).toContain('Load test');
  });

  it('offers five members of a large group, those in the project first, and counts the others', async () => {
    const answer = said(await refused(apollo.slack(olivia, 'edit 1 owner:@all')));
    const { labels } = offered(olivia);
    expect(labels).toHaveLength(5);
    expect(labels).toContain('Mo');
    expect(labels).toEqual([...labels].sort());
    expect(answer).toContain('It has 4 more');
  });

  it.each([
    ['role @devs coach', 'Ana', 'people', 'Ana'],
    ['risk "Provider may refuse" level:high owner:@devs', 'Mo', 'risks', 'Mo'],
    ['decision "Go for it?" on:"10 dec 2027" voters:@ben,@devs', 'Zoe', 'decision D1', 'Zoe'],
    ['reassign @zoe @devs', 'Mo', 'show 1', 'Mo'],
  ])('%s', async (line, choice, look, told) => {
    const answer = said(await refused(apollo.slack(olivia, line)));
    expect(answer).toContain('cannot own work, hold a role or decide');
    const { ts, labels } = offered(olivia);
    expect(labels).toEqual(['Ana', 'Mo', 'Zoe']);
    await stage.desk.press(olivia, channel, ts, choice);
    await stage.settle();
    await apollo.slack(olivia, look);
    await stage.settle();
    const { world } = stage.ends.slack;
    const seen = JSON.stringify([botPosts(stage).at(-1), world.shownTo(olivia, channel).slice(-2)]);
    expect(seen).toContain(told);
  });

  it('is named even when the mention carries no name, as in a message', async () => {
    await refused(stage.desk.mention(olivia, channel, 'new "By mention" owner:@devs'));
    await expect
      .poll(() => stage.ends.slack.world.shownTo(olivia, channel).at(-1)?.text)
      .toContain('@devs is a group');
  });

  it('says when it has no members', async () => {
    expect(said(await refused(apollo.slack(olivia, 'new "For nobody" owner:@nobody')))).toContain(
      'You cannot choose anybody in it.',
    );
  });

  it.each([
    [{ is: 'error', code: 'missing_scope' } as const, 'usergroups:read', []],
    [{ is: 'error', code: 'no_such_subteam' } as const, 'cannot show you who is in it', []],
    [{ is: 'status', status: 503 } as const, 'did not say in time', ['Try again']],
    [{ is: 'limited', retryAfter: 30 } as const, 'did not say in time', ['Try again']],
    [{ is: 'hang' } as const, 'did not say in time', ['Try again']],
  ])('answers %j with a reason, in time', async (fault, words, buttons) => {
    stage.ends.slack.fail('usergroups.users.list', fault);
    const began = performance.now();
    const answer = said(await refused(apollo.slack(olivia, 'new "Later" owner:@devs')));
    expect(performance.now() - began).toBeLessThan(2_500);
    expect(answer).toContain('cannot own');
    expect(answer).toContain(words);
    expect(offered(olivia).labels).toEqual(buttons);
    if (buttons.length === 0) return;
    await refused(stage.desk.press(olivia, channel, offered(olivia).ts, 'Try again'));
    await expect.poll(() => offered(olivia).labels).toEqual(['Ana', 'Mo', 'Zoe']);
  });

  it('gives nobody more rights by its buttons', async () => {
    await refused(apollo.slack(olivia, 'role @devs coach'));
    const button = offered(olivia).buttons[0];
    const before = said(await apollo.slack(olivia, 'people'));
    const answer = await stage.desk.interact(slackTeam, gus, {
      type: 'block_actions',
      actions: [{ ...button, type: 'button', action_ts: '1.1' }],
      container: { type: 'message', message_ts: '1.1', channel_id: channel, is_ephemeral: true },
      channel: { id: channel, name: 'apollo' },
      response_url: 'http://127.0.0.1:9/none',
      trigger_id: 'none',
    });
    expect(answer.status).toBe(200);
    await stage.settle();
    expect(said(await apollo.slack(olivia, 'people'))).toBe(before);
  });

  it('does not show its members to a guest who is not one', async () => {
    const answer = said(await refused(apollo.slack(gus, 'list owner:@devs')));
    expect(answer).toContain('cannot show you who is in it');
    expect(answer).not.toContain('Zoe');
  });
});

describe('a Slack channel where a person is needed', () => {
  it('offers its members', async () => {
    expect(said(await refused(apollo.slack(olivia, 'new "For ops" owner:#ops')))).toContain(
      '#ops is a channel',
    );
    expect(offered(olivia).labels).toEqual(['Ana', 'Ben']);
  });

  it('shows the members of a private channel only to its members', async () => {
    await refused(apollo.slack(olivia, 'new "For the board" owner:#board'));
    expect(offered(olivia).labels).toEqual(['Kim', 'Olivia']);
    expect(said(await refused(apollo.slack(mo, 'new "For the board" owner:#board')))).toContain(
      'cannot show you who is in it',
    );
    expect(offered(mo).labels).toEqual([]);
  });

  it('offers everybody in the room for @channel', async () => {
    expect(said(await refused(apollo.slack(olivia, 'new "For all" owner:@channel')))).toContain(
      '@channel is a group',
    );
    expect(offered(olivia).labels).toContain('Olivia');
    expect(offered(olivia).labels).not.toContain('Milepost');
  });

  it('stays unchanged inside a text', async () => {
    await apollo.slack(olivia, 'new "Moved" outcome:"see #ops and @devs"');
    await stage.settle();
    expect(JSON.stringify(botPosts(stage).at(-1)?.blocks)).toContain('see #ops and @devs');
  });
});

describe('a Teams channel, team or tag where a person is needed', () => {
  const ops = { id: '19:ops@thread.tacv2', name: 'Ops', type: 'channel' };
  const lines = (name: string) => `new "For ${name}" owner:<at>${name}</at>`;
  const toTess = () =>
    stage.ends.teams.rooms.messages.filter(
      (one) => one.room === apollo.room.id && one.targetedTo === tess.id,
    );
  const ask = async (line: string, mentions: { id: string; name: string; type: string }[]) => {
    const before = toTess().length;
    await refused(stage.ends.teams.message(tess, apollo.room, line, { mentions }));
    await stage.ends.teams.until(() => (toTess().length > before ? true : undefined));
    const message = toTess().at(-1);
    if (!message) throw new Error('no answer');
    return { message, labels: buttonsOf(message.card ?? {}).map(({ title }) => title) };
  };

  it('offers its members in order, and a press runs the same line', async () => {
    teamsChannel(stage.ends.teams, 'ops', [tess, teamsPerson('Wes'), teamsPerson('Ada')]);
    const { message, labels } = await ask(lines('Ops'), [ops]);
    expect(shownIn(message)).toContain('@Ops is a group, and a group cannot own work');
    expect(labels).toEqual(['Ada', 'Tess', 'Wes']);
    await stage.ends.teams.execute(tess, apollo.room, message, 'Wes');
    await stage.settle();
    const posted = apollo.teamsPost('For Ops');
    expect(shownIn(posted)).toContain('Wes');
  });

  it('does not show its members to somebody who is not one', async () => {
    teamsChannel(stage.ends.teams, 'hr', [cleo, vic]);
    const { message, labels } = await ask(lines('HR'), [
      { id: '19:hr@thread.tacv2', name: 'HR', type: 'channel' },
    ]);
    expect(shownIn(message)).toContain('cannot show you who is in it');
    expect(labels).toEqual([]);
  });

  it('says what to do instead of a tag', async () => {
    const tag = { id: 'MjQzMmI1N2EtMGFiZC00M2RiLWFhN2ItMTZlYWRkMTE1ZDM0', name: 'Devs', type: 'tag' };
    const { message, labels } = await ask(lines('Devs'), [tag]);
    expect(shownIn(message)).toContain('Teams does not tell apps who has a tag');
    expect(labels).toEqual([]);
  });

  it.each([
    ['answers 500', { does: 'answer', status: 500 } as const],
    ['hangs', { does: 'hang' } as const],
  ])('answers with a reason, in time, when the connector %s', async (_how, fault) => {
    stage.ends.teams.faults.add({ ...fault, path: '/pagedmembers' });
    const began = performance.now();
    const { message, labels } = await ask(lines('Ops'), [ops]);
    expect(performance.now() - began).toBeLessThan(2_900);
    expect(shownIn(message)).toContain('Teams did not say in time');
    expect(labels).toEqual(['Try again']);
  });
});
