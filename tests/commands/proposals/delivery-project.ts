import { sql } from 'drizzle-orm';
import type { Action, Card } from '../../../cards/model.ts';
import { enterWorkspace, rowsOf } from '../../../db/tenant.ts';
import { liveCardOf } from '../../../src/live-cards/registry.ts';
import type { Somebody, TestRunner } from '../../support/runner.ts';
import { channelOf, codeIn, startTeam, type Team, teamsPerson } from '../../support/team.ts';

/** A project of kind `delivery` with what its tests need. */
export type Delivery = Team & {
  cleo: Somebody;
  id: string;
  workspaceId: string;
  customers: ReturnType<typeof channelOf>;
};

/** A draft of three milestones; Cleo is the customer, on Teams. */
export async function deliveryProject(runner: TestRunner): Promise<Delivery> {
  const team = await startTeam(runner, 'kind:delivery price:10000 currency:GBP target:"18 dec 2026"');
  await team.tell(
    team.olivia,
    'new "Connect" due:"4 dec 2026" share:33 outcome:"Your tools are connected"',
    'new "Train" due:"11 dec 2026" share:33',
    'new "Go live" due:"18 dec 2026" share:34 blocks-go-live:yes',
    'add 1 deliverable "A working connection"',
  );
  const cleo = teamsPerson('Cleo', `${team.tenant}-teams`);
  const customers = channelOf(cleo, 'CUSTOMER');
  const code = codeIn(await team.say(team.olivia, 'link as:customer'));
  await runner.say(cleo, customers, `link ${code}`);
  await runner.say(cleo, customers, 'status');
  const [row] = rowsOf<{ id: string; workspaceId: string }>(
    await runner.db.execute(sql`select project_id as id, workspace_id as "workspaceId" from room
      where tenant = ${team.tenant} limit 1`),
  );
  return { ...team, cleo, customers, id: row?.id ?? '', workspaceId: row?.workspaceId ?? '' };
}

/** The live card of the newest subject of a kind, as a room shows it now. */
export async function cardOf(
  runner: TestRunner,
  team: Delivery,
  { kind, id }: { kind: Parameters<typeof liveCardOf>[0]; id: string },
): Promise<Card> {
  return runner.db.transaction(async (tx) => {
    await enterWorkspace(tx, team.workspaceId);
    const live = liveCardOf(kind);
    const facts = await live.load(tx, id);
    if (!facts) throw new Error(`the card of ${kind} is not there`);
    const at = { today: '2026-12-07', audience: 'team' } as const;
    return { ...live.view(facts, at), ...live.actions(facts, at) };
  });
}

/** The live card of a proposal. */
export async function proposalCard(runner: TestRunner, team: Delivery, number = 1): Promise<Card> {
  const [row] = rowsOf<{ id: string }>(
    await runner.db.execute(
      sql`select id from proposal where project_id = ${team.id}::uuid and number = ${number}`,
    ),
  );
  return cardOf(runner, team, { kind: 'proposal', id: row?.id ?? '' });
}

/** Returns the button of a card with a label. */
export const button = (card: Card, label: string): Action => {
  const found = [...card.actions, ...card.more].find((one) => one.label === label);
  if (!found) throw new Error(`no button ${label}`);
  return found;
};

/** Presses a button of a card, in the person's own channel. */
export const pressOn = (
  runner: TestRunner,
  team: Delivery,
  who: Somebody,
  { card, label }: { card: Card; label: string },
) => {
  const room = who === team.cleo ? team.customers : team.room;
  return runner.use(who, room, { ...button(card, label), about: { project: team.id } });
};
