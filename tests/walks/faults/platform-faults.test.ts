import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { slackTeam } from '../../../src/preview/ends.ts';
import type { SlackFault } from '../../../src/preview/slack/api.ts';
import type { Fault } from '../../../src/preview/teams/faults.ts';
import { fastTimings } from '../../delivery/world.ts';
import { type Apollo, botPosts, channel, mo, peopleOf, startProject, tess } from '../../support/apollo.ts';
import { serverEngine } from '../../support/database/database.ts';
import { postsCounted } from '../../support/database/ledger.ts';
import { checkCards } from '../../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../../support/milepost.ts';
import { refused } from '../../support/refused.ts';

const slackFaults: SlackFault[] = [
  { is: 'status', status: 500 },
  { is: 'error', code: 'internal_error' },
  { is: 'garbage' },
  { is: 'dropped', done: true },
  { is: 'hang', done: true },
];
const teamsFaults: Fault[] = [
  { does: 'answer', status: 500 },
  { does: 'garbage' },
  { does: 'drop' },
  { does: 'hang' },
];

describe.each(serverEngine)('a failing platform, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  let percent = 0;
  const wrong = async () =>
    (await checkCards(stage.milepost.connection.db, stage.ends)).wrong.map((one) => one.card);
  const inTime = { timeout: 15_000, interval: 50 };
  const change = async () => {
    percent += 1;
    expect(said(await apollo.slack(mo, `progress 1 ${percent}`))).toContain(percentWords(percent));
  };

  beforeAll(async () => {
    stage = await startStage(engine, {}, { timings: { ...fastTimings, leaseMs: 2_000 } });
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.slack(mo, 'new "Beta launch"');
    await apollo.teams(tess, 'show 1');
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('waits for Slack as long as it asks, without delaying others', async () => {
    const before = postsCounted(stage);
    stage.ends.slack.fail('chat.update', { is: 'limited', retryAfter: 2 });
    await change();
    await stage.settle();
    expect((await wrong()).every((card) => card.startsWith('slack'))).toBe(true);
    expect(await wrong()).not.toEqual([]);
    expect(shownIn(apollo.teamsPost('1 · Beta launch, '))).toContain(percentWords(percent));
    await expect.poll(wrong, inTime).toEqual([]);
    expect(postsCounted(stage)).toEqual(before);
  });

  it('waits for Teams as long as it asks, without delaying others', async () => {
    const before = postsCounted(stage);
    const headers = { 'retry-after': '2' };
    stage.ends.teams.faults.add({ method: 'PUT', does: 'answer', status: 429, headers });
    await change();
    await stage.settle();
    expect((await wrong()).every((card) => card.startsWith('teams'))).toBe(true);
    expect(await wrong()).not.toEqual([]);
    expect(apollo.slackPost('1 · Beta launch, ').text).toContain(percentWords(percent));
    await expect.poll(wrong, inTime).toEqual([]);
    expect(postsCounted(stage)).toEqual(before);
  });

  it.each(slackFaults)('retries an edit after Slack answered %j', async (fault) => {
    const before = postsCounted(stage);
    stage.ends.slack.fail('chat.update', fault);
    await change();
    await expect.poll(wrong, inTime).toEqual([]);
    expect(postsCounted(stage)).toEqual(before);
  });

  it.each(teamsFaults)('retries an edit after Teams answered %j', async (fault) => {
    const before = postsCounted(stage);
    stage.ends.teams.faults.add({ ...fault, method: 'PUT' });
    await change();
    await expect.poll(wrong, inTime).toEqual([]);
    expect(postsCounted(stage)).toEqual(before);
  });

  it('finds a post whose answer from Slack was lost, and keeps it current', async () => {
    const posted = () => botPosts(stage).filter((post) => post.metadata).length;
    const before = posted();
    stage.ends.slack.fail('chat.postMessage', { is: 'hang', done: true });
    await apollo.slack(mo, 'show 1');
    await expect.poll(() => lastReceipt(stage), inTime).toBe('sent');
    expect(posted()).toBe(before + 1);
    await change();
    await expect.poll(wrong, inTime).toEqual([]);
  });

  it('answers a person whose profile look-up failed, and recognises them the next time', async () => {
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UNEW', team: slackTeam, name: 'newcomer', realName: 'Newcomer' });
    world.channel(channel).members.add('UNEW');
    stage.ends.slack.fail('users.info', { is: 'hang' });
    const unsure = await refused(apollo.slack('UNEW', 'progress 1 90'));
    expect(said(unsure)).toContain('could not check who you are');
    expect(said(await apollo.slack('UNEW', 'progress 1 91'))).toContain(percentWords(91));
    await stage.settle();
    expect(await wrong()).toEqual([]);
  });

  it('says when Slack does not open a form', async () => {
    stage.ends.slack.fail('views.open', { is: 'error', code: 'expired_trigger_id' });
    await apollo.pressSlack(mo, '1 · Beta launch, ', 'Progress');
    await expect.poll(() => apollo.toldInSlack(mo)).toContain('did not open the form');
  });

  it('logs one line with the cause, and never user text', async () => {
    const log = stage.log.join('');
    expect(log).toContain('installation rate limited');
    expect(log).not.toContain('Beta launch');
    expect(log).not.toContain('xoxb-');
  });
});

async function lastReceipt({ milepost }: Stage): Promise<string | undefined> {
  const result = await milepost.connection.db.execute(
    sql`select state from receipt where kind = 'post' order by seq desc limit 1`,
  );
  return rowsOf<{ state: string }>(result)[0]?.state;
}
