import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackTeam } from '../../src/preview/ends.ts';
import { buttonsOf } from '../../src/preview/teams/cards.ts';
import type { Json } from '../../src/preview/teams/rooms.ts';
import { type Apollo, channel, mo, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';
import { refused } from '../support/refused.ts';

let stage: Stage;
let apollo: Apollo;
beforeAll(async () => {
  stage = await startStage('postgresql');
  apollo = peopleOf(stage);
  await startProject(stage, apollo, 'approver:coach');
  await apollo.slack(olivia, 'role Tess coach');
  for (const line of [
    'new "Beta launch"',
    'new "Go live" due:"1 dec 2027"',
    'metric "page load" target:"< 2 s"',
  ])
    await apollo.slack(olivia, line);
  await apollo.slack(
    olivia,
    'decision "Go?" on:"2 dec 2027" criteria:"The team is ready" fallback:"shift 7d"',
  );
  await stage.settle();
});
afterAll(() => stage.close());

/** The commands of the buttons and menus in rendered blocks. */
const controlsIn = (rendered: unknown): string[] =>
  [...JSON.stringify(rendered).matchAll(/"action_id":"([a-z-]+)#/g)].map(([, name]) => String(name));
const permalinkOf = (ts: string) => `https://example.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
const newest = () => {
  const shown = stage.ends.slack.world.shownTo(olivia, channel).at(-1);
  if (!shown) throw new Error('Olivia was shown nothing.');
  return shown;
};
const ephemerals = () => stage.ends.slack.world.shownTo(olivia, channel).length;

describe('a private answer in a Slack channel where the live card is', () => {
  it.each([
    ['start 1', '1 · Beta launch, '],
    ['progress 1 60 OAuth flow works', '1 · Beta launch, '],
    ['block 1 waiting for the key', '1 · Beta launch, '],
    ['unblock 1', '1 · Beta launch, '],
    ['edit 1 priority:p0', '1 · Beta launch, '],
    ['add 1 criterion "Privacy review"', '1 · Beta launch, '],
    ['edit 2 due:"9 dec 2027"', '2 · Go live, '],
    ['edit-project zone:Europe/Paris', 'Apollo, '],
    ['criterion D1.1 met', 'Go?'],
  ])('to %s is one line with a link to it', async (line, title) => {
    await stage.settle();
    const { body } = await apollo.slack(olivia, line);
    await stage.settle();
    const { ts } = apollo.slackPost(title);
    expect(controlsIn(body)).toEqual([]);
    const { text } = body as { text: string };
    expect(text).toContain(`Open the card (${permalinkOf(ts)})`);
    expect(text.split('\n')).toHaveLength(1);
  });

  it('links to the newest of several cards', async () => {
    await apollo.slack(olivia, 'show 1');
    await stage.settle();
    const { body } = await apollo.slack(olivia, 'progress 1 61');
    expect(said({ body } as never)).toContain(permalinkOf(apollo.slackPost('1 · Beta launch, ').ts));
  });

  it('to a form that was filled in is one line with a link as well', async () => {
    await apollo.slack(olivia, 'progress 1');
    await expect.poll(() => stage.ends.slack.world.views.length).toBe(1);
    await stage.desk.submit(apollo.modalOf(olivia).id, { percent: '62' });
    await expect.poll(() => newest().text).toContain('1 · Beta launch is at 62 %. Open the card (');
    expect(controlsIn(newest().blocks)).toEqual([]);
  });

  it('to a press on a private list is one line with a link, and the list stays', async () => {
    await apollo.slack(olivia, 'list');
    const { ts } = newest();
    const before = ephemerals();
    await stage.desk.press(olivia, channel, ts, 'Show');
    await expect.poll(ephemerals).toBe(before + 1);
    expect(newest().text).toMatch(/^1 · Beta launch, .*: 62 %\. Open the card \(/);
    expect(controlsIn(newest().blocks)).toEqual([]);
  });

  it('says the same to a request that is delivered twice', async () => {
    const line = { command: '/milestone', text: 'progress 1 63' };
    const fields = {
      team_id: slackTeam,
      team_domain: 'acme',
      channel_id: channel,
      user_id: olivia,
      trigger_id: '7.7',
    };
    const once = async () => said(await stage.desk.form({ ...line, ...fields }));
    const first = await once();
    expect(first).toContain('Open the card');
    expect(await once()).toBe(first);
  });

  it('to a submission is one line, because the message that tells of it is in the channel', async () => {
    const { body } = await apollo.slack(olivia, 'submit 1');
    expect(controlsIn(body)).toEqual([]);
    expect((body as { text: string }).text.split('\n')).toHaveLength(1);
    await apollo.slack(olivia, 'recall 1');
    await stage.settle();
  });
});

describe('a private answer in a channel without the live card', () => {
  it('shows the card in Teams, and one line with a link once the card is there', async () => {
    const whole = await apollo.teams(tess, 'progress 2 20');
    expect(whole).toContain('Action.Execute');
    await apollo.teams(tess, 'show 2');
    await stage.settle();
    const line = await apollo.teams(tess, 'progress 2 30');
    expect(line).toContain('2 · Go live is at 30 %. ');
    expect(line).not.toContain('Action.Execute');
    const [room, id] = [apollo.room.id, apollo.teamsPost('2 · Go live, ').id];
    const url = new URL(/https:\/\/teams\.microsoft\.com[^"]*/.exec(line)?.[0] ?? '');
    expect(decodeURIComponent(url.pathname)).toBe(`/l/message/${room}/${id}`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      tenantId: stage.ends.teams.tenant,
      parentMessageId: id,
    });
  });

  it('shows the card in the direct chat, where no card is kept up to date', async () => {
    await stage.desk.dm(olivia, 'progress 1 64 project:Apollo');
    const chat = `D${olivia}`;
    await expect
      .poll(() => controlsIn(stage.ends.slack.world.postsIn(chat).at(-1)?.blocks))
      .toContain('submit');
  });
});

describe('a press on a live card in Teams', () => {
  const titlesIn = (card: Json | undefined) => buttonsOf(card ?? {}).map(({ title }) => String(title));
  const press = (words: string, title: string, inputs: Record<string, string> = {}) =>
    stage.ends.teams.execute(tess, apollo.room, apollo.teamsPost(words), title, inputs);

  beforeAll(async () => {
    await apollo.slack(mo, 'progress 1 100');
    await apollo.slack(mo, 'submit 1');
    await stage.settle();
  });

  it('shows the pressed card again after what was opened in its place', async () => {
    const form = await press('Mo submitted 1', 'Return');
    expect(titlesIn(form.card)).toContain('Back');
    const back = await press('Mo submitted 1', 'Back');
    expect(shownIn({ card: back.card } as never)).toContain('Mo submitted 1 · Beta launch');
    expect(titlesIn(back.card)).not.toContain('Back');
    const shown = await press('Mo submitted 1', 'Show');
    expect(titlesIn(shown.card)).toContain('Back');
    expect(shownIn({ card: (await press('Mo submitted 1', 'Back')).card } as never)).toContain(
      'Mo submitted 1',
    );
  });

  it('shows the pressed card as it is now when it was out of date', async () => {
    const old = structuredClone(apollo.teamsPost('Mo submitted 1'));
    await apollo.slack(mo, 'evidence 1 link https://example.com/report "Report"');
    await stage.settle();
    const approve = buttonsOf(old.card as Json).find(({ title }) => title === 'Approve');
    const value = { verb: String(approve?.verb), data: approve?.data as Json };
    const answer = await refused(stage.ends.teams.executeWith(tess, apollo.room, old, value));
    expect(shownIn({ card: answer.card } as never)).toMatch(/out of date.*Mo submitted 1.*Report/s);
  });

  it('is answered with the submission and its outcome, not with the card of the milestone', async () => {
    const answer = await press('Mo submitted 1', 'Approve');
    const shown = shownIn({ card: answer.card } as never);
    expect(shown).toContain('Mo submitted 1 · Beta launch');
    expect(shown).toContain('Approved by Tess');
    await stage.settle();
    expect(JSON.stringify(answer.card)).toBe(JSON.stringify(apollo.teamsPost('Mo submitted 1').card));
  });
});

describe('a private answer that changes to its next state', () => {
  const press = async (label: string) => {
    await stage.desk.press(olivia, channel, newest().ts, label);
  };

  it('pages a list in the same message', async () => {
    for (let nth = 1; nth <= 15; nth += 1) await apollo.slack(olivia, `new "Step ${nth}"`);
    await apollo.slack(olivia, 'list');
    const before = ephemerals();
    expect(newest().text).toContain('1–15 of 17');
    await press('Next');
    await expect.poll(() => newest().text).toContain('16–17 of 17');
    await press('Previous');
    await expect.poll(() => newest().text).toContain('1–15 of 17');
    expect(ephemerals()).toBe(before);
  });

  it('opens groups of help in the same message', async () => {
    await apollo.slack(olivia, 'help');
    const before = ephemerals();
    await press('Plan');
    await expect.poll(() => newest().text).toContain('Plan: ');
    await press('All groups');
    await expect.poll(() => newest().text).toContain('What you can do with Milepost');
    expect(ephemerals()).toBe(before);
  });

  it('shows one preview of an import, whatever is changed about it', async () => {
    await apollo.slack(olivia, 'import');
    await expect.poll(() => stage.ends.slack.world.views.length).toBe(1);
    const text = '# Apollo\n\n## Freeze: 10/12/2027\n\n## Party: 11/12/2027\n';
    await stage.desk.submit(apollo.modalOf(olivia).id, { text });
    await expect.poll(() => newest().text).toContain('preview of an import');
    const before = ephemerals();
    const first = newest().text;
    await press(first.includes('have the day first') ? 'Read the month first' : 'Read the day first');
    await expect.poll(() => newest().text).not.toBe(first);
    const second = newest().text;
    await press('Change dates');
    await expect.poll(() => stage.ends.slack.world.views.length).toBe(1);
    await stage.desk.submit(apollo.modalOf(olivia).id, { shift: '1' });
    await expect.poll(() => newest().text).not.toBe(second);
    await press('Cancel');
    await expect.poll(() => newest().text).toContain('Import cancelled.');
    expect(ephemerals()).toBe(before);
    expect(controlsIn(newest().blocks)).toEqual([]);
  });
});
