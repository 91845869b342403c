import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam } from '../../support/team.ts';
import { clientProject } from '../scope/client-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

describe('the kickoff message', () => {
  it('is filled from the plan: deliverables, criteria, demo, dates, window and money', async () => {
    const { olivia, tell, say } = await clientProject(runner);
    await tell(
      olivia,
      'edit 3 outcome:"Customers can buy" start:"14 dec 2026"',
      'add 3 deliverable "A shop that is online"',
      'add 3 criterion "A test order arrives"',
      'add 3 demo_step "Buy something"',
      'policy acceptance:5d',
    );
    expect(words(await say(olivia, 'kickoff 3'))).toBe(
      [
        '3 · Launch, kickoff message',
        '“Customers can buy” starts on Mon 14 Dec. We plan to finish by Fri 18 Dec.',
        'You get:',
        '- A shop that is online',
        'It is done when:',
        '- A test order arrives',
        'We will show you:',
        '- Buy something',
        'You then have 5 working days to approve it or to say what is missing.',
        // 25 % of £10,000, on delivery
        'Payment: £2,500.',
      ].join('\n'),
    );
  });

  it('is edited and sent to the customer’s channel, with a record, and to no other', async () => {
    const team = await clientProject(runner);
    const { olivia, say, fill, tell } = team;
    const card = await say(olivia, 'kickoff 3');
    if (card.is !== 'shown') throw new Error(card.is);
    const [send] = card.card.actions;
    expect(send).toMatchObject({ label: 'Edit and send', command: 'customer-message' });
    const form = await team.press(olivia, 'customer-message', send?.input);
    expect(JSON.stringify(form)).toContain('We plan to finish by');
    const answer = await fill(olivia, 'customer-message', {
      ...send?.input,
      message: 'We start on Monday.\nSee you then.',
    });
    expect(words(answer)).toBe('Sent to the customer’s channel.');
    expect(await tell(olivia, 'history 3')).toContain('Olivia wrote to the customer, “We start on Monday.');
    const sent = rowsOf<{ channel: string }>(
      await runner.db.execute(sql`select room.channel from receipt join room on room.id = receipt.room_id
        where receipt.body::text like '%See you then.%' and room.project_id = ${team.id}`),
    );
    expect(sent).toEqual([{ channel: team.customers.channel }]);
  });

  it('is for those who plan, and never for the customer', async () => {
    const { cleo, customers } = await clientProject(runner);
    for (const line of ['kickoff 3', 'completion 2'])
      expect(await refusal(runner.say(cleo, customers, line))).toMatch(/^Only an? /);
    expect(
      await refusal(
        runner.fill(cleo, customers, 'customer-message', { milestone: '3', letter: 'kickoff', message: 'x' }),
      ),
    ).toMatch(/^Only an? /);
  });

  it('says what to do where the customer has no channel', async () => {
    const { olivia, tell, fill } = await startTeam(runner, 'kind:client');
    await tell(olivia, 'new "Build"');
    const input = { milestone: '1', letter: 'kickoff', message: 'Hello' };
    expect(await refusal(fill(olivia, 'customer-message', input))).toContain('link as:customer');
  });
});

describe('the completion message', () => {
  it('names what was delivered, met and measured, and what is next', async () => {
    const { olivia, tell, say, fill, room, cleo, customers } = await clientProject(runner);
    const early = await refused(say(olivia, 'completion 2'));
    expect(words(early)).toContain('2 · Build is not done yet, so there is no completion to announce.');
    await tell(
      olivia,
      'check 2.1',
      'evidence 2 metric "page load" 1.2s target:<2s',
      'edit 3 outcome:"Customers can buy"',
      'add 3 deliverable "A till"',
      'submit 2',
    );
    await runner.say(cleo, customers, 'approve 2');
    const text = words(await say(olivia, 'completion 2'));
    expect(text).toContain('“Build” is done.\nYou have:\n- A shop\n');
    expect(text).toContain('Measured:\n- page load: 1.2s, target <2s');
    expect(text).toContain('Payment: £5,000.');
    expect(text).toContain('Next is “Customers can buy”.');
    // the other message is not true of it, by any of its ways
    const late = await refused(say(olivia, 'kickoff 2'));
    expect(words(late)).toContain('2 · Build is done already, so there is no kickoff to announce.');
    const button = 'card' in late ? late.card?.actions[0] : undefined;
    expect(words(await runner.use(olivia, room, button))).toContain('2 · Build, completion message');
    for (const [milestone, letter] of [
      ['2', 'kickoff'],
      ['3', 'completion'],
    ] as const)
      expect(
        await refusal(fill(olivia, 'customer-message', { milestone, letter, message: 'It is here' })),
        `${letter} ${milestone}`,
      ).toContain('to announce');
  });
});
