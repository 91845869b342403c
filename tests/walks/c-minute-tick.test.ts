import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fastTimings } from '../delivery/world.ts';
import { type Apollo, botPosts, mo, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { type Stage, said, shownIn, startStage, teamsPosts } from '../support/milepost.ts';

describe.each(serverEngine)('walk C: the minute tick, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;

  /** Moves the clock and waits for everything due by then. */
  async function clock(now: string): Promise<void> {
    const moved = await stage.milepost.app.inject({ method: 'POST', url: '/test/clock', payload: { now } });
    expect(moved.statusCode).toBe(200);
  }
  const isDigest = (text: string) => /\b\w+day \d/.test(text);
  const inSlack = () => botPosts(stage).filter(({ text }) => isDigest(text));
  const inTeams = () => teamsPosts(stage, apollo.room).filter((post) => isDigest(shownIn(post)));
  const kit = () => botPosts(stage).find(({ text }) => text.startsWith('1 · Press kit'))?.text;

  beforeAll(async () => {
    stage = await startStage(engine, { movedNow: '2026-12-07T07:00:00Z' });
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.slack(mo, 'new "Press kit" due:"8 dec 2026" type:time');
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('posts the digest in the thread of the card, even when it was enabled after the last tick', async () => {
    expect(said(await apollo.slack(olivia, 'digest daily at:09:00 in:thread'))).toContain('09:00');
    await clock('2026-12-07T09:00:00Z');
    expect(inSlack()).toHaveLength(1);
    expect(inTeams()).toHaveLength(0);
    expect(inSlack()[0]?.text).not.toContain('late');
    const card = botPosts(stage).find(({ text }) => text.startsWith('Apollo'));
    expect(inSlack()[0]?.threadTs).toBe(card?.ts);
    await clock('2026-12-07T09:00:40Z');
    expect(inSlack()).toHaveLength(1);
  });

  it('starts a milestone of type time when its day begins, and every card shows it', async () => {
    await apollo.teams(tess, 'show 1');
    await stage.settle();
    expect(shownIn(apollo.teamsPost('1 · Press kit'))).toContain('upcoming');
    await clock('2026-12-08T00:00:30Z');
    expect(kit()).toContain('in progress');
    expect(shownIn(apollo.teamsPost('1 · Press kit'))).toContain('in progress');
    const history = said(await apollo.slack(mo, 'history 1'));
    expect(history).toContain('Milepost started it');
    expect(history).not.toContain('Milepost started it, in');
  });

  it('catches up after days of downtime with one message, marked as late', async () => {
    await stage.restart();
    await clock('2026-12-10T15:00:00Z');
    expect(inSlack()).toHaveLength(2);
    expect(inSlack()[1]?.text).toMatch(/late/);
  });

  it('unlinks an archived room, and does not try it again', async () => {
    const channel = stage.ends.slack.world.channels.find(({ id }) => id === 'CAPOLLO');
    if (!channel) throw new Error('no channel');
    channel.archived = true;
    const calls = () => stage.ends.slack.calls.filter(({ args }) => args.channel === channel.id).length;
    const before = calls();
    await clock('2026-12-11T09:00:00Z');
    // One refusal is not enough: Milepost tries again before it unlinks the channel.
    await vi.waitFor(() => expect(stage.log.join()).toContain('room unlinked'), 10_000);
    const whenLost = calls();
    expect(whenLost).toBeGreaterThan(before);
    // A channel that is still linked would be tried again after this wait.
    await sleep(2 * fastTimings.strikeMs);
    await clock('2026-12-14T09:00:00Z');
    await clock('2026-12-15T09:00:00Z');
    expect(calls()).toBe(whenLost);
    expect(inSlack()).toHaveLength(2);
  });
});
