import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackTeam } from '../../../src/preview/ends.ts';
import type { SlackPost } from '../../../src/preview/slack/world.ts';
import { type Apollo, channel, linkLineIn, mo, olivia, peopleOf, tess } from '../../support/apollo.ts';
import { serverEngine } from '../../support/database/database.ts';
import { type Stage, said, shownIn, startStage } from '../../support/milepost.ts';
import { attempted } from '../../support/refused.ts';

const bolt = 'CBOLT';
const question = 'What did you learn this week?';
const again = 'Who is your next customer?';

describe.each(serverEngine)('a question to the companies of a programme, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;

  /** Moves the clock and waits for everything due by then. */
  async function clock(now: string): Promise<void> {
    const moved = await stage.milepost.app.inject({ method: 'POST', url: '/test/clock', payload: { now } });
    expect(moved.statusCode).toBe(200);
    await stage.settle();
  }
  const inBolt = (line: string, who: string = mo) => stage.desk.slash(who, bolt, line);
  const posts = (room: string, words: string): SlackPost[] =>
    stage.ends.slack.world
      .postsIn(room)
      .filter(({ text, user }) => user.startsWith('UBOT') && text.includes(words));
  const summaries = (words: string) => posts(`D${olivia}`, words);

  beforeAll(async () => {
    stage = await startStage(engine, { movedNow: '2026-12-07T08:00:00Z' });
    apollo = peopleOf(stage);
    stage.ends.slack.world.addChannel({ id: bolt, team: slackTeam, name: 'bolt' });
    await apollo.slack(olivia, 'project "Apollo" kind:stages');
    await apollo.teams(tess, linkLineIn(said(await apollo.slack(olivia, 'link'))));
    await apollo.teams(tess, 'stages');
    await inBolt('project "Bolt" kind:stages', olivia);
    await apollo.slack(mo, 'stages');
    await inBolt('stages');
    await stage.settle();
    await apollo.slack(olivia, 'programme "Spring" companies:"Apollo","Bolt"');
    await apollo.slack(olivia, `programme ask "Spring" "${question}" until:"9 dec 2026"`);
    await clock('2026-12-07T08:31:00Z');
  });
  afterAll(() => stage.close());

  it('comes once into the team rooms of each company, on both platforms, without the others’ names', async () => {
    await clock('2026-12-07T08:33:00Z');
    expect(apollo.heard(question)).toEqual({ slack: 1, teams: 1 });
    expect(posts(bolt, question)).toHaveLength(1);
    const asked = [JSON.stringify(apollo.slackPost(question)), shownIn(apollo.teamsPost(question))];
    for (const shown of asked) {
      expect(shown).toContain('One answer for the company, until the end of Wed 9 Dec.');
      expect(shown).not.toMatch(/Bolt|Spring/);
    }
  });

  it('takes one answer per company by a form, which others of the company see and change on the other platform', async () => {
    await apollo.pressSlack(mo, question, 'Answer');
    await expect.poll(() => stage.ends.slack.world.views.some((view) => view.user === mo)).toBe(true);
    await stage.desk.submit(apollo.modalOf(mo).id, { answer: 'Schools pay in January' });
    await stage.settle();
    const form = await apollo.pressTeams(tess, question, 'Answer');
    expect(JSON.stringify(form)).toContain('Schools pay in January');
    await stage.ends.teams.execute(tess, apollo.room, apollo.teamsPost(question), 'Answer', {
      answer: 'Schools pay in spring',
    });
    await stage.settle();
    expect(said(await apollo.slack(mo, 'history'))).toContain('answered a coach’s question');
    expect(summaries(question)).toEqual([]);
  });

  it('is answered by no coach, and by nobody of another company', async () => {
    expect(said(await attempted(apollo.slack(olivia, 'programme answer I know it')))).toContain('Mo');
    expect(said(await inBolt('history'))).not.toContain('Schools');
  });

  it('is summed up once to the coach when the time is over, over a restart too', async () => {
    await clock('2026-12-09T23:59:00Z');
    expect(summaries(question)).toEqual([]);
    await clock('2026-12-10T00:00:00Z');
    await stage.restart();
    await clock('2026-12-10T00:02:00Z');
    await clock('2026-12-10T09:00:00Z');
    expect(summaries(question)).toHaveLength(1);
    const [summary] = summaries(question).map((post) => JSON.stringify(post));
    expect(summary).toContain('1 of 2 companies answered');
    expect(summary).toContain('Schools pay in spring');
    expect(summary).not.toContain('January');
    expect(summary).toContain('No answer from Bolt.');
    expect(said(await attempted(inBolt('programme answer too late')))).toContain(
      'No coach waits for an answer',
    );
    const late = await attempted(apollo.pressSlack(mo, question, 'Answer'));
    await stage.settle();
    expect(said(late) + apollo.toldInSlack(mo)).toContain('The time for answers is over');
  });

  it('is summed up at once when all have answered, however many answer at the same time, and never again', async () => {
    await apollo.slack(olivia, `programme ask "Spring" "${again}"`);
    await clock('2026-12-10T09:05:00Z');
    expect(apollo.heard(again)).toEqual({ slack: 1, teams: 1 });
    await Promise.all([apollo.slack(mo, 'programme answer A bank'), inBolt('programme answer A school')]);
    await clock('2026-12-10T09:07:00Z');
    expect(summaries(again)).toHaveLength(1);
    const summary = JSON.stringify(summaries(again)[0]);
    expect(summary).toContain('2 of 2 companies answered');
    expect(summary).toMatch(/Apollo[\s\S]*A bank[\s\S]*Bolt[\s\S]*A school/);
    expect(summary).not.toContain('No answer');
    await clock('2026-12-19T09:00:00Z');
    expect(summaries(again)).toHaveLength(1);
    expect([
      posts(bolt, again).length,
      posts(channel, 'A school').length,
      posts(bolt, 'A bank').length,
    ]).toEqual([1, 0, 0]);
  });
});
