import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttonsOf, pressedData } from '../../../src/preview/teams/cards.ts';
import type { Answered } from '../../../src/preview/teams/client.ts';
import { type Json, objectAt, type TeamsPerson } from '../../../src/preview/teams/rooms.ts';
import {
  type Apollo,
  channel,
  cleo,
  mo,
  olivia,
  peopleOf,
  startProject,
  tess,
  vic,
} from '../../support/apollo.ts';
import { type Stage, said, shownIn, startStage } from '../../support/milepost.ts';

let stage: Stage;
let apollo: Apollo;
beforeAll(async () => {
  stage = await startStage('postgresql');
  apollo = peopleOf(stage);
  await startProject(stage, apollo);
  await apollo.teams(cleo, 'list');
  await apollo.slack(mo, 'new "Beta launch"');
  await apollo.slack(mo, 'add 1 criterion "The contract is signed"');
  await apollo.slack(mo, 'start 1');
  await stage.settle();
});
afterAll(() => stage.close());

const user = (displayName: string) => ({ user: { id: 'aad', displayName, userIdentityType: 'aadUser' } });
const html = (content: string) => ({ contentType: 'html', content });
const signed: Json = {
  id: '1796000000001',
  createdDateTime: '2026-12-03T10:00:00Z',
  from: user('Cleo'),
  body: html('<p>We signed <strong>the contract</strong> &amp; more</p>'),
};

/** The dialog that an answer opens: its title and card, or the line that it closes with. */
function dialogIn({ body }: Answered): { title: string; card: Json; line?: string } {
  const task = objectAt({ body }, 'body').task as Json;
  if (task.type === 'message') return { title: '', card: {}, line: String(task.value) };
  const { title, card } = task.value as { title: string; card: Json };
  return { title, card: objectAt(card, 'content') };
}

const choose = async (who: TeamsPerson, message: Json, command = 'quote') =>
  dialogIn(await stage.ends.teams.messageAction(who, apollo.room, command, message));

/** Sends the form of an action, with changes that its client makes to what it carries. */
async function send(
  who: TeamsPerson,
  card: Json,
  inputs: Record<string, string>,
  spoil = (data: Json) => data,
) {
  const title = String(buttonsOf(card)[0]?.title);
  const { data } = pressedData(card, title, inputs);
  return dialogIn(await stage.ends.teams.actionSubmit(who, apollo.room, 'quote', spoil(data)));
}

describe('“Add as evidence” on a message in Teams', () => {
  it('opens a form with the message, and adds it with author, time and link', async () => {
    const { title, card } = await choose(tess, signed);
    expect(title).toContain('Add as evidence');
    expect(JSON.stringify(card)).toContain('We signed the contract & more');
    expect(said(await apollo.slack(mo, 'evidence list 1'))).toContain('No evidence yet');
    const { line } = await send(tess, card, { milestone: '1', for: '1.1', title: 'Signed contract' });
    expect(line).toContain('Evidence for 1 · Beta launch: “Signed contract”');
    await stage.settle();
    const list = said(await apollo.slack(mo, 'evidence list 1'));
    expect(list).toContain('/l/message/');
    expect(list).toContain('1796000000001');
    expect(list).toMatch(/Signed contract ↗.*Cleo.*for 1\.1/);
  });

  it('is there once, in Slack and in Teams', async () => {
    const { card } = await choose(cleo, signed);
    const again = await send(cleo, card, { milestone: '1', for: '1.1' });
    expect(JSON.stringify(again.card)).toContain('This message is evidence for criterion 1.1 already');
    await apollo.slack(mo, 'show 1');
    await stage.settle();
    expect(JSON.stringify(apollo.slackPost('Beta launch').blocks)).toContain('Signed contract ↗');
  });

  it('links a reply by its own id and the message that it answers', async () => {
    const { card } = await choose(tess, { ...signed, id: '1796000000002', replyToId: '1796000000001' });
    await send(tess, card, { milestone: '1' });
    const list = said(await apollo.slack(mo, 'evidence list 1'));
    expect(list).toMatch(/1796000000002\?[^ ]*parentMessageId=1796000000001/);
  });

  it.each<[string, (data: Json) => Json]>([
    ['altered', (data) => ({ ...data, given: { ...objectAt(data, 'given'), message: 'WzEsMl0' } })],
    ['without the message', (data) => ({ ...data, given: {} })],
  ])('refuses a form that its client sent %s', async (_what, spoil) => {
    const { card } = await choose(tess, { ...signed, id: '1796000000003' });
    const { line } = await send(tess, card, { milestone: '1' }, spoil);
    expect(line).toBeUndefined();
    const list = said(await apollo.slack(mo, 'evidence list 1'));
    expect(list).not.toContain('1796000000003');
  });

  it('refuses a form of somebody else', async () => {
    const { card } = await choose(tess, { ...signed, id: '1796000000004' });
    expect(JSON.stringify((await send(cleo, card, { milestone: '1' })).card)).toContain(
      'This form no longer works',
    );
  });

  it('marks the message of an app, takes one of 28,000 characters, and names a file without text', async () => {
    const application = { application: { id: 'b1', displayName: 'Builder', applicationIdentityType: 'bot' } };
    const long = {
      ...signed,
      id: '1796000000005',
      from: application,
      body: html(`<p>${'word '.repeat(5600)}</p>`),
    };
    await send(tess, (await choose(tess, long)).card, { milestone: '1', title: 'Build' });
    expect(said(await apollo.slack(mo, 'evidence list 1'))).toContain('Builder, an app');
    const file = { contentType: 'reference', name: 'contract.pdf' };
    const bare = await choose(tess, { ...signed, id: '1796000000006', body: html(''), attachments: [file] });
    expect(JSON.stringify(bare.card)).toContain('contract.pdf');
  });

  it.each<[string, () => Json, string]>([
    ['that was deleted', () => ({ deleted: true }), 'This message was deleted'],
    [
      'of Milepost',
      () => ({ from: { application: { id: stage.ends.teams.settings.appId, displayName: 'Milepost' } } }),
      'Milepost wrote this message',
    ],
    ['that says nothing', () => ({ body: html('<p>&nbsp;</p>') }), 'This message has no text and no file'],
  ])('refuses a message %s', async (_what, more, words) => {
    expect(JSON.stringify((await choose(tess, { ...signed, ...more() })).card)).toContain(words);
  });

  it('is refused to a guest, as the command is', async () => {
    expect(JSON.stringify((await choose(vic, signed)).card)).toContain('Only an owner, coach or contributor');
  });
});

it('“Add as blocker” and “Add as task” open their forms with the words', async () => {
  const words = { ...signed, body: html('<p>Waiting for the API key</p>') };
  const blocker = await choose(tess, words, 'block');
  expect(JSON.stringify(blocker.card)).toContain('Waiting for the API key');
  await send(tess, blocker.card, { milestone: '1', reason: 'Waiting for the API key' });
  await stage.settle();
  await apollo.slack(olivia, 'show 1');
  await stage.settle();
  expect(apollo.slackPost('Beta launch').channel).toBe(channel);
  expect(apollo.slackPost('Beta launch').text).toContain('Waiting for the API key');
  const task = await choose(tess, { ...words, body: html('<p>Call ten leads</p>') }, 'new');
  expect((await send(tess, task.card, { name: 'Call ten leads' })).line).toContain(
    'Planned 2 · Call ten leads',
  );
  expect(shownIn(apollo.teamsPost('Apollo'))).toContain('Apollo');
});
