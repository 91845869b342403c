import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverEngine } from '../../support/database/database.ts';
import { keepReceipt, keptReceipts } from '../../support/receipts.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, chatOf, refusal, startTeam } from '../../support/team.ts';

describe.each(serverEngine)('receipts on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  it('show the owner what was sent to the rooms and the people of the project, newest first', async () => {
    const team = await startTeam(runner);
    const { olivia, mo, tell } = team;
    await tell(mo, 'list');
    const digest = await keepReceipt(runner, team, { state: 'sent' });
    const personal = await keepReceipt(runner, team, {
      kind: 'personal',
      person: mo,
      state: 'skipped',
      why: 'nothing is theirs',
      slot: '2026-12-07T10:00:00Z',
    });
    const news = await keepReceipt(runner, team, { kind: 'news', state: 'failed', why: 'it was too long' });
    const said = await tell(olivia, 'receipts');
    const [title, ...lines] = said.split('\n');
    expect(title).toBe('Apollo, messages');
    expect(lines[0]).toMatch(
      new RegExp(`^- ${news}: news “1 · Beta launch was done” in #capollo, failed: it was too long, `),
    );
    expect(lines[1]).toBe(
      `- ${personal}: personal digest to Mo, skipped: nothing is theirs, 2026-12-07 10:00 UTC`,
    );
    expect(lines[2]).toBe(`- ${digest}: digest in #capollo, sent, 2026-12-07 09:00 UTC`);
    expect(lines[3]).toContain(': card in #capollo, waiting, ');
    expect(lines).toHaveLength(4);
  });

  it('name the milestone of a card, and no other subject', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'new "Beta launch"', 'decision "Go?"');
    const lines = (await team.tell(team.olivia, 'receipts')).split('\n').slice(1);
    expect(lines.map((line) => line.replace(/^- \d+: (.*?) in #capollo, .*$/, '$1'))).toEqual([
      'card',
      'card of 1 · Beta launch',
      'card',
    ]);
  });

  it('leave out what arrived, where only what failed is asked for', async () => {
    const team = await startTeam(runner);
    await keepReceipt(runner, team, { state: 'sent' });
    await keepReceipt(runner, team, { state: 'failed', why: 'no' });
    await keepReceipt(runner, team, { state: 'unknown', why: 'no answer in time' });
    const said = await team.tell(team.olivia, 'receipts failed');
    expect(said.split('\n')).toHaveLength(3);
    expect(said).toContain('may not have arrived: no answer in time');
    const other = await startTeam(runner);
    expect(await other.tell(other.olivia, 'receipts failed')).toContain('No failed messages.');
  });

  it('show a contributor only what was theirs, and no button', async () => {
    const team = await startTeam(runner);
    await team.tell(team.mo, 'list');
    await keepReceipt(runner, team, { state: 'failed', why: 'no' });
    await keepReceipt(runner, team, { kind: 'personal', person: team.mo, state: 'failed', why: 'no' });
    const reply = await team.say(team.mo, 'receipts');
    expect(words(reply)).toMatch(/^My messages\n- \d+: personal digest to Mo, failed: no, /);
    expect(words(reply).split('\n')).toHaveLength(2);
    expect(JSON.stringify(reply)).not.toContain('"retry"');
    expect(words(await runner.say(team.mo, chatOf(team.mo), 'receipts'))).toBe(words(reply));
  });

  it('are shown fifteen a page, and failed ones by themselves', async () => {
    const team = await startTeam(runner);
    const sent: number[] = [];
    for (let n = 0; n < 16; n += 1) sent.push(await keepReceipt(runner, team, { state: 'sent' }));
    for (let n = 0; n < 17; n += 1) await keepReceipt(runner, team, { state: 'failed', why: 'no' });
    const numbers = (said: string) => [...said.matchAll(/^- (\d+): /gm)].map(([, number]) => Number(number));
    const pages: string[] = [];
    for (const page of [1, 2, 3]) pages.push(await team.tell(team.olivia, `receipts page:${page}`));
    const all = pages.flatMap(numbers);
    expect(all).toEqual(all.toSorted((a, b) => b - a));
    expect(new Set(all).size).toBe(34);
    expect(all.slice(17, 33)).toEqual(sent.toReversed());
    expect(pages.map((said) => said.split('\n')[0])).toEqual([
      'Apollo, messages, 1–15',
      'Apollo, messages, 16–30',
      'Apollo, messages, 31–34',
    ]);
    expect(pages[0]).toMatch(
      /\nreceipts failed shows only those that may not have arrived.\nPage 1. Add page:2 for the next.$/,
    );
    expect(await team.tell(team.olivia, 'receipts page:99')).toBe(pages[2]);

    const failed = await team.say(team.olivia, 'receipts failed');
    const next = failed.is === 'shown' ? failed.card.actions : [];
    expect(next).toMatchObject([{ label: 'Next', input: { only: 'failed', page: '2' } }]);
    const rest = words(await team.press(team.olivia, 'receipts', next[0]?.input));
    expect(rest).toMatch(/^Apollo, messages that may not have arrived, 16–17\n/);
    expect(numbers(words(failed)).concat(numbers(rest))).toEqual(all.slice(0, 17));
    expect(await team.tell(team.olivia, 'receipts failed page:9')).toBe(rest);
    const chat = chatOf(team.mo);
    expect(words(await runner.say(team.mo, chat, 'receipts page:9'))).toMatch(/^My messages\n/);
  });

  it('say nothing of other projects', async () => {
    const team = await startTeam(runner);
    const second = channelOf(team.olivia, 'CTWO');
    await runner.say(team.olivia, second, 'project "Zeus"');
    await keepReceipt(runner, team, { state: 'failed', why: 'no' });
    expect(words(await runner.say(team.olivia, second, 'receipts failed'))).toContain('No failed messages.');
  });

  it('are refused a filter that there is not', async () => {
    const { olivia, say } = await startTeam(runner);
    expect(await refusal(say(olivia, 'receipts lost'))).toContain('Which messages must be one of failed');
  });
});

describe.each(serverEngine)('retry on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  it('plans a failed message again and wakes its room, once', async () => {
    const team = await startTeam(runner);
    const number = await keepReceipt(runner, team, { state: 'failed', why: 'the platform said no' });
    runner.woken.length = 0;
    expect(await team.tell(team.olivia, `retry ${number}`)).toBe(
      `Sending message ${number} (digest in #capollo) again.`,
    );
    expect(runner.woken).toHaveLength(1);
    expect(await keptReceipts(runner, team)).toMatchObject([{ number, state: 'planned', attempts: 0 }]);
    expect(await refusal(team.say(team.olivia, `retry ${number}`))).toContain('Milepost is sending');
    expect(await team.tell(team.olivia, 'history')).toContain(
      'Olivia sent a message again, digest in #capollo, in Slack',
    );
  });

  it('is a button on what failed', async () => {
    const team = await startTeam(runner);
    const number = await keepReceipt(runner, team, { state: 'failed', why: 'no' });
    const reply = await team.say(team.olivia, 'receipts');
    const block = reply.is === 'shown' ? reply.card.blocks[0] : undefined;
    const action = block?.is === 'list' ? block.items[0]?.actions?.[0] : undefined;
    expect(action).toMatchObject({ command: 'retry', input: { receipt: String(number) } });
    expect(await team.press(team.olivia, 'retry', action?.input)).toEqual({
      is: 'done',
      line: `Sending message ${number} (digest in #capollo) again.`,
    });
  });

  it('asks before what may have arrived is sent twice', async () => {
    const team = await startTeam(runner);
    const number = await keepReceipt(runner, team, { state: 'unknown', why: 'no answer in time' });
    const reply = await team.say(team.olivia, 'receipts failed');
    const block = reply.is === 'shown' ? reply.card.blocks[0] : undefined;
    const action = block?.is === 'list' ? block.items[0]?.actions?.[0] : undefined;
    expect(action?.confirm?.text).toBe(
      'Milepost cannot tell whether it arrived. If it did, people get it twice.',
    );
    expect(await refusal(team.say(team.olivia, `retry ${number}`))).toBe(
      `Milepost cannot tell whether message ${number} (digest in #capollo) arrived.\nIf nobody saw it, type “retry ${number} twice:yes”. If it did arrive, people get it twice.`,
    );
    expect(await team.press(team.olivia, 'retry', action?.input)).toMatchObject({ is: 'done' });
    expect(await keptReceipts(runner, team)).toMatchObject([{ state: 'planned' }]);
  });

  it.each([
    ['sent', undefined, 'has arrived already.'],
    ['planned', undefined, 'Milepost is sending'],
    ['skipped', 'nothing is due', ': nothing is due.'],
  ] as const)('is refused for what is %s', async (state, why, words) => {
    const team = await startTeam(runner);
    const number = await keepReceipt(runner, team, { state, ...(why ? { why } : {}) });
    expect(await refusal(team.say(team.olivia, `retry ${number}`))).toContain(words);
    expect(await keptReceipts(runner, team)).toMatchObject([{ state, attempts: 5 }]);
  });

  it('sends the post of a card again, and knows no edit of one', async () => {
    const team = await startTeam(runner);
    const edit = await keepReceipt(runner, team, { kind: 'edit', state: 'failed', why: 'no' });
    expect(await refusal(team.say(team.olivia, `retry ${edit}`))).toContain('has no message');
    const post = await keepReceipt(runner, team, { kind: 'post', state: 'failed', why: 'no' });
    expect(words(await team.say(team.olivia, `retry ${post}`))).toContain('Sending message');
  });

  it('is the owner’s, for messages of the project', async () => {
    const team = await startTeam(runner);
    await team.tell(team.mo, 'list');
    const number = await keepReceipt(runner, team, { state: 'failed', why: 'no' });
    expect(await refusal(team.say(team.mo, `retry ${number}`))).toContain('Only an owner can do this.');
    const other = await startTeam(runner);
    expect(await refusal(other.say(other.olivia, `retry ${number}`))).toBe(
      `Apollo has no message ${number}.\nType “receipts” to see them.`,
    );
    expect(await refusal(team.say(team.olivia, 'retry x'))).toContain('Receipt must be a whole number');
  });
});
