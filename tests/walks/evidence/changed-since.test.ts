import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackTeam } from '../../../src/preview/ends.ts';
import { type Apollo, channel, mo, peopleOf, startProject, tess } from '../../support/apollo.ts';
import { checkCards } from '../../support/live-cards.ts';
import { type Stage, said, startStage } from '../../support/milepost.ts';

let stage: Stage;
let apollo: Apollo;
beforeAll(async () => {
  stage = await startStage('postgresql');
  apollo = peopleOf(stage);
  await startProject(stage, apollo);
  for (const line of ['new "Beta launch"', 'start 1', 'new "Load test"', 'start 2'])
    await apollo.slack(mo, line);
  await apollo.slack(mo, 'show 1');
  await stage.settle();
});
afterAll(() => stage.close());

const says = (text: string) => ({ type: 'message', user: mo, text, team: slackTeam });

/** Writes a message in Slack and adds it as evidence; returns its id. */
async function evidenceInSlack(text: string, milestone = '1'): Promise<string> {
  await stage.desk.write(mo, channel, text);
  const { ts } = stage.ends.slack.world.posts.at(-1) ?? { ts: '' };
  const { views } = stage.ends.slack.world;
  const open = views.length;
  await stage.desk.shortcut(mo, channel, 'message:quote', { ts });
  await expect.poll(() => views.length).toBeGreaterThan(open);
  await stage.desk.submit(apollo.modalOf(mo).id, { milestone });
  await stage.settle();
  return ts;
}

const event = (fields: object) =>
  stage.desk.event(slackTeam, { type: 'message', channel, hidden: true, ...fields });
const edit = (ts: string, before: string, text: string, editedTs: string) =>
  event({
    subtype: 'message_changed',
    ts: editedTs,
    event_ts: editedTs,
    message: { ...says(text), ts, edited: { user: mo, ts: editedTs } },
    previous_message: { ...says(before), ts },
  });
const remove = (ts: string, at: string) =>
  event({
    subtype: 'message_deleted',
    ts: at,
    event_ts: at,
    deleted_ts: ts,
    previous_message: { ...says('x'), ts },
  });

const listed = async (milestone = '1') => said(await apollo.slack(mo, `evidence list ${milestone}`));
const happened = async () => said(await apollo.slack(mo, 'history'));
const cards = async () => {
  await stage.settle();
  expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
  return JSON.stringify(apollo.slackPost('Beta launch').blocks);
};

describe('the message of evidence in Slack', () => {
  it('that is edited is flagged on every card and in the history, and stays', async () => {
    const ts = await evidenceInSlack('We signed for 100');
    expect(await cards()).not.toContain('edited since');
    await edit(ts, 'We signed for 100', 'We signed for 10', '1899000001.000100');
    await edit(ts, 'We signed for 100', 'We signed for 10', '1899000001.000100');
    expect(await cards()).toContain('edited since');
    expect(await listed()).toContain('We signed for 100');
    const history = await happened();
    expect(history.match(/noticed that a message of its evidence changed/g)?.length).toBe(2);
    expect(history).toContain('is edited');
  });

  it('that says the same again is not flagged, whatever the order of the events', async () => {
    const ts = await evidenceInSlack('The restore took 5 minutes');
    await edit(ts, 'a', 'The restore took 6 minutes', '1899000002.000100');
    await edit(ts, 'b', 'The restore took *5 minutes*', '1899000004.000100');
    await edit(ts, 'c', 'The restore took 7 minutes', '1899000003.000100');
    expect(await listed()).toMatch(/The restore took 5 minutes ↗[^(]*\([^(]*\(Mo, [^,]*\)/);
  });

  it('that is deleted is flagged, also where an edit arrives later', async () => {
    const ts = await evidenceInSlack('The audit is done', '2');
    await remove(ts, '1899000006.000100');
    await edit(ts, 'a', 'The audit is not done', '1899000005.000100');
    expect(await listed('2')).toContain('deleted since');
    expect(await listed('2')).not.toContain('edited since');
    const thread = await evidenceInSlack('The audit has replies', '2');
    const stone = { ts: thread, subtype: 'tombstone', text: 'This message was deleted.', user: 'USLACKBOT' };
    await event({ subtype: 'message_changed', ts: '1899000007.000100', message: stone });
    expect((await listed('2')).match(/deleted since/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('that shows the preview of a link is as it was, and one of no evidence is nothing', async () => {
    const ts = await evidenceInSlack('See https://example.com/report', '2');
    const before = await happened();
    const now = { ...says('See <https://example.com/report>'), ts, attachments: [{ title: 'Report' }] };
    await event({ subtype: 'message_changed', ts: '1899000008.000100', message: now, previous_message: now });
    await edit('1799000000.000001', 'a', 'b', '1899000009.000100');
    expect(await happened()).toBe(before);
  });

  it('makes a press of an older card show the present one', async () => {
    await apollo.slack(mo, 'submit 2');
    await stage.settle();
    const ts = await evidenceInSlack('All tests passed', '2');
    const card = apollo.slackPost('Load test');
    const stale = JSON.parse(JSON.stringify(card.blocks)) as object[];
    await edit(ts, 'All tests passed', 'Most tests passed', '1899000010.000100');
    await stage.settle();
    expect(JSON.stringify(apollo.slackPost('Load test').blocks)).not.toBe(JSON.stringify(stale));
  });
});

it('the message of evidence in Teams is followed through edits, its deletion and its restoration', async () => {
  const { teams } = stage.ends;
  const id = '1899000000001';
  const body = (content: string) => ({ contentType: 'html', content });
  const message = {
    id,
    from: { user: { id: 'a', displayName: 'Tess' } },
    body: body('<p>Ten <b>users</b> signed up</p>'),
  };
  const { body: answer } = await teams.messageAction(tess, apollo.room, 'quote', message);
  const token = /"message":"([\w-]+)"/.exec(JSON.stringify(answer).replaceAll('\\"', '"'))?.[1] ?? '';
  const data = {
    command: 'quote',
    form: true,
    input: {},
    given: { milestone: '1', message: token },
    about: aboutIn(answer),
  };
  await teams.actionSubmit(tess, apollo.room, 'quote', data);
  const update = (eventType: string, at: string, content: string) =>
    teams.event(apollo.room, tess, {
      type: eventType === 'softDeleteMessage' ? 'messageDelete' : 'messageUpdate',
      id,
      timestamp: at,
      channelData: { eventType, tenant: { id: apollo.room.tenant }, channel: { id: apollo.room.id } },
      text: content.replaceAll(/<[^>]*>/g, ''),
      attachments: [{ contentType: 'text/html', content }],
    });
  const shown = async () => {
    await stage.settle();
    return apollo.teams(tess, 'evidence list 1');
  };
  expect(await shown()).toContain('Ten users signed up');
  await update('editMessage', '2027-01-01T10:00:00Z', '<div>Ten users signed up</div>');
  expect(await shown()).not.toMatch(/Tess, [^)]*edited since/);
  await update('editMessage', '2027-01-01T11:00:00Z', '<p>Nine users signed up</p>');
  expect(await shown()).toMatch(/edited since/);
  await update('softDeleteMessage', '2027-01-01T12:00:00Z', '');
  expect(await shown()).toMatch(/deleted since/);
  await update('undeleteMessage', '2027-01-01T13:00:00Z', '<p>Ten <b>users</b> signed up</p>');
  const last = await shown();
  expect(last).not.toContain('deleted since');
});

const aboutIn = (answer: unknown) => {
  const project = /"project":"([0-9a-f-]{36})"/.exec(JSON.stringify(answer))?.[1];
  return { project };
};
