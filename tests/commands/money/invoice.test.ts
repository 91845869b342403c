import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let team: Team;
let olivia: Somebody;
let cleo: Somebody;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** An active client project of £10,000 with 20 % tax, paid in advance: 1 has 30 %, 2 has 70 %. Today is Monday, 7 December 2026. */
async function fresh(price = '10000 currency:GBP'): Promise<void> {
  team = await startTeam(runner, `kind:client price:${price}`);
  ({ olivia } = team);
  cleo = await team.join('Cleo', 'client');
  await tell('new "Design" share:30', 'new "Build" share:70', 'activate', 'tax 20%', 'terms trigger:advance');
}
const tell = (...lines: string[]) => team.tell(olivia, ...lines);
/** The only button of a card. */
async function confirmed(who: Somebody, line: string): Promise<string> {
  const asked = await team.say(who, line);
  if (!('card' in asked) || !asked.card?.actions[0]) throw new Error(`${line}: ${words(asked)}`);
  return words(await runner.use(who, team.room, asked.card.actions[0]));
}
const card = async (input: Record<string, string> = { milestone: '1' }) =>
  words(await team.press(olivia, 'invoice', input));

describe('an invoice', () => {
  it('is a draft until it is sent, then has a number, and its time to pay starts when the customer approves', async () => {
    await fresh();
    expect(await card()).toContain('Draft invoice · 1 · Design, draft, not sent yet');
    expect(await card()).toContain('Net: £3,000');
    expect(await card()).toContain('Total: £3,600');
    expect(await tell('invoice send 1')).toContain('Send this invoice?');
    expect(await confirmed(olivia, 'invoice send 1')).toContain('INV-2026-0001 sent: £3,600 for 1 · Design.');
    expect(await card()).toContain('sent Mon 7 Dec, waiting for the customer’s approval');
    expect(await confirmed(cleo, 'invoice approve 1')).toContain('INV-2026-0001 approved');
    expect(await card()).toContain('approved by Cleo, due Tue 22 Dec');
    expect(await card()).toContain('Ownership and source access stay with the supplier until paid.');
    expect(await confirmed(olivia, 'paid 1 1000 on:"5 dec"')).toContain('£2,600 is still open');
    expect(await card()).toContain('Paid £1,000, Sat 5 Dec');
    expect(await confirmed(olivia, 'paid 1 £2,600')).toContain('nothing is open');
    expect(await card()).toContain('INV-2026-0001 · 1 · Design, paid');
    expect(await tell('history')).toContain('Olivia recorded a payment, INV-2026-0001, £2,600, on Mon 7 Dec');
  });

  it('is read by customers only once it is sent', async () => {
    await fresh();
    const hidden = 'The invoice of milestone 1 is not sent yet.';
    expect(await refusal(team.say(cleo, 'invoice 1'))).toContain(hidden);
    expect(await refusal(team.press(cleo, 'invoice', { milestone: '1', nth: '1' }))).toContain(hidden);
    await tell('invoice send 1 sure:yes');
    expect(words(await team.press(cleo, 'invoice', { milestone: '1' }))).toContain('Total: £3,600');
  });

  it('keeps the amounts, terms and addresses that it was sent with', async () => {
    await fresh();
    await tell('terms seller:"Studio North" net:10', 'invoice send 1 sure:yes');
    await tell('price 20000', 'terms net:60 seller:"Somebody else"', 'tax 0');
    const shown = await card();
    expect(shown).toContain('Total: £3,600');
    expect(shown).toContain('due 10 days after approval');
    expect(shown).toContain('From: Studio North');
    // what the milestone costs more now is a second invoice
    expect(shown).toContain('invoice 1 of 2 for this milestone');
    expect(await card({ milestone: '1', nth: '2' })).toContain('Amount: £3,000');
  });

  it('has two parts where the payment is split, and the balance is what is left', async () => {
    await fresh('9999.99 currency:GBP');
    await tell('tax 0', 'terms trigger:hybrid advance:33');
    expect(await card()).toContain('Amount: £990');
    expect(await card()).toContain('Advance, invoice 1 of 2 for this milestone.');
    expect(await refusal(team.say(olivia, 'invoice send 1 nth:2'))).toContain(
      'The advance of 1 · Design is invoiced first.',
    );
    await tell('invoice send 1 sure:yes');
    expect(await card({ milestone: '1', nth: '2' })).toContain('It can be sent once its milestone is done.');
    expect(await refusal(team.say(olivia, 'invoice send 1'))).toContain('1 · Design is not done yet');
    await tell('paid 1 990 sure:yes', 'start 1', 'submit 1');
    await team.tell(cleo, 'approve 1');
    await tell('invoice send 1 sure:yes');
    expect(await refusal(team.say(olivia, 'invoice send 1'))).toContain(
      'INV-2026-0002 was sent on Mon 7 Dec',
    );
    expect(await card({ milestone: '1', nth: '2' })).toContain('Balance, invoice 2 of 2');
    expect(await card({ milestone: '1', nth: '2' })).toContain('Amount: £2,010');
    expect(await refusal(team.say(olivia, 'invoice 1 nth:3'))).toContain(
      '1 · Design has no invoice 3.\nWrite nth:1 or nth:2, or leave it out.',
    );
    expect(await card({ milestone: 'inv-2026-0002' })).toContain('INV-2026-0002');
  });

  it('is sent after the approval of the work, unless the terms ask for it before', async () => {
    await fresh();
    await tell('terms trigger:on-delivery');
    const early = 'its whole amount is invoiced after its approval';
    const send = () => refusal(team.say(olivia, 'invoice send 1 sure:yes'));
    expect(await send()).toContain(early);
    await tell('start 1', 'submit 1');
    expect(await send()).toContain(early);
    await team.tell(cleo, 'approve 1');
    expect(await tell('invoice send 1 sure:yes')).toContain('INV-2026-0001 sent');
    await tell('terms trigger:advance');
    expect(await tell('invoice send 2 sure:yes')).toContain('INV-2026-0002 sent');
  });

  it('stays to be seen when the price falls, with the credit that is due with its tax', async () => {
    await fresh();
    await tell('invoice send 1 sure:yes', 'price 9000');
    expect(await card()).toContain('INV-2026-0001 · 1 · Design');
    // 30 % of £1,000 less, with 20 % tax
    expect(await card()).toContain('£360 more than the milestone’s amount is invoiced. Give a credit.');
    expect(await refusal(team.say(olivia, 'invoice send 1'))).toContain('INV-2026-0001 was sent');
    await tell('credit 1 360 the price is lower now sure:yes');
    expect(await card()).not.toContain('more than');
    await tell('paid 1 3240 sure:yes', 'price 8000');
    expect(await card()).toContain('INV-2026-0001 · 1 · Design, paid');
    expect(await card()).toContain('£360 more than the milestone’s amount is invoiced. Pay it back');
    await tell('policy money:no');
    expect(await card()).not.toContain('more than');
  });

  it('is refused where nothing can be invoiced, with what to do', async () => {
    const bare = await startTeam(runner, 'kind:client');
    await bare.tell(bare.olivia, 'new "Design" share:100', 'new "Extra"', 'new "Part" parent:1');
    const asks = (line: string) => refusal(bare.say(bare.olivia, line));
    expect(await asks('invoice 1')).toContain('has no price yet');
    await bare.tell(bare.olivia, 'price 1000 GBP');
    expect(await asks('invoice send 1')).toContain('The plan is a draft');
    expect(await asks('invoice 2')).toContain('has no share of the price');
    expect(await asks('invoice 3')).toContain('is part of another milestone');
    expect(await asks('paid 1 10')).toContain('is not sent yet');
    expect(await asks('invoice approve 1')).toContain('is not sent yet');
    expect(await asks('invoice 9')).toContain('There is no milestone “9” here.');
  });
});

describe('a payment', () => {
  it('of more than is open is refused, and the rest is offered as a credit', async () => {
    await fresh();
    await tell('invoice send 1 sure:yes');
    const said = await refusal(team.say(olivia, 'paid 1 4000 sure:yes'));
    expect(said).toContain('£4,000 is more than the £3,600 that is open on INV-2026-0001.');
    expect(said).toContain('give the other £400 as a credit');
    expect(await card()).toContain('Open: £3,600');
  });

  it('is recorded once however often the button is pressed', async () => {
    await fresh();
    await tell('invoice send 1 sure:yes', 'terms net:20');
    const shown = await team.press(olivia, 'invoice', { milestone: '1' });
    const button =
      'card' in shown ? shown.card?.actions.find(({ label }) => label === 'Mark paid') : undefined;
    expect(words(await runner.use(olivia, team.room, button))).toContain('nothing is open');
    expect(await refusal(runner.use(olivia, team.room, button))).toContain(
      'INV-2026-0001 was settled by Olivia already.',
    );
    expect((await card()).match(/Paid £3,600/g)).toHaveLength(1);
  });

  it('can be undone, and stands in the history', async () => {
    await fresh();
    await tell('invoice send 1 sure:yes', 'paid 1 100 sure:yes');
    expect(await tell('undo')).toContain('Taken back');
    expect(await card()).toContain('Open: £3,600');
    expect(await refusal(team.say(olivia, 'undo'))).toContain('cannot be undone');
  });

  it('says what is wrong with an amount or a day', async () => {
    await fresh();
    await tell('invoice send 1 sure:yes');
    const answers = {
      'paid 1 12.345': 'GBP has 2 decimals; you wrote “12.345”.',
      'paid 1 0': 'The amount must be more than zero',
      'paid 1 -5': 'The amount must be more than zero',
      'paid 1 €5': 'The project is priced in GBP; you wrote “€5”.',
      'paid 1 5 EUR': 'The project is priced in GBP',
      'paid 1 99999999999999999': 'The largest amount is £9,999,999,999,999.99',
      'paid 1 5 on:"12 dec 2026"': 'The date must be today or earlier.',
      'pay-link 1 http://pay.example.com': 'The link must begin with https://',
      'pay-link 1 https://me:secret@pay.example.com': 'The link must begin with https://',
      'credit 1 5000 too much': '£5,000 is more than the £3,600 that is open',
    };
    for (const [line, answer] of Object.entries(answers))
      expect(await refusal(team.say(olivia, line)), line).toContain(answer);
  });

  it.each([
    {
      price: '10001 currency:JPY',
      amount: '¥3,000',
      one: 'paid 1 1',
      open: '¥2,999',
      wrong: 'paid 1 1.5',
      why: 'JPY has no decimals',
    },
    {
      price: '1000.001 currency:KWD',
      amount: 'KWD 300',
      one: 'paid 1 0.125',
      open: 'KWD 299.875',
      wrong: 'paid 1 1.2345',
      why: 'KWD has 3 decimals',
    },
  ])('knows the decimals of $price', async ({ price, amount, one, open, wrong, why }) => {
    await fresh(price);
    await tell('tax 0', 'invoice send 1 sure:yes');
    expect((await card()).replaceAll('\u00a0', ' ')).toContain(amount);
    expect(await refusal(team.say(olivia, wrong))).toContain(why);
    expect((await tell(`${one} sure:yes`)).replaceAll('\u00a0', ' ')).toContain(`${open} is still open`);
  });
});

describe('credit, write-off, pay link and cost', () => {
  it('reduce what is open, with a reason that stays inside', async () => {
    await fresh();
    await tell('invoice send 1 sure:yes');
    expect(await confirmed(olivia, 'credit 1 600 the last page is missing')).toContain(
      'Credit of £600 recorded on INV-2026-0001.',
    );
    expect(await tell('write off 1 1000 a gift sure:yes')).toContain('Write-off of £1,000 recorded');
    expect(await card()).toContain('Open: £2,000');
    expect(await card()).not.toContain('last page');
    expect(await tell('history')).toContain(
      'Olivia gave a credit, INV-2026-0001, £600, “the last page is missing”',
    );
    expect(words(await team.say(cleo, 'history'))).not.toContain('last page');
  });

  it('show a link to pay until it is paid', async () => {
    await fresh();
    await tell('invoice send 1 sure:yes');
    expect(await tell('pay-link 1 https://pay.example.com/7')).toContain('INV-2026-0001 has a link to pay.');
    expect(await card()).toContain('https://pay.example.com/7');
    await tell('paid 1 3600 sure:yes');
    expect(await card()).not.toContain('https://pay.example.com/7');
  });

  it('keep the costs of the team from customers', async () => {
    await fresh();
    expect(await tell('cost 1 1200 two days of design')).toContain('Cost of £1,200 recorded for 1 · Design');
    expect(await refusal(team.say(cleo, 'cost 1 5 mine'))).toContain('Only an owner, coach or contributor');
    expect(words(await team.say(cleo, 'history'))).not.toContain('1,200');
    expect(await tell('history')).toContain('recorded a cost, £1,200, “two days of design”');
  });

  it('are for those whose role gives them', async () => {
    await fresh();
    await tell('invoice send 1 sure:yes', 'invoice send 2 sure:yes');
    for (const line of [
      'invoice send 1',
      'paid 1 5',
      'credit 1 5 mine',
      'writeoff 1 5 mine',
      'pay-link 1 https://a.example',
    ])
      expect(await refusal(team.say(cleo, line)), line).toContain('Only an owner can');
    expect(await refusal(team.say(olivia, 'invoice approve 1'))).toContain('Only a customer can');
    expect(await refusal(team.say(team.mo, 'invoice approve 1'))).toContain('Only a customer can');
  });
});

describe('a payment after the due date', () => {
  it('can include the late fee, at once or later, and nothing beyond it', async () => {
    await fresh();
    await tell('tax 0', 'invoice send 1 sure:yes');
    await team.tell(cleo, 'invoice approve 1 sure:yes');
    // due in 15 days: on the next, one started month of 1.5 % of £3,000
    runner.pass(16 * 24 * 60);
    expect(await refusal(team.say(olivia, 'paid 1 3045.01'))).toContain(
      '£3,045.01 is more than the £3,045 that is open on INV-2026-0001, late fee of £45 included.',
    );
    expect(await tell('paid 1 sure:yes')).toContain(
      'Payment of £3,000 recorded: the late fee of £45 is still open.',
    );
    expect(await card()).toContain('Late fee £45, not paid.');
    expect(await tell('budget')).toContain('Late fees: £45');
    const shown = await team.press(olivia, 'invoice', { milestone: '1' });
    const received = 'card' in shown ? shown.card?.actions[0] : undefined;
    expect(received?.label).toBe('Late fee received');
    expect(words(await runner.use(olivia, team.room, received))).toContain('nothing is open');
    expect(await card()).toContain('Late fee £45, settled.');
    expect(await tell('budget')).toContain('Paid: £3,000');
    expect(await tell('budget')).toContain('Late fees received: £45');
    expect(await refusal(team.say(olivia, 'paid 1 1 sure:yes'))).toContain('was settled by Olivia already');
  });
});
