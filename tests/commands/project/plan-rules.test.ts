import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttonIn, openRunner, type TestRunner } from '../../support/runner.ts';
import { mention, refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A priced project with one milestone, whose advance is invoiced in pounds. */
async function invoiced() {
  const team = await startTeam(runner, 'kind:client price:1000 currency:GBP');
  await team.tell(
    team.olivia,
    'new "Beta" share:100',
    'activate',
    'terms trigger:hybrid',
    'invoice send 1 sure:yes',
  );
  return team;
}

describe('the currency of sent invoices', () => {
  it.each([
    'edit project currency:EUR price:1000',
    'price 1000 EUR',
    'price none',
    'blueprint apply standard-3 start:"1 dec 2027" price:900 currency:EUR apply:yes',
  ])('stays, whatever command would change it: %s', async (line) => {
    const { olivia, say } = await invoiced();
    expect(await refusal(say(olivia, line))).toContain('is sent in GBP, so the currency stays.');
  });

  it('stays when a change of it is taken back after the invoice was sent', async () => {
    const team = await startTeam(runner, 'kind:client price:1000 currency:EUR');
    const { olivia, mo, tell, say } = team;
    await tell(olivia, `role ${mention(mo)} owner`, 'new "Beta" share:100', 'activate');
    await tell(olivia, 'terms trigger:hybrid', 'price 1000 GBP');
    await tell(mo, 'invoice send 1 sure:yes');
    expect(await refusal(say(olivia, 'undo'))).toContain('is sent in GBP, so the currency stays.');
  });

  it('stays once a change order with a cost is applied', async () => {
    const { olivia, room, tell, say, join } = await startTeam(runner, 'kind:client price:1000 currency:GBP');
    const cleo = await join('Cleo', 'client');
    await tell(
      olivia,
      'policy lock:no',
      'new "Beta" share:100',
      'activate',
      'start 1',
      'change "More" 1 cost:50',
    );
    for (const who of [olivia, cleo])
      await runner.use(who, room, buttonIn(await say(who, 'sign CO1'), 'Sign'));
    expect(await refusal(say(olivia, 'price 1000 JPY'))).toContain(
      'CO1 is applied in GBP, so the currency stays.',
    );
    expect(await tell(olivia, 'price 2000')).toContain('£2,000');
  });

  it('may be typed again with another price', async () => {
    const { olivia, tell } = await invoiced();
    expect(await tell(olivia, 'price 2000 GBP')).toContain('£2,000');
  });
});

describe('shares of an active plan', () => {
  /** An active project without money, whose milestones share 60 of 100. */
  async function active() {
    const team = await startTeam(runner, 'kind:launch');
    await team.tell(team.olivia, 'new "Beta" share:60', 'activate');
    return team;
  }
  const sum = 'The shares of the milestones sum to 60, not 100: 40 too few.';

  it.each(['edit project price:900 currency:GBP', 'policy money:yes', 'edit project kind:client'])(
    'must sum to 100 where money is turned on: %s',
    async (line) => {
      const { olivia, say } = await active();
      expect(await refusal(say(olivia, line))).toContain(sum);
    },
  );

  it('must sum to 100 with those of a blueprint that turns money on', async () => {
    const { olivia, say, tell } = await active();
    const apply = 'blueprint apply standard-3 start:"1 dec 2027" price:900 currency:GBP apply:yes';
    expect(await refusal(say(olivia, apply))).toContain('sum to 160, not 100: 60 too many.');
    await tell(olivia, 'drop 1 not needed');
    expect(await tell(olivia, apply)).toContain('Added 3 milestones');
  });

  it('must sum to 100 where undo turns money on again', async () => {
    const team = await startTeam(runner, 'kind:client');
    const { olivia, mo, tell, say } = team;
    await tell(olivia, `role ${mention(mo)} contributor`, 'new "Beta" share:100', 'activate');
    await tell(olivia, 'policy money:no');
    await tell(mo, 'edit 1 share:60');
    expect(await refusal(say(olivia, 'undo'))).toContain(sum);
  });
});

describe('stages', () => {
  const noCoach = 'A coach leads stages, and this project has no coach yet.';

  it('need a coach, also where undo brings them back', async () => {
    const { olivia, mo, join, say, tell } = await startTeam(runner);
    expect(await refusal(say(olivia, 'edit project kind:stages'))).toContain(noCoach);
    const cara = await join('Cara', 'coach');
    await tell(olivia, `role ${mention(mo)} owner`, 'edit project kind:stages', 'edit project kind:launch');
    await tell(mo, `role ${mention(cara)} viewer`);
    expect(await refusal(say(olivia, 'undo'))).toContain(noCoach);
  });
});
