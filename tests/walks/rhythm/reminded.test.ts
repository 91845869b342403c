import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ControlAt } from '../../../src/preview/slack/controls.ts';
import type { SlackPost } from '../../../src/preview/slack/world.ts';
import { buttonsOf } from '../../../src/preview/teams/cards.ts';
import { type Json, objectAt, type PostedMessage, type TeamsRoom } from '../../../src/preview/teams/rooms.ts';
import {
  type Apollo,
  botPosts,
  channel,
  mo,
  olivia,
  peopleOf,
  startProject,
  tess,
} from '../../support/apollo.ts';
import { serverEngine } from '../../support/database/database.ts';
import { checkCards } from '../../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../../support/milepost.ts';
import { refused } from '../../support/refused.ts';

/** A Monday, in London. */
const day = '2026-12-07';

describe.each(serverEngine)('reminders of due milestones, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  let chat: TeamsRoom;

  /** Moves the clock and waits for everything due by then. */
  async function clock(now: string): Promise<void> {
    const moved = await stage.milepost.app.inject({ method: 'POST', url: '/test/clock', payload: { now } });
    expect(moved.statusCode).toBe(200);
  }
  const cardsAreCurrent = async () => {
    await stage.settle();
    const today = () => Temporal.Instant.from(`${day}T09:00:00Z`);
    expect((await checkCards(stage.milepost.connection.db, stage.ends, today)).wrong).toEqual([]);
  };
  const toMo = (): SlackPost[] => botPostsIn(`D${mo}`);
  const botPostsIn = (room: string) =>
    stage.ends.slack.world.postsIn(room).filter(({ user }) => user.startsWith('UBOT'));
  const toTess = (): PostedMessage[] =>
    stage.ends.teams.rooms.messages.filter(({ room }) => room === chat.id);

  /** Returns what Mo reads after using a control of the line that contains `words`. */
  async function pressSlack(words: string, label: string): Promise<string> {
    const post = toMo().at(-1) as SlackPost;
    const answers = () => stage.ends.slack.world.shownTo(mo, post.channel);
    const before = answers().length;
    await stage.desk.press(mo, post.channel, post.ts, controlOf(post, words, label));
    await expect.poll(() => answers().length).toBe(before + 1);
    return answers().at(-1)?.text ?? '';
  }

  /** Returns what Tess reads after pressing a button of milestone `number`. */
  async function pressTeams(number: number, label: string) {
    const message = toTess().at(-1) as PostedMessage;
    const button = buttonsOf(message.card as Json).find(
      ({ title, data }) => title === label && objectAt(data, 'input').milestone === String(number),
    );
    if (!button) throw new Error(`No button ${label} of ${number} in ${shownIn(message)}`);
    const press = { verb: String(button.verb), data: button.data as Json };
    return stage.ends.teams.executeWith(tess, chat, message, press);
  }

  beforeAll(async () => {
    stage = await startStage(engine, { movedNow: `${day}T08:00:00Z` });
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    chat = stage.ends.teams.rooms.personal(tess, stage.ends.teams.tenant);
    await apollo.slack(olivia, 'policy approver:nobody');
    for (const name of ['Press kit', 'Landing page', 'Demo'])
      await apollo.slack(mo, `new "${name}" due:today owner:me type:event`);
    for (const name of ['Load test', 'Runbook', 'Handover'])
      await apollo.teams(tess, `new "${name}" due:today owner:me type:event`);
    for (const number of [1, 2, 3, 4, 5, 6]) await apollo.slack(mo, `start ${number}`);
    await stage.settle();
    await clock(`${day}T08:30:00Z`);
  });
  afterAll(() => stage.close());

  it('arrive in direct chats on both platforms, in one message at nine', async () => {
    expect([toMo(), toTess()]).toEqual([[], []]);
    await clock(`${day}T09:00:00Z`);
    expect(toMo()).toHaveLength(1);
    expect(toTess()).toHaveLength(1);
    for (const name of ['1 · Press kit', '2 · Landing page', '3 · Demo'])
      expect(JSON.stringify(toMo()[0])).toContain(name);
    for (const name of ['4 · Load test', '5 · Runbook', '6 · Handover'])
      expect(shownIn(toTess()[0])).toContain(name);
    expect(JSON.stringify(toMo()[0])).not.toContain('Runbook');
    expect(botPostsIn(`D${olivia}`)).toEqual([]);
  });

  it('let people finish, snooze and stop from there in Slack', async () => {
    expect(await pressSlack('1 · Press kit', 'Done')).toContain('1 · Press kit is done.');
    expect(await pressSlack('2 · Landing page', 'Snooze 1 h')).toContain(
      'Your reminders for 2 · Landing page are snoozed for an hour.',
    );
    expect(await pressSlack('3 · Demo', 'Stop reminding')).toContain('Reminders for 3 · Demo are off.');
    await cardsAreCurrent();
  });

  it('and in Teams, where the message with the other milestones stays', async () => {
    expect((await pressTeams(4, 'Done')).toast).toBe('4 · Load test is done.');
    expect((await pressTeams(5, 'Snooze until tomorrow')).toast).toBe(
      'Your reminders for 5 · Runbook are snoozed until Tue 8 Dec.',
    );
    const stopped = await pressTeams(6, 'Stop reminding');
    expect(stopped).toMatchObject({ toast: 'Reminders for 6 · Handover are off.' });
    expect(stopped.card).toBeUndefined();
    await cardsAreCurrent();
  });

  it('arrive again after an hour when snoozed for an hour', async () => {
    await clock(`${day}T10:00:30Z`);
    expect(toMo()).toHaveLength(2);
    expect(JSON.stringify(toMo()[1])).toContain('2 · Landing page');
    expect(JSON.stringify(toMo()[1])).not.toContain('3 · Demo');
    expect(toTess()).toHaveLength(1);
  });

  it('and the next morning, without milestones that are done or stopped', async () => {
    await clock('2026-12-08T09:00:00Z');
    const [mine, theirs] = [JSON.stringify(toMo().at(-1)), shownIn(toTess().at(-1))];
    expect([toMo().length, toTess().length]).toEqual([3, 2]);
    expect(mine).toContain('2 · Landing page');
    expect(mine).not.toMatch(/Press kit|Demo/);
    expect(theirs).toContain('5 · Runbook');
    expect(theirs).not.toMatch(/Load test|Handover/);
  });

  it('arrive once, however often the clock ticks', async () => {
    for (let n = 0; n < 3; n += 1) await stage.milepost.runDue();
    expect([toMo().length, toTess().length]).toEqual([3, 2]);
  });

  describe('the receipts, for whoever runs the project', () => {
    /** Returns the latest private answer to Olivia. */
    const answer = () => stage.ends.slack.world.shownTo(olivia, channel).at(-1);

    it('show what was sent, to whom and when', async () => {
      const list = said(await apollo.slack(olivia, 'receipts'));
      expect(list).toContain('personal digest to Mo in Slack, sent');
      expect(list).toContain('personal digest to Tess in Teams, sent');
      expect(list).toContain('reminder of 2 · Landing page to Mo in Slack, sent');
      expect(said(await apollo.slack(mo, 'receipts'))).not.toContain('Tess');
    });

    it('show what failed and let it be sent again', async () => {
      stage.ends.slack.fail('chat.postMessage', { is: 'error', code: 'invalid_blocks' });
      const posts = botPosts(stage).length;
      expect(said(await apollo.slack(olivia, 'digest now'))).toContain('Sending the digest of Apollo.');
      await stage.settle();
      expect(botPosts(stage)).toHaveLength(posts);
      expect(said(await apollo.slack(olivia, 'receipts failed'))).toContain(
        'digest for Olivia in apollo, failed: invalid_blocks',
      );
      await stage.desk.press(olivia, channel, answer()?.ts ?? '', 'Send again');
      await stage.settle();
      expect(botPosts(stage)).toHaveLength(posts + 1);
      expect(botPosts(stage).at(-1)?.text).toContain('Apollo');
      expect(said(await apollo.slack(olivia, 'receipts failed'))).toContain('No failed messages.');
    });

    it('ask for confirmation before sending twice what may have arrived', async () => {
      await clock('2026-12-08T09:05:00Z');
      stage.ends.slack.fail('chat.postMessage', { is: 'dropped', done: true });
      // Without the scope, Milepost cannot look for the message.
      stage.ends.slack.fail('conversations.history', { is: 'error', code: 'missing_scope' });
      const posts = botPosts(stage).length;
      await apollo.slack(olivia, 'digest now');
      await stage.settle();
      expect(botPosts(stage)).toHaveLength(posts + 1);
      let list = '';
      const look = async () => {
        list = said(await apollo.slack(olivia, 'receipts failed'));
        return list;
      };
      await expect.poll(look).toContain('If it did, people get it twice.');
      const shown = answer();
      const number = /- (\d+): digest for Olivia/.exec(list)?.[1];
      expect(said(await refused(apollo.slack(olivia, `retry ${number}`)))).toContain(
        'Milepost cannot tell whether',
      );
      await stage.desk.press(olivia, channel, shown?.ts ?? '', 'Send again');
      await stage.settle();
      expect(botPosts(stage)).toHaveLength(posts + 2);
    });
  });
});

type Part = { block_id?: string; elements?: Control[]; accessory?: Control };
type Control = {
  action_id?: string;
  text?: { text: string };
  options?: { text: { text: string }; value: string }[];
};

/** Returns the control with this label for the line that contains `words`: beside it or right below. */
function controlOf({ blocks }: SlackPost, words: string, label: string): ControlAt {
  const at = blocks.findIndex((block) => JSON.stringify(block).includes(words));
  for (const part of blocks.slice(at, at + 2) as Part[]) {
    for (const control of [...(part.elements ?? []), ...(part.accessory ? [part.accessory] : [])]) {
      const selected = control.options?.find((option) => option.text.text === label)?.value;
      if (selected === undefined && control.text?.text !== label) continue;
      return { blockId: part.block_id ?? '', actionId: control.action_id ?? '', selected };
    }
  }
  throw new Error(`There is no ${label} at ${words}`);
}
