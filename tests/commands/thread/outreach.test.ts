import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal } from '../../support/team.ts';
import { clientProject } from '../scope/client-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

describe('outreach', () => {
  it('follows what the two sides write about a blocker', async () => {
    const team = await clientProject(runner);
    const { olivia, cleo, customers } = team;
    const card = async () =>
      JSON.stringify(await runner.press(olivia, team.room, 'outreach', { blocker: 'B1' }));
    await team.tell(olivia, 'blocker "No API key yet" by:customer');
    expect(await card()).toContain('Nobody has written to the customer about it yet.');
    await team.tell(olivia, 'say B1 When can we have the key?');
    expect(await card()).toMatch(/When can we have the key\?.*Response pending since.*last contact/);
    expect(await card()).not.toContain('B1 When');
    // an unrelated message of the team is no answer
    await team.tell(olivia, 'say Good morning');
    expect(await card()).toContain('Response pending');
    await runner.say(cleo, customers, 'say Tomorrow');
    expect(await card()).toContain('Responded');
    await team.fill(olivia, 'say', { blocker: '1', text: 'Thank you. And the password?' });
    expect(await card()).toMatch(/And the password\?.*Response pending/);
    await team.tell(olivia, 'unsay last');
    expect(await card()).toMatch(/When can we have the key\?.*Responded/);
    await runner.fill(cleo, customers, 'say', { blocker: 'B1', text: 'Here it is' });
    expect(await card()).toMatch(/Cleo \(customer\).*Here it is/);
    expect(words(await team.say(olivia, 'outreach B1'))).toBe('Posting the card of B1.');
    expect(await refusal(team.say(olivia, 'outreach B9'))).toContain('There is no blocker B9 here.');
    expect(await refusal(runner.say(cleo, customers, 'outreach B1'))).toMatch(/^Only an? /);
  });

  it('tags no message with a blocker that is not there', async () => {
    const team = await clientProject(runner);
    await team.tell(team.olivia, 'say B52 is an aircraft');
    expect(await team.tell(team.olivia, 'messages')).toContain('B52 is an aircraft');
  });
});

describe('waiting', () => {
  it('lists blockers and threads of the projects that a person runs, by side, oldest silence first', async () => {
    const team = await clientProject(runner);
    const { olivia, mo, cleo, customers } = team;
    const other = { ...team.room, channel: 'COTHER' };
    await runner.say(olivia, other, 'project "Zeus" kind:launch');
    await runner.say(olivia, other, 'blocker "No venue" by:customer');
    runner.pass(60);
    await team.tell(olivia, 'blocker "No API key yet" by:customer', 'blocker "Nobody free" by:team');
    runner.pass(60);
    await team.tell(olivia, 'say B1 When can we have the key?');
    const lines = async () =>
      (await team.tell(olivia, 'waiting')).split('\n').map((line) => line.slice(0, 60));
    const first = await lines();
    const at = (part: string) => first.findIndex((line) => line.includes(part));
    expect(at('Waiting for the customer')).toBeLessThan(at('Zeus: B1 No venue'));
    expect(at('Zeus: B1 No venue')).toBeLessThan(at('Apollo: B1 No API key yet, response pending'));
    expect(at('Apollo: the team wrote last')).toBeLessThan(at('Waiting for the team'));
    expect(at('Waiting for the team')).toBeLessThan(at('Apollo: B2 Nobody free'));
    await runner.say(cleo, customers, 'say Here it is');
    const then = await lines();
    const where = (part: string) => then.findIndex((line) => line.includes(part));
    expect(where('Waiting for the team')).toBeLessThan(where('Apollo: B1 No API key yet, responded'));
    expect(where('Waiting for the team')).toBeLessThan(where('Apollo: the customer wrote last'));
    // who runs none sees none, customers above all
    expect(words(await runner.say(mo, team.room, 'waiting'))).toContain('You run no project');
    expect(words(await runner.say(cleo, customers, 'waiting'))).toContain('You run no project');
    await team.tell(olivia, `role ${mention(mo)} coach`);
    expect(words(await runner.say(mo, team.room, 'waiting'))).not.toContain('Zeus');
  });

  it('*Write to the customer* is offered to the team on the news of a blocker that waits for the customer, and never to the customer', async () => {
    const team = await clientProject(runner);
    await team.tell(team.olivia, 'block 2 "no key" by:customer', 'blocker "no venue" by:team');
    const news = rowsOf<{ audience: string; labels: string[] }>(
      await runner.db.execute(sql`select room.audience,
          (select json_agg(one->>'label') from jsonb_array_elements(r.body->'actions') one) as labels
        from receipt r join room on room.id = r.room_id where room.project_id = ${team.id}::uuid
          and r.kind = 'news' and r.body::text ~ 'no key|no venue' order by r.seq`),
    );
    const labelsOf = (side: string) =>
      news.filter(({ audience }) => audience === side).map(({ labels }) => labels);
    expect(labelsOf('team')).toEqual([['Show', 'Write to the customer'], ['Show']]);
    expect(labelsOf('customer').flat()).not.toContain('Write to the customer');
    expect(labelsOf('customer').length).toBeGreaterThan(0);
  });

  it('*Write to the customer* stands on the health card at what waits for the customer, for the team alone', async () => {
    const team = await clientProject(runner);
    await team.tell(team.olivia, 'blocker "no key" by:customer', 'blocker "no venue" by:team');
    const writing = async (reply: Promise<Reply>) =>
      [
        ...JSON.stringify(await reply).matchAll(
          /"label":"Write to the customer","command":"say","input":(\{[^}]*\})/g,
        ),
      ].map(([, input]) => input);
    expect(await writing(team.say(team.olivia, 'health'))).toEqual(['{"blocker":"1"}']);
    const theirs = await runner.say(team.cleo, team.customers, 'health').catch((error) => error);
    expect(JSON.stringify(theirs)).not.toContain('Write to the customer');
  });
});
