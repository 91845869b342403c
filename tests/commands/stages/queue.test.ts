import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../../cards/model.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { linesOf, startCompanies } from '../../support/companies.ts';
import { proofUrl, prove, startCompany } from '../../support/company.ts';
import { attempted } from '../../support/refused.ts';
import { buttonIn, openRunner, type TestRunner, words } from '../../support/runner.ts';
import { chatOf } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** Returns the first button of a list with this label. */
function inList(reply: Reply, label: string): Action | undefined {
  const items =
    reply.is === 'shown' ? reply.card.blocks.flatMap((one) => (one.is === 'list' ? one.items : [])) : [];
  return items
    .flatMap(({ buttons = [], actions = [] }) => [...buttons, ...actions])
    .find((one) => one.label === label);
}

describe('queue', () => {
  it('says that nothing waits, and to whom it belongs', async () => {
    const all = startCompanies(runner);
    await all.company('Acme');
    expect(words(await all.alone(all.cora, 'queue'))).toContain('Nothing waits for you.');
    expect(words(await all.alone(all.mo, 'queue'))).toContain('you coach none');
  });

  it('lists what waits in all companies, the oldest first, with evidence', async () => {
    const all = startCompanies(runner);
    await all.company('Acme');
    await all.company('Bolt');
    await all.submitTask('Bolt', 'Call ten leads');
    await all.submitTask('Acme', 'Write the offer');
    await all.at('Acme', all.mo, 'submit 1');
    const lines = linesOf(await all.alone(all.cora, 'queue'));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('1. Bolt, 6 · Call ten leads, part of Value baseline, from Mo');
    expect(lines[1]).toContain('2. Acme, 6 · Write the offer');
    expect(lines[2]).toContain('3. Acme, 1 · Value baseline, a stage, from Mo');
    const shown = words(await all.at('Bolt', all.cora, 'queue'));
    expect(shown).toContain(`Evidence: Proof ↗ (${proofUrl})`);
  });

  it('shows a coach nothing of the companies of another', async () => {
    const all = startCompanies(runner);
    const dan = all.other('Dan');
    await all.company('Acme');
    await all.company('Dash', dan);
    await all.submitTask('Acme', 'Call ten leads');
    await all.submitTask('Dash', 'Sign the lease');
    const queued = words(await all.alone(dan, 'queue'));
    expect(queued).toContain('1. Dash, 6 · Sign the lease');
    expect(queued).not.toContain('Acme');
    const followed = words(await all.alone(dan, 'portfolio'));
    expect(followed).toContain('Dash');
    expect(followed).not.toContain('Acme');
    const offered = buttonIn(await all.alone(all.cora, 'queue approve 1'), 'Approve');
    const forged = await attempted(runner.use(dan, chatOf(dan), offered));
    expect(words(forged)).toContain('Nothing of this waits for you any more.');
    expect(words(await all.alone(all.cora, 'queue'))).toContain('Call ten leads');
  });

  it('lists reports of progress, and approves them with the others', async () => {
    const all = startCompanies(runner);
    await all.company('Acme');
    await all.submitTask('Acme', 'Call ten leads');
    await all.at('Acme', all.mo, 'progress 1 40 half of the canvas');
    expect(words(await all.alone(all.cora, 'queue'))).toContain('2. Acme, 1 · Value baseline, progress 40 %');
    const done = words(await all.alone(all.cora, 'queue approve 1 2 sure:yes'));
    expect(done).toContain('Approved 2 of 2');
    expect(done).toContain('Update approved: 1 · Value baseline is at 40 %.');
    expect(words(await all.alone(all.cora, 'queue'))).toContain('Nothing waits for you.');
  });

  it('leaves out what a coach has asked about, until it is answered', async () => {
    const all = startCompanies(runner);
    await all.company('Acme');
    await all.submitTask('Acme', 'Call ten leads');
    await all.at('Acme', all.cora, 'ask 6 whom did you call?');
    expect(words(await all.alone(all.cora, 'queue'))).toContain(
      '1 more waits for the company to answer a question of a coach.',
    );
    await all.at('Acme', all.mo, 'answer review 6 ten shops');
    expect(words(await all.alone(all.cora, 'queue'))).toContain('1. Acme, 6 · Call ten leads');
  });

  it('shows fifteen on a page', async () => {
    const all = startCompanies(runner);
    await all.company('Acme');
    for (let n = 1; n <= 16; n += 1) await all.submitTask('Acme', `Task ${n}`);
    expect(linesOf(await all.alone(all.cora, 'queue'))).toHaveLength(15);
    const second = await all.alone(all.cora, 'queue page:9');
    expect(linesOf(second)).toHaveLength(1);
    expect(words(second)).toContain('16. Acme, 21 · Task 16');
  });

  it('decides from its buttons, in a channel of another company too', async () => {
    const all = startCompanies(runner);
    await all.company('Acme');
    await all.company('Bolt');
    await all.submitTask('Acme', 'Call ten leads');
    const shown = await all.at('Bolt', all.cora, 'queue');
    const room = {
      platform: 'slack',
      tenant: all.tenant,
      channel: 'CBOLT',
      kind: 'channel',
      name: '#bolt',
    } as const;
    const done = await runner.use(all.cora, room, inList(shown, 'Approve'));
    expect(words(done)).toContain('6 · Call ten leads approved.');
    expect(words(await all.alone(all.cora, 'queue'))).toContain('Nothing waits for you.');
  });
});

describe('several decisions at once', () => {
  it('ask once, naming each, and decide exactly those', async () => {
    const all = startCompanies(runner);
    await all.company('Acme');
    await all.company('Bolt');
    await all.submitTask('Acme', 'One');
    await all.submitTask('Bolt', 'Two');
    await all.submitTask('Acme', 'Three');
    const asked = await all.alone(all.cora, 'queue approve 1, 2 great work');
    expect(words(asked)).toContain('Approve these 2?');
    expect(linesOf(asked)).toEqual(expect.arrayContaining(['- Acme, 6 · One', '- Bolt, 6 · Two']));
    expect(words(asked)).toContain('“great work”');
    expect(linesOf(await all.alone(all.cora, 'queue'))).toHaveLength(3);
    const done = await runner.use(all.cora, chatOf(all.cora), buttonIn(asked, 'Approve 2'));
    expect(words(done)).toContain('Approved 2 of 2');
    const left = linesOf(await all.alone(all.cora, 'queue'));
    expect(left).toHaveLength(1);
    expect(left[0]).toContain('1. Acme, 7 · Three');
    expect(words(await all.at('Bolt', all.mo, 'history'))).toContain(
      '6 · Two: Cora approved it, “great work”',
    );
  });

  it('say which were decided meanwhile, and decide nothing twice', async () => {
    const all = startCompanies(runner);
    await all.company('Acme');
    await all.company('Bolt');
    await all.submitTask('Acme', 'One');
    await all.submitTask('Bolt', 'Two');
    await all.submitTask('Bolt', 'Three');
    const asked = await all.alone(all.cora, 'queue return 1-3 no proof');
    await all.at('Acme', all.cora, 'approve 6');
    await all.at('Bolt', all.mo, 'recall 6', 'submit 6');
    const done = words(await runner.use(all.cora, chatOf(all.cora), buttonIn(asked, 'Return 3')));
    expect(done).toContain('Returned 1 of 3');
    expect(done).toContain('Acme, 6 · One: was approved already by Cora.');
    expect(done).toContain('Bolt, 6 · Two: was taken back, so there is nothing to decide.');
    expect(done).toContain('Bolt, 7 · Three: 7 · Three returned.');
    const again = await attempted(runner.use(all.cora, chatOf(all.cora), buttonIn(asked, 'Return 3')));
    expect(words(again)).toContain('Returned 0 of 3');
  });

  it('achieve a stage by its own rule, and say what it still needs beside the others', async () => {
    const team = await startCompany(runner);
    await team.tell(team.olivia, 'new "Call ten leads" parent:1');
    await team.tell(team.mo, 'submit 1', `evidence 6 link ${proofUrl} "Notes"`, 'submit 6');
    const chat = chatOf(team.olivia);
    const both = await runner.say(team.olivia, chat, 'queue approve 1 2 sure:yes');
    expect(words(both)).toContain('Approved 1 of 2');
    expect(words(both)).toContain('1 · Value baseline needs evidence for each criterion');
    await prove(team, 1);
    const one = await runner.say(team.olivia, chat, 'queue approve 1 sure:yes');
    expect(words(one)).toContain('1 · Value baseline is achieved. 2 · First customer is the current stage');
  });

  it('refuse what the queue does not have, and too many', async () => {
    const all = startCompanies(runner);
    await all.company('Acme');
    await all.submitTask('Acme', 'One');
    expect(words(await attempted(all.alone(all.cora, 'queue approve 7')))).toContain(
      'Your queue has no number 7.',
    );
    expect(words(await all.alone(all.cora, 'queue approve 1 7'))).toContain('Your queue has no number 7.');
    expect(words(await attempted(all.alone(all.cora, 'queue approve 1-40')))).toContain('At most 15');
    expect(words(await attempted(all.alone(all.cora, 'queue approve everything')))).toContain(
      'such as 1 2 5',
    );
    expect(words(await attempted(all.alone(all.cora, 'queue return 1')))).toContain('Reason');
  });

  it('by two coaches at once decide each entry once', async () => {
    const all = startCompanies(runner);
    const dan = all.other('Dan');
    for (const name of ['Acme', 'Bolt']) {
      await all.company(name);
      await all.at(name, all.cora, `role <@slack:${all.tenant}/UDAN|Dan> coach`);
      await all.submitTask(name, 'One');
    }
    const both = await Promise.all(
      [all.cora, dan].map((who) => attempted(all.alone(who, 'queue approve 1 2 sure:yes'))),
    );
    const decided = both.map((reply) => Number(/Approved (\d) of/.exec(words(reply))?.[1] ?? 0));
    expect(decided.reduce((sum, n) => sum + n, 0)).toBe(2);
  });
});
