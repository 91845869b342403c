import { sql } from 'drizzle-orm';
import type { Action, Card } from '../../../cards/model.ts';
import { enterWorkspace, rowsOf } from '../../../db/tenant.ts';
import { liveCardOf } from '../../../src/live-cards/registry.ts';
import type { Somebody, TestRunner } from '../../support/runner.ts';
import { channelOf, codeIn, startTeam, type Team, teamsPerson } from '../../support/team.ts';

/** A client project with what its tests need. */
export type Client = Team & { cleo: Somebody; id: string; customers: ReturnType<typeof channelOf> };

/** A client project of three milestones; 2 has started; Cleo signs for the client, on Teams. */
export async function clientProject(runner: TestRunner): Promise<Client> {
  const team = await startTeam(runner, 'kind:client price:10000 currency:GBP target:"18 dec 2026"');
  await team.tell(
    team.olivia,
    'new "Design" due:"4 dec 2026" share:25',
    'new "Build" due:"11 dec 2026" share:50',
    'new "Launch" start:"14 dec 2026" due:"18 dec 2026" share:25 blocks-go-live:yes',
    'add 2 deliverable "A shop"',
    'activate',
    'start 1',
    'start 2',
  );
  const cleo = teamsPerson('Cleo', `${team.tenant}-teams`);
  const customers = channelOf(cleo, 'CUSTOMER');
  const code = codeIn(await team.say(team.olivia, 'link as:customer'));
  await runner.say(cleo, customers, `link ${code}`);
  const [row] = rowsOf<{ id: string }>(
    await runner.db.execute(sql`select project_id as id from room where tenant = ${team.tenant} limit 1`),
  );
  await runner.say(cleo, customers, 'status');
  return { ...team, cleo, customers, id: row?.id ?? '' };
}

type Row = {
  number: number;
  due: string | null;
  start: string | null;
  extra: number;
  items: string[];
};

/** What change orders can change. */
export async function planOf(runner: TestRunner, { id }: Pick<Client, 'id'>) {
  const milestones = rowsOf<Row>(
    await runner.db.execute(sql`select m.number, m.due_date::text as due, m.start_date::text as start, m.extra::float8 as extra,
        coalesce((select json_agg(i.text order by i.number) from item i where i.milestone_id = m.id), '[]') as items
      from milestone m where m.project_id = ${id}::uuid and m.dropped_at is null order by m.number`),
  );
  const [project] = rowsOf<{ target: string }>(
    await runner.db.execute(sql`select target::text as target from project where id = ${id}::uuid`),
  );
  return { milestones, target: project?.target };
}

/** The live card of an order as a room shows it now. */
export async function orderCard(runner: TestRunner, team: Client, number = 1): Promise<Card> {
  const [row] = rowsOf<{ id: string; tenant: string }>(
    await runner.db.execute(sql`select id, workspace_id as tenant from change_order
      where project_id = ${team.id}::uuid and number = ${number}`),
  );
  return runner.db.transaction(async (tx) => {
    await enterWorkspace(tx, row?.tenant ?? '');
    const live = liveCardOf('change-order');
    const facts = await live.load(tx, row?.id ?? '');
    if (!facts) throw new Error(`CO${number} is not there`);
    const at = { today: '2026-12-07', audience: 'team' } as const;
    return { ...live.view(facts, at), ...live.actions(facts, at) };
  });
}

/** Returns the button of a card with a label. */
export const button = (card: Card, label: string): Action => {
  const found = [...card.actions, ...card.more].find((one) => one.label === label);
  if (!found) throw new Error(`no button ${label}`);
  return found;
};

/** Returns a card as text. */
export const shown = (card: Card) => JSON.stringify(card);

/** Presses Sign on a card of a change order, in the person's own channel. */
export const pressSign = async (runner: TestRunner, team: Client, who: Somebody, card: Card) => {
  const action = button(card, 'Sign');
  const about = { project: team.id };
  return runner.use(who, who === team.cleo ? team.customers : team.room, { ...action, about });
};
