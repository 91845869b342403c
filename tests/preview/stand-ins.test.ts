import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ends, slackTeam, startEnds, teamsChannel } from '../../src/preview/ends.ts';
import { cardProblem } from '../../src/preview/teams/cards.ts';
import { teamsPerson } from '../support/milepost.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (more: object = {}) => ({ type: 'section', text: plain('Hello'), ...more });

describe('the stand-in of Slack refuses, as Slack documents it,', () => {
  let ends: Ends;
  let slack: WebClient;
  let now = Date.now();
  const channel = 'CGEN';
  beforeAll(async () => {
    ends = await startEnds();
    const { world } = ends.slack;
    world.addPerson({ id: 'UANA', team: slackTeam, name: 'ana' });
    world.addChannel({ id: channel, team: slackTeam, name: 'general' });
    slack = new WebClient(ends.settings.slack?.botToken, {
      slackApiUrl: ends.slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
  });
  afterAll(() => ends.close());
  const post = (blocks: object[], text = 'Hello') =>
    slack.chat.postMessage({ channel, text, blocks: blocks as never });

  it.each([
    ['an unknown block', { type: 'chart', title: plain('x') }],
    ['an unknown field of a block', section({ colour: 'red' })],
    [
      'an unknown field of a button',
      { type: 'actions', elements: [{ type: 'button', text: plain('Go'), colour: 'red' }] },
    ],
    [
      'a button where only text may stand',
      { type: 'context', elements: [{ type: 'button', text: plain('Go') }] },
    ],
    ['an input in a message', { type: 'input', label: plain('Name'), element: { type: 'plain_text_input' } }],
    ['markup where it is not read', { type: 'header', text: { type: 'mrkdwn', text: '*x*' } }],
    [
      'a confirmation without its words',
      {
        type: 'actions',
        elements: [{ type: 'button', text: plain('Go'), confirm: { title: plain('Sure?') } }],
      },
    ],
    ['an empty text', { type: 'section', text: plain('') }],
    ['a text that is too long', { type: 'section', text: plain('x'.repeat(3_001)) }],
    [
      'a run of no kind in rich text',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'shout', text: 'x' }] }],
      },
    ],
  ])('%s', async (_what, block) => {
    await expect(post([block])).rejects.toThrow('invalid_blocks');
  });

  it('an edit that is too long, and one of a message that is gone', async () => {
    const { ts = '' } = await post([section()]);
    const edit = (at: string, text: string) => slack.chat.update({ channel, ts: at, text });
    await expect(edit(ts, 'x'.repeat(4_001))).rejects.toThrow('msg_too_long');
    await expect(edit('1.1', 'x')).rejects.toThrow('message_not_found');
  });

  it('a form without its button, with a field it does not know, by a trigger that is none, used or late', async () => {
    const { world } = ends.slack;
    Object.defineProperty(world, 'now', { value: () => now });
    const form = {
      type: 'modal',
      title: plain('Form'),
      submit: plain('Send'),
      blocks: [{ type: 'input', label: plain('Name'), element: { type: 'plain_text_input' } }],
    };
    const open = (view: object, trigger = world.trigger(slackTeam, 'UANA')) =>
      slack.views.open({ trigger_id: trigger, view: view as never });
    const { submit: _, ...unsent } = form;
    await expect(open(unsent)).rejects.toThrow('invalid_arguments');
    await expect(open({ ...form, colour: 'red' })).rejects.toThrow('invalid_arguments');
    await expect(open(form, 'made-up')).rejects.toThrow('invalid_trigger_id');
    const used = world.trigger(slackTeam, 'UANA');
    await open(form, used);
    await expect(open(form, used)).rejects.toThrow('exchanged_trigger_id');
    const late = world.trigger(slackTeam, 'UANA');
    now += 3_001;
    await expect(open(form, late)).rejects.toThrow('expired_trigger_id');
  });

  it('every other call while it is slow, and says when to come again', async () => {
    ends.slack.slow = true;
    const outcomes = [];
    for (let call = 0; call < 4; call += 1) {
      outcomes.push(
        await slack.auth.test().then(
          () => 'taken',
          (error: { retryAfter?: number }) => error.retryAfter,
        ),
      );
    }
    expect(outcomes).toEqual([5, 'taken', 5, 'taken']);
    ends.slack.slow = false;
    expect(await slack.auth.test()).toMatchObject({ ok: true });
  });
});

describe('the stand-in of Teams refuses, as Teams does,', () => {
  const card = (more: object = {}) => ({
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlock', text: 'Hello <at>Ana</at>' }],
    ...more,
  });

  it.each([
    ['what is no card', { type: 'Container' }],
    ['a version it does not draw', card({ version: '1.6' })],
    ['an element that nobody knows', card({ body: [{ type: 'Sparkline' }] })],
    ['an action that nobody knows', card({ actions: [{ type: 'Action.Jump', title: 'x' }] })],
    [
      'a mention that stands nowhere',
      card({
        msteams: { entities: [{ type: 'mention', text: '<at>Ben</at>', mentioned: { id: '29:ben' } }] },
      }),
    ],
  ])('%s', (_what, shown) => {
    expect(cardProblem(shown)).toBeDefined();
  });

  it('nothing of a card that is right, nor an unknown element that says what stands for it', () => {
    const mention = { type: 'mention', text: '<at>Ana</at>', mentioned: { id: '29:ana' } };
    expect(cardProblem(card({ msteams: { entities: [mention] } }))).toBeUndefined();
    const body = [{ type: 'Sparkline', fallback: { type: 'TextBlock', text: 'x' } }];
    expect(cardProblem(card({ body }))).toBeUndefined();
  });

  it('such a card in a message or an edit, and a message that says nothing', async () => {
    const { teams, ...ends } = await startEnds({ anonymous: true });
    const ana = teamsPerson('Ana');
    const room = teamsChannel(teams, 'Apollo', [ana]);
    const at = `${teams.serviceUrl}v3/conversations/${encodeURIComponent(room.id)}/activities`;
    const send = async (method: string, path: string, content?: object) => {
      const attachments = content
        ? [{ contentType: 'application/vnd.microsoft.card.adaptive', content }]
        : [];
      const answer = await fetch(`${at}${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'message', attachments }),
      });
      return { status: answer.status, body: (await answer.json()) as { id?: string } };
    };
    expect(await send('POST', '')).toMatchObject({ status: 400 });
    expect(await send('POST', '', card({ version: '2.0' }))).toMatchObject({
      status: 400,
      body: { error: { code: 'BadSyntax' } },
    });
    const { body } = await send('POST', '', card());
    expect(await send('PUT', `/${body.id}`, card({ body: [{ type: 'Sparkline' }] }))).toMatchObject({
      status: 400,
    });
    expect(teams.rooms.messages).toMatchObject([{ id: body.id, edits: 0 }]);
    await ends.close();
  });
});
