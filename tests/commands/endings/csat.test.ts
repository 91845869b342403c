import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { refused } from '../../support/refused.ts';
import { buttonIn, openRunner, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, codeIn, refusal } from '../../support/team.ts';
import { cardOf, type Delivery, deliveryProject, pressOn } from '../proposals/delivery-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** Does and settles everything. */
async function deliver(team: Delivery): Promise<Delivery> {
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

/** A delivery with everything done and paid. */
const delivered = async () => deliver(await deliveryProject(runner));

/** The rooms in which the question was asked. */
const askedIn = async ({ id }: Delivery) =>
  rowsOf<{ channel: string }>(
    await runner.db.execute(sql`select room.channel from card join room on room.id = card.room_id
      where card.subject_kind = 'survey' and card.project_id = ${id}::uuid`),
  ).map(({ channel }) => channel);

/** The question about the project as a whole, or about a milestone. */
async function surveyCard(team: Delivery, number: number | null = null) {
  const [row] = rowsOf<{ id: string }>(
    await runner.db.execute(sql`select s.id from survey s left join milestone m on m.id = s.milestone_id
      where s.project_id = ${team.id}::uuid and m.number is not distinct from ${number}::int`),
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

describe('the question about a milestone (CUS-9)', () => {
  /** What the customer's channel was asked, in order: numbers of milestones, 0 for the project. */
  const asked = async ({ id }: Delivery) =>
    rowsOf<{ number: number }>(
      await runner.db.execute(sql`select coalesce(m.number, 0) as number from receipt r
        join card c on c.id = r.card_id join room on room.id = r.room_id join survey s on s.id = c.subject_id
        left join milestone m on m.id = s.milestone_id
        where c.subject_kind = 'survey' and r.kind = 'post' and c.project_id = ${id}::uuid
          and room.audience = 'customer' order by r.planned_at, s.asked_at, number desc`),
    ).map(({ number }) => number);

  async function askingAfterEach(): Promise<Delivery> {
    const team = await deliveryProject(runner);
    await team.tell(team.olivia, 'activate', 'policy satisfaction:milestones', 'start 1', 'start 2');
    return team;
  }

  it('is asked only where the policy says so, once for each, and never again after a milestone is reopened', async () => {
    const never = await deliveryProject(runner);
    await never.tell(never.olivia, 'activate', 'start 1', 'done 1');
    expect(await asked(never)).toEqual([]);
    const team = await askingAfterEach();
    await team.tell(team.olivia, 'done 1');
    expect(await asked(team)).toEqual([1]);
    await team.tell(team.olivia, 'reopen 1 it broke');
    expect(JSON.stringify(await surveyCard(team, 1))).toContain('has open work again');
    await team.tell(team.olivia, 'done 1', 'undo', 'done 1', 'done 2');
    expect(await asked(team)).toEqual([1, 2]);
  });

  it('comes beside that about the delivered project, and neither takes the answer of the other', async () => {
    const team = await askingAfterEach();
    const paid = (at: number, amount: string) => [
      `invoice send ${at} sure:yes`,
      `paid ${at} ${amount} sure:yes`,
    ];
    await team.tell(team.olivia, ...paid(1, '3300'), 'done 1', ...paid(2, '3300'), 'done 2', 'start 3');
    await team.tell(team.olivia, ...paid(3, '3400'), 'done 3');
    expect(await asked(team)).toEqual([1, 2, 3, 0]);
    await runner.say(team.cleo, team.customers, 'csat 2 "late" milestone:2');
    await pressOn(runner, team, team.cleo, { card: await surveyCard(team, 3), label: '3 of 5' });
    await runner.say(team.cleo, team.customers, 'csat 5');
    const figures = await team.tell(team.olivia, 'kpi');
    expect(figures).toContain('Customer satisfaction: 5 of 5 (1 answer)');
    expect(figures).toContain('Satisfaction with milestones: 2.5 of 5 (2 answers)');
    expect(await team.tell(team.olivia, 'kpi milestone-satisfaction')).toContain('2 · Train, 2 of 5');
    const back = await team.tell(team.olivia, 'retrospective');
    expect(back).toContain('The project: 5 of 5, by Cleo');
    expect(back).toContain('2 · Train: 2 of 5, by Cleo, “late”');
    expect(await team.tell(team.olivia, 'history 2')).toContain('rated it, 2 of 5');
  });

  it('is answered without its number while it is the only one that waits', async () => {
    const team = await askingAfterEach();
    await team.tell(team.olivia, 'done 1');
    expect(words(await runner.say(team.cleo, team.customers, 'csat 4 fine'))).toContain('4 of 5');
    expect(JSON.stringify(await surveyCard(team, 1))).toContain('fine');
    expect(await refusal(runner.say(team.cleo, team.customers, 'csat 3'))).toContain('csat 4 milestone:2');
    await runner.say(team.cleo, team.customers, 'csat 3 milestone:1');
    expect((await surveyCard(team, 1)).state).toBe('done');
    await team.tell(team.olivia, 'done 2', 'start 3', 'done 3');
    const many = await refused(runner.say(team.cleo, team.customers, 'csat 3'));
    expect(JSON.stringify(many)).toContain('2 · Train, 3 · Go live wait for your answer');
    expect(buttonIn(many, 'Rate 2 · Train')?.input).toEqual({ milestone: '2' });
  });

  it('refuses other scores, milestones that nobody asked about, and everybody else', async () => {
    const team = await askingAfterEach();
    await team.tell(team.olivia, 'done 1');
    for (const score of ['6', '0', 'good'])
      expect(
        await refusal(runner.say(team.cleo, team.customers, `csat ${score} milestone:1`)),
        score,
      ).toContain('whole number from 1 to 5');
    expect(await refusal(runner.say(team.cleo, team.customers, 'csat 4 milestone:2'))).toContain(
      'not done yet',
    );
    expect(await refusal(runner.say(team.cleo, team.customers, 'csat 4 milestone:9'))).toContain('9');
    expect(await refusal(team.say(team.olivia, 'csat 4 milestone:1'))).toContain('customer');
  });

  it('waits in a channel that the customer links later, with what else is open, until it is answered', async () => {
    const team = await askingAfterEach();
    await team.tell(team.olivia, 'done 1', 'done 2');
    await runner.say(team.cleo, team.customers, 'csat 4 milestone:2');
    const second = channelOf(team.cleo, 'SECOND');
    await runner.say(team.cleo, second, `link ${codeIn(await team.say(team.olivia, 'link as:customer'))}`);
    const posted = rowsOf<{ number: number }>(
      await runner.db.execute(sql`select m.number from card c join room on room.id = c.room_id
        join survey s on s.id = c.subject_id join milestone m on m.id = s.milestone_id
        where c.subject_kind = 'survey' and room.channel = 'SECOND'`),
    );
    expect(posted).toEqual([{ number: 1 }]);
  });

  it('is not asked at all where the policy is off', async () => {
    const team = await deliveryProject(runner);
    await team.tell(team.olivia, 'policy satisfaction:off');
    expect(await team.tell(team.olivia, 'policy')).toContain('satisfaction:off');
    await deliver(team);
    expect(await asked(team)).toEqual([]);
  });
});
