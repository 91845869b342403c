import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const fresh = () => startTeam(runner, 'kind:client price:10000 currency:GBP');

describe('terms', () => {
  it('start with the defaults, and are shown to everybody of the project', async () => {
    const { olivia, mo, tell } = await fresh();
    await tell(mo, 'list');
    await tell(olivia, `role ${mention(mo)} customer`);
    const shown = await tell(mo, 'terms');
    expect(shown).toContain('trigger:on-delivery: each milestone is paid after its approval');
    expect(shown).toContain('net:15: an invoice is due 15 days after its approval');
    expect(shown).toContain('late:1.5: late fee 1.5 % for each started month, not compounded');
    expect(shown).toContain('stop:30: work stops 30 days after the due date');
    expect(shown).toContain('tax:0: invoices add no tax');
    expect(shown).toContain('Ownership and source access stay with the supplier until paid.');
  });

  it('are changed by the owner alone, in one line, which the history has', async () => {
    const { olivia, mo, tell, say } = await fresh();
    await tell(mo, 'list');
    expect(await refusal(say(mo, 'terms net:30'))).toContain('Only an owner can');
    expect(await tell(olivia, 'terms net:30 late:2.25% stop:45 trigger:hybrid advance:40')).toContain(
      'Payment terms changed: due after 15 days → 30 days, late fee 1.5 % → 2.25 %, work stops after 30 days → after 45 days, paid after approval → in two parts, advance 50 % → 40 %.',
    );
    expect(await tell(olivia, 'terms')).toContain(
      '40 % is paid before the work starts, the rest after approval',
    );
    expect(await tell(olivia, 'history')).toContain('Olivia changed the payment terms, due after 15 days');
    expect(await refusal(say(olivia, 'terms net:30'))).toContain('Nothing changed');
    expect(await tell(olivia, 'undo')).toContain('Taken back');
    expect(await tell(olivia, 'terms')).toContain('net:15');
  });

  it('refuse what cannot be, each with a clear answer', async () => {
    const { olivia, say } = await fresh();
    const answers = {
      'terms late:101': 'must be a percentage from 0 to 100',
      'terms late:1.555': 'must be a percentage from 0 to 100',
      'terms late:-1': 'must be a percentage from 0 to 100',
      'terms net:400': 'must be a whole number from 0 to 365',
      'terms stop:0': 'must be a whole number from 1 to 365',
      'terms trigger:monthly': 'must be one of',
      'terms advance:60': 'Only the trigger “hybrid” splits a payment',
      'terms trigger:hybrid advance:100': 'must be a whole number from 1 to 99',
      'terms prefix:"A B"': 'must have only letters, digits and dashes',
      'tax lots': 'must be a percentage from 0 to 100',
    };
    for (const [line, answer] of Object.entries(answers))
      expect(await refusal(say(olivia, line)), line).toContain(answer);
  });

  it('have the tax, the addresses and the prefix of invoices', async () => {
    const { olivia, tell } = await fresh();
    expect(await tell(olivia, 'tax 20%')).toContain('Payment terms changed: tax 0 % → 20 %.');
    expect(await tell(olivia, 'tax 7.7')).toContain('Payment terms changed: tax 20 % → 7.7 %.');
    await tell(
      olivia,
      'terms seller:"Studio North, 1 High Street" buyer:"Acme Ltd, 2 Low Street" prefix:north',
    );
    const shown = await tell(olivia, 'terms');
    expect(shown).toContain('seller: Studio North, 1 High Street');
    expect(shown).toContain('buyer: Acme Ltd, 2 Low Street');
    expect(shown).toContain('prefix:NORTH');
    await tell(olivia, 'terms buyer:none');
    expect(await tell(olivia, 'terms')).toContain('buyer: not set; invoices name no buyer');
  });

  it('ask with a form that starts with what is there', async () => {
    const { olivia, press, fill } = await fresh();
    const card = await press(olivia, 'terms');
    expect(card).toMatchObject({ card: { actions: [{ label: 'Change', command: 'edit-terms' }] } });
    expect(await press(olivia, 'edit-terms')).toMatchObject({
      is: 'form',
      form: { title: 'Payment terms', submit: 'Save' },
    });
    expect(words(await fill(olivia, 'edit-terms', { net: '7', trigger: 'advance' }))).toContain(
      'due after 15 days → 7 days',
    );
  });
});

describe('price', () => {
  it('is a word for the price of the project', async () => {
    const { olivia, tell, say } = await startTeam(runner, 'kind:client');
    expect(await tell(olivia, 'price 12000 GBP')).toContain('price none → £12,000');
    expect(await tell(olivia, 'price 12,500.50')).toContain('price £12,000 → £12,500.50');
    expect(await tell(olivia, 'price 1200 JPY')).toContain('price £12,500.50 → ¥1,200');
    expect(await tell(olivia, 'price 1200.125 KWD')).toContain('KWD');
    expect(await refusal(say(olivia, 'price 12.5 JPY'))).toContain('The price must be an amount');
    expect(await refusal(say(olivia, 'price 12 XXQ'))).toContain('is not a currency');
    expect(await refusal(say(olivia, 'price -12 GBP'))).toContain('amount');
  });
});
