import { sql } from 'drizzle-orm';
import type { Event } from '../../../src/domain/events.ts';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import { type PersonAddress, planChatNews } from './room-lost.ts';

/**
 * Plans a card for each person, in their direct chat on a platform where they are active.
 *
 * @returns the rooms to wake in this transaction.
 */
export async function notifyPeople(
  tx: Tx,
  personIds: readonly string[],
  platforms: readonly string[],
  card: object,
): Promise<string[]> {
  if (personIds.length === 0 || platforms.length === 0) return [];
  const found = await tx.execute(sql`
    select distinct on (i.person_id) i.platform, i.tenant, i.user_key as user
    from identity i join person p on p.workspace_id = i.workspace_id and p.id = i.person_id
    where i.workspace_id = milepost_tenant() and i.person_id in ${[...personIds]} and i.gone_at is null
      and i.platform in ${[...platforms]}
    order by i.person_id, (i.platform = p.via) desc nulls last, i.profiled_at desc nulls last, i.id`);
  return planChatNews(tx, rowsOf<PersonAddress>(found), card);
}

/** Records in a project's history that somebody left or is back; the actor is Milepost. */
export async function recordMembershipEvent(
  tx: Tx,
  turn: {
    id: string;
    projectId: string;
    type: 'person_left' | 'person_returned';
    person: string;
    at: string;
  },
): Promise<void> {
  const event = { type: turn.type, after: { person: turn.person } } satisfies Event;
  await tx.execute(sql`insert into activity (workspace_id, id, project_id, type, person_id, at, after)
    values (milepost_tenant(), ${turn.id}::uuid, ${turn.projectId}::uuid, ${event.type},
      '00000000-0000-0000-0000-000000000000', ${turn.at}::timestamptz, ${JSON.stringify(event.after)}::text::jsonb)`);
}
