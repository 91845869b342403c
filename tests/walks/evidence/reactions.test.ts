import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { slackTeam } from '../../../src/preview/ends.ts';
import { type Apollo, channel, gus, mo, olivia, peopleOf, startProject } from '../../support/apollo.ts';
import { type Stage, said, startStage } from '../../support/milepost.ts';

let stage: Stage;
let apollo: Apollo;
beforeAll(async () => {
  stage = await startStage('postgresql');
  apollo = peopleOf(stage);
  await startProject(stage, apollo);
  await apollo.slack(mo, 'new "Beta launch"');
  await apollo.slack(mo, 'start 1');
  await apollo.slack(mo, 'new "Load test"');
  await stage.settle();
});
afterAll(() => stage.close());

let clock = 0;
const stamp = () => {
  clock += 1;
  return `1899000000.${String(clock).padStart(6, '0')}`;
};

type Reaction = {
  user?: string;
  ts: string;
  is?: 'added' | 'removed';
  name?: string;
  at?: string;
  id?: string;
};
const react = ({ user = mo, ts, is = 'added', name = 'white_check_mark', at = stamp(), id }: Reaction) =>
  stage.desk.event(
    slackTeam,
    {
      type: `reaction_${is}`,
      user,
      reaction: name,
      item: { type: 'message', channel, ts },
      item_user: mo,
      event_ts: at,
    },
    id === undefined ? {} : { id },
  );

async function write(text: string, thread?: string): Promise<string> {
  await stage.desk.write(mo, channel, text, thread);
  return stage.ends.slack.world.posts.at(-1)?.ts ?? '';
}

/** The titles of the evidence of a milestone. */
const titles = async (number = 1): Promise<string[]> => {
  const found = await stage.milepost.connection.db.execute(sql`select e.title from evidence e
    join milestone m on m.workspace_id = e.workspace_id and m.id = e.milestone_id
    where m.number = ${number} order by e.added_at, e.id`);
  return rowsOf<{ title: string }>(found).map(({ title }) => title);
};
const fetches = () =>
  stage.ends.slack.calls.filter(({ method }) => method === 'conversations.replies').length;
const toldTo = (user: string) => stage.ends.slack.world.shownTo(user).length;

describe('a reaction to a message in Slack', () => {
  let ts: string;
  let text: string;
  beforeEach(async () => {
    text = `Signed, number ${clock}`;
    ts = await write(text);
  });

  it('makes it evidence of the only milestone in progress, once, and says nothing', async () => {
    const before = toldTo(mo);
    const at = stamp();
    await Promise.all([
      react({ ts, at, id: 'Ev1' }),
      react({ ts, at, id: 'Ev1' }),
      react({ ts, user: olivia }),
    ]);
    expect(await titles()).toEqual([text]);
    await stage.settle();
    expect(toldTo(mo)).toBe(before);
    expect(said(await apollo.slack(mo, 'evidence list 1'))).toMatch(/Signed, number \d+ ↗.*\(Mo, /);
  });

  it('is taken back with the last reaction', async () => {
    const before = await titles();
    await react({ ts });
    await react({ ts, user: olivia, name: 'white_check_mark::skin-tone-3' });
    await react({ ts, is: 'removed' });
    expect(await titles()).toEqual([...before, text]);
    await react({ ts, user: olivia, is: 'removed' });
    expect(await titles()).toEqual(before);
    await stage.settle();
    expect(said(await apollo.slack(mo, 'history'))).toContain('took back the reaction that was evidence');
  });

  it('ends in the right state after ten times, in any order of the events', async () => {
    const before = await titles();
    const events = Array.from({ length: 20 }, (_, nth) => ({
      at: stamp(),
      is: nth % 2 === 0 ? ('added' as const) : ('removed' as const),
    }));
    const [last = { at: '', is: 'removed' as const }] = events.slice(-1);
    for (const one of events) await react({ ts, ...one });
    expect(await titles()).toEqual(before);
    await react({ ts, at: stamp() });
    for (const one of events.toReversed()) await react({ ts, ...one });
    expect(await titles()).toEqual([...before, text]);
    await Promise.all([
      ...events.map((one) => react({ ts, ...one })),
      react({ ts, is: 'removed', at: stamp() }),
    ]);
    await react({ ts, ...last });
    expect(await titles()).toEqual(before);
  });

  it('leaves what somebody added by the menu', async () => {
    await react({ ts });
    const { views } = stage.ends.slack.world;
    const open = views.length;
    await stage.desk.shortcut(olivia, channel, 'message:quote', { ts });
    await expect.poll(() => views.length).toBeGreaterThan(open);
    await stage.desk.submit(apollo.modalOf(olivia).id, { milestone: '1' });
    await react({ ts, is: 'removed' });
    expect((await titles()).filter((title) => title === text)).toHaveLength(1);
  });

  it('of a reply is evidence by the permalink of the reply', async () => {
    const reply = await write('A reply says so', ts);
    await react({ ts: reply });
    expect(said(await apollo.slack(mo, 'evidence list 1'))).toContain(`thread_ts=${ts}`);
    await react({ ts: reply, is: 'removed' });
  });

  it.each<[string, () => Partial<Reaction>]>([
    ['by a guest without a role', () => ({ user: gus })],
    ['with another emoji', () => ({ name: 'eyes' })],
    ['to a message of Milepost', () => ({ ts: apollo.slackPost('Apollo').ts })],
  ])('%s is nothing, and nobody is told', async (_what, more) => {
    const before = await titles();
    const told = [mo, gus].map(toldTo);
    await react({ ts, ...more() });
    expect(await titles()).toEqual(before);
    expect([mo, gus].map(toldTo)).toEqual(told);
  });

  it('in a channel without a project is silent, and no message is fetched', async () => {
    stage.ends.slack.world.addChannel({ id: 'CELSE', team: slackTeam, name: 'else' });
    const before = fetches();
    await stage.desk.event(slackTeam, {
      type: 'reaction_added',
      user: mo,
      reaction: 'white_check_mark',
      item: { type: 'message', channel: 'CELSE', ts },
      event_ts: stamp(),
    });
    expect(fetches()).toBe(before);
  });

  it('says what to do instead where Slack does not give the message', async () => {
    const before = await titles();
    stage.ends.slack.fail('conversations.replies', { is: 'error', code: 'missing_scope' });
    await react({ ts });
    await expect.poll(() => apollo.toldInSlack(mo)).toContain('Choose “Add as evidence”');
    expect(await titles()).toEqual(before);
  });
});

it('asks privately for the milestone where several are in progress, and is taken back too', async () => {
  await apollo.slack(mo, 'start 2');
  const ts = await write('Both are done');
  await react({ ts });
  await expect.poll(() => apollo.toldInSlack(mo)).toContain('Which milestone is this evidence for?');
  const shown = stage.ends.slack.world.ephemerals.findLast(({ to }) => to === mo);
  await stage.desk.press(mo, channel, shown?.ts ?? '', 'Choose the milestone');
  await expect
    .poll(() => stage.ends.slack.world.views.filter(({ user }) => user === mo).length)
    .toBeGreaterThan(0);
  await stage.desk.submit(apollo.modalOf(mo).id, { milestone: '2' });
  expect(await titles(2)).toEqual(['Both are done']);
  await react({ ts, is: 'removed' });
  expect(await titles(2)).toEqual([]);
});

it('is another emoji, or none, by the policy of the project', async () => {
  const ts = await write('By policy');
  await apollo.slack(olivia, 'policy reaction:rocket');
  expect(said(await apollo.slack(mo, 'policy'))).toContain('reaction:rocket');
  await apollo.slack(olivia, 'policy reaction:off');
  const before = fetches();
  for (const name of ['white_check_mark', 'rocket']) await react({ ts, name });
  expect(fetches()).toBe(before);
  await apollo.slack(olivia, 'policy reaction:rocket');
  await react({ ts, name: 'rocket' });
  await expect.poll(() => apollo.toldInSlack(mo)).toContain('Which milestone is this evidence for?');
});
