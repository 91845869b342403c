import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { pressedData } from '../../../src/preview/teams/cards.ts';
import type { Json } from '../../../src/preview/teams/rooms.ts';
import { type Apollo, channel, mo, olivia, peopleOf, startProject, tess } from '../../support/apollo.ts';
import { engines } from '../../support/database/database.ts';
import { checkCards } from '../../support/live-cards.ts';
import { type Stage, said, startStage } from '../../support/milepost.ts';
import { type TwiceDesk, twiceDesk } from '../../support/platforms/twice.ts';
import { attempted } from '../../support/refused.ts';

describe.each(engines)('a request that arrives twice at once, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  let twice: TwiceDesk;
  /** Returns how often something was done since the last call. */
  const done = async () => {
    await stage.settle();
    const { db } = stage.milepost.connection;
    expect((await checkCards(db, stage.ends)).wrong).toEqual([]);
    expect(twice.unlike).toEqual([]);
    const rows = rowsOf<{ type: string }>(await db.execute(sql`select type from activity order by at, id`));
    const fresh = rows.slice(counted).map(({ type }) => type);
    counted = rows.length;
    return fresh;
  };
  let counted = 0;
  const twiceFromTess = async (more: Json) => {
    const { teams } = stage.ends;
    const activity = { id: teams.rooms.nextId(), ...more };
    return Promise.all([1, 2].map(() => teams.event(apollo.room, tess, activity)));
  };

  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    twice = twiceDesk(stage);
    await apollo.slack(mo, 'list');
    await done();
  });
  afterAll(() => stage.close());

  it('is run once with equal answers: a slash command', async () => {
    expect(said(await twice.slash(mo, channel, 'new "Beta launch"'))).toContain('1 · Beta launch');
    expect(await done()).toEqual(['created']);
    await apollo.teams(tess, 'show 1');
    await done();
    expect(apollo.heard('1 · Beta launch, ')).toEqual({ slack: 2, teams: 2 });
  });

  it('a mention, a line in the direct chat, and an event that Slack repeats', async () => {
    await twice.mention(mo, channel, 'progress 1 10 first');
    expect(await done()).toEqual(['started', 'progressed']);
    await twice.dm(mo, 'progress 1 20 second');
    expect(await done()).toEqual(['progressed']);
    const event = { type: 'app_mention', user: mo, channel, ts: '1.1', text: 'progress 1 30 third' };
    const answers = [
      await stage.desk.event('T0ACME', event, { id: 'Ev1' }),
      await stage.desk.event('T0ACME', event, { id: 'Ev1', retry: 1 }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await done()).toEqual(['progressed']);
    const answered = stage.ends.slack.world.shownTo(mo).filter(({ text }) => text.includes('30 %'));
    expect(answered).toHaveLength(1);
  });

  it('a press, and a form that is opened and submitted', async () => {
    await twice.press(mo, channel, apollo.slackPost('1 · Beta launch, ').ts, 'Block');
    await expect.poll(() => apollo.modalOf(mo)).toBeTruthy();
    const open = stage.ends.slack.world.views.filter(({ user }) => user === mo);
    expect(open).toHaveLength(1);
    await twice.submit(open[0]?.id ?? '', { reason: 'waits for the key' });
    expect(await done()).toEqual(['blocked']);
    await twice.press(mo, channel, apollo.slackPost('1 · Beta launch, ').ts, 'Unblock');
    expect(await done()).toEqual(['unblocked']);
    expect(apollo.heard('was blocked by Mo')).toEqual({ slack: 1, teams: 1 });
  });

  it('a message in Teams', async () => {
    const { bot } = stage.ends.teams;
    const text = `<at>${bot.name}</at> progress 1 40 fourth`;
    const entities = [{ type: 'mention', text: `<at>${bot.name}</at>`, mentioned: bot }];
    const answers = await twiceFromTess({ type: 'message', text, entities });
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await done()).toEqual(['progressed']);
  });

  it('a press in Teams', async () => {
    const post = apollo.teamsPost('1 · Beta launch, ');
    const { button, data } = pressedData(post.card ?? {}, 'Submit', {});
    const value = { action: { type: 'Action.Execute', verb: button.verb, data }, trigger: 'manual' };
    const more = { type: 'invoke', name: 'adaptiveCard/action', value, replyToId: post.id };
    const [first, second] = await twiceFromTess(more);
    expect(first?.status).toBe(200);
    expect(JSON.stringify(first?.body)).toContain('waiting for approval');
    expect(second).toEqual(first);
    expect(await done()).toEqual(['submitted']);
    expect(apollo.heard('Tess submitted 1 · Beta launch')).toEqual({ slack: 1, teams: 1 });
  });

  it('a link code, created once and shown once', async () => {
    // Either of the two deliveries may be answered first.
    await attempted(twice.slash(olivia, channel, 'link'));
    const [answers = []] = twice.unlike.splice(0);
    expect(answers.filter((answer) => said(answer).includes('shows a code once'))).toHaveLength(1);
    expect(answers.filter((answer) => /link [0-9A-Z]{4}-[0-9A-Z]{4}/.test(said(answer)))).toHaveLength(1);
    expect(await done()).toEqual(['code_made']);
  });

  it('the first requests of a new person', async () => {
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UNEW', team: 'T0ACME', name: 'newcomer', realName: 'Newcomer' });
    await Promise.all([
      twice.slash('UNEW', channel, 'add 1 task "One"'),
      twice.slash('UNEW', channel, 'add 1 task "Two"'),
      twice.slash('UNEW', channel, 'add 1 task "Three"'),
    ]);
    expect(await done()).toEqual(['item_added', 'item_added', 'item_added']);
    expect(said(await apollo.slack(mo, 'people')).match(/Newcomer/g)?.length).toBe(
      said(await apollo.slack(mo, 'people')).match(/Tess/g)?.length,
    );
  });
});
