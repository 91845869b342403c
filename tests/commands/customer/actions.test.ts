import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal } from '../../support/team.ts';
import { type Client, clientProject } from '../scope/client-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const told = async ({ id }: Client, text: string): Promise<string[]> =>
  rowsOf<{ audience: string }>(
    await runner.db.execute(sql`select room.audience from receipt join room on room.id = receipt.room_id
      where receipt.kind = 'news' and receipt.body::text like ${`%${text}%`} and room.project_id = ${id}::uuid
      order by receipt.seq`),
  ).map(({ audience }) => audience);

describe('actions of the customer', () => {
  it('are added with a number, a date and an urgency, told to the customer alone, and listed in order', async () => {
    const team = await clientProject(runner);
    const { olivia, tell } = team;
    expect(await tell(olivia, 'action "Sign the contract" due:"20 dec 2026"')).toContain(
      'A1 Sign the contract added.',
    );
    await tell(olivia, 'action "Approve integration access" due:"12 dec 2026" urgent blocks-go-live:yes');
    await tell(olivia, 'action Send the logo due:"11 dec 2026"');
    expect(await tell(olivia, 'actions')).toMatchInlineSnapshot(`
      "Apollo, the customer’s actions
      - A2 Approve integration access, urgent, due Sat 12 Dec, 4 working days left, the go-live waits for it
      - A3 Send the logo, due Fri 11 Dec, 4 working days left
      - A1 Sign the contract, due Sun 20 Dec, 9 working days left"
    `);
    expect(await told(team, 'New for you')).toEqual(['customer', 'customer', 'customer']);
  });

  it('need a date', async () => {
    const { olivia, say, tell } = await clientProject(runner);
    expect((await say(olivia, 'action "Sign the contract"')).is).toBe('form');
    expect(await refusal(say(olivia, 'action "Sign it" due:none'))).toContain(
      'An action always has a due date.',
    );
    expect(await refusal(say(olivia, `action "${'x'.repeat(201)}" due:friday`))).toContain(
      'at most 200 characters',
    );
    expect(await tell(olivia, `action "${'x'.repeat(200)}" due:friday`)).toContain('A1');
  });

  it('are completed by either side, with who and when; the second is told who was first', async () => {
    const team = await clientProject(runner);
    const { olivia, cleo, customers, tell, say } = team;
    await tell(
      olivia,
      'action "Sign the contract" due:"20 dec 2026"',
      'action "Send the logo" due:"20 dec 2026"',
    );
    expect(words(await runner.press(cleo, customers, 'action-done', { action: 'A1' }))).toContain(
      'A1 Sign the contract completed.',
    );
    expect(await refusal(say(olivia, 'action done 1'))).toContain(
      'A1 Sign the contract was completed by Cleo',
    );
    expect(await tell(olivia, 'action done A2')).toContain('Last completed: A2 Send the logo, by Olivia');
    expect(await told(team, 'was completed by Cleo')).toEqual(['team']);
    expect(await told(team, 'was completed by Olivia')).toEqual([]);
    expect(await tell(olivia, 'history')).toContain(
      'Cleo completed an action of the customer, A1 Sign the contract',
    );
  });

  it('are for the team to add, change and remove; no number is used twice', async () => {
    const { olivia, cleo, customers, tell, say } = await clientProject(runner);
    await tell(olivia, 'action "Sign the contract" due:"20 dec 2026"');
    for (const line of ['action "Pay" due:friday', 'action A1 urgent', 'action remove A1'])
      expect(await refusal(runner.say(cleo, customers, line))).toContain(
        'Only an owner, coach or contributor',
      );
    expect(await tell(olivia, 'action A1 urgent due:"22 dec 2026" label:"Sign both"')).toContain(
      'A1 Sign both, urgent, due Tue 22 Dec',
    );
    expect(await refusal(say(olivia, 'action A1 urgent'))).toContain('Nothing changed');
    expect(await tell(olivia, 'action remove A1')).toContain('A1 Sign both removed.');
    expect(await refusal(say(olivia, 'action done A1'))).toContain('There is no action A1 here.');
    expect(await tell(olivia, 'action "Another" due:friday')).toContain('A2 Another added.');
  });

  it('lower the health once they are overdue and the go-live waits for them', async () => {
    const { olivia, tell } = await clientProject(runner);
    await tell(
      olivia,
      'action "Sign the contract" due:"30 nov 2026" blocks-go-live:yes',
      'action "Send the logo" due:"30 nov 2026"',
    );
    const health = await tell(olivia, 'health');
    expect(health).toContain('Action A1 Sign the contract is 7 days overdue and blocks go-live');
    expect(health).toContain('Complete A1 Sign the contract');
    expect(health).not.toContain('A2');
    expect(await tell(olivia, 'action done 1', 'health')).not.toContain('A1');
  });
});

describe('changes that the team logs', () => {
  it('are listed with the change orders, newest first, with signed effects, and told to the customer', async () => {
    const team = await clientProject(runner);
    const { olivia, cleo, customers, tell, say } = team;
    await tell(olivia, 'change "An Arabic version" 2 days:2', 'change log "New logo"');
    expect(await tell(olivia, 'change log "Moved the hosting" days:+2 cost:+500')).toContain(
      'Logged: Moved the hosting, +2 days, +£500.',
    );
    await tell(olivia, 'change log "One page less" days:-1 cost:-200');
    const list = words(await runner.say(cleo, customers, 'changes'));
    expect(list.split('\n').slice(1, 5)).toEqual([
      '- One page less: -1 day, -£200, Mon 7 Dec',
      '- Moved the hosting: +2 days, +£500, Mon 7 Dec',
      '- New logo: No change, Mon 7 Dec',
      '- CO1 · An Arabic version: open, days: +2 working days, cost: no change',
    ]);
    expect(await told(team, 'Moved the hosting')).toEqual(['customer']);
    expect(await refusal(runner.say(cleo, customers, 'change log "More"'))).toContain('Only an owner, coach');
    expect(await refusal(say(olivia, `change log "${'x'.repeat(501)}"`))).toContain('at most 500 characters');
    expect(await tell(olivia, `change log "${'x'.repeat(500)}"`)).toContain('No change');
  });
});

describe('the news of a project', () => {
  it('are what was reached and created, newest first, and nothing that was edited, said or taken back', async () => {
    const { olivia, mo, cleo, customers, tell } = await clientProject(runner);
    await tell(
      olivia,
      'new "codename" outcome:"Customers can pay"',
      'edit 4 name:"another codename"',
      'progress 1 20 going well',
      `edit 1 owner:@mo`.replace('@mo', `<@slack:${mo.tenant}/${mo.user}|Mo>`),
      'block 1 our engineer left',
      'new "Taken back"',
      'undo',
    );
    const lines = words(await runner.say(cleo, customers, 'news'))
      .split('\n')
      .slice(1);
    const said = lines.map((line) => line.replace(/, \d{4}-\d\d-\d\d.*? UTC/, ''));
    expect(said.slice(0, 2)).toEqual([
      '- Design is blocked · No impact',
      '- Customers can pay was added · No impact',
    ]);
    expect(said).toContain('- Apollo was started · No impact');
    expect(said.every((line) => line.endsWith('· No impact'))).toBe(true);
    expect(lines.join()).not.toMatch(/codename|engineer|Taken back|Mo\b|edited/);
  });
});
