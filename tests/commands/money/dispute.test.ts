import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

/** A sent and approved invoice of £3,000, due on Tuesday 22 December 2026. Today is Monday 7 December. */
beforeEach(async () => {
  team = await startTeam(runner, 'kind:client price:10000 currency:GBP');
  ({ olivia } = team);
  cleo = await team.join('Cleo', 'client');
  await team.tell(
    olivia,
    'new "Design" share:30',
    'new "Build" share:70',
    'activate',
    'add 1 deliverable "A logo"',
    'add 1 demo_step "Show the logo"',
    'start 1',
    'check 1.2',
    'evidence 1 link https://example.com/logo "The logo"',
    'terms trigger:advance',
    'invoice send 1 sure:yes',
    'terms trigger:on-delivery',
  );
  await team.tell(cleo, 'invoice approve 1 sure:yes');
});
const show = async (who: Somebody) => words(await team.press(who, 'invoice', { milestone: '1' }));

describe('a dispute', () => {
  it('shows side by side what was agreed, shown, proved and said', async () => {
    await team.tell(cleo, 'dispute 1 the logo has the wrong colour');
    const card = words(await team.say(cleo, 'dispute 1'));
    for (const part of [
      'INV-2026-0001, dispute',
      'Disputed by the customer since Mon 7 Dec: “the logo has the wrong colour”.',
      'Agreed\n- A logo',
      '☑ Shown: 1.2 Show the logo',
      'Evidence: The logo',
    ])
      expect(card).toContain(part);
  });

  it('shows both sides what they wrote to each other, at length, and no internal note', async () => {
    const long = `The logo is ${'very '.repeat(60)}green`;
    await team.tell(olivia, 'submit 1', 'credit 1 10 our own mistake sure:yes');
    await team.tell(cleo, `return 1 ${long}`);
    // more records than a page of the history has
    for (let percent = 1; percent <= 25; percent += 1)
      await team.tell(team.mo, `progress 1 ${percent} internal`);
    await team.tell(cleo, 'dispute 1 the logo has the wrong colour');
    for (const who of [olivia, team.mo, cleo]) {
      const card = words(await team.say(who, 'dispute 1'));
      expect(card).toContain(`Cleo returned it, “${long}”`);
      expect(card).toContain('Cleo disputed an invoice, INV-2026-0001, “the logo has the wrong colour”');
      expect(card).not.toMatch(/internal|our own mistake/);
    }
  });

  it('ends in a part payment: the rest is a credit, and both are recorded', async () => {
    await team.tell(cleo, 'dispute 1 the logo has the wrong colour');
    const said = await team.tell(olivia, 'dispute end 1 part-payment amount:2000 note:"Agreed by phone"');
    expect(said).toContain('The dispute of INV-2026-0001 ended: part payment, amount 2000');
    expect(await show(olivia)).toContain('Credit of £1,000');
    expect(await show(olivia)).toContain('Open: £2,000');
    const history = await team.tell(olivia, 'history 1');
    expect(history).toContain('Olivia ended a dispute, INV-2026-0001, part payment, “Agreed by phone”');
    expect(history).toContain('Olivia gave a credit, INV-2026-0001, £1,000');
    expect(words(await team.say(cleo, 'dispute 1'))).toContain(
      'Ended with a part payment: “Agreed by phone”.',
    );
  });

  it.each(['3000', '3000.01', '0'])('a part payment of %s is refused', async (amount) => {
    await team.tell(cleo, 'dispute 1 wrong colour');
    expect(
      await refusal(team.say(olivia, `dispute end 1 part-payment amount:${amount} note:"Agreed"`)),
    ).toMatch(/part payment is less than the £3,000|must be/);
    expect(await show(olivia)).toContain('Open: £3,000');
  });

  it.each(['customer', 'supplier'] as const)('of the %s ends as the table says', async (opener) => {
    const people = {
      owner: olivia,
      coach: await team.join('Carol', 'coach'),
      contributor: team.mo,
      customer: cleo,
      viewer: await team.join('Vera', 'viewer'),
    };
    const lines = {
      'part-payment amount:2900': 'owner',
      'extra-milestone': opener === 'customer' ? 'customer' : 'owner',
      mediation: opener === 'customer' ? 'customer' : 'owner',
      withdrawn: opener === 'customer' ? 'customer' : 'owner',
    } as const;
    for (const [how, ender] of Object.entries(lines)) {
      await team.tell(opener === 'customer' ? cleo : olivia, 'dispute 1 wrong colour');
      const end = `dispute end 1 ${how} note:"As agreed"`;
      for (const [role, person] of Object.entries(people))
        if (role !== ender)
          expect(await refusal(team.say(person, end)), `${role}: ${end}`).toMatch(
            `Only ${ender === 'owner' ? 'an owner' : 'a customer'} can`,
          );
      expect(await show(cleo)).toContain(`Disputed by the ${opener}`);
      expect(await team.tell(people[ender], end), how).toContain('The dispute of INV-2026-0001 ended');
      expect(await refusal(team.say(people[ender], end))).toContain('Nobody disputes INV-2026-0001.');
    }
    expect(words(await team.say(cleo, 'dispute 1'))).toContain('Withdrawn: “As agreed”.');
  });

  it('is ended by the owner where nobody is the customer any more', async () => {
    await team.tell(cleo, 'dispute 1 wrong colour');
    await team.tell(olivia, 'role cleo viewer');
    expect(await team.tell(olivia, 'dispute end 1 withdrawn note:"Told by phone"')).toContain(
      'ended: withdrawn',
    );
  });

  it('that ends on its first day leaves no disputed day', async () => {
    await team.tell(cleo, 'dispute 1 wrong colour', 'dispute end 1 withdrawn note:"It was right"');
    expect(await show(cleo)).toContain('due Tue 22 Dec');
    expect(await show(cleo)).not.toContain('isputed');
    // 23 December is the first late day: one started month of 1.5 % of £3,000
    runner.pass(16 * 24 * 60);
    expect(await show(olivia)).toContain('1 day overdue, late fee so far £45');
  });

  it.each([
    ['of a draft', 'dispute 2 too expensive', 'is not sent yet'],
    ['the look at that of a draft', 'dispute 2', 'is not sent yet'],
    ['of a disputed invoice', 'dispute 1 again', 'is disputed already'],
  ])('%s is refused', async (_name, line, why) => {
    await team.tell(cleo, 'dispute 1 wrong colour');
    expect(await refusal(team.say(cleo, line))).toContain(why);
  });

  it('that lasts when its invoice is paid is still ended from the card', async () => {
    await team.tell(cleo, 'dispute 1 wrong colour');
    await team.tell(olivia, 'paid 1 3000 sure:yes');
    const buttons = async () => {
      const shown = await team.press(cleo, 'invoice', { milestone: '1' });
      return shown.is === 'shown' ? shown.card.actions : [];
    };
    const [first] = await buttons();
    expect(first?.label).toBe('Show the dispute');
    expect(words(await team.press(cleo, first?.command ?? '', first?.input ?? {}))).toContain('wrong colour');
    await team.tell(cleo, 'dispute end 1 withdrawn note:"It was right"');
    expect((await buttons()).map(({ label }) => label)).toEqual(['PDF']);
  });

  it('of a paid invoice is refused', async () => {
    await team.tell(olivia, 'paid 1 3000 sure:yes');
    expect(await refusal(team.say(cleo, 'dispute 1 wrong colour'))).toContain('is paid');
    const shown = await team.say(cleo, 'dispute 1');
    expect(shown.is === 'shown' && shown.card.actions).toEqual([]);
  });

  it('asks for the reason in a form when its button is pressed, and only of those who may', async () => {
    const [action] = (await team
      .say(cleo, 'dispute 1')
      .then((reply) => ('card' in reply ? (reply.card?.actions ?? []) : []))) as {
      command: string;
      input: Record<string, string>;
    }[];
    expect(action).toMatchObject({ command: 'dispute' });
    expect((await team.press(cleo, 'dispute', action?.input)).is).toBe('form');
    expect(await refusal(team.press(team.mo, 'dispute', action?.input))).toContain('Only');
  });
});

describe('a dispute before the work', () => {
  beforeEach(async () => {
    team = await startTeam(runner, 'kind:client price:10000 currency:GBP');
    ({ olivia } = team);
    cleo = await team.join('Cleo', 'client');
    await team.tell(olivia, 'new "Design" share:30', 'new "Build" share:70', 'activate');
    await team.tell(olivia, 'terms trigger:advance', 'invoice send 1 sure:yes');
  });

  it('is shown and ended also where the milestone was dropped', async () => {
    await team.tell(cleo, 'dispute 1 wrong colour');
    await team.tell(olivia, 'drop 1 they want no logo');
    expect(words(await team.say(cleo, 'dispute 1'))).toContain('Disputed by the customer since');
    expect(await team.tell(cleo, 'dispute end 1 withdrawn note:"No logo"')).toContain('ended: withdrawn');
  });

  it('is the one that is shown, whatever else its milestone has unpaid', async () => {
    await team.tell(olivia, 'price 20000', 'invoice send 1 sure:yes');
    await team.tell(cleo, 'dispute 1 twice as much nth:2');
    expect(words(await team.say(cleo, 'dispute 1'))).toContain('INV-2026-0002, dispute');
    await team.tell(cleo, 'dispute end 1 withdrawn note:"It is fair"');
    expect(words(await team.say(cleo, 'dispute 1'))).toContain('INV-2026-0001, dispute');
  });
});

describe('a dispute that lasts', () => {
  it('stops the late fee and what an overdue invoice does, until it ends', async () => {
    await team.tell(cleo, 'dispute 1 the logo has the wrong colour');
    // 30 days after the due date work would stop, with two started months of 1.5 % of £3,000
    runner.pass(49 * 24 * 60);
    expect(await show(olivia)).toContain('INV-2026-0001 · 1 · Design, disputed');
    expect(await show(olivia)).not.toMatch(/Late fee|Work stopped/);
    expect(await team.tell(olivia, 'start 2')).toContain('2 · Build');
    await team.tell(cleo, 'dispute end 1 withdrawn note:"It was there"');
    // the month of 23 January began undisputed today: one fee of £45
    expect(await show(olivia)).toContain('late fee so far £45');
  });
});
