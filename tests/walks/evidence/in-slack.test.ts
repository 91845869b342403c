import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permalinkOf } from '../../../adapters/slack/reply/permalink.ts';
import { slackTeam } from '../../../src/preview/ends.ts';
import { type Apollo, channel, cleo, gus, linkLineIn, mo, olivia, peopleOf } from '../../support/apollo.ts';
import { type Stage, said, startStage } from '../../support/milepost.ts';
import { refused } from '../../support/refused.ts';

let stage: Stage;
let apollo: Apollo;
let signed: string;

/** Writes a message in the channel; returns its id. */
async function write(user: string, text: string, thread?: string): Promise<string> {
  await stage.desk.write(user, channel, text, thread);
  return stage.ends.slack.world.posts.at(-1)?.ts ?? '';
}

/** Forms and private messages that somebody got: they come after the acknowledgement. */
const gotten = (user: string) => {
  const { views, ephemerals } = stage.ends.slack.world;
  return views.filter((one) => one.user === user).length + ephemerals.filter(({ to }) => to === user).length;
};

async function answered<T>(user: string, request: () => Promise<T>): Promise<T> {
  const before = gotten(user);
  const answer = await request();
  await expect.poll(() => gotten(user)).toBeGreaterThan(before);
  return answer;
}

const choose = (
  user: string,
  action: string,
  message: { ts: string } & Record<string, unknown>,
  where = channel,
) => answered(user, () => stage.desk.shortcut(user, where, `message:${action}`, message));

/** Sends the open form; it closes, and a private message says what was done. */
async function send(user: string, values: Record<string, string>): Promise<string> {
  const told = stage.ends.slack.world.shownTo(user).length;
  await stage.desk.submit(apollo.modalOf(user).id, values);
  await expect.poll(() => stage.ends.slack.world.shownTo(user).length).toBeGreaterThan(told);
  return apollo.toldInSlack(user);
}

/** The fields of the open form with their values, by name. */
const fieldsOf = (user: string) => JSON.stringify(apollo.modalOf(user).view);

beforeAll(async () => {
  stage = await startStage('postgresql');
  apollo = peopleOf(stage);
  await apollo.slack(olivia, 'project "Apollo" kind:client target:"18 dec 2027"');
  await apollo.slack(mo, 'new "Beta launch"');
  await apollo.slack(mo, 'add 1 criterion "The contract is signed"');
  await apollo.slack(olivia, 'new "Load test"');
  await apollo.slack(olivia, 'start 1');
  await apollo.teams(cleo, linkLineIn(said(await apollo.slack(olivia, 'link as:customer'))));
  await apollo.teams(cleo, 'status');
  await stage.settle();
  signed = await write(mo, 'We signed *the contract* with <ACME> today, says @olivia');
});
afterAll(() => stage.close());

describe('“Add as evidence” on a message in Slack', () => {
  it('opens a form with the message, and stores nothing before it is sent', async () => {
    await choose(mo, 'quote', { ts: signed });
    const form = fieldsOf(mo);
    expect(form).toContain('Add as evidence');
    expect(form).toContain('We signed the contract with <ACME> today, says @Olivia');
    expect(form).toContain('1 · Beta launch');
    expect(String(apollo.modalOf(mo).view.private_metadata).length).toBeLessThan(3000);
    expect(said(await apollo.slack(mo, 'evidence list 1'))).toContain('No evidence yet');
  });

  it('adds it with author, time and permalink, for the criterion', async () => {
    await send(mo, { milestone: '1', for: '1.1', title: 'Signed contract' });
    await stage.settle();
    expect(apollo.toldInSlack(mo)).toContain('Evidence for');
    const list = said(await apollo.slack(mo, 'evidence list 1'));
    const url = permalinkOf(
      { messageId: signed },
      { tenant: slackTeam, teamUrl: 'https://example.slack.com/', channel },
    );
    expect(list).toContain(url);
    expect(list).toMatch(/Signed contract ↗.*Mo.*for 1\.1/);
  });

  it('tells the second who adds it that it is there', async () => {
    await choose(olivia, 'quote', { ts: signed });
    await refused(stage.desk.submit(apollo.modalOf(olivia).id, { milestone: '1', for: '1.1' }));
    expect(fieldsOf(olivia)).toContain('This message is evidence for criterion 1.1 already');
    await choose(olivia, 'quote', { ts: signed });
    await send(olivia, { milestone: '2' });
    expect(apollo.toldInSlack(olivia)).toContain('Evidence for 2 · Load test');
  });

  it('links a reply in a thread by the permalink of the reply', async () => {
    const reply = await write(mo, 'The load test passed', signed);
    await choose(mo, 'quote', { ts: reply });
    await send(mo, { milestone: '2' });
    const list = said(await apollo.slack(mo, 'evidence list 2'));
    expect(list).toContain(`p${reply.replace('.', '')}?thread_ts=${signed}`);
  });

  it('takes a message of 40,000 characters by its beginning', async () => {
    const ts = await write(mo, `Long ${'word '.repeat(7999)}`);
    await choose(mo, 'quote', { ts });
    await send(mo, { milestone: '2' });
    expect(apollo.toldInSlack(mo)).toContain('“Long word');
    const emoji = await write(mo, '👩‍👩‍👧‍👦'.repeat(1500));
    await choose(mo, 'quote', { ts: emoji });
    expect(String(apollo.modalOf(mo).view.private_metadata).length).toBeLessThan(3000);
  });

  it('names a file where the message has no text', async () => {
    await choose(mo, 'quote', { ts: await write(mo, ''), files: [{ id: 'F1', name: 'contract.pdf' }] });
    expect(fieldsOf(mo)).toContain('contract.pdf');
  });

  it('marks a message of another app', async () => {
    const ts = await write(mo, 'Build 12 is green');
    await choose(mo, 'quote', { ts, user: 'UBUILD', bot_id: 'BBUILD', bot_profile: { name: 'Builder' } });
    await send(mo, { milestone: '2' });
    expect(said(await apollo.slack(mo, 'evidence list 2'))).toContain('Builder, an app');
  });

  it.each([
    ['of Milepost', () => ({ ts: apollo.slackPost('Apollo').ts }), 'Milepost wrote this message'],
    ['that was deleted', () => ({ ts: signed, subtype: 'tombstone' }), 'This message was deleted'],
    ['that only they see', () => ({ ts: signed, is_ephemeral: true }), 'Only you can see this message'],
    ['that says nothing', () => ({ ts: signed, text: '' }), 'This message has no text and no file'],
    ['without an id', () => ({ ts: '' }), 'older version'],
  ])('refuses a message %s', async (_what, message, words) => {
    const before = stage.ends.slack.world.views.length;
    await choose(mo, 'quote', message());
    expect(apollo.toldInSlack(mo)).toContain(words);
    expect(stage.ends.slack.world.views).toHaveLength(before);
  });

  it('refuses a message of a chat that shows no project', async () => {
    const { id } = stage.ends.slack.world.direct(mo, slackTeam);
    await choose(mo, 'quote', { ts: signed }, id);
    expect(apollo.toldInSlack(mo)).toContain('not in a channel of a project');
  });

  it('is refused to a guest without a role, as the command is', async () => {
    await choose(gus, 'quote', { ts: signed });
    expect(apollo.toldInSlack(gus)).toContain('Only an owner, coach or contributor');
  });

  it('draws the approver’s card with it', async () => {
    await apollo.slack(mo, 'show 1');
    await stage.settle();
    const card = JSON.stringify(apollo.slackPost('Beta launch').blocks);
    expect(card).toContain('Signed contract ↗');
    expect(card).toContain('(Mo, ');
  });
});

describe('the other actions on a message in Slack', () => {
  it('“Add as blocker” opens “block” with the words as the reason', async () => {
    const ts = await write(mo, 'Waiting for the API key of ACME');
    await choose(mo, 'block', { ts });
    expect(fieldsOf(mo)).toContain('Waiting for the API key of ACME');
    await send(mo, { milestone: '1', reason: 'Waiting for the API key' });
    await stage.settle();
    expect(apollo.slackPost('Beta launch').text).toContain('Waiting for the API key');
  });

  it('“Add as task” opens the form of a new milestone with the words as its name', async () => {
    const ts = await write(mo, 'Somebody should call ten leads this week');
    await choose(mo, 'new', { ts });
    expect(fieldsOf(mo)).toContain('Somebody should call ten leads this week');
    expect(said(await apollo.slack(mo, 'list'))).not.toContain('call ten leads');
    await send(mo, { name: 'Call ten leads' });
    expect(said(await apollo.slack(mo, 'list'))).toContain('Call ten leads');
  });

  it('are refused for a command that takes no message', async () => {
    await choose(olivia, 'drop', { ts: signed });
    expect(apollo.toldInSlack(olivia)).toContain('older version');
  });

  it('show a customer neither what the team wrote nor where', async () => {
    const shown = await apollo.teams(cleo, 'evidence list 2');
    expect(shown).toContain('A message of the team');
    expect(shown).not.toMatch(/load test passed|archives|Builder/i);
  });
});
