import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/preview/snapshot.ts';
import { copyReady } from '../support/database/ready-database.ts';
import {
  type RunningPreview,
  slackCard,
  startPreview,
  teamsCard,
  wordsOf,
} from '../support/preview/preview.ts';

type Part = Record<string, unknown>;

const channel = 'CAPOLLO';
const room = '19:Apollo@thread.tacv2';
const data = mkdtempSync(join(tmpdir(), 'milepost-preview-'));
let preview: RunningPreview;
beforeAll(async () => {
  await copyReady(data);
  preview = await startPreview(data);
});
afterAll(async () => {
  await preview.stop();
  rmSync(data, { recursive: true, force: true });
});

const slash = (as: string, text: string) => preview.post('slack/slash', { as, channel, text });
/** What only this person was shown in Slack, the latest. */
const told = ({ slack }: Snapshot, user: string) =>
  slack.ephemerals.findLast(({ to }) => to === user)?.text ?? '';
/** A control of a message as the page finds it: its ids, and the value of its option of that label. */
function controlOf(
  blocks: unknown[],
  label: string,
): { blockId: string; actionId: string; selected?: string } {
  for (const block of blocks as Part[]) {
    for (const element of [
      ...((block.elements ?? []) as Part[]),
      ...(block.accessory ? [block.accessory as Part] : []),
    ]) {
      const ids = { blockId: String(block.block_id), actionId: String(element.action_id) };
      if ((element.text as Part | undefined)?.text === label) return ids;
      const options = (element.options ?? []) as { text: { text: string }; value: string }[];
      const option = options.find(({ text }) => text.text === label);
      if (option) return { ...ids, selected: option.value };
    }
  }
  throw new Error(`There is no ${label}`);
}
/** What the buttons of a card were drawn for. */
const aboutIn = (message: unknown): unknown =>
  JSON.parse(/"about":(\{[^}]*\})/.exec(JSON.stringify(message))?.[1] ?? 'null');

const teamsData = (card: Part | undefined, verb: string): Part => {
  const found = JSON.stringify(card).includes(`"verb":"${verb}"`);
  if (!found) throw new Error(`There is no ${verb}`);
  const buttons: Part[] = [];
  JSON.stringify(card, (_key, value) => {
    if (value?.type === 'Action.Execute' && value.verb === verb) buttons.push(value);
    return value;
  });
  return buttons[0]?.data as Part;
};

describe('what people do in Slack', () => {
  it('by a slash command changes the cards on both sides, and the page hears of it', async () => {
    const seen = preview.until((state) =>
      slackCard(state, '2 ·')?.text.includes('80 %') && wordsOf(teamsCard(state, '2 ·')).includes('80 %')
        ? state
        : undefined,
    );
    expect(await slash('mo', '/milestone progress 2 80 almost there')).toMatchObject({
      status: 200,
      body: { ok: true },
    });
    const state = await seen;
    expect(told(state, 'UMO')).toContain('2 · OAuth sign-in is at 80 %');
    expect(slackCard(state, '2 ·')).toMatchObject({
      edits: expect.any(Number),
      editedAt: expect.any(String),
    });
  });

  it('as a message is heard in the direct chat and where the bot is mentioned, and nowhere else', async () => {
    expect(await preview.post('slack/say', { as: 'UMO', channel: 'DUMO', text: 'show 2' })).toMatchObject({
      status: 200,
    });
    await preview.until(({ slack }) =>
      slack.posts.find(
        ({ channel: at, user, text }) => at === 'DUMO' && user === slack.bot && text.includes('80 %'),
      ),
    );
    const before = (await preview.state()).slack.posts.length;
    await preview.post('slack/say', { as: 'mo', channel, text: 'nothing for a bot' });
    await preview.post('slack/say', { as: 'cleo', channel, text: '@milepost projects' });
    const state = await preview.until((now) =>
      told(now, 'UCLEO').includes('My projects') ? now : undefined,
    );
    expect(state.slack.posts.slice(before).map(({ text }) => text)).toEqual([
      'nothing for a bot',
      `<@${state.slack.bot}> projects`,
    ]);
  });

  it('by a control is done, by a menu too; a control that is not there is said', async () => {
    const { ts, blocks } = slackCard(await preview.state(), '4 ·') ?? { ts: '', blocks: [] };
    const press = (action: object) => preview.post('slack/press', { as: 'olivia', channel, ts, action });
    expect(await press(controlOf(blocks, 'Start'))).toMatchObject({ status: 200 });
    await preview.until((state) => slackCard(state, '4 · Public launch, in progress'));
    expect(await press({ blockId: 'b1', actionId: 'none#0' })).toMatchObject({
      status: 422,
      body: { ok: false, error: expect.stringMatching(/^There is no control none#0 of b1/) },
    });
  });

  it('in a form is checked as Slack checks it, then by Milepost, and closes it', async () => {
    await slash('olivia', 'new');
    const opened = (state: Snapshot) => state.slack.views.find(({ user }) => user === 'UOLIVIA');
    const view = (await preview.until(opened)).id;
    const submit = (values: object) => preview.post('slack/submit', { as: 'olivia', view, values });
    expect(await submit({ name: '' })).toMatchObject({ status: 200 });
    expect(opened(await preview.state())?.errors).toEqual({ name: 'Please complete this required field.' });
    const action = { blockId: 'form-more', actionId: 'form-more#0' };
    await preview.post('slack/press-in', { as: 'olivia', view, action, values: { name: 'Press kit' } });
    await preview.until((state) =>
      JSON.stringify(opened(state)?.view).includes('share') ? state : undefined,
    );
    await submit({ name: 'Press kit', share: '-1' });
    expect(Object.keys(opened(await preview.state())?.errors ?? {})).toEqual(['share']);
    expect(await preview.post('slack/submit', { as: 'mo', view, values: {} })).toMatchObject({ status: 422 });
    await submit({ name: 'Press kit', share: '' });
    const state = await preview.until((now) => (slackCard(now, '5 · Press kit') ? now : undefined));
    expect(opened(state)).toBeUndefined();
    await slash('olivia', 'new');
    const other = (await preview.until(opened)).id;
    await preview.post('slack/close', { as: 'olivia', view: other });
    expect(opened(await preview.state())).toBeUndefined();
  });
});

describe('what people do in Teams', () => {
  const execute = async (as: string, words: string, verb: string) => {
    const message = teamsCard(await preview.state(), words);
    const body = { as, room, message: message?.id, verb, data: teamsData(message?.card, verb) };
    return preview.post('teams/execute', body);
  };

  it('as a message is answered to the one who wrote it, under it', async () => {
    await preview.post('teams/say', { as: 'carol', room, text: 'show 3' });
    const { said, answer } = await preview.until(({ teams }) => {
      const mine = teams.messages.find(
        ({ from, text }) => from === '29:carol' && text === '@Milepost show 3',
      );
      const found = teams.messages.find(
        ({ targetedTo, thread }) => targetedTo === '29:carol' && thread === mine?.id,
      );
      return mine && found ? { said: mine, answer: found } : undefined;
    });
    expect(wordsOf(answer)).toContain('3 · Security review');
    expect(Number(answer.id)).toBeGreaterThan(Number(said.id));
  });

  it('in the personal chat is answered there', async () => {
    await preview.post('teams/say', { as: '29:carol', room: 'a:carol', text: 'projects' });
    await preview.until(({ teams }) =>
      teams.messages.find((one) => one.room === 'a:carol' && wordsOf(one).startsWith('My projects')),
    );
  });

  it('by a button that is not theirs is refused in passing, with who may', async () => {
    const refused = await execute('cleo', '3 · Security review, waiting', 'approve');
    expect(refused).toMatchObject({ status: 200, body: { ok: true } });
    expect(JSON.stringify(refused.body)).toContain('Carol');
    expect(slackCard(await preview.state(), '3 · Security review, waiting')).toBeDefined();
  });

  it('by the coach approves it, for everybody on both sides', async () => {
    const done = await execute('carol', '3 · Security review, waiting', 'approve');
    expect(done).toMatchObject({ status: 200, body: { ok: true, card: { type: 'AdaptiveCard' } } });
    await preview.until(
      (state) =>
        slackCard(state, '3 · Security review, done') && teamsCard(state, '3 · Security review, done'),
    );
  });

  it('with a client that knows no Action.Execute arrives all the same', async () => {
    const message = teamsCard(await preview.state(), '2 ·');
    const about = aboutIn(message);
    const data = { command: 'progress', form: true, given: { milestone: '2' }, about, in_percent: '85' };
    const sent = await preview.post('teams/submit', { as: 'mo', room, message: message?.id, data });
    expect(sent).toMatchObject({ status: 200, body: { ok: true } });
    await preview.until((state) => slackCard(state, '2 ·')?.text.includes('85 %') || undefined);
  });

  it('in a dialog is opened, kept open where something is wrong, and closed with a word', async () => {
    const about = aboutIn(teamsCard(await preview.state(), '2 ·'));
    const opened = await preview.post('teams/dialog', {
      as: 'olivia',
      room,
      data: { command: 'new', input: {}, about },
    });
    expect(opened.body).toMatchObject({
      ok: true,
      task: { type: 'continue', value: { title: 'New milestone' } },
    });
    const form = { command: 'new', form: true, given: {}, about };
    const wrong = await preview.post('teams/dialog-submit', {
      as: 'olivia',
      room,
      data: { ...form, in_name: 'ab' },
    });
    expect(wrong.body).toMatchObject({ task: { type: 'continue' } });
    const right = await preview.post('teams/dialog-submit', {
      as: 'olivia',
      room,
      data: { ...form, in_name: 'Price list' },
    });
    expect(right.body).toMatchObject({
      task: { type: 'message', value: expect.stringContaining('Price list') },
    });
  });

  it('on a card or in a room that is not there is said', async () => {
    const gone = { as: 'mo', room, message: '1', verb: 'start', data: {} };
    expect(await preview.post('teams/execute', gone)).toMatchObject({
      status: 422,
      body: { error: 'There is no such message any more.' },
    });
    expect(await preview.post('teams/say', { as: 'mo', room: 'a:carol', text: 'hi' })).toMatchObject({
      status: 422,
    });
    expect(await preview.post('teams/say', { as: 'nobody', room, text: 'hi' })).toMatchObject({
      status: 422,
      body: { ok: false, error: 'There is nobody called nobody.' },
    });
  });
});

describe('the switches', () => {
  it('move the clock, and the cards count from there', async () => {
    const dueIn = ({ text = '' } = {}) => /(\d+) working days/.exec(text)?.[0];
    const before = await preview.state();
    const moved = await preview.post('clock', { forward: { weeks: 1 } });
    expect(Date.parse(String(moved.body.now)) - Date.parse(before.now)).toBeGreaterThan(6 * 86_400_000);
    const days = dueIn(slackCard(before, '4 ·'));
    const state = await preview.until((now) => (dueIn(slackCard(now, '4 ·')) === days ? undefined : now));
    expect(Date.parse(state.now)).toBeGreaterThanOrEqual(Date.parse(String(moved.body.now)));
    await slash('olivia', 'show 4');
    const { ts } = await preview.until((now) => slackCard(now, '4 ·'));
    expect(Number(ts) * 1_000).toBeGreaterThan(Date.parse(before.now) - 86_400_000);
    expect(await preview.post('clock', { at: 'friday 09:00' })).toMatchObject({ status: 200 });
    expect((await preview.state()).now).toMatch(/T09:00/);
  });

  it.each([
    [{ to: '2020-01-01T09:00:00Z' }, 'The clock only goes forward.'],
    [{ at: 'someday' }, 'Say when, such as “friday 09:00” or “tomorrow 09:00”.'],
    [{ forward: { weeks: 60 } }, 'The clock goes forward by a year at most.'],
  ])('refuse %j', async (move, error) => {
    expect(await preview.post('clock', move)).toEqual({ status: 422, body: { ok: false, error } });
  });

  it('make Slack slow: calls are answered with 429, and everything arrives all the same', async () => {
    await preview.post('slow', { slack: true });
    expect((await preview.state()).slow).toBe(true);
    await preview.post('teams/say', { as: 'mo', room, text: 'progress 2 91' });
    await preview.until((state) => wordsOf(teamsCard(state, '2 ·')).includes('91 %') || undefined);
    expect(slackCard(await preview.state(), '2 ·')?.text).not.toContain('91 %');
    await preview.until((state) => slackCard(state, '2 ·')?.text.includes('91 %') || undefined);
    await preview.post('slow', { slack: false });
    expect((await preview.state()).slow).toBe(false);
  });
});
