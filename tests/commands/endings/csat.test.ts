import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal } from '../../support/team.ts';
import { cardOf, type Delivery, deliveryProject, pressOn } from '../proposals/delivery-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A delivery with everything done and paid. */
async function delivered(): Promise<Delivery> {
  const team = await deliveryProject(runner);
  const amounts = ['3300', '3300', '3400'];
  await team.tell(
    team.olivia,
    'activate',
    ...amounts.flatMap((amount, at) => [
      `start ${at + 1}`,
      `invoice send ${at + 1} sure:yes`,
      `paid ${at + 1} ${amount} sure:yes`,
      `done ${at + 1}`,
    ]),
  );
  return team;
}

/** The rooms in which the question was asked. */
const askedIn = async ({ id }: Delivery) =>
  rowsOf<{ channel: string }>(
    await runner.db.execute(sql`select room.channel from card join room on room.id = card.room_id
      where card.subject_kind = 'survey' and card.project_id = ${id}::uuid`),
  ).map(({ channel }) => channel);

async function surveyCard(team: Delivery) {
  const [row] = rowsOf<{ id: string }>(
    await runner.db.execute(sql`select id from survey where project_id = ${team.id}::uuid`),
  );
  return cardOf(runner, team, { kind: 'survey', id: row?.id ?? '' });
}

describe('the question to the customer', () => {
  it('is asked once in their channel alone, however often the project becomes delivered', async () => {
    const team = await delivered();
    expect(await askedIn(team)).toEqual(['CUSTOMER']);
    await team.tell(team.olivia, 'undo', 'done 3');
    expect(await askedIn(team)).toEqual(['CUSTOMER']);
  });

  it('is answered by one press, changed by a line, and told to the team', async () => {
    const team = await delivered();
    const card = await surveyCard(team);
    expect(words(await pressOn(runner, team, team.cleo, { card, label: '4 of 5' }))).toContain('4 of 5');
    expect((await surveyCard(team)).state).toBe('done');
    await runner.say(team.cleo, team.customers, 'csat 2 "It broke on Monday"');
    expect(JSON.stringify(await surveyCard(team))).toContain('It broke on Monday');
    const news = rowsOf<{ channel: string; text: string }>(
      await runner.db.execute(sql`select room.channel, r.body::text as text from receipt r
        join room on room.id = r.room_id where room.project_id = ${team.id}::uuid
        and r.kind = 'news' and r.body::text like '%rated%' order by r.planned_at`),
    );
    expect(news.map(({ channel }) => channel)).toEqual(['CAPOLLO', 'CAPOLLO']);
    expect(news[1]?.text).toContain('It broke on Monday');
    expect(await team.tell(team.olivia, 'history')).toContain('rated the project, 2 of 5');
  });

  it('takes 1 to 5 only, from the customer alone, once the project is delivered', async () => {
    const team = await deliveryProject(runner);
    expect(await refusal(runner.say(team.cleo, team.customers, 'csat 5'))).toContain('is not delivered yet');
    const ended = await delivered();
    for (const score of ['6', '0', '-1', '4.5'])
      expect(await refusal(runner.say(ended.cleo, ended.customers, `csat ${score}`)), score).toContain(
        'whole number from 1 to 5',
      );
    expect(await refusal(ended.say(ended.olivia, 'csat 5'))).toContain('customer');
  });

  it('can be answered anew for 14 days', async () => {
    const team = await delivered();
    await runner.say(team.cleo, team.customers, 'csat 4');
    await runner.db.execute(sql`update survey set answered_at = answered_at - interval '15 days'
      where project_id = ${team.id}::uuid`);
    expect(await refusal(runner.say(team.cleo, team.customers, 'csat 1'))).toContain(
      'Cleo answered 4 of 5, more than 14 days ago',
    );
  });
});
